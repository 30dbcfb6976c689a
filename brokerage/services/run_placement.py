"""What becomes of a call-off once its agreement is issued: signed, started on its first day, ended on its last."""

from datetime import date, datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.call_off import Step
from brokerage.domain.changes import Done
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import format_day
from brokerage.domain.staff import Actor
from brokerage.services.call_off_standing import CallOffStanding, required_reason, step_through
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_off_at_hand import CallOffAtHand
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.call_offs import Filled


def mark_signed(
    database: Database, actor: Actor, reference: str, now: datetime, *, version: int | None = None
) -> Done[CallOffStanding]:
    """Return the call-off whose agreement all parties have signed.

    Raises: RuleBroken when no agreement was issued; Conflict when a colleague was first.
    """
    return step_through(database, actor, reference, Step.SIGN, now, version=version)


def start_placement(
    database: Database, actor: Actor, reference: str, now: datetime, *, version: int | None = None
) -> Done[CallOffStanding]:
    """Return the call-off running, from its first day on.

    Raises: RuleBroken before its first day, or without an agreement; Conflict when a colleague was first.
    """

    def begun(_work: UnitOfWork, call_off: CallOffAtHand) -> Filled:
        if day_in_england(now) < call_off.first_day:
            raise RuleBroken(f"It starts on {format_day(call_off.first_day)}: record the start from that day on.")
        return {}

    return step_through(database, actor, reference, Step.START, now, version=version, check=begun)


def end_placement(
    database: Database,
    actor: Actor,
    reference: str,
    last_day: date,
    reason: str,
    now: datetime,
    *,
    version: int | None = None,
) -> Done[CallOffStanding]:
    """Return the placement ended on its last day (which counts), with the reason; its place is free again.

    Raises: BadInput without a reason; RuleBroken when the last day is before the first or still to come; Conflict when a
    colleague was first.
    """
    why = required_reason(reason)

    def over(_work: UnitOfWork, call_off: CallOffAtHand) -> Filled:
        if last_day < call_off.first_day:
            raise RuleBroken(f"The last day is before the first, {format_day(call_off.first_day)}: change it.")
        if last_day > day_in_england(now):
            raise RuleBroken(f"{format_day(last_day)} is still to come: record the end from that day on.")
        return {"ended_on": last_day}

    return step_through(database, actor, reference, Step.END, now, version=version, note=why, check=over)
