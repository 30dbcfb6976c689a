"""A row of a file, and what in it cannot be taken. Values of personal columns are never kept here."""

from dataclasses import dataclass

NOT_SHOWN = "(not shown)"
LONGEST_VALUE_SHOWN = 80


@dataclass(frozen=True, slots=True)
class RowFault:
    """One cell that cannot be taken: where it stands, what it holds and how to mend it.

    `line` counts from 1 as the file shows it. `value` is `(not shown)` for personal columns.
    """

    file: str
    sheet: str
    line: int
    column: str
    value: str
    how_to_mend: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.sheet, f"line {self.line}", self.column) if part)
        return f"{where}: {self.how_to_mend}"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file, as the person who opens the file finds it; `number` counts from 1."""

    file: str
    sheet: str
    number: int

    def fault(self, column: str, value: str, how_to_mend: str, *, personal: bool = False) -> RowFault:
        """A fault of this row; a long value is cut, a personal one never taken in."""
        shown = NOT_SHOWN if personal and value else value[:LONGEST_VALUE_SHOWN]
        return RowFault(self.file, self.sheet, self.number, column, shown, how_to_mend)
