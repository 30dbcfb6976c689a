"""Sends an approved call-off to the provider and records the answer; also withdraws and cancels, each with a reason."""

from datetime import date, datetime

from brokerage.domain.calendar import add_working_days, day_in_england
from brokerage.domain.call_off import Step
from brokerage.domain.changes import Done
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import format_day
from brokerage.domain.staff import Actor
from brokerage.services.call_off_decision import known_holidays
from brokerage.services.call_off_standing import CallOffStanding, required_reason, step_through
from brokerage.services.typed_text import typed_line
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_off_at_hand import CallOffAtHand
from brokerage.storage.queries.scheme_policy import policy_for_lot
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.call_offs import Filled


def send_call_off(
    database: Database, actor: Actor, reference: str, now: datetime, *, version: int | None = None
) -> Done[CallOffStanding]:
    """Return the call-off sent, its answer due after the scheme's number of working days (today not counted).

    Raises: RuleBroken when it is not approved or the job may not send; Conflict when a colleague was first.
    """

    def due(work: UnitOfWork, call_off: CallOffAtHand) -> Filled:
        return {"answer_due_on": _answer_due_on(work, call_off, day_in_england(now))}

    return step_through(database, actor, reference, Step.SEND, now, version=version, check=due)


def accept_call_off(
    database: Database,
    actor: Actor,
    reference: str,
    now: datetime,
    *,
    room: str | None = None,
    version: int | None = None,
) -> Done[CallOffStanding]:
    """Return the call-off accepted by the provider, with the room where they named one.

    Raises: BadInput for a room that cannot be kept; RuleBroken when it was not sent; Conflict when a colleague was first.
    """
    kept = None if room is None else typed_line(room, "room")

    def named(_work: UnitOfWork, _call_off: CallOffAtHand) -> Filled:
        return {} if kept is None else {"room": kept}

    return step_through(database, actor, reference, Step.ACCEPT, now, version=version, check=named)


def decline_call_off(
    database: Database, actor: Actor, reference: str, reason: str, now: datetime, *, version: int | None = None
) -> Done[CallOffStanding]:
    """Return the call-off declined by the provider, with their reason; its place is free again.

    Raises: BadInput without a reason; RuleBroken when it was not sent; Conflict when a colleague was first.
    """
    why = required_reason(reason)
    return step_through(database, actor, reference, Step.DECLINE, now, version=version, note=why)


def expire_call_off(
    database: Database, actor: Actor, reference: str, now: datetime, *, version: int | None = None
) -> Done[CallOffStanding]:
    """Return the call-off expired, its place free again: the day the answer was due on has passed.

    Raises: RuleBroken while there is still time to answer; Conflict when a colleague was first.
    """

    def overdue(_work: UnitOfWork, call_off: CallOffAtHand) -> Filled:
        due_on = call_off.answer_due_on
        if due_on is not None and day_in_england(now) <= due_on:
            raise RuleBroken(f"The provider may still answer until {format_day(due_on)}; it expires after that day.")
        return {}

    return step_through(database, actor, reference, Step.EXPIRE, now, version=version, check=overdue)


def withdraw_call_off(
    database: Database, actor: Actor, reference: str, reason: str, now: datetime, *, version: int | None = None
) -> Done[CallOffStanding]:
    """Return the call-off withdrawn before it was sent, with the reason; its place is free again.

    Raises: BadInput without a reason; RuleBroken when it was sent already; Conflict when a colleague was first.
    """
    why = required_reason(reason)
    return step_through(database, actor, reference, Step.WITHDRAW, now, version=version, note=why)


def cancel_call_off(
    database: Database, actor: Actor, reference: str, reason: str, now: datetime, *, version: int | None = None
) -> Done[CallOffStanding]:
    """Return the call-off cancelled after it was sent and before it runs, with the reason; its place is free again.

    Raises: BadInput without a reason; RuleBroken when it runs already; Conflict when a colleague was first.
    """
    why = required_reason(reason)
    return step_through(database, actor, reference, Step.CANCEL, now, version=version, note=why)


def _answer_due_on(work: UnitOfWork, call_off: CallOffAtHand, today: date) -> date | None:
    policy = None if call_off.lot_id is None else policy_for_lot(work.session, call_off.lot_id, call_off.first_day)
    return None if policy is None else add_working_days(today, policy.answer_days, known_holidays().days)
