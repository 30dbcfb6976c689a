"""A control with its label above, a hint, and room for a sentence when what was typed cannot be used."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.failures import Failure
from ui.widgets.sight import bring_into_sight
from ui.widgets.text import caption, set_style


class Labelled(QWidget):
    """Label, control, hint, error: one column. The label is the control's buddy.

    Attributes:
        control: the control itself.
    """

    def __init__(self, words: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        self.control = control
        self._hint = hint
        self._label = QLabel(words)
        self._label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(words.replace("&", ""))
        if hint:
            self._describe(hint)
        self._below = caption(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(control)
        column.addWidget(self._below)
        self._below.setVisible(bool(hint))  # not before it has its place: it would flash up as a window of its own

    def show_error(self, sentence: str) -> None:
        """Say under the control what is wrong and how to mend it."""
        self._tell(f"▲ {sentence}", wrong=True)
        self._describe(sentence)

    def clear_error(self) -> None:
        """Take the sentence away."""
        self._tell(self._hint, wrong=False)
        self._describe(self._hint)

    def take_cursor(self) -> None:
        """Put the cursor into the control, and scroll to it where it is out of sight, once the sentence has its place."""
        self.control.setFocus()
        bring_into_sight(self)

    def set_label(self, words: str) -> None:
        """Ask for something else above the control, where what is asked for has changed."""
        self._label.setText(words)

    def set_hint(self, hint: str) -> None:
        """Show another hint; an error stays until it is taken away."""
        if self._below.text() == self._hint:
            self._tell(hint, wrong=False)
            self._describe(hint)
        self._hint = hint

    def _tell(self, sentence: str, *, wrong: bool) -> None:
        self._below.setText(sentence)
        self._below.setVisible(bool(sentence))
        set_style(self._below, "error", str(wrong).lower())
        for part in self._typed_in():
            set_style(part, "wrong", str(wrong).lower())

    def _describe(self, sentence: str) -> None:
        for part in self._typed_in():
            part.setAccessibleDescription(sentence)

    def _typed_in(self) -> tuple[QWidget, ...]:
        """The control, and the line within it where it is made of several parts: that one has the border and the cursor."""
        line = self.control.focusProxy()
        return (self.control, line) if isinstance(line, QLineEdit) else (self.control,)


def place_failure(failure: Failure, fields: Mapping[str, Labelled]) -> bool:
    """Show the failure at the field it names and put the cursor there; False when it names none that can be seen.

    A field that nobody sees any more, its form having been left while the press was being answered, keeps its sentence too.
    """
    for field in fields.values():
        field.clear_error()
    at = fields.get(failure.field or "")
    if at is None:
        return False
    at.show_error(failure.sentence)
    if not at.isVisible():
        return False
    at.take_cursor()
    return True
