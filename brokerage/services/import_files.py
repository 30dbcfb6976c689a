"""Taking in files: the council's workbook, the regulator's directory, people and budgets. All or nothing, with a trial run.

A trial run does everything and undoes it, so what it reports is what the run will do.
"""

import errno
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from brokerage.domain.changes import Done
from brokerage.domain.errors import Conflict, RuleBroken, Unavailable
from brokerage.domain.import_report import (
    Cancel,
    ImportOutcome,
    ImportProgress,
    ImportReport,
    ImportStopped,
    ImportWatch,
)
from brokerage.domain.import_rows import RateMoved
from brokerage.domain.row_fault import RowFault
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.exchange.fault_workbook import make_fault_workbook
from brokerage.exchange.template import make_template
from brokerage.services.import_sources import WAYS, FilesRead, ImportSource
from brokerage.services.typed_text import typed_text
from brokerage.services.whole_file import write_whole_file
from brokerage.storage.engine import Database
from brokerage.storage.queries.areas import chosen_districts
from brokerage.storage.queries.matching import names_not_admitted
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.imports import ImportSaving, doubles_refused, wait_for_other_imports

__all__ = ["ImportSource", "import_files", "write_report", "write_template"]

_SET_UP_A_MARKET = frozenset({Job.COMMISSIONER, Job.ADMINISTRATOR})


def import_files(
    database: Database,
    actor: Actor,
    source: ImportSource,
    path: Path | Sequence[Path],
    *,
    now: datetime,
    dry_run: bool = False,
    own_area: bool = False,
    note: str = "",
    mark: str | None = None,
    progress: Callable[[ImportProgress], None] | None = None,
    cancel: Cancel | None = None,
) -> Done[ImportReport]:
    """Take in files of one kind; several paths are one import.

    `own_area` leaves out what the regulator's files say of places outside the districts the council has chosen. Of agreed rates,
    `note` is kept with each new one whose row has none, and `mark` is that of the trial run that was looked at.

    Raises: RuleBroken when the actor's job may not take in such a file, or no district is chosen; BadInput at `note`; BadInput
    or Unavailable when a file cannot be read at all; Conflict when a colleague saved one of the same rows in between, or the
    file or the rates are others than those looked at.
    """
    _refuse_who_may_not(actor, source)
    districts = _own_districts(database) if own_area else frozenset()
    paths = (path,) if isinstance(path, Path) else tuple(path)
    watch, way = ImportWatch(progress, cancel), WAYS[source]
    try:
        asked = _Asked(database, actor, paths, now, dry_run, typed_text(note, "note"), mark)
        report = asked.save(way.read_files(paths, watch, districts), watch)
    except ImportStopped:
        report = ImportReport(tuple(path.name for path in paths), ImportOutcome.CANCELLED)
    return Done(report, way.changes if report.applied else frozenset())


def write_template(path: Path) -> None:
    """Write the workbook a council fills in, whole or not at all. Raises: Unavailable."""
    write_whole_file(path, make_template())


def write_report(report: ImportReport, path: Path) -> None:
    """Write the report as a workbook, whole or not at all; no personal value is in it. Raises: Unavailable."""
    write_whole_file(path, make_fault_workbook(report))


def _refuse_who_may_not(actor: Actor, source: ImportSource) -> None:
    if actor.job is Job.AUDITOR:
        raise RuleBroken("An auditor reads everything and changes nothing: ask a colleague to import the file.")
    if source is ImportSource.RATES:
        refuse_other_jobs(actor, Job.COMMISSIONER, "agree rates or end them")
    if source is ImportSource.COUNCIL_WORKBOOK and actor.job not in _SET_UP_A_MARKET:
        raise RuleBroken(
            "Admissions and agreed rates are taken in by the commissioner, or by the administrator who sets a desk up; "
            f"you are working as {actor.job.value}."
        )


def _own_districts(database: Database) -> frozenset[str]:
    with database.reading() as connection:
        chosen = frozenset(district.code for district in chosen_districts(connection))
    if not chosen:
        raise RuleBroken(
            "The council has chosen no districts yet: choose them first with “brokerage import districts CODE…”."
        )
    return chosen


@dataclass(frozen=True, slots=True)
class _Asked:
    """One import as it was asked for."""

    database: Database
    actor: Actor
    paths: tuple[Path, ...]
    now: datetime
    dry_run: bool
    note: str
    mark: str | None

    def save(self, read: FilesRead, watch: ImportWatch) -> ImportReport:
        """Save in one transaction, and keep it only when all rows are sound and this is no trial run. Raises: ImportStopped."""
        try:
            with _disk_failures(), unit_of_work(self.database, self.actor, self.now) as work:
                saving = ImportSaving(
                    work, watch, list(read.faults), list(read.remarks), list(read.notes), note=self.note
                )
                wait_for_other_imports(work.session)
                with doubles_refused():
                    read.save(saving)
                saving.write_record()
                report = self._report(saving)
                work.record("import", "files", ", ".join(report.files), _figures(report))
                _undo_unless_applied(report)
                self._refuse_other_than_seen(report)
        except _Undone as undone:
            return undone.report
        return report

    def _report(self, saving: ImportSaving) -> ImportReport:
        outcome = ImportOutcome.DRY_RUN if self.dry_run else ImportOutcome.APPLIED
        moved = tuple(sorted(saving.rates_moved, key=_by_row))
        return ImportReport(
            files=tuple(path.name for path in self.paths),
            outcome=ImportOutcome.FAULTS if saving.faults else outcome,
            counts=saving.counts(),
            faults=_in_order(saving.faults),
            remarks=_in_order(saving.remarks),
            notes=tuple(saving.notes),
            not_admitted=names_not_admitted(saving.session, saving.services_named),
            rates=moved,
            mark=_mark(moved) if moved else "",
        )

    def _refuse_other_than_seen(self, report: ImportReport) -> None:
        if self.mark not in (None, report.mark):
            raise Conflict(
                "The file, or a rate it names, was changed since it was looked at. Nothing was taken in: look at it again, then "
                "decide."
            )


class _Undone(Exception):
    """Ends the transaction of a trial run, or of one with faults, without keeping anything."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


def _undo_unless_applied(report: ImportReport) -> None:
    if not report.applied:
        raise _Undone(report)


def _in_order(faults: Sequence[RowFault]) -> tuple[RowFault, ...]:
    return tuple(sorted(faults, key=lambda one: (one.file, one.sheet, one.line)))


def _by_row(moved: RateMoved) -> tuple[str, str, int]:
    line = moved.entry.line
    return line.file, line.sheet, line.number


def _mark(moved: Sequence[RateMoved]) -> str:
    """A text that is another once any row, or any rate that it follows, is another."""
    return hashlib.sha256(repr(moved).encode()).hexdigest()[:16]


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
