"""The kinds of files that can be taken in, as data: how each is read, how it is saved, what it changes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from brokerage.domain.changes import Kind
from brokerage.domain.import_report import ImportWatch
from brokerage.domain.import_rows import MarketBook, PeopleBook
from brokerage.domain.number_words import count
from brokerage.domain.row_fault import RowFault
from brokerage.exchange.council_workbook import read_council_workbook, read_rates_workbook
from brokerage.exchange.people_csv import read_people
from brokerage.exchange.regulator_csv import read_regulator_csv
from brokerage.exchange.regulator_json import read_regulator_json
from brokerage.storage.writes.activities import save_activities, save_sessions
from brokerage.storage.writes.imports import ImportSaving
from brokerage.storage.writes.people import save_people
from brokerage.storage.writes.providers import save_providers
from brokerage.storage.writes.rates import save_admissions, save_rates
from brokerage.storage.writes.search_texts import refresh_search_texts
from brokerage.storage.writes.services import save_services

BookT = TypeVar("BookT", MarketBook, PeopleBook)


class ImportSource(Enum):
    """What is taken in.

    `council-workbook`: the council's providers, services, activities, sessions, admissions and rates. `regulator-directory` (CSV)
    and `regulator-answers` (API answers as JSON, or a folder of them): providers, services, ratings, specialisms; never a rate or
    an admission. `people`: people with plans, budgets and contributions from case management. `rates`: agreed rates alone, with
    old against new told row by row.
    """

    COUNCIL_WORKBOOK = "council-workbook"
    REGULATOR_DIRECTORY = "regulator-directory"
    REGULATOR_ANSWERS = "regulator-answers"
    PEOPLE = "people"
    RATES = "rates"


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What reading found, and what saves it."""

    faults: Sequence[RowFault]
    remarks: Sequence[RowFault]
    notes: Sequence[str]
    save: Callable[[ImportSaving], None]


@dataclass(frozen=True, slots=True)
class Way(Generic[BookT]):
    """How one kind of file goes in. `narrow` keeps only what lies in these districts, where a file can be narrowed so."""

    read: Callable[[Sequence[Path], ImportWatch], BookT]
    steps: tuple[Callable[[ImportSaving, BookT], object], ...]
    changes: frozenset[Kind]
    narrow: Callable[[BookT, Collection[str]], BookT] | None = None

    def read_files(self, paths: Sequence[Path], watch: ImportWatch, districts: Collection[str]) -> FilesRead:
        """What the files say, of these districts only where any are given. Raises: BadInput, Unavailable, ImportStopped."""
        book = self.read(paths, watch)
        if districts and self.narrow is not None:
            book = self.narrow(book, districts)
        return FilesRead(book.faults, book.remarks, book.notes, partial(self._save, book))

    def _save(self, book: BookT, saving: ImportSaving) -> None:
        """Save all of it, in the order in which one thing needs another."""
        for step in self.steps:
            step(saving, book)


def in_districts(book: MarketBook, districts: Collection[str]) -> MarketBook:
    """The services that lie in the districts, with their providers; how many were left out is noted."""
    inside = [one for one in book.services if one.place is not None and one.place.district_code in districts]
    running = {one.provider_regulator_id for one in inside}
    notes = list(book.notes)
    if outside := len(book.services) - len(inside):
        notes.append(f"Left out, lying outside the council's districts: {count(outside, 'service')}.")
    return replace(
        book,
        services=inside,
        providers=[one for one in book.providers if one.regulator_id in running],
        district_names={code: name for code, name in book.district_names.items() if code in districts},
        notes=notes,
    )


_MARKET_STEPS: tuple[Callable[[ImportSaving, MarketBook], object], ...] = (
    save_providers,
    save_services,
    save_activities,
    save_sessions,
    save_admissions,
    save_rates,
    lambda saving, _book: refresh_search_texts(saving),
)
_MARKET = frozenset({Kind.PROVIDERS, Kind.RATES})
WAYS: Mapping[ImportSource, Way[MarketBook] | Way[PeopleBook]] = {
    ImportSource.COUNCIL_WORKBOOK: Way(read_council_workbook, _MARKET_STEPS, _MARKET),
    ImportSource.REGULATOR_DIRECTORY: Way(read_regulator_csv, _MARKET_STEPS, _MARKET, in_districts),
    ImportSource.REGULATOR_ANSWERS: Way(read_regulator_json, _MARKET_STEPS, _MARKET, in_districts),
    ImportSource.RATES: Way(read_rates_workbook, (partial(save_rates, tells=True),), frozenset({Kind.RATES})),
    ImportSource.PEOPLE: Way(read_people, (save_people,), frozenset({Kind.PEOPLE})),
}
