"""Reads a CSV as people's programs write it: UTF-8 with or without its mark, UTF-16 or Windows-1252; commas, semicolons or tabs."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from brokerage.domain.errors import BadInput
from brokerage.exchange.guarded_file import GuardedFile, reading_failures
from brokerage.exchange.sheet import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Sheet, SheetRow

_CHUNK = 1 << 20
LONGEST_LINE = 1_000_000
_SEPARATORS = ",;\t|"
_SAVE_AS = "Save it again as “CSV UTF-8”, then try again."


def read_csv(file: GuardedFile) -> Sheet:
    """Return the file's one table. A quoted cell may run over several lines; its row has the number of its first.

    Raises: BadInput for an unknown encoding, a NUL byte, an unclosed quote, too many rows or too long a cell; some of these
    only while the rows are read.
    """
    encoding, lines = _look_through(file.path)
    return Sheet(file.name, "", lines, _rows(file.path, encoding))


def _look_through(path: Path) -> tuple[str, int | None]:
    """The encoding and the number of line ends, from one reading that keeps nothing."""
    with reading_failures(path), path.open("rb") as stream:
        start = stream.read(4)
        if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16", None
        stream.seek(0)
        lines = 0
        while chunk := stream.read(_CHUNK):
            lines += chunk.count(b"\n")
            if b"\0" in chunk:
                before = lines - chunk[chunk.index(b"\0") :].count(b"\n")
                raise BadInput(
                    f"{path.name}, line {before + 1}: there is a byte that is no text (NUL). {_SAVE_AS}", "file"
                )
    for encoding in ("utf-8-sig", "cp1252"):
        if _decodes(path, encoding):
            return encoding, lines
    raise BadInput(f"{path.name} is written in letters that cannot be read. {_SAVE_AS}", "file")


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as stream:
            while stream.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _rows(path: Path, encoding: str) -> Iterator[SheetRow]:
    with reading_failures(path), path.open(encoding=encoding, newline="") as stream:
        separator = _separator(stream.readline(LONGEST_LINE))
        stream.seek(0)
        reader = csv.reader(_lines(path.name, stream), delimiter=separator, strict=True)
        number = 0
        try:
            for cells in reader:
                row = SheetRow(number + 1, tuple(cell.strip() for cell in cells))
                _refuse_odd_rows(path.name, row)
                number = reader.line_num
                yield row
        except csv.Error as error:
            raise BadInput(
                f"{path.name}, line {number + 1}: the row cannot be read, most likely for a quotation mark that is not closed. "
                "Close it, or write it twice inside a quoted cell.",
                "file",
            ) from error
        except UnicodeError as error:
            raise BadInput(f"{path.name} is written in letters that cannot be read. {_SAVE_AS}", "file") from error


def _lines(name: str, stream: TextIO) -> Iterator[str]:
    """The lines, none of them taken in whole when it is longer than any table's: a file may be one line of a hundred megabytes."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise BadInput(
                f"{name}, line {number}: the line is longer than {LONGEST_LINE:,} letters, which no table's is. {_SAVE_AS}",
                "file",
            )
        yield line


def _separator(first_line: str) -> str:
    """The separator that stands most often in the first line outside quotation marks; the comma when none does."""
    outside = "".join(first_line.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)


def _refuse_odd_rows(name: str, row: SheetRow) -> None:
    if row.number > MOST_ROWS:
        raise BadInput(f"{name} has more than {MOST_ROWS:,} lines: split it into several files.", "file")
    if len(row.cells) > MOST_COLUMNS:
        raise BadInput(f"{name}, line {row.number}: there are more than {MOST_COLUMNS} columns. {_SAVE_AS}", "file")
    if any(len(cell) > LONGEST_CELL or "\0" in cell for cell in row.cells):
        raise BadInput(
            f"{name}, line {row.number}: a cell is longer than {LONGEST_CELL:,} letters, or holds what is no text. Look for a "
            "quotation mark that is not closed.",
            "file",
        )
