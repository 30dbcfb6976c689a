from pathlib import Path

import pytest

from brokerage.domain.errors import BadInput
from brokerage.exchange.csv_reader import read_csv
from brokerage.exchange.guarded_file import FileKind, GuardedFile
from brokerage.exchange.sheet import LONGEST_CELL, SheetRow


def rows_of(path: Path, content: bytes) -> list[SheetRow]:
    path.write_bytes(content)
    return list(read_csv(GuardedFile(path, FileKind.CSV)).rows)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rates.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_pounds_and_dashes_are_read_in_every_encoding_people_save_in(path: Path, encoding: str) -> None:
    assert rows_of(path, "Price – agreed\n£24.08\n".encode(encoding)) == [
        SheetRow(1, ("Price – agreed",)),
        SheetRow(2, ("£24.08",)),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_in_the_first_line(path: Path, separator: str) -> None:
    content = separator.join(["Service", '"Price, agreed; said"']) + "\n" + separator.join(["S1", "24.08"])
    assert rows_of(path, content.encode())[1].cells == ("S1", "24.08")


def test_a_cell_of_several_lines_keeps_the_numbers_of_the_rows_below_it(path: Path) -> None:
    rows = rows_of(path, b'a,b\r\n"one\r\ntwo",2\r\n3,4\r\n')
    assert [row.number for row in rows] == [1, 2, 4]


def test_a_nul_byte_is_refused_with_its_line(path: Path) -> None:
    with pytest.raises(BadInput, match=r"rates.csv, line 3: there is a byte that is no text"):
        rows_of(path, b"a\nb\nc\0\n")


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line(path: Path) -> None:
    with pytest.raises(BadInput, match="line 2: the row cannot be read"):
        rows_of(path, b'a,b\n"one,2\n3,4\n')


def test_letters_of_no_known_encoding_are_refused(path: Path) -> None:
    with pytest.raises(BadInput, match="CSV UTF-8"):
        rows_of(path, b"a\n\x81\xff\n")


def test_a_cell_without_end_is_refused(path: Path) -> None:
    with pytest.raises(BadInput, match=r"line 2: a cell is longer than 10,000 letters"):
        rows_of(path, b"a\n" + b"x" * (LONGEST_CELL + 1))


def test_very_many_columns_are_refused(path: Path) -> None:
    with pytest.raises(BadInput, match="more than 500 columns"):
        rows_of(path, b"," * 600)


@pytest.mark.parametrize(
    "content", [b"a," * 600_000, b'Name\n"' + b"x" * 1_100_000 + b'"\n', b"Name\n" + b"y" * 1_100_000]
)
def test_a_line_longer_than_any_tables_is_refused_before_it_is_taken_in(path: Path, content: bytes) -> None:
    with pytest.raises(BadInput, match=r"rates\.csv, line [12]: the line is longer than 1,000,000 letters"):
        rows_of(path, content)
