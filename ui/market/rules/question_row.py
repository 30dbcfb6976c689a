"""One question while it is written: its kind, its words, and what belongs to its kind."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from brokerage.domain.assessment import QuestionKind
from brokerage.domain.question_plan import ASKED_KINDS, QuestionTyped
from ui.look import Look
from ui.market.rules.questions_words import KINDS
from ui.widgets.buttons import button
from ui.widgets.card import GAP, Card, row
from ui.widgets.choice import ChoiceField
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, rule

_NARROWEST_FIELD, _LINES_HIGH = 130, 62
_OF_SCORED = ("weight", "threshold", "highest")
_HINTS = {
    "weight": ("Weight in percent", "All make 100."),
    "threshold": ("At least", "Points; fewer fail it."),
    "highest": ("Highest points", ""),
    "document": ("Which document", f"{', '.join(ASKED_KINDS)}; or safeguarding policy."),
}


class QuestionRow(Card):
    """The fields of a question.

    Signals:
        typed(): something in it was changed.
        moved(int): it wants to stand one higher (-1) or lower (1).
        removed(): it is not to be asked.
    """

    typed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, look: Look, typed: QuestionTyped) -> None:
        super().__init__()
        self.setObjectName("")
        self.column.setContentsMargins(0, GAP, 0, GAP)
        self._look = look
        self._heading = body(strong=True)
        self.earlier = button("Move up", lambda: self.moved.emit(-1), weight="quiet")
        self.later = button("Move down", lambda: self.moved.emit(1), weight="quiet")
        self.remove = button("Remove", self.removed.emit, weight="quiet")
        self.kind: ChoiceField[QuestionKind] = ChoiceField("Kind", KINDS.items())
        self.text = QPlainTextEdit(typed.text)
        self.text.setTabChangesFocus(True)
        self.lines = {name: QLineEdit(getattr(typed, name)) for name in (*_OF_SCORED, "document")}
        self.fields = {
            "kind": Labelled("Kind", self.kind),
            "text": Labelled("What is asked", self.text),
            **{name: Labelled(*_HINTS[name][:1], line, _HINTS[name][1]) for name, line in self.lines.items()},
        }
        self.kind.choose(QuestionKind(typed.kind))
        self._lay_out()
        self._show_what_belongs()
        self.kind.currentIndexChanged.connect(lambda _index: self._show_what_belongs())
        self.kind.currentIndexChanged.connect(lambda _index: self.typed.emit())
        self.text.textChanged.connect(self.typed)
        for line in self.lines.values():
            line.textChanged.connect(lambda _text: self.typed.emit())

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key leads through, in order."""
        return self.earlier, self.later, self.remove, self.kind, self.text, *self.lines.values()

    def stand_at(self, place: int, last: int) -> None:
        """Be the question of this number, from 1, of so many."""
        self._heading.setText(f"Question {place}")
        for control, verb in ((self.earlier, "Move up"), (self.later, "Move down"), (self.remove, "Remove")):
            control.setAccessibleName(f"{verb}: question {place}")
        for name, field in self.fields.items():
            words = "Kind" if name == "kind" else "What is asked" if name == "text" else _HINTS[name][0]
            field.control.setAccessibleName(f"{words}, question {place}")
        self.earlier.setEnabled(place > 1)
        self.later.setEnabled(place < last)

    def as_typed(self) -> QuestionTyped:
        """What is typed; what does not belong to its kind is left out."""
        kind = self.kind.value() or QuestionKind.DECLARATION
        shown = {name: line.text() if self._belongs(name, kind) else "" for name, line in self.lines.items()}
        return QuestionTyped(kind.value, self.text.toPlainText(), **shown)

    def _show_what_belongs(self) -> None:
        kind = self.kind.value() or QuestionKind.DECLARATION
        for name in self.lines:
            self.fields[name].setVisible(self._belongs(name, kind))
        self._figures.setVisible(kind is QuestionKind.SCORED)

    @staticmethod
    def _belongs(name: str, kind: QuestionKind) -> bool:
        return (name in _OF_SCORED) == (kind is QuestionKind.SCORED)

    def _lay_out(self) -> None:
        self.add(rule())
        self.add(row(self._heading, None, self.earlier, self.later, self.remove))
        asked = Reflow(self._look, _NARROWEST_FIELD * 2, (1, 1))
        asked.add(self.fields["kind"])
        asked.add(self.fields["document"])
        self._figures = Reflow(self._look, _NARROWEST_FIELD, (1, 1, 1))
        for name in _OF_SCORED:
            self._figures.add(self.fields[name])
        for part in (asked, self.fields["text"], self._figures):
            self.add(part)
        self._look.changed.connect(self._make_room)
        self._make_room()

    def _make_room(self) -> None:
        self.text.setFixedHeight(self._look.px(_LINES_HIGH))


def new_question() -> QuestionTyped:
    """A question nothing is typed of yet."""
    return QuestionTyped(QuestionKind.SCORED.value, "")
