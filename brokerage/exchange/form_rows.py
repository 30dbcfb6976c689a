"""Reads a sheet that is a form: a label in the first column, what was written beside it in the second, a line for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from brokerage.domain.row_fault import Line, RowFault
from brokerage.exchange.columns import Layout, Row
from brokerage.exchange.sheet import Sheet

_MOST_LINES = 100


@dataclass(slots=True)
class FormRow(Row):
    """A whole form as one row; each fault stands on the line of its own label."""

    lines: Mapping[str, int] = field(default_factory=dict)

    def fault(self, title: str, how_to_mend: str) -> None:
        """Adds a fault for one cell; the first for a cell is enough."""
        self.is_sound = False
        if self.is_fit(title):
            line = self._line_of(title)
            personal = self.layout.column(title).personal
            self.faults.append(line.fault(title, self.cells.get(title, ""), how_to_mend, personal=personal))

    def is_fit(self, title: str) -> bool:
        """True while no fault was found in this cell."""
        line = self._line_of(title)
        return not any(
            (one.file, one.sheet, one.line, one.column) == (line.file, line.sheet, line.number, title)
            for one in self.faults
        )

    def where(self) -> dict[str, Line]:
        """The line of every label of the form."""
        return {column.title: self._line_of(column.title) for column in self.layout.columns}

    def _line_of(self, title: str) -> Line:
        return Line(self.line.file, self.line.sheet, self.lines.get(title, self.line.number))


def read_form(sheet: Sheet, layout: Layout, faults: list[RowFault]) -> FormRow:
    """Return the form with what stands beside each label of the layout; the first of two labels counts."""
    cells: dict[str, str] = {}
    lines: dict[str, int] = {}
    for row in sheet.rows:
        if row.number > _MOST_LINES:
            break
        for title in layout.titles_in(row.cells[:1]):
            if title not in lines:
                cells[title] = row.cells[1] if len(row.cells) > 1 else ""
                lines[title] = row.number
    return FormRow(Line(sheet.file, sheet.name, 1), layout, cells, faults, lines=lines)
