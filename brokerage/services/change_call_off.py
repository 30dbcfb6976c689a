"""Changes a call-off that was raised and does not run yet: its price is worked out again and it is approved again.

Where nothing the approver decided on differs it is amended instead: only the room and the reason are written, the approval stands.
"""

from datetime import datetime

from brokerage.domain.amendment import step_of_change
from brokerage.domain.call_off import Step, state_after
from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, check_draft, subject_of
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.staff import Actor
from brokerage.services.call_off_decision import (
    decide,
    rate_ids_of,
    read_facts_for_change,
    refuse_closed,
    refuse_route,
)
from brokerage.services.call_off_of_award import refuse_not_awarded
from brokerage.services.call_off_standing import (
    CHANGED,
    CallOffStanding,
    refuse_stale,
    standing_after,
    standing_of,
)
from brokerage.services.call_off_texts import refuse_unkeepable_texts
from brokerage.services.evidence import list_for_change
from brokerage.services.raise_call_off import refuse_missing, to_save_of
from brokerage.services.typed_text import needed_text
from brokerage.storage.engine import Database
from brokerage.storage.failures import USED_REQUEST
from brokerage.storage.queries.call_off_at_hand import (
    CallOffAtHand,
    call_off_changed_by,
    call_off_for_update,
    call_off_now,
)
from brokerage.storage.queries.call_off_drafts import draft_of_reference
from brokerage.storage.queries.call_off_locks import lock_for_call_off, lock_person
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.call_offs import keep_evidence, record_step, save_call_off, take_step


def change_call_off(
    database: Database,
    actor: Actor,
    reference: str,
    draft: CallOffDraft,
    why: str,
    now: datetime,
    chosen_from: ChosenFrom | None = None,
    *,
    request_id: str | None = None,
) -> Done[CallOffStanding]:
    """Return the call-off as changed, waiting for approval again; earlier approvals no longer stand.

    Where only the room or the words of the reason differ it is amended: no price, list or gate is looked at again, approvals
    stand, and it stays where it is, or goes back to accepted where an agreement was issued and its next edition is wanted.
    `draft.version` is the version on the screen, `why` the reason of the change. `request_id` is made once for each form: a
    repeated one is answered as the first time.
    Raises: BadInput naming the field for what is missing; RuleBroken when it runs already, a gate is closed, or the request
    id was used for something else; Conflict when a colleague changed it meanwhile.
    """
    note = needed_text(why, "Give a reason.", "why")
    refuse_unkeepable_texts(draft)
    refuse_missing(check_draft(draft))
    subject = subject_of(draft)
    if subject is None:
        raise BadInput("The call-off is not filled in.", "person_id")
    with database.reading() as reader:
        before = call_off_now(reader, reference)
        # Judged before the lock: were it changed meanwhile, the version refuses the form whichever step it was.
        step = step_of_change(draft_of_reference(reader, reference), draft)
    if step is Step.AMEND:
        return _amend(database, actor, reference, draft, note, now, request_id)
    given = chosen_from if draft.awarded_in is None else None
    listed = given or list_for_change(database, draft, subject, now, before)
    with unit_of_work(database, actor, now) as work:
        lock_person(work.session, subject.person_id)
        existing = call_off_for_update(work.session, reference)
        if _is_repeated(work, existing, request_id):
            return Done(standing_of(existing), frozenset())
        lock_for_call_off(work.session, subject.person_id, subject.service_id, subject.lot_id, rate_ids_of(draft))
        to_state = state_after(Step.CHANGE, existing.state, actor.job)
        refuse_stale(work, existing, draft.version or 0)
        _refuse_another_person(existing, subject.person_id)
        facts = read_facts_for_change(work.session, draft, subject, existing)
        refuse_route(facts, draft.route)
        refuse_not_awarded(work, draft, existing.call_off_id)
        decision = decide(facts, draft, subject, listed)
        refuse_closed(decision)
        refuse_missing(decision.check)
        saved = save_call_off(work, to_save_of(decision, draft), existing.package_id, to_state, existing)
        keep_evidence(work, saved.call_off_id, listed)
        record_step(work, saved, Step.CHANGE, existing.state, note, request_id)
    return Done(standing_after(saved, decision.warnings), CHANGED)


def _amend(
    database: Database,
    actor: Actor,
    reference: str,
    draft: CallOffDraft,
    note: str,
    now: datetime,
    request_id: str | None,
) -> Done[CallOffStanding]:
    with unit_of_work(database, actor, now) as work:
        existing = call_off_for_update(work.session, reference)
        if _is_repeated(work, existing, request_id):
            return Done(standing_of(existing), frozenset())
        to_state = state_after(Step.AMEND, existing.state, actor.job)
        refuse_stale(work, existing, draft.version or 0)
        room, reason = draft.room.strip(), draft.reason.strip()
        saved = take_step(work, existing, Step.AMEND, to_state, note, request_id, room=room, reason=reason)
    return Done(standing_after(saved), CHANGED)


def change_answered(database: Database, reference: str, request_id: str) -> CallOffStanding | None:
    """Return how the call-off stands when this form changed it already; None when it has not.

    Raises: RuleBroken when it changed another one.
    """
    with database.reading() as reader:
        changed = call_off_changed_by(reader, request_id)
        if changed is None:
            return None
        existing = call_off_now(reader, reference)
    if changed != existing.call_off_id:
        raise RuleBroken(USED_REQUEST)
    return standing_of(existing)


def _is_repeated(work: UnitOfWork, existing: CallOffAtHand, request_id: str | None) -> bool:
    """Return whether this very form changed it already. Raises: RuleBroken when it changed another call-off."""
    changed = None if request_id is None else call_off_changed_by(work.session, request_id)
    if changed is not None and changed != existing.call_off_id:
        raise RuleBroken(USED_REQUEST)
    return changed is not None


def _refuse_another_person(existing: CallOffAtHand, person_id: int) -> None:
    if existing.person_id != person_id:
        raise Conflict(f"{existing.reference} is for another person. Open it again; nothing was changed.")
