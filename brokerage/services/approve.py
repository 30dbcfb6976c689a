"""Approves a call-off, or returns it with a reason: within the approver's limit, and never one's own."""

from datetime import datetime

from brokerage.domain.approval import NOT_INDEPENDENT, ApprovalAsked, approvers_needed, check_approval
from brokerage.domain.call_off import Step, state_after
from brokerage.domain.changes import Done
from brokerage.domain.staff import Actor
from brokerage.services.call_off_standing import (
    CHANGED,
    CallOffStanding,
    is_repeated,
    refuse_stale,
    required_reason,
    standing_after,
    standing_of,
)
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_off_at_hand import (
    ApprovalStanding,
    CallOffAtHand,
    approval_standing,
    call_off_for_update,
)
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.call_offs import record_approval, take_step


def approve(
    database: Database, actor: Actor, reference: str, now: datetime, *, version: int | None = None
) -> Done[CallOffStanding]:
    """Return the call-off approved, or still waiting where a second approver is needed.

    Raises: RuleBroken when the estimated year is over the limit (the figures say by how much), when it is the actor's own,
    or when they approved it already; Conflict when a colleague changed it.
    """
    with unit_of_work(database, actor, now) as work:
        call_off = call_off_for_update(work.session, reference)
        if is_repeated(work, call_off, Step.APPROVE):
            return Done(standing_of(call_off), frozenset())
        refuse_stale(work, call_off, version)
        to_state = state_after(Step.APPROVE, call_off.state, actor.job)
        standing = approval_standing(work.session, call_off)
        is_last = check_approval(actor, asked_for(call_off, standing))
        record_approval(work, call_off, standing, approved=True, reason="")
        if not is_last:
            return Done(_waiting_for_another(work, call_off), CHANGED)
        saved = take_step(work, call_off, Step.APPROVE, to_state, "" if actor.independent else NOT_INDEPENDENT)
    return Done(standing_after(saved, () if actor.independent else (NOT_INDEPENDENT,)), CHANGED)


def return_call_off(
    database: Database, actor: Actor, reference: str, reason: str, now: datetime, *, version: int | None = None
) -> Done[CallOffStanding]:
    """Return the call-off given back to whoever raised it, as a draft, with the reason; its place is free again.

    Raises: BadInput without a reason; RuleBroken when it is not waiting for approval; Conflict when a colleague changed it.
    """
    why = required_reason(reason)
    with unit_of_work(database, actor, now) as work:
        call_off = call_off_for_update(work.session, reference)
        if is_repeated(work, call_off, Step.RETURN):
            return Done(standing_of(call_off), frozenset())
        refuse_stale(work, call_off, version)
        to_state = state_after(Step.RETURN, call_off.state, actor.job)
        standing = approval_standing(work.session, call_off)
        record_approval(work, call_off, standing, approved=False, reason=why)
        saved = take_step(work, call_off, Step.RETURN, to_state, why)
    return Done(standing_after(saved), CHANGED)


def asked_for(call_off: CallOffAtHand, standing: ApprovalStanding) -> ApprovalAsked:
    """Return what is to be approved, as the domain looks at it."""
    return ApprovalAsked(
        year_estimate=call_off.year_estimate,
        asked_by=standing.asked_by,
        approved_by=standing.approved_by,
        approvers_needed=approvers_needed(standing.rating),
    )


def _waiting_for_another(work: UnitOfWork, call_off: CallOffAtHand) -> CallOffStanding:
    work.record("approve-first-of-two", "call_offs", call_off.reference, {"year_estimate": str(call_off.year_estimate)})
    told = standing_of(call_off)
    note = "The service is rated Inadequate, so a second approver decides as well."
    return CallOffStanding(
        told.call_off_id,
        told.reference,
        told.version,
        told.state,
        told.package_id,
        told.year_estimate,
        told.next_step,
        (note, *(() if work.actor.independent else (NOT_INDEPENDENT,))),
    )
