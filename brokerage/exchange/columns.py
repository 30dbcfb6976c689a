"""Columns of a layout, finding their headings in a sheet, and reading a row's cells with a fault for each that is wrong."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from brokerage.domain.errors import BadInput
from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.domain.period import parse_day
from brokerage.domain.row_fault import Line, RowFault
from brokerage.exchange.sheet import Sheet, SheetRow

ValueT = TypeVar("ValueT")
LONGEST_NAME = 200
LONGEST_TEXT = 2_000
HEADING_WITHIN_ROWS = 20
MOST_FAULTS = 100_000
EARLIEST_FIRST_DAY = date(2000, 1, 1)
"""The databases keep no rate that begins before."""
# Control characters and halves of surrogate pairs: no screen shows them, and PostgreSQL takes no NUL.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column people fill in. `choices` become a drop-down; `also` are other headings it is known by."""

    title: str
    meaning: str
    needed: bool = False
    personal: bool = False
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's name and its columns in order."""

    title: str
    columns: tuple[Column, ...]

    def column(self, title: str) -> Column:
        """The column of that title."""
        return next(column for column in self.columns if column.title == title)

    def titles_in(self, cells: tuple[str, ...]) -> dict[str, int]:
        """Which of the layout's columns these headings are, and where each stands; the first wins."""
        known = {plain_heading(name): column.title for column in self.columns for name in (column.title, *column.also)}
        found: dict[str, int] = {}
        for place, cell in enumerate(cells):
            title = known.get(plain_heading(cell))
            if title is not None:
                found.setdefault(title, place)
        return found

    def missing_from(self, found: Mapping[str, int]) -> tuple[str, ...]:
        """The needed columns that are not there."""
        return tuple(column.title for column in self.columns if column.needed and column.title not in found)


def plain_heading(text: str) -> str:
    """A heading without capitals, stars, and the spaces and signs between its words."""
    return re.sub(r"[\W_]+", " ", text.lower().replace("'", "").replace("’", "")).strip()


@dataclass(slots=True)
class Row:
    """One row of a layout while it is read. Wrong cells go to `faults`; `is_sound` says that there were none."""

    line: Line
    layout: Layout
    cells: Mapping[str, str]
    faults: list[RowFault]
    is_sound: bool = True

    def text(self, title: str, longest: int = LONGEST_TEXT) -> str | None:
        """The cell's text, or None when it is empty or not there."""
        text = self.cells.get(title, "")
        if not text:
            return None
        if len(text) > longest:
            self.fault(title, f"This has more than {longest:,} letters: shorten it.")
        elif _NO_TEXT.search(text):
            self.fault(title, "This holds a sign that is no text: type it again.")
        return text

    def needed(self, title: str, longest: int = LONGEST_NAME) -> str:
        """The cell's text; an empty cell is a fault."""
        text = self.text(title, longest)
        if text is None:
            self.fault(title, f"{title} is empty: fill it in.")
        return text or ""

    def name(self, title: str) -> str | None:
        """A short text, its inner blanks made one."""
        text = self.text(title, LONGEST_NAME)
        return None if text is None else " ".join(text.split())

    def read(self, title: str, read: Callable[[str], ValueT]) -> ValueT | None:
        """What the cell stands for, or None when it is empty or wrong."""
        text = self.text(title)
        if text is None or not self.is_fit(title):
            return None
        try:
            return read(text)
        except BadInput as wrong:
            self.fault(title, wrong.sentence)
            return None

    def needed_value(self, title: str, read: Callable[[str], ValueT], if_wrong: ValueT) -> ValueT:
        """What the cell stands for; empty or wrong is a fault, and `if_wrong` stands in so that the row is read on."""
        if not self.needed(title, LONGEST_TEXT):
            return if_wrong
        value = self.read(title, read)
        return if_wrong if value is None else value

    def day(self, title: str) -> date | None:
        """The cell's day, or None."""
        what = title[:1].lower() + title[1:] if title.endswith("day") else "date"
        return self.read(title, lambda text: parse_day(without_midnight(text), what=what))

    def days(self, first_title: str, last_title: str) -> tuple[date, date | None]:
        """The first and last day; a missing first day and reversed days are faults."""
        first_day = self.day(first_title) if self.needed(first_title) else None
        if first_day is not None and first_day < EARLIEST_FIRST_DAY:
            self.fault(first_title, f"This day is before {EARLIEST_FIRST_DAY.year}: check the year.")
        last_day = self.day(last_title)
        if first_day and last_day and last_day < first_day:
            self.fault(
                last_title,
                f"{last_title} is before {first_title[:1].lower() + first_title[1:]}: put the earlier day first.",
            )
        return first_day or date.min, last_day

    def fault(self, title: str, how_to_mend: str) -> None:
        """Adds a fault for one cell; the first for a cell is enough."""
        self.is_sound = False
        if self.is_fit(title):
            column = self.layout.column(title)
            self.faults.append(self.line.fault(title, self.cells.get(title, ""), how_to_mend, personal=column.personal))

    def is_fit(self, title: str) -> bool:
        """True while no fault was found in this cell."""
        return not any(fault.column == title for fault in self._own_faults())

    def _own_faults(self) -> Iterator[RowFault]:
        for fault in reversed(self.faults):
            if fault.line != self.line.number or fault.sheet != self.line.sheet or fault.file != self.line.file:
                return
            yield fault


