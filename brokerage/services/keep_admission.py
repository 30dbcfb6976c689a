"""What becomes of an admission after the award: suspended, lifted, removed from its lot, renewed. Placements that run go on.

Each use case writes the admission, the event with its reason and the audit entry in one transaction. A trial run does all of it
and undoes it, so what it answers is what a run would answer.
"""

from collections.abc import Callable
from datetime import date, datetime

from brokerage.domain.admission_event import (
    AdmissionAtHand,
    AdmissionEventKind,
    check_renewal,
    check_suspension,
    last_day_when_removed,
    suspension_lifted,
)
from brokerage.domain.admission_summary import AdmissionDetail, AdmissionSummary
from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import BadInput
from brokerage.domain.period import ONE_DAY, Period
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.services.changed_meanwhile import refuse_stale
from brokerage.services.typed_text import needed_text
from brokerage.storage.engine import Database
from brokerage.storage.queries import admission_keeping as queries
from brokerage.storage.queries import admission_list
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes import admission_keeping as writes

CHANGED = frozenset({Kind.PROVIDERS, Kind.SCHEMES})

_Act = Callable[[UnitOfWork, AdmissionAtHand, str], Period]
"""Changes the admission, for the reason given, and returns the days that the event is about."""


def list_admissions(
    database: Database, today: date, *, service_id: int | None = None, lot: str = "", with_ended: bool = False
) -> tuple[AdmissionSummary, ...]:
    """Every admission that has not ended, by service and lot; with those that have, of one service or lot, where asked."""
    with database.reading() as connection:
        return admission_list.list_admissions(connection, today, service_id=service_id, lot=lot, with_ended=with_ended)


def show_admission(database: Database, admission_id: int, today: date) -> AdmissionDetail:
    """One admission with its suspensions, what was done to it, and the placements under it. Raises: RuleBroken."""
    with database.reading() as connection:
        return queries.admission_detail(connection, admission_id, today)


def admission_named(database: Database, service_id: int, lot: str, today: date) -> int:
    """Return the number of the service's admission to the lot (`SCHEME/1`), or of its only one where no lot is given.

    Of several to one lot it is the one in force, else the next, else the last. Raises: BadInput where it is not clear or not there.
    """
    found = list_admissions(database, today, service_id=service_id, lot=lot, with_ended=True)
    current = [each for each in found if each.period.last_day is None or each.period.last_day >= today]
    if not found:
        raise BadInput("The service has no such admission: “brokerage admission list” tells which there are.", "lot")
    lots = sorted({each.lot for each in current or found})
    if len(lots) > 1:
        raise BadInput(f"The service is admitted to several lots: name one with --lot ({', '.join(lots)}).", "lot")
    return current[0].admission_id if current else found[-1].admission_id


def suspend_admission(
    database: Database,
    actor: Actor,
    admission_id: int,
    days: Period,
    reason: str,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[AdmissionDetail]:
    """Return the admission suspended on these days, with the placements that run under it, untouched.

    Raises: BadInput without a reason; RuleBroken outside the admission or over another suspension; Conflict.
    """

    def act(work: UnitOfWork, admission: AdmissionAtHand, why: str) -> Period:
        check_suspension(admission, days)
        writes.add_suspension(work.session, admission_id, days, why)
        return days

    return _keep(
        database, actor, admission_id, AdmissionEventKind.SUSPENDED, act, reason, now, version, dry_run=dry_run
    )


def lift_suspension(
    database: Database,
    actor: Actor,
    admission_id: int,
    day: date,
    reason: str,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[AdmissionDetail]:
    """Return the admission whose suspension ends the day before; from the day on call-offs may start again.

    Lifted from its first day it is taken back whole; that it was there stays on record.
    Raises: BadInput without a reason; RuleBroken when no suspension holds on the day; Conflict.
    """

    def act(work: UnitOfWork, admission: AdmissionAtHand, _why: str) -> Period:
        standing, left = suspension_lifted(admission, day)
        writes.shorten_suspension(work.session, admission_id, standing, left)
        return Period(day, standing.last_day)

    return _keep(database, actor, admission_id, AdmissionEventKind.LIFTED, act, reason, now, version, dry_run=dry_run)


def remove_from_lot(
    database: Database,
    actor: Actor,
    admission_id: int,
    day: date,
    reason: str,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[AdmissionDetail]:
    """Return the admission removed from its lot from the day on, with the placements that run under it, untouched.

    Raises: BadInput without a reason; RuleBroken on or before the admission's first day, and after its end; Conflict.
    """

    def act(work: UnitOfWork, admission: AdmissionAtHand, _why: str) -> Period:
        writes.set_last_day(work.session, admission_id, last_day_when_removed(admission, day))
        return Period(day)

    return _keep(database, actor, admission_id, AdmissionEventKind.REMOVED, act, reason, now, version, dry_run=dry_run)


def renew_admission(
    database: Database,
    actor: Actor,
    admission_id: int,
    last_day: date,
    reason: str,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[AdmissionDetail]:
    """Return the admission with a later last day; a contract of its own that would end before it goes on as long.

    Raises: BadInput without a reason; RuleBroken to an earlier day, beyond the scheme's contracts, and after a removal; Conflict.
    """

    def act(work: UnitOfWork, admission: AdmissionAtHand, _why: str) -> Period:
        check_renewal(admission, last_day)
        writes.lengthen_contract(work.session, admission_id, last_day)
        writes.set_last_day(work.session, admission_id, last_day)  # within its contract, which goes on as long now
        return Period(admission.period.known_last_day + ONE_DAY, last_day)

    return _keep(database, actor, admission_id, AdmissionEventKind.RENEWED, act, reason, now, version, dry_run=dry_run)


def refuse_all_but_commissioner(actor: Actor) -> None:
    """Pass when a commissioner acts. Raises: RuleBroken."""
    refuse_other_jobs(actor, Job.COMMISSIONER, "change admissions")


def _keep(
    database: Database,
    actor: Actor,
    admission_id: int,
    kind: AdmissionEventKind,
    act: _Act,
    reason: str,
    now: datetime,
    version: int | None,
    *,
    dry_run: bool,
) -> Done[AdmissionDetail]:
    refuse_all_but_commissioner(actor)
    why = needed_text(reason, "Say why: the reason is kept with the admission.")
    with unit_of_work(database, actor, now) as work:
        admission = queries.admission_for_update(work.session, admission_id)
        refuse_stale(work, queries.SUBJECT, str(admission_id), version, admission.version, "this admission")
        days = act(work, admission, why)
        writes.add_event(work, admission_id, kind, days, why)
        work.record(kind.value, queries.SUBJECT, str(admission_id), {"days": str(days)})
        work.session.flush()
        detail = queries.admission_detail(work.session, admission_id, day_in_england(now))
        if dry_run:
            work.undo()
    return Done(detail, frozenset() if dry_run else CHANGED)
