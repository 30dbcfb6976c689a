"""A part of the criteria that folds away under its heading; the heading says how much is asked inside."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.widgets.card import GAP


class Section(QWidget):
    """A heading one presses to fold and unfold, and what it holds."""

    def __init__(self, title: str, icons: Icons, parent: QWidget, *, unfolded: bool) -> None:
        super().__init__(parent)
        self._title = title
        self._icons = icons
        self._content: QWidget | None = None
        self._asked = 0
        self._heading = QPushButton(title, self)
        self._heading.setProperty("kind", "fold")
        self._heading.setCheckable(True)
        self._heading.setAutoDefault(False)
        self._heading.toggled.connect(self._fold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addWidget(self._heading)
        self._heading.setChecked(unfolded)
        self._fold(unfolded)

    def hold(self, content: QWidget) -> None:
        """Put the content, a child of this already, under the heading."""
        self._content = content
        self._column.addWidget(content)
        content.setVisible(self._heading.isChecked())

    def unfold(self) -> None:
        """Show what it holds."""
        self._heading.setChecked(True)

    def say_asked(self, number: int) -> None:
        """Say in the heading how many criteria are asked inside."""
        self._asked = number
        self._write()

    def _fold(self, unfolded: bool) -> None:  # noqa: FBT001 - the slot of a signal
        if self._content is not None:
            self._content.setVisible(unfolded)
        self._icons.put_on(self._heading, "caret-down" if unfolded else "caret-right", "quiet")
        self._write()

    def _write(self) -> None:
        asked = f" ({self._asked})" if self._asked else ""
        self._heading.setText(f"{self._title}{asked}")
        state = "unfolded" if self._heading.isChecked() else "folded away"
        self._heading.setAccessibleName(f"{self._title}{asked}, {state}")
