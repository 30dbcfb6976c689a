from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from brokerage.domain.errors import BadInput
from brokerage.exchange.guarded_file import FileKind, GuardedFile
from brokerage.exchange.sheet import LONGEST_CELL, SheetRow, cell_text
from brokerage.exchange.workbook_reader import read_workbook
from tests.exchange.workbooks import make_xlsx


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (24.08, "24.08"),
        (70.7, "70.7"),
        (24.080000000000002, "24.08"),
        (10.0, "10"),
        (1234567.0, "1234567"),
        (1e15, "1000000000000000"),
        (0.45, "0.45"),
        (24.0756, "24.0756"),
        (date(2026, 4, 1), "2026-04-01"),
        (datetime(2026, 4, 1), "2026-04-01"),  # noqa: DTZ001 - workbooks have no time zone
        (datetime(2026, 4, 1, 9, 30), "2026-04-01 09:30"),  # noqa: DTZ001
        (time(9, 30), "09:30"),
        (timedelta(hours=24), "24:00"),
        (True, "yes"),
        (None, ""),
        ("  Orchard Row ", "Orchard Row"),
        (float("nan"), "nan"),
    ],
)
def test_a_cell_reads_as_it_would_be_typed(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_rows_keep_the_numbers_the_program_shows(tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", {"One": [(), (), ("", "b")], "Two": [("c",)]})
    one, two = read_workbook(GuardedFile(path, FileKind.XLSX))
    assert (one.name, list(one.rows)[-1]) == ("One", SheetRow(3, ("", "b")))
    assert (two.file, list(two.rows)) == ("a.xlsx", [SheetRow(1, ("c",))])


def test_a_damaged_workbook_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(BadInput, match=r"a\.xlsx is damaged"):
        read_workbook(GuardedFile(path, FileKind.XLSX))


def test_a_very_long_cell_is_refused_with_its_line(tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", {"One": [("a",), ("x" * (LONGEST_CELL + 1),)]})
    with pytest.raises(BadInput, match="sheet One, line 2"):
        list(read_workbook(GuardedFile(path, FileKind.XLSX))[0].rows)
