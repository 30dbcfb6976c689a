"""Noting a room or rewording a reason: nothing the approver decided on changes, so the approval stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.errors import Conflict, RuleBroken
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service import Rating
from brokerage.domain.week_wanted import parse_week
from brokerage.services.agree_and_print import agreement_terms_of, issue_agreement
from brokerage.services.approve import approve
from brokerage.services.call_off_standing import CallOffStanding
from brokerage.services.change_call_off import change_call_off
from brokerage.services.draft_call_offs import draft_of
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.look_at_change import look_at_change, read_to_change
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.run_placement import mark_signed
from brokerage.services.send_and_answer import send_call_off
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.call_offs import CallOffLineRow, EvidenceRow
from brokerage.storage.tables.providers import ServiceRow
from tests.builders import NOW, START, TODAY, Desk
from tests.services.call_off_builders import accepted, approved, form, listed, raised, rows_of, sent


def note_room(desk: Desk, reference: str, room: str = "4", **more: str) -> CallOffStanding:
    noted = replace(draft_of(desk.database, reference), room=room, **more)  # type: ignore[arg-type]
    return change_call_off(desk.database, desk.broker, reference, noted, "The provider named it", NOW).result


@pytest.mark.parametrize("stand", [raised, approved, sent, accepted])
def test_noting_the_room_leaves_it_where_it_is_and_the_approval_standing(
    desk: Desk, stand: Callable[[Desk], CallOffStanding]
) -> None:
    before = stand(desk)
    after = note_room(desk, before.reference)
    assert (after.state, after.year_estimate) == (before.state, before.year_estimate)
    assert after.version == before.version + 1
    detail = show_call_off(desk.database, desk.broker, before.reference, TODAY)
    last = detail.steps[-1]
    assert (last.step, last.from_state, last.to_state) == (Step.AMEND, before.state, before.state)
    assert (detail.room, last.note, last.taken_by) == ("4", "The provider named it", "Broker (demo)")
    assert all(each.stands for each in detail.approvals)
    assert rows_of(desk, CallOffLineRow) == rows_of(desk, EvidenceRow) == 1


def test_an_amended_call_off_goes_on_to_the_provider_without_another_approval(desk: Desk) -> None:
    reference = approved(desk).reference
    note_room(desk, reference)
    assert send_call_off(desk.database, desk.broker, reference, NOW).result.state is CallOffState.SENT


def test_a_reworded_reason_is_kept_and_its_amendment_is_in_the_audit(desk: Desk) -> None:
    reference = approved(desk, route=AwardRoute.PERSONS_CHOICE, reason="They like it").reference
    reworded = replace(draft_of(desk.database, reference), reason="They chose it after a visit")
    amended = change_call_off(desk.database, desk.practitioner, reference, reworded, "Said more fully", NOW).result
    detail = show_call_off(desk.database, desk.broker, reference, TODAY)
    assert (amended.state, detail.reason) == (CallOffState.APPROVED, "They chose it after a visit")
    with desk.session() as session:
        actions = session.scalars(select(AuditEntryRow.action).where(AuditEntryRow.subject_key == reference)).all()
    assert list(actions)[-1] == "amend"


@pytest.mark.parametrize("is_signed", [False, True])
def test_after_the_agreement_it_is_accepted_again_so_that_the_next_edition_is_issued_and_signed(
    desk: Desk, *, is_signed: bool
) -> None:
    reference = accepted(desk).reference
    issue_agreement(desk.database, desk.broker, reference, NOW)
    if is_signed:
        mark_signed(desk.database, desk.broker, reference, NOW)
    assert note_room(desk, reference).state is CallOffState.ACCEPTED
    draft = agreement_terms_of(desk.database, reference)
    assert (draft.is_draft, [each.approver for each in draft.approvals]) == (True, ["Approver (demo)"])
    second = issue_agreement(desk.database, desk.broker, reference, NOW).result
    assert (second.name, second.terms.changes) == ("PA-2026-0001 edition 2", ("Room: none becomes 4.",))
    assert mark_signed(desk.database, desk.broker, reference, NOW).result.state is CallOffState.SIGNED


def test_the_first_of_two_approvals_stands_and_the_second_is_still_asked(desk: Desk) -> None:
    ready = desk.ready_service()
    with desk.session() as session:
        session.execute(update(ServiceRow).where(ServiceRow.id == ready.service_id).values(rating=Rating.INADEQUATE))
    draft = form(desk.person(), ready)
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result.reference
    approve(desk.database, desk.approver, reference, NOW)
    stood = read_to_change(desk.database, desk.broker, reference, NOW)
    found = look_at_change(desk.database, desk.broker, stood, replace(stood.draft, room="4"), NOW)
    assert found.reopens == (
        "Nothing the approver decides on changes: the approval by Approver (demo) stands, and it goes on waiting for the "
        "other."
    )
    assert note_room(desk, reference).state is CallOffState.AWAITING_APPROVAL
    decided = approve(desk.database, desk.senior_approver, reference, NOW).result
    assert decided.state is CallOffState.APPROVED


def test_an_approver_who_looked_before_the_amendment_is_told_who_was_first(desk: Desk) -> None:
    standing = raised(desk)
    note_room(desk, standing.reference)
    with pytest.raises(Conflict, match="Broker"):
        approve(desk.database, desk.approver, standing.reference, NOW, version=standing.version)
    assert approve(desk.database, desk.approver, standing.reference, NOW).result.state is CallOffState.APPROVED


def test_no_gate_is_tried_again_and_no_money_is_worked_out_again(desk: Desk) -> None:
    person, ready = desk.person(), desk.ready_service()
    reference = raise_call_off(desk.database, desk.practitioner, form(person, ready), NOW, listed()).result.reference
    approve(desk.database, desk.approver, reference, NOW)
    desk.contribution(person, "42.00")
    with desk.session() as session:
        session.execute(update(ServiceRow).values(insurance_last_day=START - timedelta(days=1)))
    stood = read_to_change(desk.database, desk.broker, reference, NOW)
    as_it_is = look_at_change(desk.database, desk.broker, stood, stood.draft, NOW)
    assert as_it_is.look.gates
    assert [each.what for each in as_it_is.changes] == ["Contribution collected by", "Contribution a week"]
    found = look_at_change(desk.database, desk.broker, stood, replace(stood.draft, room="4"), NOW)
    assert (found.step, found.look.gates, found.look.check.may_be_raised) == (Step.AMEND, (), True)
    assert [each.sentence for each in found.changes] == ["Room or place: none becomes 4."]
    note_room(desk, reference)
    detail = show_call_off(desk.database, desk.broker, reference, TODAY)
    assert (detail.contribution_weekly, detail.summary.weekly) == (Decimal("0.00"), Decimal("141.40"))


def test_a_room_together_with_another_week_opens_the_approval_again(desk: Desk) -> None:
    reference = approved(desk).reference
    both = replace(draft_of(desk.database, reference), room="4", week=parse_week("Mon 10:00-15:00"))
    changed = change_call_off(desk.database, desk.broker, reference, both, "One day", NOW, listed()).result
    assert changed.state is CallOffState.AWAITING_APPROVAL
    detail = show_call_off(desk.database, desk.broker, reference, TODAY)
    assert (detail.steps[-1].step, [each.stands for each in detail.approvals]) == (Step.CHANGE, [False])


def test_the_same_form_amends_once_and_is_answered_as_the_first_time(desk: Desk) -> None:
    reference = approved(desk).reference
    noted = replace(draft_of(desk.database, reference), room="4")
    answers = [
        change_call_off(desk.database, desk.broker, reference, noted, "Named", NOW, request_id="amend-1").result
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    steps = show_call_off(desk.database, desk.broker, reference, TODAY).steps
    assert [step.step for step in steps] == [Step.RAISE, Step.APPROVE, Step.AMEND]


def test_an_amendment_wants_the_version_on_the_screen(desk: Desk) -> None:
    reference = approved(desk).reference
    seen = draft_of(desk.database, reference)
    note_room(desk, reference)
    with pytest.raises(Conflict, match="Broker"):
        change_call_off(desk.database, desk.practitioner, reference, replace(seen, room="5"), "Why", NOW)


def test_a_job_that_changes_nothing_amends_nothing(desk: Desk) -> None:
    reference = approved(desk).reference
    noted = replace(draft_of(desk.database, reference), room="4")
    with pytest.raises(RuleBroken, match="Only the broker or practitioner may amend this call-off"):
        change_call_off(desk.database, desk.approver, reference, noted, "Why", NOW)
