"""A part of the detail: a heading and what stands under it; and tables as tall as their rows."""

from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look import Look
from ui.widgets.card import GAP
from ui.widgets.row_table import DENSE_ROW, RowTable
from ui.widgets.text import section_title

RowT = TypeVar("RowT")
_MOST_ROWS = 9


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


def fit_to_rows(table: "RowTable[RowT]", look: Look) -> None:
    """Make the table as tall as its rows, nine at most; more scroll."""
    rows = min(max(len(table.rows), 1), _MOST_ROWS)
    heading = table.view.horizontalHeader().sizeHint().height()
    table.setFixedHeight(rows * look.px(DENSE_ROW) + heading + 4)