@dataclass(slots=True)
class LayoutReader:
    """Reads sheets by their layouts; gathers faults and remarks. `pattern` is what a file's headings are like, in words."""

    faults: list[RowFault] = field(default_factory=list)
    remarks: list[RowFault] = field(default_factory=list)
    watch: ImportWatch = UNWATCHED
    remarks_unknown_headings: bool = True
    pattern: str = "the template, which “brokerage import template” writes"

    def rows(self, sheet: Sheet, layout: Layout) -> Iterator[Row]:
        """Each row below the headings that has anything in it. Raises: ImportStopped, and BadInput after very many faults."""
        heading = find_heading(sheet, layout)
        if heading is None:
            self.faults.append(
                Line(sheet.file, sheet.name, 1).fault(
                    layout.columns[0].title,
                    "",
                    f"Its headings were not found: choose another file, or compare them with {self.pattern}.",
                )
            )
            return
        places = layout.titles_in(heading.cells)
        line = Line(sheet.file, sheet.name, heading.number)
        missing = layout.missing_from(places)
        self.faults.extend(
            line.fault(title, "", "This column is missing: add it, with its heading.") for title in missing
        )
        if self.remarks_unknown_headings:
            self._remark_unknown_headings(line, heading, layout)
        if not missing:
            yield from self._rows_below(sheet, layout, places)

    def _rows_below(self, sheet: Sheet, layout: Layout, places: Mapping[str, int]) -> Iterator[Row]:
        doing = f"Reading {sheet.name or sheet.file}"
        for row in sheet.rows:
            if row.number % 500 == 0:
                self.watch.tell(doing, row.number, sheet.rows_expected)
            if len(self.faults) > MOST_FAULTS:
                raise BadInput(
                    f"{sheet.file} has more than {MOST_FAULTS:,} faults, so it is most likely another kind of file. Compare it "
                    "with the template.",
                    "file",
                )
            cells = {title: row.cells[place] for title, place in places.items() if place < len(row.cells)}
            if any(cells.values()):
                yield Row(Line(sheet.file, sheet.name, row.number), layout, cells, self.faults)

    def _remark_unknown_headings(self, line: Line, heading: SheetRow, layout: Layout) -> None:
        known = layout.titles_in(heading.cells).values()
        for place, cell in enumerate(heading.cells):
            if cell and place not in known:
                self.remarks.append(
                    line.fault(
                        cell[:40], "", "This column is not known and was left out: compare it with the template."
                    )
                )


def find_heading(sheet: Sheet, layout: Layout) -> SheetRow | None:
    """Return the first of the top rows that holds two of the layout's headings or more, and leave the rows below it unread."""
    for row in sheet.rows:
        if len(layout.titles_in(row.cells)) >= 2:
            return row
        if row.number >= HEADING_WITHIN_ROWS:
            break
    return None


def without_midnight(text: str) -> str:
    """A day without the time of midnight that programs add to it: `1/2/2025 12:00:00 AM`, `2021-12-10T00:00:00Z`."""
    return re.sub(
        r"(?:T|\s+)(?:00:00(?::00(?:\.0+)?)?|12:00:00\s*AM)(?:Z|[+-]00:?00)?$", "", text.strip(), flags=re.IGNORECASE
    )
