"""What every section of Settings is: a column of cards that reads when it comes to the front."""

from collections.abc import Set as AbstractSet

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brokerage.domain.changes import Kind
from ui.desk import Desk, Tone
from ui.failures import Family, describe
from ui.settings import presenter
from ui.widgets.card import CARD_MARGIN
from ui.widgets.text import body, section_title, set_tone

NARROWEST_FIELD = 230
"""So wide, in pixels at the usual text size, a field of a section must be to stand beside another."""


class Section(QWidget):
    """One section. A subclass sets `title`, adds cards to `column` and overrides `load`."""

    title = ""
    administrators_only = True

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._refusal = ""
        self._why_not = body()
        set_tone(self._why_not, Tone.WARN)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(CARD_MARGIN)
        self.column.addWidget(section_title(self.title))
        self.column.addWidget(self._why_not)
        desk.actor_changed.connect(lambda _actor: self._tell_who_may())
        self._tell_who_may()

    @property
    def may_change(self) -> bool:
        """Whether who works now may change what is shown here."""
        return not self.administrators_only or presenter.may_change(self.desk.actor)

    def load(self) -> None:
        """Read what is shown. Called each time the section comes to the front and when its things changed."""

    def allow(self, *, may_change: bool) -> None:
        """Make the fields writable, or read-only."""

    def is_about(self, kinds: AbstractSet[Kind]) -> bool:
        """Whether any of these kinds of things is shown here."""
        return Kind.SETTINGS in kinds

    def say_refused(self, error: Exception) -> None:
        """Say in the banner why nothing was saved. A colleague was first: what they saved is read, and said with it."""
        self.desk.fail(error)
        failure = describe(error)
        if failure.family is Family.CONFLICT:
            self._refusal = failure.sentence
            self.load()

    def say_what_met(self, differences: str) -> None:
        """Say in the banner what became of what was typed after a colleague's save; nothing where nothing met."""
        if differences:
            self.desk.say(f"{self._refusal or 'A colleague saved this meanwhile.'} {differences}", Tone.WARN)
            self._refusal = ""

    def _tell_who_may(self) -> None:
        sentence = presenter.why_not(self.desk.actor) if self.administrators_only else ""
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        self.allow(may_change=self.may_change)


def put_words(line: QLineEdit, words: str) -> None:
    """Show these words from their beginning, however narrow the line is."""
    line.setText(words)
    line.setCursorPosition(0)
