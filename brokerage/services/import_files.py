"""Taking in files: the council's workbook, the regulator's directory, people and budgets. All or nothing, with a trial run.

A trial run does everything and undoes it, so what it reports is what the run will do.
"""

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import RuleBroken, Unavailable
from brokerage.domain.import_report import (
    Cancel,
    ImportOutcome,
    ImportProgress,
    ImportReport,
    ImportStopped,
    ImportWatch,
    RowFault,
)
from brokerage.domain.import_rows import MarketBook, PeopleBook
from brokerage.domain.number_words import count
from brokerage.domain.staff import Actor, Job
from brokerage.exchange.council_workbook import read_council_workbook
from brokerage.exchange.fault_workbook import make_fault_workbook
from brokerage.exchange.people_csv import read_people
from brokerage.exchange.regulator_csv import read_regulator_csv
from brokerage.exchange.regulator_json import read_regulator_json
from brokerage.exchange.template import make_template
from brokerage.services.whole_file import write_whole_file
from brokerage.storage.engine import Database
from brokerage.storage.queries.areas import chosen_districts
from brokerage.storage.queries.matching import names_not_admitted
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.activities import save_activities, save_sessions
from brokerage.storage.writes.imports import ImportSaving, doubles_refused, wait_for_other_imports
from brokerage.storage.writes.people import save_people
from brokerage.storage.writes.providers import save_providers
from brokerage.storage.writes.rates import save_admissions, save_rates
from brokerage.storage.writes.services import refresh_search_texts, save_services

Progress = Callable[[ImportProgress], None]
BookT = TypeVar("BookT", MarketBook, PeopleBook)
_MARKET = frozenset({Kind.PROVIDERS, Kind.RATES})


