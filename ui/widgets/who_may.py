"""Why whoever works now only reads a form, and the controls that are theirs to use where they may."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from brokerage.domain.staff import Actor
from ui.desk import Desk, Tone
from ui.widgets.text import body, set_tone


class WhoMay:
    """The sentence, told anew whenever somebody else works. Texts can still be read and copied by who may not write them.

    Attributes:
        label: where the sentence stands; hidden for who may.
    """

    def __init__(self, desk: Desk, why_not: Callable[[Actor], str], controls: Iterable[QWidget]) -> None:
        """`why_not` answers nothing for who may use the controls."""
        self._desk, self._why_not, self._controls = desk, why_not, tuple(controls)
        self.label = body()
        set_tone(self.label, Tone.WARN)
        desk.actor_changed.connect(lambda _actor: self.tell())

    def tell(self) -> None:
        """Let who works now use the controls, or say why not."""
        sentence = self._why_not(self._desk.actor)
        self.label.setText(sentence)
        self.label.setVisible(bool(sentence))
        for control in self._controls:
            if isinstance(control, QLineEdit | QPlainTextEdit):
                control.setReadOnly(bool(sentence))
            else:
                control.setEnabled(not sentence)
