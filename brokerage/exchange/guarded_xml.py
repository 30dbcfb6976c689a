"""Counts what the XML inside a workbook would make a reader hold, and refuses declarations that reach outside it.

A reader keeps a sheet as one rectangle, so a sheet counts with its width times its height, however few of its cells are filled.
"""

from collections.abc import Mapping
from functools import cache
from typing import NoReturn
from xml.parsers import expat

from brokerage.domain.errors import BadInput

MOST_TAGS = 8_000_000
"""Beginnings and ends of elements in all parts of one workbook."""

MOST_CELLS = 2_000_000
_FIGURES = "0123456789"
_BEYOND_ALL = 1 << 31


class XmlGuard:
    """Adds up over all parts of one workbook."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        self.tags = 0
        self.cells = 0

    def count_tags(self, chunk: bytes) -> None:
        """Count the tags in a piece, at no cost. Raises: BadInput when the workbook has more than any honest one."""
        self.tags += chunk.count(b"<")
        if self.tags > MOST_TAGS:
            self.refuse_size()

    def open_part(self, part_name: str, kind: str) -> "PartGuard":
        """A guard for one part, to be fed its bytes."""
        lowered = part_name.lower()
        if kind == "xlsx" and lowered.startswith("xl/worksheets/") and lowered.endswith(".xml"):
            return SheetGuard(self)
        if kind == "ods" and lowered == "content.xml":
            return ContentGuard(self)
        return PartGuard(self)

    def add_cells(self, cells: int) -> None:
        """Add a sheet's rectangle. Raises: BadInput when all sheets together are too large."""
        self.cells += cells
        if self.cells > MOST_CELLS:
            self.refuse_size()

    def refuse_size(self) -> NoReturn:
        """Raises: BadInput that says how to make the workbook smaller."""
        raise BadInput(
            f"{self.file_name} holds more than {MOST_CELLS:,} cells, or one cell far away from the others. Delete what lies "
            "beyond the table, or split the workbook.",
            "file",
        )


class PartGuard:
    """Any part of a workbook: well formed, with no document type and no entities."""

    def __init__(self, guard: XmlGuard) -> None:
        self.guard = guard
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse_declarations
        self.parser.EntityDeclHandler = self._refuse_declarations

    def feed(self, chunk: bytes) -> None:
        """Read a piece. Raises: BadInput."""
        self._parse(chunk, at_end=False)

    def close(self) -> None:
        """Read what remains. Raises: BadInput."""
        self._parse(b"", at_end=True)

    def _parse(self, chunk: bytes, *, at_end: bool) -> None:
        try:
            self.parser.Parse(chunk, at_end)
        except expat.ExpatError as error:
            raise BadInput(
                f"{self.guard.file_name} is damaged and cannot be read. Save it as .xlsx, .ods or .csv, then try again.",
                "file",
            ) from error

    def _refuse_declarations(self, *_declaration: object) -> None:
        raise BadInput(
            f"{self.guard.file_name} carries declarations of its own (DOCTYPE), which no workbook has and which can reach for "
            "other files. Save it as .xlsx, .ods or .csv, then try again.",
            "file",
        )


class SheetGuard(PartGuard):
    """A sheet of an .xlsx. Cells say where they are (`C7`), or follow the one before."""

    def __init__(self, guard: XmlGuard) -> None:
        super().__init__(guard)
        self.rows = 0
        self.columns = 0
        self.cells_in_row = 0
        self.row_said = "?"
        self.letters_seen: set[str] = set()
        self.parser.StartElementHandler = self._start

    def close(self) -> None:
        super().close()
        self.guard.add_cells(self.rows * self.columns)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        # Called for every element, millions of times: the common cases come first and do little.
        if name == "v":
            return
        tag = name if name == "c" else name.rpartition(":")[2]
        if tag == "c":
            self.cells_in_row += 1
            reference = attributes.get("r", "")
            is_of_row = reference.endswith(self.row_said)
            if not is_of_row or reference[: -len(self.row_said)] not in self.letters_seen:
                self._reach(reference)
            if self.cells_in_row > self.columns:
                self._widen(self.cells_in_row)
        elif tag == "row":
            self.cells_in_row = 0
            self.row_said = attributes.get("r") or "?"
            self._lengthen(max(self.rows + 1, _number(attributes.get("r", "0"))))
        elif tag == "dimension":
            for corner in attributes.get("ref", "").split(":"):
                self._reach(corner)

    def _reach(self, reference: str) -> None:
        letters = reference.rstrip(_FIGURES)
        self.letters_seen.add(letters)
        self._widen(_column(letters))
        self._lengthen(_number(reference[len(letters) :] or "0"))

    def _widen(self, column: int) -> None:
        self.columns = max(self.columns, column)
        if self.rows * self.columns > MOST_CELLS:
            self.guard.refuse_size()

    def _lengthen(self, row: int) -> None:
        self.rows = max(self.rows, row)
        if self.rows * self.columns > MOST_CELLS:
            self.guard.refuse_size()


class ContentGuard(PartGuard):
    """The sheets of an .ods. Cells and rows say how often they repeat; empty ones at the end of a sheet count for nothing."""

    def __init__(self, guard: XmlGuard) -> None:
        super().__init__(guard)
        self._start_table()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start_table(self) -> None:
        self.row_repeats = 1
        self.row_width = self.row_filled = 0
        self.rows = self.rows_filled = self.columns = 0

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "text:p":
            self.row_filled = self.row_width
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.row_width += _number(attributes.get("table:number-columns-repeated", "1"))
            if "office:value-type" in attributes or "table:formula" in attributes:
                self.row_filled = self.row_width
        elif name == "table:table-row":
            self.row_repeats = _number(attributes.get("table:number-rows-repeated", "1"))
            self.row_width = self.row_filled = 0
        elif name == "table:table":
            self._start_table()

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self.rows += self.row_repeats
            if self.row_filled:
                self.rows_filled = self.rows
                self.columns = max(self.columns, self.row_filled)
                if self.rows_filled * self.columns > MOST_CELLS:
                    self.guard.refuse_size()
        elif name == "table:table":
            self.guard.add_cells(self.rows_filled * self.columns)


@cache
def _column(letters: str) -> int:
    """The number of a column: A is 1, XFD is 16,384; anything longer lies beyond all."""
    if len(letters) > 3:
        return _BEYOND_ALL
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return max(column, 0)


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else _BEYOND_ALL
