"""Reads the sheets of a guarded .xlsx or .ods as rows of texts. Formulas give the values they last had; nothing is worked out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brokerage.domain.errors import BadInput
from brokerage.exchange.guarded_file import GuardedFile
from brokerage.exchange.sheet import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Sheet, SheetRow, cell_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def read_workbook(file: GuardedFile) -> tuple[Sheet, ...]:
    """Return the workbook's tables in their order; chart sheets are left out. Raises: BadInput when it cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        book = CalamineWorkbook.from_path(str(file.path))
        tables = [one.name for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
        return tuple(_sheet(file, book.get_sheet_by_name(name)) for name in tables)
    except PasswordError as error:
        raise BadInput(
            f"{file.name} is protected by a password: take the password off, then try again.", "file"
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise BadInput(
            f"{file.name} is damaged and cannot be read. Open it in its own program, save it as .xlsx, then try again.",
            "file",
        ) from error


def _sheet(file: GuardedFile, sheet: "CalamineSheet") -> Sheet:
    if sheet.width > MOST_COLUMNS or sheet.height > MOST_ROWS:
        raise BadInput(
            f"{file.name}, sheet {sheet.name}: there are more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns. Delete what "
            "lies beyond the table, or split the workbook.",
            "file",
        )
    return Sheet(file.name, sheet.name, sheet.height, _rows(file.name, sheet))


def _rows(file_name: str, sheet: "CalamineSheet") -> Iterator[SheetRow]:
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = tuple(cell_text(value) for value in values)
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise BadInput(
                f"{file_name}, sheet {sheet.name}, line {number}: a cell is longer than {LONGEST_CELL:,} letters. Shorten it.",
                "file",
            )
        yield SheetRow(number, cells)
