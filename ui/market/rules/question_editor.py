"""All that a lot asks while it is written: questions added, moved, removed, copied; what the weights make told as one types."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.question_plan import Part, QuestionFault, QuestionPlan, QuestionTyped, read_questions
from ui.desk import Tone
from ui.look import Look
from ui.market.rules import questions_words as words
from ui.market.rules.question_row import QuestionRow, new_question
from ui.widgets.buttons import button
from ui.widgets.card import row
from ui.widgets.labelled import Labelled
from ui.widgets.text import body, set_tone


class QuestionEditor(QWidget):
    """The rows, in the order they are asked.

    Signals:
        wanted(QWidget): this part of it is to be seen now.
    """

    wanted = Signal(object)

    def __init__(self, look: Look, above: QWidget) -> None:
        """`above` is the control from which the Tab key leads here."""
        super().__init__()
        self._look, self._above = look, above
        self.rows: list[QuestionRow] = []
        self.sum, self.wrong = body(), body()
        self.wrong.hide()
        set_tone(self.wrong, Tone.BAD)
        self.add_one = button("Add a question", self._add_one)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addLayout(row(self.add_one, None))
        column.addWidget(self.sum)
        column.addWidget(self.wrong)

    def show_questions(self, typed: Iterable[QuestionTyped]) -> None:
        """Write these in place of all that is there."""
        for old in self.rows:
            self._take_away(old)
        self.rows = []
        for each in typed:
            self._put(each)
        self._arrange()

    def as_typed(self) -> tuple[QuestionTyped, ...]:
        """What is typed, in its order."""
        return tuple(each.as_typed() for each in self.rows)

    def plans(self) -> tuple[QuestionPlan, ...] | None:
        """The questions; None where something is wrong, which then stands at its field, the cursor at the first."""
        read = read_questions(self.as_typed())
        self._clear_errors()
        if not read.faults:
            return read.plans
        self.show_faults(read.faults)
        return None

    def show_faults(self, faults: Sequence[QuestionFault]) -> None:
        """Show each at its field, and what is wrong with all together below them."""
        for fault in faults:
            if not fault.place and fault.part is Part.WEIGHT:
                self._say_sum(f"▲ {fault.sentence}", Tone.BAD)
            elif not fault.place:
                self._say_wrong(fault.sentence)
        placed = [fault for fault in faults if fault.place]
        for fault in placed:
            self.rows[fault.place - 1].fields[fault.part.value].show_error(fault.sentence)
        if not placed:
            self.wanted.emit(self.wrong if self.wrong.isVisible() else self.sum)
            return
        first = self.rows[placed[0].place - 1].fields[placed[0].part.value]
        first.control.setFocus()
        self.wanted.emit(first)

    @property
    def fields(self) -> dict[str, Labelled]:
        """Every field by the name that refusals call it, `weight-3`."""
        return {
            f"{name}-{place}": field
            for place, each in enumerate(self.rows, start=1)
            for name, field in each.fields.items()
        }

    def _say_wrong(self, sentence: str) -> None:
        self.wrong.setText(f"▲ {sentence}")
        self.wrong.setVisible(bool(sentence))

    def _clear_errors(self) -> None:
        self._say_wrong("")
        for field in self.fields.values():
            field.clear_error()

    def _add_one(self) -> None:
        added = self._put(new_question())
        self._arrange()
        added.kind.setFocus()
        self.wanted.emit(added)

    def _put(self, typed: QuestionTyped) -> QuestionRow:
        made = QuestionRow(self._look, typed)
        made.typed.connect(self._tell_sum)
        made.moved.connect(lambda by: self._move(made, by))
        made.removed.connect(lambda: self._remove(made))
        self.rows.append(made)
        self._rows.addWidget(made)
        made.show()  # at once, so that the cursor may go there
        return made

    def _move(self, moved: QuestionRow, by: int) -> None:
        place = self.rows.index(moved)
        self.rows.insert(place + by, self.rows.pop(place))
        self._rows.removeWidget(moved)
        self._rows.insertWidget(place + by, moved)
        self._clear_errors()
        self._arrange()
        pressed, other = (moved.earlier, moved.later) if by < 0 else (moved.later, moved.earlier)
        (pressed if pressed.isEnabled() else other).setFocus()
        self.wanted.emit(moved)

    def _remove(self, gone: QuestionRow) -> None:
        place = self.rows.index(gone)
        self.rows.remove(gone)
        self._clear_errors()
        self._arrange()
        (self.rows[min(place, len(self.rows) - 1)].remove if self.rows else self.add_one).setFocus()
        self._take_away(gone)

    def _take_away(self, old: QuestionRow) -> None:
        self._rows.removeWidget(old)
        old.hide()
        old.deleteLater()

    def _arrange(self) -> None:
        """Number the rows, and lead the Tab key through them in their order."""
        before = self._above
        for place, each in enumerate(self.rows, start=1):
            each.stand_at(place, len(self.rows))
            for control in each.controls:
                QWidget.setTabOrder(before, control)
                before = control
        QWidget.setTabOrder(before, self.add_one)
        self._tell_sum()

    def _tell_sum(self) -> None:
        sentence, stands = words.sum_typed(self.as_typed())
        self._say_sum(sentence, Tone.GOOD if stands else Tone.WARN)
        self._say_wrong("")

    def _say_sum(self, sentence: str, tone: Tone) -> None:
        self.sum.setText(sentence)
        set_tone(self.sum, tone)
