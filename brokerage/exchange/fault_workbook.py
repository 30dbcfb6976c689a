"""An import's report as a workbook for the person who ran it. Every value goes out as text: nothing in it can be a live formula."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from brokerage.domain.errors import Unavailable
from brokerage.domain.import_report import ImportReport, RowFault

_HEADINGS = ("File", "Sheet", "Line", "Column", "Value", "How to mend it")
_WIDTHS = (28, 16, 8, 26, 32, 100)


def write_fault_workbook(report: ImportReport, path: Path) -> None:
    """Write the faults, the remarks and the services that are not admitted, a sheet each. Raises: Unavailable."""
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    try:
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True, **STRINGS_ONLY})
        heading = book.add_format({"bold": True, "bottom": 1})
        _write_faults(book.add_worksheet("Faults"), heading, report.faults)
        _write_faults(book.add_worksheet("Remarks"), heading, report.remarks)
        names = [(name,) for name in report.not_admitted]
        write_rows(book.add_worksheet("Not admitted"), heading, ("Service",), names, (60,))
        book.close()
    except (OSError, XlsxWriterException) as error:
        raise Unavailable(
            f"{path.name} cannot be written: close it elsewhere, free some space, or choose another folder."
        ) from error


STRINGS_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_rows(
    sheet: Any, heading: Any, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
) -> None:
    """Write a table as texts below frozen headings."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(headings):
        sheet.write_string(0, column, title, heading)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, value)


def _write_faults(sheet: Any, heading: Any, faults: Sequence[RowFault]) -> None:
    rows = ((one.file, one.sheet, str(one.line), one.column, one.value, one.how_to_mend) for one in faults)
    write_rows(sheet, heading, _HEADINGS, rows, _WIDTHS)
