"""Agreed rates: no overlaps, gaps named, ended and followed but never edited."""

from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.rate import (
    Rate,
    follow_rate,
    gaps_in_rates,
    price_changes,
    rate_on,
    refuse_gaps_in_rates,
    refuse_overlapping_rates,
)

SPRING = Rate(Decimal(1450), Period(date(2026, 1, 1), date(2026, 3, 31)))
SUMMER = Rate(Decimal(1508), Period(date(2026, 5, 1), date(2026, 8, 31)))
ON = Rate(Decimal(1600), Period(date(2026, 9, 1)))


def test_rates_that_follow_one_another_do_not_overlap() -> None:
    refuse_overlapping_rates([ON, SPRING, SUMMER])


def test_two_rates_on_one_day_are_refused_with_their_days() -> None:
    late = Rate(Decimal(1500), Period(date(2026, 3, 31), date(2026, 5, 2)))
    with pytest.raises(RuleBroken, match="31 Mar 2026 to 31 Mar 2026") as refusal:
        refuse_overlapping_rates([late, SPRING])
    assert refusal.value.figures["prices"] == "£1,450.00, £1,500.00"


def test_the_rate_in_force_counts_its_first_and_last_day() -> None:
    rates = [SPRING, SUMMER, ON]
    assert rate_on(rates, date(2026, 3, 31)) is SPRING
    assert rate_on(rates, date(2026, 4, 1)) is None
    assert rate_on(rates, date(2026, 5, 1)) is SUMMER
    assert rate_on(rates, date(2040, 1, 1)) is ON


def test_gaps_are_named_by_their_days() -> None:
    assert gaps_in_rates([SUMMER, SPRING], Period(date(2025, 12, 30), date(2026, 9, 2))) == (
        Period(date(2025, 12, 30), date(2025, 12, 31)),
        Period(date(2026, 4, 1), date(2026, 4, 30)),
        Period(date(2026, 9, 1), date(2026, 9, 2)),
    )
    assert gaps_in_rates([SPRING, SUMMER, ON], Period(date(2026, 5, 1))) == ()
    assert gaps_in_rates([SPRING], Period(date(2026, 3, 1))) == (Period(date(2026, 4, 1)),)
    assert gaps_in_rates([], Period(date(2026, 3, 1))) == (Period(date(2026, 3, 1)),)
    assert gaps_in_rates([SPRING], Period(date(2026, 1, 1), date(2026, 3, 31))) == ()


def test_a_gap_blocks_with_its_dates() -> None:
    with pytest.raises(RuleBroken, match="1 Apr 2026 to 30 Apr 2026"):
        refuse_gaps_in_rates([SPRING, SUMMER], Period(date(2026, 3, 1), date(2026, 8, 31)))


def test_a_new_price_keeps_the_old_last_day() -> None:
    followed = follow_rate(SPRING, Decimal("1451.25"), date(2026, 2, 1))
    assert followed.following == Rate(Decimal("1451.25"), Period(date(2026, 2, 1), date(2026, 3, 31)))
    assert followed.ended == Rate(SPRING.price, Period(date(2026, 1, 1), date(2026, 1, 31)))


@pytest.mark.parametrize("first_day", [date(2025, 12, 31), date(2026, 1, 1), date(2026, 4, 1)])
def test_a_new_price_starts_inside_the_rate_it_follows(first_day: date) -> None:
    with pytest.raises(RuleBroken, match="cannot follow the rate in force 1 Jan 2026 to 31 Mar 2026"):
        follow_rate(SPRING, Decimal(1451), first_day)


def test_a_rate_of_zero_is_refused() -> None:
    with pytest.raises(RuleBroken, match="above zero"):
        Rate(Decimal(0), Period(date(2026, 1, 1)))
    with pytest.raises(RuleBroken, match="above zero"):
        follow_rate(SPRING, Decimal(0), date(2026, 2, 1))


def test_prices_for_a_period_with_a_gap_are_refused() -> None:
    with pytest.raises(RuleBroken, match="No agreed rate"):
        price_changes([SPRING, SUMMER], Period(date(2026, 3, 1), date(2026, 5, 31)))
