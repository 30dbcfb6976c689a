"""Makes the files that the tests of imports read: sound ones and hostile ones, all small."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

FILES = Path(__file__).parents[1] / "files"

Cell = str | int | float | date | datetime | time
Sheets = Mapping[str, Sequence[Sequence[Cell]]]


def make_xlsx(path: Path, sheets: Sheets) -> Path:
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    clock = book.add_format({"num_format": "hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, int | float):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_datetime(number, column, value, clock if isinstance(value, time) else day)
    book.close()
    return path


def make_ods(path: Path, sheets: Sheets) -> Path:
    tables = "".join(_table(name, rows) for name, rows in sheets.items())
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": manifest}
    return make_zip(path, {**parts, "content.xml": content})


def _table(name: str, rows: Sequence[Sequence[Cell]]) -> str:
    lines = (
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    # Programs end a sheet like this: all the rest of it, empty.
    rest = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    return f'<table:table table:name="{escape(name)}">{"".join(lines)}{rest}</table:table>'


def make_zip(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def council_sheets(**replaced: Sequence[Sequence[Cell]]) -> dict[str, Sequence[Sequence[Cell]]]:
    """A small whole workbook; a keyword replaces a sheet."""
    sheets: dict[str, Sequence[Sequence[Cell]]] = {
        "Providers": [
            ("Provider reference", "Provider name", "Company number", "Postcode"),
            ("P1", "Smith & Sons <Care> Ltd (demo)", "01234567", "ME14 1XX"),
        ],
        "Services": [
            ("Service reference", "Provider reference", "Service name", "Postcode", "Needs", "Days open", "Transport"),
            ("S1", "P1", "Orchard Row (demo)", "me141xx", "Learning disability", "Mon-Fri", "yes"),
        ],
        "Activities": [
            ("Service reference", "Activity name", "Outcomes", "First day"),
            ("S1", "Cooking together", "cook-a-meal", date(2026, 4, 1)),
        ],
        "Sessions": [
            ("Service reference", "Activity name", "Weekday", "Start", "End", "Places"),
            ("S1", "Cooking together", "Monday", "09:30", time(15, 0), 8),
            ("S1", "cooking together", "Thu", "9.30", "15:00", ""),
        ],
        "Admissions": [
            ("Service reference", "Scheme reference", "Lot number", "Admission reference", "First day"),
            ("S1", "ELA", "1", "C-1", "2026-04-01"),
        ],
        "Rates": [
            ("Service reference", "Scheme", "Lot", "Activity", "Pays for", "Unit", "Ratio", "Price", "First day"),
            ("S1", "ELA", 1, "", "Care", "Half day", "", "£1,035.35", "01/04/2026"),
            ("S1", "ELA", 1, "Cooking together", "care", "hour", "1:3", 24.08, "1 Apr 2026"),
        ],
    }
    return {**sheets, **replaced}
