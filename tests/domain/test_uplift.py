"""Uplifts: by percent or pence, rounded once, each rate ended and followed, what is left and what has a gap is named."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.costing import AttendanceRules, FeeKind, FeeLine, PriceChange, cost_package
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.rate import Rate, price_changes
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.domain.uplift import (
    LeftAlone,
    RateCardLine,
    Uplift,
    UpliftKind,
    UpliftRounding,
    check_taken_back,
    check_uplift,
    plan_uplift,
    uplifted,
)

APRIL = date(2026, 4, 1)
LINE = RateLineNamed(1, "Made-up Care", "Orchard Yard", "1 Homes", FeeKind.CARE, "", Unit.WEEK, Ratio(1, 3), "")
AMOUNTS = st.integers(1, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
PRICES = st.integers(1, 10_000_000).map(lambda pence: Decimal(pence) / 100)


def uplift(
    amount: str = "4", kind: UpliftKind = UpliftKind.PERCENT, rounding: UpliftRounding = UpliftRounding.PENNY
) -> Uplift:
    return Uplift(kind, Decimal(amount), rounding, APRIL)


def card(*rates: AgreedRate) -> list[RateCardLine]:
    return [RateCardLine(LINE, rates)]


def rate(price: str, first_day: date, last_day: date | None = None) -> AgreedRate:
    return AgreedRate(first_day.toordinal(), Decimal(price), first_day, last_day)


def test_an_uplift_of_4_percent_on_1450_is_1508() -> None:
    assert str(uplifted(Decimal(1450), uplift())) == "1508.00"


def test_a_week_across_an_uplift_of_4_percent_is_828_57_and_646_29() -> None:
    (raised,) = plan_uplift(uplift(), card(rate("1450", date(2025, 4, 1)))).raised
    assert raised.followed.ended == Rate(Decimal(1450), Period(date(2025, 4, 1), date(2026, 3, 31)))
    assert raised.followed.following == Rate(Decimal("1508.00"), Period(APRIL))
    week = Period(date(2026, 3, 28), date(2026, 4, 3))
    price, changes = price_changes([raised.followed.following, raised.followed.ended], week)
    assert (price, changes) == (Decimal(1450), (PriceChange(APRIL, Decimal(1508)),))
    costing = cost_package([FeeLine(FeeKind.CARE, Unit.WEEK, price, changes=changes)], week, AttendanceRules())
    assert [str(span.total) for span in costing.lines[0].spans] == ["828.57", "646.29"]
    assert str(costing.total) == "1474.86"


@pytest.mark.parametrize(
    ("price", "amount", "rounding", "raised"),
    [
        ("24.08", "3.5", UpliftRounding.PENNY, "24.92"),
        ("0.10", "5", UpliftRounding.PENNY, "0.11"),
        ("0.09", "5", UpliftRounding.PENNY, "0.09"),
        ("70.70", "4", UpliftRounding.FIVE_PENCE, "73.55"),
        ("70.70", "4", UpliftRounding.TEN_PENCE, "73.50"),
        ("70.70", "4", UpliftRounding.POUND, "74.00"),
        ("101.00", "0.5", UpliftRounding.POUND, "102.00"),
    ],
)
def test_a_raised_price_is_rounded_once_half_going_up(
    price: str, amount: str, rounding: UpliftRounding, raised: str
) -> None:
    assert str(uplifted(Decimal(price), uplift(amount, rounding=rounding))) == raised


def test_an_uplift_by_pence_adds_them_to_each_unit() -> None:
    assert str(uplifted(Decimal("24.08"), uplift("0.50", UpliftKind.PENCE))) == "24.58"


@given(PRICES, AMOUNTS, st.sampled_from(UpliftRounding), st.sampled_from(UpliftKind))
def test_a_raised_price_is_within_half_a_step_of_the_exact_one_and_a_whole_number_of_steps(
    price: Decimal, amount: Decimal, rounding: UpliftRounding, kind: UpliftKind
) -> None:
    step = {"penny": 1, "five-pence": 5, "ten-pence": 10, "pound": 100}[rounding.value]
    raised = uplifted(price, Uplift(kind, amount, rounding, APRIL))
    percent = Fraction(price) * Fraction(amount) / 100
    exact = Fraction(price) + (percent if kind is UpliftKind.PERCENT else Fraction(amount))
    assert Fraction(raised) * 100 % step == 0
    assert -Fraction(step, 200) < Fraction(raised) - exact <= Fraction(step, 200)


@given(PRICES, PRICES, AMOUNTS)
def test_a_dearer_rate_is_never_cheaper_after_the_same_uplift(one: Decimal, other: Decimal, amount: Decimal) -> None:
    lower, higher = sorted((one, other))
    assert uplifted(lower, uplift(str(amount))) <= uplifted(higher, uplift(str(amount)))


@given(PRICES, AMOUNTS, st.dates(date(2020, 1, 1), date(2026, 3, 31)), st.none() | st.dates(APRIL, date(2030, 1, 1)))
def test_the_old_rate_and_the_new_one_cover_the_days_of_the_old_one_and_no_more(
    price: Decimal, amount: Decimal, first_day: date, last_day: date | None
) -> None:
    plan = plan_uplift(uplift(str(amount)), card(rate(str(price), first_day, last_day)))
    if not plan.raised:
        assert plan.left[0].why is LeftAlone.ROUNDED_AWAY
        return
    followed = plan.raised[0].followed
    assert followed.ended.period == Period(first_day, date(2026, 3, 31))
    assert followed.following.period == Period(APRIL, last_day)
    assert followed.following.price > price


def test_rates_that_begin_then_or_later_are_named_and_left() -> None:
    first, later = rate("1450", date(2025, 4, 1), date(2026, 8, 31)), rate("1500", date(2026, 9, 1))
    plan = plan_uplift(uplift(), card(first, later))
    assert [one.old for one in plan.raised] == [first]
    assert plan.raised[0].followed.following.period == Period(APRIL, date(2026, 8, 31))
    assert [(one.rate, one.why) for one in plan.left] == [(later, LeftAlone.BEGINS_THEN_OR_LATER)]


def test_a_rate_that_begins_on_the_very_day_is_the_new_price_already() -> None:
    plan = plan_uplift(uplift(), card(rate("1450", date(2025, 4, 1), date(2026, 3, 31)), rate("1500", APRIL)))
    assert (plan.raised, plan.gaps) == ((), ())
    assert plan.left[0].why is LeftAlone.BEGINS_THEN_OR_LATER


def test_a_rise_that_rounding_takes_away_again_leaves_the_rate_alone() -> None:
    plan = plan_uplift(uplift("1", rounding=UpliftRounding.POUND), card(rate("10.20", date(2025, 4, 1))))
    assert plan.raised == ()
    assert plan.left[0].why is LeftAlone.ROUNDED_AWAY


@pytest.mark.parametrize(
    ("rates", "gap"),
    [
        ((), Period(APRIL)),
        ((rate("1450", date(2025, 4, 1), date(2026, 2, 28)),), Period(date(2026, 3, 1))),
        (
            (rate("1450", date(2025, 4, 1), date(2026, 3, 31)), rate("1500", date(2026, 5, 1))),
            Period(APRIL, date(2026, 4, 30)),
        ),
    ],
)
def test_a_line_without_a_rate_on_the_first_day_is_named_with_its_days(
    rates: tuple[AgreedRate, ...], gap: Period
) -> None:
    plan = plan_uplift(uplift(), card(*rates))
    assert plan.raised == ()
    assert [one.period for one in plan.gaps] == [gap]


def test_a_service_no_longer_admitted_has_no_gap_and_its_rate_is_raised_for_who_is_still_there() -> None:
    ended = RateCardLine(LINE, (rate("1450", date(2025, 4, 1), date(2026, 2, 28)),), is_admitted=False)
    running = RateCardLine(LINE, (rate("1450", date(2025, 4, 1)),), is_admitted=False)
    plan = plan_uplift(uplift(), [ended, running])
    assert (plan.gaps, len(plan.raised)) == ((), 1)


@pytest.mark.parametrize("amount", ["0", "-1", "100.01", "1.005", "NaN", "Infinity"])
def test_an_amount_that_cannot_be_meant_is_refused_at_its_field(amount: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_uplift(uplift(amount))
    assert refused.value.field == "amount"


@pytest.mark.parametrize("first_day", [date(1999, 12, 31), date(2200, 1, 1)])
def test_a_first_day_out_of_range_is_refused_at_its_field(first_day: date) -> None:
    with pytest.raises(BadInput) as refused:
        check_uplift(Uplift(UpliftKind.PERCENT, Decimal(4), UpliftRounding.PENNY, first_day))
    assert refused.value.field == "first_day"


def test_pence_may_be_more_than_a_hundred_pounds() -> None:
    check_uplift(uplift("150", UpliftKind.PENCE))


def test_an_uplift_is_taken_back_before_its_first_day_only() -> None:
    check_taken_back(APRIL, date(2026, 3, 31))
    with pytest.raises(RuleBroken, match="in force since 1 Apr 2026"):
        check_taken_back(APRIL, APRIL)


def test_a_line_is_called_by_what_it_is_a_price_of() -> None:
    assert LINE.called == "Orchard Yard · care by the week, 1:3"
