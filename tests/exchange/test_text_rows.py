"""Very many rows put into a sheet at once: the same cells, texts and formats as xlsxwriter writes one by one."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from threading import Event
from xml.etree import ElementTree as ET

import pytest
import xlsxwriter

from brokerage.domain.import_report import ImportProgress, ImportStopped, ImportWatch
from brokerage.exchange.columns import Column, Layout
from brokerage.exchange.fault_workbook import IN_MEMORY_STRINGS_ONLY
from brokerage.exchange.guarded_file import guard_file
from brokerage.exchange.template import write_layout
from brokerage.exchange.text_rows import ROWS_AT_ONCE, add_text_rows
from brokerage.exchange.workbook_reader import read_workbook

TITLES = tuple(f"Column {number}" for number in range(1, 29))
"""More than there are letters."""
LAYOUT = Layout(
    "Rates", tuple(Column(title, "What it is.", choices=("a", "b") * (title[-1] == "3")) for title in TITLES)
)
ODD = (
    "Smith & Sons <Care> Ltd", " blanks at both ends ", "two\nlines", "=1+1", "'quoted' \"twice\"", "_x0041_ looks like a code",
    "tab\tinside", "bell\x07", "Ŵythan ☂ 😀", "0123", "1:3", "Column 1", "24.08", "twice", "twice",
)  # fmt: skip
SHARED, SHEET = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def made(rows: Sequence[Sequence[str]]) -> bytes:
    whole = BytesIO()
    with xlsxwriter.Workbook(whole, IN_MEMORY_STRINGS_ONLY) as book:
        write_layout(book, LAYOUT, [dict(zip(TITLES, row, strict=True)) for row in rows])
    return whole.getvalue()


def in_columns(*texts: str) -> list[str]:
    return [*texts, *[""] * (len(TITLES) - len(texts))]


def root(book: bytes, part: str) -> ET.Element:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return ET.fromstring(archive.read(part))


def cells_of(book: bytes) -> Iterator[tuple[str, str, str]]:
    """Each cell's place, format and text."""
    shared = ["".join(found.itertext()) for found in root(book, SHARED)]
    for cell in root(book, SHEET).iter(f"{NS}c"):
        yield cell.attrib["r"], cell.attrib["s"], shared[int(cell[0].text or "")]


def other_parts(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name not in (SHARED, SHEET)}


def test_the_cells_are_those_that_are_written_one_by_one() -> None:
    rows = [in_columns("", *ODD), in_columns(), [str(number % 5) for number in range(len(TITLES))]]
    one_by_one, at_once = made(rows), add_text_rows(made(()), 1, len(TITLES), rows)
    assert list(cells_of(at_once)) == list(cells_of(one_by_one))
    assert other_parts(at_once) == other_parts(one_by_one)
    first, second = (next(root(book, SHEET).iter(f"{NS}dimension")).attrib for book in (at_once, one_by_one))
    assert first == second
    shared = root(at_once, SHARED)
    assert shared.attrib == {"count": root(one_by_one, SHARED).attrib["count"], "uniqueCount": str(len(shared))}


def test_equal_rows_make_equal_bytes_that_are_read_back(tmp_path: Path) -> None:
    rows = [in_columns("S-1", "Smith & Sons", "", str(number)) for number in range(3)]
    path = tmp_path / "rows.xlsx"
    path.write_bytes(add_text_rows(made(()), 1, len(TITLES), rows))
    assert path.read_bytes() == add_text_rows(made(()), 1, len(TITLES), rows)
    (sheet,) = read_workbook(guard_file(path))
    assert [row.cells[:4] for row in sheet.rows][1:] == [tuple(row[:4]) for row in rows]


def test_it_is_told_how_far_the_writing_is_and_it_can_be_stopped() -> None:
    rows, told, stop = [in_columns("a")] * (2 * ROWS_AT_ONCE + 1), list[ImportProgress](), Event()

    def note(progress: ImportProgress) -> None:
        told.append(progress)
        if progress.done == ROWS_AT_ONCE:
            stop.set()

    with pytest.raises(ImportStopped):
        add_text_rows(made(()), 1, len(TITLES), rows, ImportWatch(note, stop))
    assert [(one.done, one.total) for one in told] == [(0, len(rows)), (ROWS_AT_ONCE, len(rows))]
