"""An import's report as a workbook for the person who ran it. Every value goes out as text: nothing in it can be a live formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from brokerage.domain.import_report import ImportReport
from brokerage.domain.import_rows import RateMoved
from brokerage.domain.rate_words import say_change
from brokerage.domain.row_fault import RowFault

_HEADINGS = ("File", "Sheet", "Line", "Column", "Value", "How to mend it")
_WIDTHS = (28, 16, 8, 26, 32, 100)
_RATE_HEADINGS = (
    "Line", "Service reference", "Service", "Lot", "Activity", "Pays for", "Unit", "Ratio", "Band", "", "Old price", "New price",
    "Change", "First day", "Last day",
)  # fmt: skip
_RATE_WIDTHS = (8, 20, 32, 16, 26, 16, 10, 8, 14, 12, 12, 12, 20, 14, 14)


IN_MEMORY_STRINGS_ONLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def make_fault_workbook(report: ImportReport) -> bytes:
    """Return an .xlsx of the faults, the remarks, the services that are not admitted, and old against new rates where told."""
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, IN_MEMORY_STRINGS_ONLY) as book:
        heading = book.add_format({"bold": True, "bottom": 1})
        _write_faults(book.add_worksheet("Faults"), heading, report.faults)
        _write_faults(book.add_worksheet("Remarks"), heading, report.remarks)
        names = [(name,) for name in report.not_admitted]
        write_rows(book.add_worksheet("Not admitted"), heading, ("Service",), names, (60,))
        if report.rates:
            rates = map(_rate_row, report.rates)
            write_rows(book.add_worksheet("Old and new"), heading, _RATE_HEADINGS, rates, _RATE_WIDTHS)
    return made.getvalue()


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


def _rate_row(moved: RateMoved) -> tuple[str, ...]:
    entry, compared = moved.entry, moved.compared
    return (
        str(entry.line.number),
        entry.service_reference,
        moved.service,
        f"{entry.scheme_reference}/{entry.lot_number}",
        entry.activity or "",
        entry.kind.value,
        entry.unit.value,
        "" if entry.ratio is None else str(entry.ratio),
        entry.band,
        compared.move.value,
        "" if compared.old_price is None else str(compared.old_price),
        str(compared.price),
        say_change(compared),
        compared.first_day.isoformat(),
        "" if compared.last_day is None else compared.last_day.isoformat(),
    )