def import_council_workbook(
    database: Database,
    actor: Actor,
    path: Path | Sequence[Path],
    *,
    now: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Done[ImportReport]:
    """Take in the council's providers, services, activities, admissions and rates; several paths are one import.

    Raises: RuleBroken when the actor may change nothing; BadInput or Unavailable when a file cannot be read at all.
    """
    asked = _Asked(database, actor, _listed(path), now, dry_run, ImportWatch(progress, cancel))
    return asked.take_in(read_council_workbook, _save_market, _MARKET)


def import_regulator_csv(
    database: Database,
    actor: Actor,
    path: Path | Sequence[Path],
    *,
    now: datetime,
    dry_run: bool = False,
    own_area: bool = False,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Done[ImportReport]:
    """Take in the regulator's public directory: providers, services, ratings, specialisms; never a rate or an admission.

    `own_area` leaves out what lies outside the districts the council has chosen.

    Raises: as `import_council_workbook`.
    """
    asked = _Asked(database, actor, _listed(path), now, dry_run, ImportWatch(progress, cancel))
    return asked.take_in(
        _only_own_area(database, read_regulator_csv) if own_area else read_regulator_csv, _save_market, _MARKET
    )


def import_regulator_json(
    database: Database,
    actor: Actor,
    path: Path | Sequence[Path],
    *,
    now: datetime,
    dry_run: bool = False,
    own_area: bool = False,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Done[ImportReport]:
    """Take in files, or a folder of them, in the shape of the regulator's public API; never a rate or an admission.

    `own_area` leaves out what lies outside the districts the council has chosen.

    Raises: as `import_council_workbook`.
    """
    asked = _Asked(database, actor, _listed(path), now, dry_run, ImportWatch(progress, cancel))
    return asked.take_in(
        _only_own_area(database, read_regulator_json) if own_area else read_regulator_json, _save_market, _MARKET
    )


def import_people(
    database: Database,
    actor: Actor,
    path: Path | Sequence[Path],
    *,
    now: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Done[ImportReport]:
    """Take in people with their plans, budgets and contributions from the case-management system's CSV.

    Raises: as `import_council_workbook`.
    """
    asked = _Asked(database, actor, _listed(path), now, dry_run, ImportWatch(progress, cancel))
    return asked.take_in(read_people, save_people, frozenset({Kind.PEOPLE}))


def _only_own_area(
    database: Database, read: Callable[[Sequence[Path], ImportWatch], MarketBook]
) -> Callable[[Sequence[Path], ImportWatch], MarketBook]:
    with database.reading() as connection:
        chosen = {district.code for district in chosen_districts(connection)}
    if not chosen:
        raise RuleBroken(
            "The council has chosen no districts yet: choose them first with “brokerage import districts CODE…”."
        )

    def read_own_area(paths: Sequence[Path], watch: ImportWatch) -> MarketBook:
        book = read(paths, watch)
        inside = [one for one in book.services if one.place is not None and one.place.district_code in chosen]
        running = {one.provider_regulator_id for one in inside}
        notes = list(book.notes)
        if outside := len(book.services) - len(inside):
            notes.append(f"Left out, lying outside the council's districts: {count(outside, 'service')}.")
        return replace(
            book,
            services=inside,
            providers=[one for one in book.providers if one.regulator_id in running],
            district_names={code: name for code, name in book.district_names.items() if code in chosen},
            notes=notes,
        )

    return read_own_area


def write_template(path: Path) -> None:
    """Write the workbook a council fills in, whole or not at all. Raises: Unavailable."""
    write_whole_file(path, make_template())


def write_report(report: ImportReport, path: Path) -> None:
    """Write the report as a workbook, whole or not at all; no personal value is in it. Raises: Unavailable."""
    write_whole_file(path, make_fault_workbook(report))


@dataclass(frozen=True, slots=True)
class _Asked:
    """One import as it was asked for."""

    database: Database
    actor: Actor
    paths: tuple[Path, ...]
    now: datetime
    dry_run: bool
    watch: ImportWatch

    def take_in(
        self,
        read: Callable[[Sequence[Path], ImportWatch], BookT],
        save: Callable[[ImportSaving, BookT], None],
        kinds: frozenset[Kind],
    ) -> Done[ImportReport]:
        """Read the files, then save them, unless the person asks to stop."""
        if self.actor.job is Job.AUDITOR:
            raise RuleBroken("An auditor reads everything and changes nothing: ask a colleague to import the file.")
        try:
            report = self._save(read(self.paths, self.watch), save)
        except ImportStopped:
            report = ImportReport(tuple(path.name for path in self.paths), ImportOutcome.CANCELLED)
        return Done(report, kinds if report.applied else frozenset())

    def _save(self, book: BookT, save: Callable[[ImportSaving, BookT], None]) -> ImportReport:
        """Save in one transaction, and keep it only when all rows are sound and this is no trial run."""
        try:
            with _disk_failures(), unit_of_work(self.database, self.actor, self.now) as work:
                saving = ImportSaving(work, self.watch, list(book.faults), list(book.remarks), list(book.notes))
                wait_for_other_imports(work.session)
                with doubles_refused():
                    save(saving, book)
                saving.write_record()
                report = self._report(saving)
                work.record("import", "files", ", ".join(report.files), _figures(report))
                _undo_unless_applied(report)
        except _Undone as undone:
            return undone.report
        return report

    def _report(self, saving: ImportSaving) -> ImportReport:
        outcome = ImportOutcome.DRY_RUN if self.dry_run else ImportOutcome.APPLIED
        return ImportReport(
            files=tuple(path.name for path in self.paths),
            outcome=ImportOutcome.FAULTS if saving.faults else outcome,
            counts=saving.counts(),
            faults=_in_order(saving.faults),
            remarks=_in_order(saving.remarks),
            notes=tuple(saving.notes),
            not_admitted=names_not_admitted(saving.session, saving.services_named),
        )


class _Undone(Exception):
    """Ends the transaction of a trial run, or of one with faults, without keeping anything."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


def _undo_unless_applied(report: ImportReport) -> None:
    if not report.applied:
        raise _Undone(report)


def _save_market(saving: ImportSaving, book: MarketBook) -> None:
    save_providers(saving, book)
    save_services(saving, book)
    save_activities(saving, book)
    save_sessions(saving, book)
    save_admissions(saving, book)
    save_rates(saving, book)
    refresh_search_texts(saving)


def _listed(path: Path | Sequence[Path]) -> tuple[Path, ...]:
    return (path,) if isinstance(path, Path) else tuple(path)


def _in_order(faults: Sequence[RowFault]) -> tuple[RowFault, ...]:
    return tuple(sorted(faults, key=lambda one: (one.file, one.sheet, one.line)))


def _figures(report: ImportReport) -> dict[str, str]:
    return {
        count.noun: f"{count.new} new, {count.changed} changed, {count.unchanged} unchanged" for count in report.counts
    }


@contextmanager
def _disk_failures() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Unavailable("The disk is full. Nothing was changed; free some space, then try again.") from error
        raise
