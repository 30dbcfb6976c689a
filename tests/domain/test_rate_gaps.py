"""Gaps of a line of a rate card, named with their days (rules.md 9)."""

from datetime import date
from decimal import Decimal

from brokerage.domain.period import Period
from brokerage.domain.rate_gaps import gaps_from, gaps_of_line
from brokerage.domain.rate_succession import AgreedRate

ADMITTED = Period(date(2026, 1, 1), date(2027, 12, 31))
SPRING = AgreedRate(1, Decimal("70.70"), date(2026, 4, 1), date(2026, 6, 30))
AUTUMN = AgreedRate(2, Decimal("72.00"), date(2026, 9, 1), date(2026, 11, 30))


def test_days_of_the_admission_without_a_rate_are_named_before_between_and_after() -> None:
    assert [str(gap) for gap in gaps_of_line((SPRING, AUTUMN), (ADMITTED,))] == [
        "1 Jan 2026 to 31 Mar 2026",
        "1 Jul 2026 to 31 Aug 2026",
        "1 Dec 2026 to 31 Dec 2027",
    ]


def test_an_admission_without_an_end_has_a_gap_without_one() -> None:
    assert gaps_of_line((AUTUMN,), (Period(date(2026, 9, 1)),)) == (Period(date(2026, 12, 1)),)


def test_nobody_misses_a_rate_where_the_service_is_not_admitted() -> None:
    until_september = (Period(date(2026, 4, 1), date(2026, 7, 31)), Period(date(2026, 9, 1), date(2026, 11, 30)))
    assert gaps_of_line((SPRING, AUTUMN), until_september) == (Period(date(2026, 7, 1), date(2026, 7, 31)),)


def test_for_a_service_never_admitted_only_days_between_its_rates_are_named() -> None:
    assert gaps_of_line((SPRING, AUTUMN), ()) == (Period(date(2026, 7, 1), date(2026, 8, 31)),)
    assert gaps_of_line((), ()) == ()


def test_a_line_without_any_rate_is_one_gap() -> None:
    assert gaps_of_line((), (ADMITTED,)) == (ADMITTED,)


def test_gaps_that_are_over_on_the_day_are_left_out() -> None:
    gaps = gaps_of_line((SPRING, AUTUMN), (ADMITTED,))
    assert gaps_from(gaps, date(2026, 8, 31)) == gaps[1:]
    assert gaps_from(gaps, date(2026, 9, 1)) == gaps[2:]
