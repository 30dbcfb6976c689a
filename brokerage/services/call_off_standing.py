"""What every step of a call-off shares: who was first, what a repeated press is answered, and what is told afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from brokerage.domain.call_off import NEXT_STEPS, CallOffState, Step, state_after
from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import RuleBroken
from brokerage.domain.staff import Actor
from brokerage.services import changed_meanwhile
from brokerage.services.typed_text import needed_text
from brokerage.storage.engine import Database
from brokerage.storage.failures import USED_REQUEST
from brokerage.storage.queries.call_off_at_hand import (
    SUBJECT,
    CallOffAtHand,
    call_off_for_update,
    last_step_was,
)
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.call_offs import CallOffSaved, Filled, take_step

CHANGED = frozenset({Kind.CALL_OFFS, Kind.PEOPLE, Kind.PROVIDERS})


@dataclass(frozen=True, slots=True)
class CallOffStanding:
    """Where a call-off stands after a step, what happens next in words, and what else there is to say."""

    call_off_id: int
    reference: str
    version: int
    state: CallOffState
    package_id: int
    year_estimate: Decimal
    next_step: str
    notes: tuple[str, ...] = ()


def standing_after(saved: CallOffSaved, notes: tuple[str, ...] = ()) -> CallOffStanding:
    """Return what to tell after the call-off was written."""
    return CallOffStanding(
        saved.call_off_id,
        saved.reference,
        saved.version,
        saved.state,
        saved.package_id,
        saved.year_estimate,
        NEXT_STEPS[saved.state],
        notes,
    )


def standing_of(call_off: CallOffAtHand) -> CallOffStanding:
    """Return what to tell of a call-off that was not changed: the first answer, given again."""
    return standing_after(
        CallOffSaved(
            call_off.call_off_id,
            call_off.reference,
            call_off.version,
            call_off.state,
            call_off.package_id,
            call_off.year_estimate,
        )
    )


def refuse_stale(work: UnitOfWork, call_off: CallOffAtHand, version: int | None) -> None:
    """Pass when the version is the one that stands (or none is given). Raises: Conflict naming who changed it, and when."""
    changed_meanwhile.refuse_stale(work, SUBJECT, call_off.reference, version, call_off.version)


def refuse_used_request(call_off: CallOffAtHand, draft: CallOffDraft) -> None:
    """Pass when the call-off its request id made is what the draft asks for. Raises: RuleBroken when it is something else.

    A draft read from what was saved may change anything but the person; what was raised is asked for again only as it was.
    """
    is_same = call_off.person_id == draft.person_id
    if call_off.state is not CallOffState.DRAFT:
        is_same = is_same and (call_off.service_id, call_off.first_day) == (draft.service_id, draft.first_day)
    elif draft.version is None:
        is_same = is_same and call_off.service_id == draft.service_id
    if not is_same:
        raise RuleBroken(USED_REQUEST)


def required_reason(reason: str) -> str:
    """Return the reason without blanks around it. Raises: BadInput when there is none, or it cannot be kept."""
    return needed_text(reason, "Give a reason.")


def step_through(
    database: Database,
    actor: Actor,
    reference: str,
    step: Step,
    now: datetime,
    *,
    version: int | None = None,
    note: str = "",
    check: Callable[[UnitOfWork, CallOffAtHand], Filled] | None = None,
) -> Done[CallOffStanding]:
    """Return where the call-off stands after the step; the same press repeated is answered as the first was.

    `check` decides in the same transaction and says which columns to fill.
    Raises: RuleBroken when the step or the job does not fit; Conflict when a colleague was first.
    """
    with unit_of_work(database, actor, now) as work:
        call_off = call_off_for_update(work.session, reference)
        if is_repeated(work, call_off, step):
            return Done(standing_of(call_off), frozenset())
        refuse_stale(work, call_off, version)
        to_state = state_after(step, call_off.state, actor.job)
        filled: Filled = {} if check is None else check(work, call_off)
        saved = take_step(work, call_off, step, to_state, note, **filled)
    return Done(standing_after(saved), CHANGED)


def is_repeated(work: UnitOfWork, call_off: CallOffAtHand, step: Step) -> bool:
    """Return whether this very step was the last one, taken by the same member of staff: a second press."""
    return last_step_was(work.session, call_off.call_off_id, step, work.actor.staff_id)
