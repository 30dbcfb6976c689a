"""Changes a call-off that was raised and does not run yet: its price is worked out again and it is approved again."""

from dataclasses import replace
from datetime import datetime

from brokerage.domain.call_off import Step, state_after
from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, check_draft, subject_of
from brokerage.domain.call_off_facts import CallOffFacts
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput, Conflict
from brokerage.domain.staff import Actor
from brokerage.services.call_off_decision import decide, rate_ids_of, read_facts, refuse_closed, refuse_route
from brokerage.services.call_off_standing import (
    CHANGED,
    CallOffStanding,
    refuse_stale,
    required_reason,
    standing_after,
)
from brokerage.services.evidence import list_again
from brokerage.services.raise_call_off import refuse_missing, to_save_of
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_off_at_hand import CallOffAtHand, call_off_for_update
from brokerage.storage.queries.call_off_locks import lock_for_call_off, lock_person
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.call_offs import keep_evidence, record_step, save_call_off


def change_call_off(
    database: Database,
    actor: Actor,
    reference: str,
    draft: CallOffDraft,
    why: str,
    now: datetime,
    chosen_from: ChosenFrom | None = None,
) -> Done[CallOffStanding]:
    """Return the call-off as changed, waiting for approval again; earlier approvals no longer stand.

    `draft.version` is the version on the screen, `why` the reason of the change.
    Raises: BadInput naming the field for what is missing; RuleBroken when it runs already or a gate is closed; Conflict when
    a colleague changed it meanwhile.
    """
    note = required_reason(why)
    refuse_missing(check_draft(draft))
    subject = subject_of(draft)
    if subject is None:
        raise BadInput("The call-off is not filled in.", "person_id")
    listed = chosen_from or list_again(database, draft, subject, now)
    with unit_of_work(database, actor, now) as work:
        lock_person(work.session, subject.person_id)
        existing = call_off_for_update(work.session, reference)
        lock_for_call_off(work.session, subject.person_id, subject.service_id, subject.lot_id, rate_ids_of(draft))
        to_state = state_after(Step.CHANGE, existing.state, actor.job)
        refuse_stale(work, existing, draft.version or 0)
        _refuse_another_person(existing, subject.person_id)
        facts = _with_own_place(read_facts(work.session, draft, subject, existing.call_off_id), existing)
        refuse_route(facts, draft.route)
        decision = decide(facts, draft, subject, listed)
        refuse_closed(decision)
        refuse_missing(decision.check)
        saved = save_call_off(work, to_save_of(decision, draft), existing.package_id, to_state, existing)
        keep_evidence(work, saved.call_off_id, listed)
        record_step(work, saved, Step.CHANGE, existing.state, note)
    return Done(standing_after(saved, decision.warnings), CHANGED)


def _with_own_place(facts: CallOffFacts, existing: CallOffAtHand) -> CallOffFacts:
    """Return the facts with the place this call-off holds itself counted as free for it."""
    free = facts.service.places_free
    if not existing.holds_place or existing.service_id != facts.service.service_id or free is None:
        return facts
    return replace(facts, service=replace(facts.service, places_free=free + 1))


def _refuse_another_person(existing: CallOffAtHand, person_id: int) -> None:
    if existing.person_id != person_id:
        raise Conflict(f"{existing.reference} is for another person. Open it again; nothing was changed.")
