"""A table in a file, row by row, as texts: what every reader gives and every layout takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

MOST_ROWS = 250_000
MOST_COLUMNS = 500
LONGEST_CELL = 10_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: its number as the file shows it, from 1, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the file's name, the sheet's (empty for a CSV), about how many rows, and the rows, read once."""

    file: str
    name: str
    rows_expected: int | None
    rows: Iterator[SheetRow]


def cell_text(value: object) -> str:
    """Return a cell's value as it would be typed: days as 2026-12-07, times as 09:30, yes and no, figures without an exponent."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(value, float):
        return _figures(value)
    return "" if value is None else str(value).strip()


def _figures(value: float) -> str:
    """A spreadsheet keeps 24.08 as the nearest binary fraction, and a sum may end in …0000004: six places are what was meant."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - only a NaN is not itself
        return str(value)
    plain = f"{Decimal(repr(round(value, 6))):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
