"""The answer of an invited service: an offer with its price, its start and how it fits, or that it cannot, with why."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.competition import CompetitionState, CriterionKind, refuse_over
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.fee_line import FeeKind, FeeLine
from brokerage.domain.period import format_day
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import COUNTED_UNITS, Unit
from brokerage.domain.week_wanted import WeekWanted

_GIVEN = re.compile(r"\s*([0-9]{1,3})\s*=\s*([0-9]{1,4})\s*:(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class OfferMade:
    """What a service offers: pounds for one unit, and from which day."""

    price: Decimal
    unit: Unit
    starts_on: date


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What somebody records of an answer. `offer` is None where the service cannot; `fit` says how it meets the need, or why not.

    `request_id` is made once for each form. `answered_on` is the day the answer came in.
    """

    request_id: str
    service_id: int
    offer: OfferMade | None
    fit: str
    answered_on: date


@dataclass(frozen=True, slots=True)
class GivenPoints:
    """Points as somebody gives them: the number of the criterion, how many, and why."""

    criterion: int
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of everybody. Days are included; `week` is None for support of the whole week."""

    state: CompetitionState
    opened_on: date
    answers_due_on: date
    first_day: date
    planned_last_day: date | None
    week: WeekWanted | None
    ratio: Ratio | None


def check_fit(fit: str, *, is_offer: bool) -> None:
    """Pass where it is said how an offer fits, or why there is none. Raises: BadInput."""
    if not fit.strip():
        what = "how it meets the need" if is_offer else "why it cannot"
        raise BadInput(f"Say {what}, in the service's own words.", "fit")


def check_answer(form: AnswerForm, asked: Asked, today: date) -> None:
    """Pass when the answer may be recorded.

    Raises: BadInput at its field; RuleBroken once the competition is over, or when the answer came too late.
    """
    refuse_over(asked.state)
    check_fit(form.fit, is_offer=form.offer is not None)
    if form.answered_on > today:
        raise BadInput(
            f"{format_day(form.answered_on)} is still to come: give the day the answer came in.", "answered_on"
        )
    if form.answered_on < asked.opened_on:
        raise BadInput(
            f"It was opened on {format_day(asked.opened_on)}: give the day the answer came in.", "answered_on"
        )
    if form.answered_on > asked.answers_due_on:
        raise RuleBroken(
            f"Answers were due by {format_day(asked.answers_due_on)} and this one came later: give everybody more days first, "
            "with a reason, or leave it out."
        )
    if form.offer is not None:
        _refuse_offer(form.offer, asked)


def fee_of_offer(offer: OfferMade, asked: Asked) -> FeeLine:
    """Return the offer as a line of a fee, for the week and at the ratio asked: the price is for that ratio. Raises: BadInput."""
    if offer.unit not in COUNTED_UNITS:
        raise BadInput(
            f"A price by the {offer.unit.value} makes no weekly price to compare: give another unit.", "unit"
        )
    by_whole_week = offer.unit is Unit.WEEK
    return FeeLine(
        FeeKind.CARE,
        offer.unit,
        offer.price,
        week=None if by_whole_week else asked.week,
        ratio=asked.ratio,
        price_agreed_for_ratio=True,
    )


def check_weekly(weekly: Decimal) -> Decimal:
    """Return what the week asked costs in pounds. Raises: BadInput where that rounds to nothing: it can be weighed against none."""
    if weekly <= 0:
        raise BadInput("At this price the week asked costs less than a penny: check the price and its unit.", "price")
    return weekly


def check_points(criterion: AwardCriterion, points: int, reason: str) -> str:
    """Return the reason of a score. Raises: BadInput for the price, for more points than there are, or without a reason."""
    if criterion.kind is CriterionKind.PRICE:
        raise BadInput(f"Criterion {criterion.number} is the price, which is compared and not scored.", "criterion")
    check_range(criterion, points)
    return check_reason(reason)


def check_range(criterion: AwardCriterion, points: int) -> int:
    """Return the points of a score. Raises: BadInput for more than there are."""
    if not 0 <= points <= criterion.highest_score:
        raise BadInput(
            f"Criterion {criterion.number} has 0 to {criterion.highest_score} points: give one of them.", "points"
        )
    return points


def check_reason(reason: str) -> str:
    """Return the reason of a score, no blanks around it. Raises: BadInput without one."""
    why = reason.strip()
    if not why:
        raise BadInput("A score needs its reason: say why so many points.", "reason")
    return why


def parse_points(said: str) -> GivenPoints:
    """Return the points written as `2 = 8: why`. Raises: BadInput."""
    match = _GIVEN.fullmatch(said)
    if match is None:
        raise BadInput(
            "Points cannot be read: write the number of the criterion, the points and why, as in “2 = 8: knows the house”.",
            "give",
        )
    return GivenPoints(int(match[1]), int(match[2]), match[3].strip())


def _refuse_offer(offer: OfferMade, asked: Asked) -> None:
    if offer.price <= 0:
        raise BadInput("A price must be more than nothing.", "price")
    if offer.starts_on < asked.first_day:
        raise BadInput(
            f"Support is asked for from {format_day(asked.first_day)}: give that day, or a later one.", "starts_on"
        )
    if asked.planned_last_day is not None and offer.starts_on > asked.planned_last_day:
        raise BadInput(
            f"Support is asked for until {format_day(asked.planned_last_day)}: a later start is no offer; record that it "
            "cannot.",
            "starts_on",
        )
