"""Old against new: what given rates mean for a line, in pounds and percent."""

from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.rate_comparison import RateCompared, RateMove, compare_rates, percent_change
from brokerage.domain.rate_succession import AgreedRate, GivenRate, succeed_rates

APRIL, JULY, OCTOBER = date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)
STANDING = AgreedRate(7, Decimal(1450), APRIL, None)


def compared(agreed: list[AgreedRate], *given: GivenRate) -> tuple[RateCompared, ...]:
    return compare_rates(agreed, given, succeed_rates(agreed, given))


def given(price: str, first_day: date, last_day: date | None = None) -> GivenRate:
    return GivenRate(1, Decimal(price), first_day, last_day)


def test_four_percent_more_is_told_in_pounds_and_percent_against_the_rate_it_ends() -> None:
    (new,) = compared([STANDING], given("1508", JULY))
    assert (new.move, new.old_price, new.old_last_day) == (RateMove.FOLLOWS, Decimal(1450), date(2026, 6, 30))
    assert (new.change, new.change_percent) == (Decimal(58), Decimal("4.0"))


def test_the_second_of_two_in_a_file_stands_against_the_first() -> None:
    first, second = compared([STANDING], given("1500", JULY), given("1350", OCTOBER))
    assert (first.last_day, second.old_price, second.change_percent) == (
        date(2026, 9, 30),
        Decimal(1500),
        Decimal("-10.0"),
    )


def test_a_line_without_a_rate_before_is_new_and_has_no_change() -> None:
    (new,) = compared([], given("70.70", APRIL))
    assert (new.move, new.change, new.change_percent) == (RateMove.NEW, None, None)


def test_a_last_day_for_a_rate_that_stands_ends_it_and_nothing_said_leaves_it() -> None:
    (ended,) = compared([STANDING], given("1450", APRIL, OCTOBER))
    assert (ended.move, ended.last_day, ended.old_last_day) == (RateMove.ENDED, OCTOBER, None)
    (left,) = compared([STANDING], given("1450", APRIL))
    assert (left.move, left.change) == (RateMove.UNCHANGED, Decimal(0))


def test_what_is_refused_is_not_compared() -> None:
    assert compared([STANDING], given("1508", APRIL)) == ()


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [("70.70", "72.00", "1.8"), ("100", "99.95", "-0.1"), ("100", "100.05", "0.1"), ("8", "8", "0.0")],
)
def test_percent_has_one_figure_half_going_up_away_from_nothing(before: str, after: str, percent: str) -> None:
    assert percent_change(Decimal(before), Decimal(after)) == Decimal(percent)
