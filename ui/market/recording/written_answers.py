"""The questions of one lot, each with a box for the provider's answer."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.application_written import AnswerTyped
from brokerage.domain.assessment import Question
from brokerage.domain.blank_application import BlankLot
from ui.look import Look
from ui.market.recording import written_words as words
from ui.widgets.card import GAP, column
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, caption
from ui.widgets.wrapped_text import WrappedText

_NARROWEST = 380


class AnswerBoxes(QWidget):
    """The boxes, by the id of their question."""

    def __init__(self, look: Look, lot: BlankLot) -> None:
        super().__init__()
        self.fields: dict[int, Labelled] = {}
        self.boxes: dict[int, WrappedText] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        if not lot.questions:
            whole.addWidget(body(words.NO_QUESTION))
        for question in lot.questions:
            whole.addWidget(self._asked(look, lot, question))

    def typed(self) -> tuple[AnswerTyped, ...]:
        """What is typed, an empty box too: it takes back what was answered."""
        return tuple(AnswerTyped(question_id, box.text()) for question_id, box in self.boxes.items())

    def fill(self, answers: Mapping[int, str]) -> None:
        """Show these answers in place of what is typed."""
        for question_id, box in self.boxes.items():
            box.set_text(answers.get(question_id, ""))

    def _asked(self, look: Look, lot: BlankLot, question: Question) -> Reflow:
        """The question at the left, its answer at the right, or below where there is little room."""
        box = WrappedText(look)
        field = Labelled(f"Answer to question {question.number}", box)
        box.setAccessibleName(f"Answer to question {question.number} of lot {lot.number}")
        self.boxes[question.question_id], self.fields[question.question_id] = box, field
        sides = Reflow(look, _NARROWEST, (1, 1))
        asked = body(f"{question.number}  {question.text}", strong=True)
        sides.add(column(asked, caption(words.asks(question)), gap=4))
        sides.add(field)
        return sides
