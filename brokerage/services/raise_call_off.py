"""Raises call-offs: saves a draft, then asks for approval with the price and the list it was chosen from frozen."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from brokerage.domain.call_off import CallOffState, Step, state_after
from brokerage.domain.call_off_draft import (
    CallOffDraft,
    ChosenFrom,
    DraftCheck,
    DraftSubject,
    LineChosen,
    check_draft,
    subject_of,
)
from brokerage.domain.call_off_facts import RateFacts
from brokerage.domain.call_off_price import PricedCallOff
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.gates import GateName
from brokerage.domain.period import format_moment
from brokerage.domain.staff import Actor
from brokerage.services.call_off_decision import (
    Decision,
    decide,
    rate_ids_of,
    read_facts,
    refuse_closed,
    refuse_route,
)
from brokerage.services.call_off_of_award import refuse_not_awarded
from brokerage.services.call_off_standing import (
    CHANGED,
    CallOffStanding,
    refuse_stale,
    refuse_used_request,
    standing_after,
    standing_of,
)
from brokerage.services.call_off_texts import refuse_unkeepable_texts
from brokerage.services.evidence import list_again
from brokerage.storage.engine import Database
from brokerage.storage.queries.call_off_at_hand import (
    CallOffAtHand,
    call_off_of_request_for_update,
    last_place_taken,
    person_of_package,
)
from brokerage.storage.queries.call_off_locks import lock_for_call_off, lock_person
from brokerage.storage.queries.rates_chosen import rate_facts
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.call_offs import (
    CallOffToSave,
    LineToSave,
    begin_package,
    keep_evidence,
    record_saving,
    record_step,
    save_call_off,
)


def raise_call_off(
    database: Database, actor: Actor, draft: CallOffDraft, now: datetime, chosen_from: ChosenFrom | None = None
) -> Done[CallOffStanding]:
    """Return the call-off raised: approval asked for, price and list frozen, a place held.

    A repeated request is answered with the first answer.
    Raises: BadInput naming the field for what is missing, an owed reason included; RuleBroken when a gate is closed on the
    first day, or the request id was used for something else; Conflict when a colleague was first.
    """
    done = raise_package(database, actor, (draft,), now, chosen_from)
    return Done(done.result[0], done.changed)


def raise_package(
    database: Database,
    actor: Actor,
    drafts: Sequence[CallOffDraft],
    now: datetime,
    chosen_from: ChosenFrom | None = None,
) -> Done[tuple[CallOffStanding, ...]]:
    """Return several services for one person raised together, in the order given: all of them, or none.

    Without a list they were chosen from, one is made again for each.
    Raises: as `raise_call_off`; BadInput when they are not for one person.
    """
    for draft in drafts:
        refuse_unkeepable_texts(draft)
    subjects = [_refuse_incomplete(draft) for draft in drafts]
    _refuse_mixed(subjects)
    lists = [
        _list_of(database, draft, subject, now, chosen_from) for draft, subject in zip(drafts, subjects, strict=True)
    ]
    with unit_of_work(database, actor, now) as work:
        _lock(work, drafts, subjects)
        package_id: int | None = None
        raised = []
        for draft, subject, listed in zip(drafts, subjects, lists, strict=True):
            raised.append(_raise_one(work, draft, subject, package_id, listed))
            package_id = raised[0].package_id
    return Done(tuple(raised), CHANGED)


def draft_call_off(database: Database, actor: Actor, draft: CallOffDraft, now: datetime) -> Done[CallOffStanding]:
    """Return the draft saved, new or over the one this form saved before. It needs a person, a service and a first day.

    Raises: BadInput for what is missing; Conflict naming who changed it and when; RuleBroken when it was raised meanwhile.
    """
    if draft.person_id is None or draft.service_id is None or draft.first_day is None:
        raise BadInput("A draft needs a person, a service and a first day.", _first_missing(draft))
    refuse_unkeepable_texts(draft)
    with unit_of_work(database, actor, now) as work:
        state_after(Step.RAISE, CallOffState.DRAFT, actor.job)
        lock_person(work.session, draft.person_id)
        existing = call_off_of_request_for_update(work.session, draft.request_id)
        if existing is not None:
            refuse_used_request(existing, draft)
            _refuse_raised(existing)
            _refuse_changed_draft(work, existing, draft)
        lines, priced = _as_far_as_it_goes(
            work, draft, draft.service_id, 0 if existing is None else existing.call_off_id
        )
        to_save = CallOffToSave(draft, draft.person_id, draft.service_id, draft.first_day, None, lines, priced)
        package_id = _package(work, draft, draft.person_id, existing)
        saved = save_call_off(work, to_save, package_id, CallOffState.DRAFT, existing)
        record_saving(work, saved)
    return Done(standing_after(saved), CHANGED)


def _list_of(
    database: Database, draft: CallOffDraft, subject: DraftSubject, now: datetime, chosen_from: ChosenFrom | None
) -> ChosenFrom:
    """Return the list it was chosen from: what was weighed where a competition was awarded, else the one shown, or made again."""
    if draft.awarded_in is None and chosen_from is not None:
        return chosen_from
    return list_again(database, draft, subject, now)


def _refuse_incomplete(draft: CallOffDraft) -> DraftSubject:
    refuse_missing(check_draft(draft))
    subject = subject_of(draft)
    if subject is None:
        raise BadInput("The call-off is not filled in.", _first_missing(draft))
    return subject


def refuse_missing(check: DraftCheck) -> None:
    """Pass when nothing is missing. Raises: BadInput with the first thing that is, and its field."""
    if check.missing:
        raise BadInput(check.missing[0].sentence, check.missing[0].field)


def _first_missing(draft: CallOffDraft) -> str:
    return next((missing.field for missing in check_draft(draft).missing), "person_id")


def _refuse_mixed(subjects: Sequence[DraftSubject]) -> None:
    if not subjects:
        raise BadInput("There is nothing to raise: choose at least one service.", "service_id")
    if len({subject.person_id for subject in subjects}) > 1:
        raise BadInput("A package is for one person: raise each person's services on their own.", "person_id")


def _lock(work: UnitOfWork, drafts: Sequence[CallOffDraft], subjects: Sequence[DraftSubject]) -> None:
    lock_person(work.session, subjects[0].person_id)
    for draft in sorted(drafts, key=lambda draft: draft.request_id):
        call_off_of_request_for_update(work.session, draft.request_id)
    in_order = sorted(zip(subjects, drafts, strict=True), key=lambda pair: (pair[0].service_id, pair[0].lot_id))
    for subject, draft in in_order:
        rate_ids = rate_ids_of(draft)
        lock_for_call_off(work.session, subject.person_id, subject.service_id, subject.lot_id, rate_ids)


def _raise_one(
    work: UnitOfWork, draft: CallOffDraft, subject: DraftSubject, package_id: int | None, chosen_from: ChosenFrom
) -> CallOffStanding:
    existing = call_off_of_request_for_update(work.session, draft.request_id)
    if existing is not None:
        refuse_used_request(existing, draft)
    if existing is not None and existing.state is not CallOffState.DRAFT:
        return standing_of(existing)
    to_state = state_after(Step.RAISE, CallOffState.DRAFT, work.actor.job)
    if existing is not None:
        _refuse_changed_draft(work, existing, draft)
    facts = read_facts(work.session, draft, subject, 0 if existing is None else existing.call_off_id)
    refuse_route(facts, draft.route)
    refuse_not_awarded(work, draft, 0 if existing is None else existing.call_off_id)
    decision = decide(facts, draft, subject, chosen_from)
    _refuse_full(work, decision, chosen_from)
    refuse_closed(decision)
    refuse_missing(decision.check)
    package_id = package_id or _package(work, draft, subject.person_id, existing)
    saved = save_call_off(work, to_save_of(decision, draft), package_id, to_state, existing)
    keep_evidence(work, saved.call_off_id, chosen_from)
    record_step(work, saved, Step.RAISE, CallOffState.DRAFT, draft.reason.strip())
    return standing_after(saved, decision.warnings)


def to_save_of(decision: Decision, draft: CallOffDraft) -> CallOffToSave:
    """Return what is written of a decided draft."""
    subject = decision.subject
    lines = tuple(LineToSave.of(line) for line in decision.priced.lines)
    return CallOffToSave(
        draft, subject.person_id, subject.service_id, subject.first_day, decision.admission_id, lines, decision.priced
    )


def _refuse_full(work: UnitOfWork, decision: Decision, chosen_from: ChosenFrom) -> None:
    """Pass unless the last place went after the list was made. Raises: Conflict naming who took it, and when."""
    if all(gate.name is not GateName.PLACE for gate in decision.gates):
        return
    taken = last_place_taken(work.session, decision.subject.service_id)
    if taken is not None and taken.at >= chosen_from.listed_at:
        raise Conflict(
            f"No place is free at {decision.facts.service.name} any more: {taken.who} took the last one on "
            f"{format_moment(taken.at)}. Choose another service."
        )


def _refuse_raised(existing: CallOffAtHand) -> None:
    if existing.state is not CallOffState.DRAFT:
        raise RuleBroken(
            f"{existing.reference} was raised already; it is no draft any more. Open it to see where it stands."
        )


def _refuse_changed_draft(work: UnitOfWork, existing: CallOffAtHand, draft: CallOffDraft) -> None:
    """Pass when the form was read from the draft as it stands; a form whose first save is not answered yet knows no version."""
    own_and_unanswered = draft.version is None and existing.raised_by_id == work.actor.staff_id
    if not own_and_unanswered:
        refuse_stale(work, existing, draft.version or 0)


def _package(work: UnitOfWork, draft: CallOffDraft, person_id: int, existing: CallOffAtHand | None) -> int:
    if draft.package_id is not None:
        if person_of_package(work.session, draft.package_id) != person_id:
            raise BadInput(
                f"Package {draft.package_id} is not this person's: leave it out and a new one is begun.", "package_id"
            )
        return draft.package_id
    return begin_package(work, person_id) if existing is None else existing.package_id


def _as_far_as_it_goes(
    work: UnitOfWork, draft: CallOffDraft, service_id: int, own_id: int
) -> tuple[tuple[LineToSave, ...], PricedCallOff | None]:
    """Return the lines and the price of a draft; an unfinished one keeps the lines that have a price, and no total."""
    subject = subject_of(draft)
    if subject is not None and draft.lines:
        try:
            priced = decide(read_facts(work.session, draft, subject, own_id), draft, subject, None).priced
        except RuleBroken:
            pass  # it is a draft: what does not fit yet is said when it is raised
        else:
            return tuple(LineToSave.of(line) for line in priced.lines), priced
    rates = {rate.rate_id: rate for rate in rate_facts(work.session, service_id, draft.lot_id, rate_ids_of(draft))}
    lines = (_unpriced_line(line, rates.get(line.rate_id or 0)) for line in draft.lines)
    return tuple(line for line in lines if line is not None), None


def _unpriced_line(line: LineChosen, rate: RateFacts | None) -> LineToSave | None:
    price = line.price if rate is None else rate.rates[-1].price
    if price is None or price <= 0:
        return None
    description = line.description or ("" if rate is None else rate.description)
    return LineToSave(line, description, price, line.week, line.ratio, ratio_derived=False, weekly=Decimal("0.00"))
