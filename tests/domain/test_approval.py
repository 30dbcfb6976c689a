from decimal import Decimal

import pytest

from brokerage.domain.approval import (
    ApprovalAsked,
    approvers_needed,
    check_approval,
    estimated_year,
    explain_estimated_year,
    may_approve,
)
from brokerage.domain.errors import RuleBroken
from brokerage.domain.service import Rating
from brokerage.domain.staff import Actor, Job

ASKING, OTHER = 7, 8


def approver(limit: str | None = "20000.00", *, staff_id: int = 1, job: Job = Job.APPROVER) -> Actor:
    return Actor(staff_id, "ann", "Ann", job, None, None if limit is None else Decimal(limit), "ann", independent=True)


def asked(year: str = "18755.60", *, approved_by: frozenset[int] = frozenset(), needed: int = 1) -> ApprovalAsked:
    return ApprovalAsked(Decimal(year), frozenset({ASKING}), approved_by, needed)


def test_estimated_year_is_weekly_times_the_weeks_plus_one_offs() -> None:
    assert estimated_year(Decimal("357.80"), 52, Decimal("150.00")) == Decimal("18755.60")
    assert estimated_year(Decimal("357.80"), 50) == Decimal("17890.00")


def test_estimated_year_is_said_as_a_sum_one_can_check() -> None:
    once = explain_estimated_year(Decimal("357.80"), 52, Decimal("150.00"))
    assert once == "£357.80 × 52 weeks + £150.00 once = £18,755.60"
    assert explain_estimated_year(Decimal("357.80"), 50, Decimal(0)) == "£357.80 × 50 weeks = £17,890.00"


def test_a_limit_of_exactly_the_estimated_year_allows_it() -> None:
    assert check_approval(approver("18755.60"), asked())


def test_a_limit_a_penny_less_refuses_it_with_its_figures() -> None:
    with pytest.raises(RuleBroken, match=r"£18,755\.60 is over your limit of £18,755\.59, by £0\.01") as refused:
        check_approval(approver("18755.59"), asked())
    assert refused.value.figures == {"year_estimate": "£18,755.60", "limit": "£18,755.59"}


def test_nobody_approves_their_own() -> None:
    with pytest.raises(RuleBroken, match="Nobody approves their own"):
        check_approval(approver(staff_id=ASKING), asked())


@pytest.mark.parametrize("job", [job for job in Job if job is not Job.APPROVER])
def test_only_an_approver_approves(job: Job) -> None:
    with pytest.raises(RuleBroken, match=f"you are working as {job.value}"):
        check_approval(approver(job=job), asked())


def test_an_approver_without_a_limit_approves_nothing() -> None:
    assert not may_approve(approver(None), asked("0.00"))


@pytest.mark.parametrize("rating", list(Rating))
def test_only_an_inadequate_service_needs_two_approvers(rating: Rating) -> None:
    assert approvers_needed(rating) == (2 if rating is Rating.INADEQUATE else 1)


def test_two_approvers_are_two_different_people() -> None:
    assert not check_approval(approver(), asked(needed=2))
    with pytest.raises(RuleBroken, match="somebody else"):
        check_approval(approver(), asked(needed=2, approved_by=frozenset({1})))
    assert check_approval(approver(), asked(needed=2, approved_by=frozenset({OTHER})))
