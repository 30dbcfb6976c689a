from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.service import Rating
from brokerage.domain.staff import Job
from brokerage.services.approve import approve, return_call_off
from brokerage.services.change_call_off import change_call_off
from brokerage.services.draft_call_offs import draft_of
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.tables.call_offs import ApprovalRow
from tests.builders import NOW, TODAY, Desk
from tests.services.call_off_builders import approved, form, listed, places_free, raised, rows_of


def test_an_approval_within_the_limit_is_recorded_with_the_limit_and_the_estimate(desk: Desk) -> None:
    reference = raised(desk).reference
    assert approve(desk.database, desk.approver, reference, NOW).result.state is CallOffState.APPROVED
    (approval,) = show_call_off(desk.database, desk.broker, reference, TODAY).approvals
    assert (approval.approved, approval.year_estimate, approval.approval_limit) == (
        True,
        Decimal("7352.80"),
        Decimal(25_000),
    )


def test_a_limit_that_equals_the_estimate_allows_it_and_a_penny_less_refuses_it(desk: Desk) -> None:
    reference = raised(desk).reference
    short = desk.staff("short", Job.APPROVER, limit=Decimal("7352.79"))
    exact = desk.staff("exact", Job.APPROVER, limit=Decimal("7352.80"))
    with pytest.raises(RuleBroken, match=r"£7,352\.80 is over your limit of £7,352\.79"):
        approve(desk.database, short, reference, NOW)
    assert approve(desk.database, exact, reference, NOW).result.state is CallOffState.APPROVED


def test_nobody_approves_what_they_raised_even_when_their_job_changed(desk: Desk) -> None:
    reference = raised(desk).reference
    promoted = replace(desk.practitioner, job=Job.APPROVER, approval_limit=Decimal(100_000))
    with pytest.raises(RuleBroken, match="Nobody approves their own"):
        approve(desk.database, promoted, reference, NOW)
    assert rows_of(desk, ApprovalRow) == 0
    refused = show_call_off(desk.database, promoted, reference, TODAY).approval_refused
    assert refused == "Nobody approves their own request. Ask another approver."


def test_an_approval_on_the_one_person_database_says_that_it_was_not_independent(desk: Desk) -> None:
    reference = raised(desk).reference
    told = approve(desk.database, desk.approver, reference, NOW).result
    (approval,) = show_call_off(desk.database, desk.broker, reference, TODAY).approvals
    assert approval.independent is not desk.database.is_embedded
    assert ("Not independently approved" in " ".join(told.notes)) is desk.database.is_embedded


def test_a_second_press_approves_once(desk: Desk) -> None:
    reference = raised(desk).reference
    first, again = (approve(desk.database, desk.approver, reference, NOW).result for _ in range(2))
    assert (again.state, again.version) == (first.state, first.version)
    assert rows_of(desk, ApprovalRow) == 1


def test_an_inadequate_service_needs_two_different_approvers(desk: Desk) -> None:
    ready = desk.ready_service(rating=Rating.INADEQUATE)
    draft = form(desk.person(), ready)
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result.reference
    first = approve(desk.database, desk.approver, reference, NOW).result
    assert first.state is CallOffState.AWAITING_APPROVAL
    assert "a second approver decides" in first.notes[0]
    with pytest.raises(RuleBroken, match="must be somebody else"):
        approve(desk.database, desk.approver, reference, NOW)
    assert approve(desk.database, desk.senior_approver, reference, NOW).result.state is CallOffState.APPROVED


def test_a_returned_call_off_is_a_draft_again_with_the_reason_and_its_place_free(desk: Desk) -> None:
    standing = raised(desk)
    service_id = show_call_off(desk.database, desk.broker, standing.reference, TODAY).summary.service_id
    with pytest.raises(BadInput, match="Give a reason"):
        return_call_off(desk.database, desk.approver, standing.reference, " ", NOW)
    returned = return_call_off(desk.database, desk.approver, standing.reference, "Ask for fewer days", NOW).result
    assert returned.state is CallOffState.DRAFT
    assert places_free(desk, service_id) == 3
    draft = draft_of(desk.database, standing.reference)
    again = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result
    assert (again.reference, again.state) == (standing.reference, CallOffState.AWAITING_APPROVAL)
    steps = show_call_off(desk.database, desk.broker, standing.reference, TODAY).steps
    assert [(step.step, step.note) for step in steps] == [
        (Step.RAISE, ""), (Step.RETURN, "Ask for fewer days"), (Step.RAISE, ""),
    ]  # fmt: skip
    assert places_free(desk, service_id) == 2


def test_a_stale_approval_is_a_conflict_that_names_who_and_when(desk: Desk) -> None:
    standing = raised(desk)
    draft = replace(draft_of(desk.database, standing.reference), planned_last_day=TODAY + timedelta(days=90))
    later = NOW + timedelta(minutes=5)
    change_call_off(desk.database, desk.broker, standing.reference, draft, "Only a trial", later, listed())
    with pytest.raises(Conflict, match=r"Broker \(demo\) changed CO-2026-0001 on 2 Nov 2026 at 09:05 UTC"):
        approve(desk.database, desk.approver, standing.reference, NOW, version=standing.version)


def test_a_change_of_money_after_approval_sends_it_back_and_the_old_approval_no_longer_stands(desk: Desk) -> None:
    standing = approved(desk, reason="Known there")
    dearer = replace(draft_of(desk.database, standing.reference), price_locked=True)
    changed = change_call_off(
        desk.database, desk.broker, standing.reference, dearer, "Price locked", NOW, listed()
    ).result
    assert changed.state is CallOffState.AWAITING_APPROVAL
    detail = show_call_off(desk.database, desk.approver, standing.reference, TODAY)
    assert [approval.stands for approval in detail.approvals] == [False]
    assert approve(desk.database, desk.approver, standing.reference, NOW).result.state is CallOffState.APPROVED
    with desk.session() as session:
        assert len(session.scalars(select(ApprovalRow)).all()) == 2


def test_whoever_changed_the_money_does_not_approve_it(desk: Desk) -> None:
    standing = raised(desk)
    draft = replace(draft_of(desk.database, standing.reference), price_locked=True)
    change_call_off(desk.database, desk.broker, standing.reference, draft, "Price locked", NOW, listed())
    promoted = replace(desk.broker, job=Job.APPROVER, approval_limit=Decimal(100_000))
    for asked in (promoted, replace(desk.practitioner, job=Job.APPROVER, approval_limit=Decimal(100_000))):
        with pytest.raises(RuleBroken, match="Nobody approves their own"):
            approve(desk.database, asked, standing.reference, NOW)
