"""Who may approve a call-off: the estimated year against a limit, never one's own, two approvers where the rule asks it."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.council import StaffEntry
from brokerage.domain.errors import RuleBroken
from brokerage.domain.gates import needs_second_approver
from brokerage.domain.money import format_pounds
from brokerage.domain.service import Rating
from brokerage.domain.staff import Actor, Job

NOT_INDEPENDENT = "Not independently approved: on a one-person database the same person may play every job."
"""Said wherever such an approval is shown or printed."""


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """What is to be approved. `asked_by` are the staff who raised it or changed its money; `approved_by` approved it already."""

    year_estimate: Decimal
    asked_by: frozenset[int]
    approved_by: frozenset[int]
    approvers_needed: int


def estimated_year(weekly: Decimal, weeks: int, one_offs: Decimal = Decimal(0)) -> Decimal:
    """Return weekly × the policy's weeks + one-offs, in pounds: what limits are compared with, never what is paid."""
    return weekly * weeks + one_offs


def explain_estimated_year(weekly: Decimal, weeks: int, one_offs: Decimal) -> str:
    """Return the estimate as a sum one can check: `£357.80 × 52 weeks + £150.00 once = £18,755.60`."""
    once = f" + {format_pounds(one_offs)} once" if one_offs else ""
    return f"{format_pounds(weekly)} × {weeks} weeks{once} = {format_pounds(estimated_year(weekly, weeks, one_offs))}"


def approvers_needed(rating: Rating) -> int:
    """Return how many different approvers a call-off into a service so rated needs."""
    return 2 if needs_second_approver(rating) else 1


def check_approval(actor: Actor, asked: ApprovalAsked) -> bool:
    """Return whether this approval is the last one needed.

    Raises: RuleBroken when the actor's job approves nothing, the request is their own, they approved it already, or the
    estimated year is over their limit (exactly on the limit is allowed).
    """
    if actor.job is not Job.APPROVER or actor.approval_limit is None:
        raise RuleBroken(f"Only an approver with a limit may approve; you are working as {actor.job.value}.")
    if actor.staff_id in asked.asked_by:
        raise RuleBroken("Nobody approves their own request. Ask another approver.")
    if actor.staff_id in asked.approved_by:
        raise RuleBroken("You have approved this already; it needs a second approver, who must be somebody else.")
    _refuse_over_limit(asked.year_estimate, actor.approval_limit)
    return len(asked.approved_by) + 1 >= asked.approvers_needed


def may_approve(actor: Actor, asked: ApprovalAsked) -> bool:
    """Return whether `check_approval` would pass for this actor."""
    try:
        check_approval(actor, asked)
    except RuleBroken:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Approver:
    """Somebody who may approve, and up to what estimated year in pounds."""

    full_name: str
    limit: Decimal


def who_may_approve(
    staff: Iterable[StaffEntry], year_estimate: Decimal, asked_by: AbstractSet[int], today: date
) -> tuple[Approver, ...]:
    """Return who may approve the estimated year today, the lowest limit first; never those who ask for it."""
    able = (
        Approver(each.full_name, each.approval_limit)
        for each in staff
        if each.job is Job.APPROVER and each.approval_limit is not None and each.approval_limit >= year_estimate
        if each.staff_id not in asked_by and each.works_on(today)
    )
    return tuple(sorted(able, key=lambda each: (each.limit, each.full_name)))


def _refuse_over_limit(year_estimate: Decimal, limit: Decimal) -> None:
    if year_estimate <= limit:
        return
    raise RuleBroken(
        f"The estimated year of {format_pounds(year_estimate)} is over your limit of {format_pounds(limit)}, "
        f"by {format_pounds(year_estimate - limit)}. Ask an approver with a higher limit.",
        {"year_estimate": format_pounds(year_estimate), "limit": format_pounds(limit)},
    )
