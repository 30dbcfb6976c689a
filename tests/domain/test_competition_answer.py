"""An answer comes in time, says how it fits, and offers a price that makes a week; or it says why it cannot."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.competition import CompetitionState, CriterionKind
from brokerage.domain.competition_answer import (
    AnswerForm,
    Asked,
    GivenPoints,
    OfferMade,
    check_answer,
    check_points,
    fee_of_offer,
    parse_points,
)
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.costing import weekly_of_lines
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.schedule import AttendanceRules
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week

OPENED, DUE, START, END = date(2026, 11, 2), date(2026, 11, 9), date(2026, 12, 7), date(2027, 3, 31)
WEEK = parse_week("Mon,Wed 10:00-15:00")
ASKED = Asked(CompetitionState.OPEN, OPENED, DUE, START, END, WEEK, parse_ratio("1:2"))
OFFER = OfferMade(Decimal("24.08"), Unit.HOUR, START)
FORM = AnswerForm("answer-1", 1, OFFER, "Knows the house.", OPENED)
FIT = AwardCriterion(2, CriterionKind.SCORED, "Fit", 60, 10)


def weekly(offer: OfferMade, asked: Asked = ASKED) -> Decimal:
    return weekly_of_lines([fee_of_offer(offer, asked)], START, AttendanceRules())


@pytest.mark.parametrize("day", [OPENED, DUE])
def test_an_answer_may_come_from_the_opening_to_the_last_day(day: date) -> None:
    check_answer(replace(FORM, answered_on=day), ASKED, DUE)


def test_a_service_may_answer_that_it_cannot() -> None:
    check_answer(replace(FORM, offer=None, fit="No staff on Mondays."), ASKED, DUE)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (replace(FORM, fit=" "), "how it meets the need"),
        (replace(FORM, offer=None, fit=""), "why it cannot"),
        (replace(FORM, answered_on=date(2026, 11, 10)), "still to come"),
        (replace(FORM, answered_on=date(2026, 11, 1)), "It was opened on 2 Nov 2026"),
        (replace(FORM, offer=replace(OFFER, price=Decimal(0))), "more than nothing"),
        (replace(FORM, offer=replace(OFFER, starts_on=date(2026, 12, 6))), "from 7 Dec 2026"),
        (replace(FORM, offer=replace(OFFER, starts_on=date(2027, 4, 1))), "until 31 Mar 2027"),
    ],
)
def test_an_answer_that_cannot_be_meant_is_refused(form: AnswerForm, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        check_answer(form, ASKED, DUE)


def test_a_late_answer_is_refused_with_what_mends_it() -> None:
    late = date(2026, 11, 10)
    with pytest.raises(RuleBroken, match=r"due by 9 Nov 2026.*give everybody more days first"):
        check_answer(replace(FORM, answered_on=late), ASKED, late)


def test_an_answer_to_a_competition_that_is_over_is_refused() -> None:
    with pytest.raises(RuleBroken, match="it was ended"):
        check_answer(FORM, replace(ASKED, state=CompetitionState.ENDED), DUE)


def test_the_price_is_for_the_ratio_asked_and_no_share_is_taken_of_it() -> None:
    assert weekly(OFFER) == Decimal("240.80")


def test_a_price_by_the_week_needs_no_days_and_is_the_weekly_price() -> None:
    assert weekly(replace(OFFER, unit=Unit.WEEK, price=Decimal(1450)), replace(ASKED, week=None)) == Decimal("1450.00")


@pytest.mark.parametrize("unit", [Unit.ONCE, Unit.MILE])
def test_a_price_that_makes_no_week_is_refused(unit: Unit) -> None:
    with pytest.raises(BadInput, match="makes no weekly price"):
        fee_of_offer(replace(OFFER, unit=unit), ASKED)


def test_a_price_by_the_day_needs_the_days() -> None:
    with pytest.raises(BadInput, match="needs the week"):
        fee_of_offer(replace(OFFER, unit=Unit.DAY), replace(ASKED, week=None))


def test_points_are_read_as_they_are_typed() -> None:
    assert parse_points(" 2 = 8: knows the house ") == GivenPoints(2, 8, "knows the house")
    for typed in ("", "2: 8", "2 = eight: why", "2 = -1: why"):
        with pytest.raises(BadInput, match="Points cannot be read"):
            parse_points(typed)


@pytest.mark.parametrize(
    ("criterion", "points", "reason", "told"),
    [
        (FIT, 11, "Seen.", "0 to 10 points"),
        (FIT, 5, " ", "needs its reason"),
        (AwardCriterion(1, CriterionKind.PRICE, "Price", 40), 5, "Seen.", "compared and not scored"),
    ],
)
def test_points_that_cannot_be_given_are_refused(
    criterion: AwardCriterion, points: int, reason: str, told: str
) -> None:
    with pytest.raises(BadInput, match=told):
        check_points(criterion, points, reason)
