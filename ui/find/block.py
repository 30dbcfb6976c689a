"""A part of the detail: a heading and what stands under it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.card import GAP
from ui.widgets.text import section_title

MOST_ROWS = 9
"""So many rows of a table in the detail are seen at once."""


class Block(QWidget):
    """A heading, then what is added."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._heading = section_title(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        self.column.addWidget(self._heading)

    def say_title(self, title: str) -> None:
        """Put other words in the heading."""
        self._heading.setText(title)
        self.setAccessibleName(title)
