"""A table of many rows with a line above it to find some by: typed words narrow what is shown, and what is ticked stays so."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.card import GAP
from ui.widgets.labelled import Labelled
from ui.widgets.row_model import RowT
from ui.widgets.row_table import RowTable
from ui.widgets.text import caption

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Finding(Generic[RowT]):
    """What the line is called, what it looks in, and what is said where nothing holds the words typed.

    `ticked` says how many are ticked, where rows can be.
    """

    label: str
    example: str
    sought_in: Callable[[RowT], str]
    none_found: str
    ticked: Callable[[int], str] | None = None


class RowsToFind(QWidget, Generic[RowT]):
    """The line, the table, and how many are ticked.

    Attributes:
        line: where one types.
        table: the rows that hold every word typed, in any case.
    """

    def __init__(self, table: RowTable[RowT], finding: Finding[RowT]) -> None:
        super().__init__()
        self.table = table
        self._finding = finding
        self._rows: tuple[RowT, ...] = ()
        self.line = QLineEdit()
        self.line.setPlaceholderText(finding.example)
        self.line.setMaxLength(_LONGEST)
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(lambda _text: self._narrow())
        self.ticked = caption(on_one_line=True)
        table.ticked_changed.connect(lambda _ticked: self._count())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(Labelled(finding.label, self.line))
        column.addWidget(table, 1)
        column.addWidget(self.ticked)
        self.ticked.setVisible(finding.ticked is not None)  # not before it has its place: it would flash up as a window

    def offer(self, rows: Iterable[RowT]) -> None:
        """Show those of these rows that hold the words typed."""
        self._rows = tuple(rows)
        self._narrow()

    def _narrow(self) -> None:
        words = self.line.text().casefold().split()
        found = [row for row in self._rows if all(word in self._finding.sought_in(row).casefold() for word in words)]
        if found:
            self.table.show_rows(found)
        elif self._rows:
            self.table.show_empty(self._finding.none_found, "Check the spelling, or type a part of it.")
        self._count()

    def _count(self) -> None:
        if self._finding.ticked is not None:
            self.ticked.setText(self._finding.ticked(len(self.table.ticked)))
