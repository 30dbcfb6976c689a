"""Why whoever works now only reads a form, and the controls that are theirs to use where they may."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from brokerage.domain.staff import Actor
from ui.desk import Desk, Tone
from ui.widgets.text import body, set_tone

_BEFORE = "description_before"


class MayUse:
    """The controls, let be used or not anew whenever somebody else works; each says why not to who cannot see the page.

    For where the sentence stands above all that it is about, and would only be said again beside each part of it.
    """

    def __init__(self, desk: Desk, why_not: Callable[[Actor], str], controls: Iterable[QWidget]) -> None:
        """`why_not` answers nothing for who may use the controls."""
        self._desk, self._why_not, self._controls = desk, why_not, tuple(controls)
        desk.actor_changed.connect(lambda _actor: self.tell())

    def tell(self) -> None:
        """Let who works now use the controls, or only read them."""
        sentence = self._why_not(self._desk.actor)
        for control in self._controls:
            let_use(control, sentence)


class WhoMay(MayUse):
    """The same, and the sentence to be seen. Texts can still be read and copied by who may not write them.

    Attributes:
        label: where the sentence stands; hidden for who may.
    """

    def __init__(self, desk: Desk, why_not: Callable[[Actor], str], controls: Iterable[QWidget]) -> None:
        super().__init__(desk, why_not, controls)
        self.label = body()
        set_tone(self.label, Tone.WARN)

    def tell(self) -> None:
        """Let who works now use the controls, or say why not."""
        super().tell()
        sentence = self._why_not(self._desk.actor)
        self.label.setText(sentence)
        self.label.setVisible(bool(sentence))


def let_use(control: QWidget, why_not: str) -> None:
    """Let the control be used; or where something is said against it, only be read, and that is its accessible description."""
    if isinstance(control, QLineEdit | QPlainTextEdit):
        control.setReadOnly(bool(why_not))
    else:
        control.setEnabled(not why_not)
    for part in (control, *control.findChildren(QAbstractButton), *control.findChildren(QLineEdit)):
        _describe(part, why_not)


def _describe(part: QWidget, why_not: str) -> None:
    """Say why not, or what was said of it before."""
    before = part.property(_BEFORE)
    if why_not:
        part.setProperty(_BEFORE, part.accessibleDescription() if before is None else before)
        part.setAccessibleDescription(why_not)
    elif before is not None:
        part.setProperty(_BEFORE, None)
        part.setAccessibleDescription(before)
