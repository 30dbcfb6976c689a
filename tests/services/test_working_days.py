"""Working days in England, as they are typed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.calendar import is_working_day
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.services.working_days import MOST_WORKING_DAYS, find_working_day

HOLIDAYS = load_bank_holidays()
LAST_YEAR = HOLIDAYS.known.known_last_day.year


def test_ten_working_days_after_thursday_17_december_2026_is_tuesday_5_january_2027() -> None:
    assert find_working_day("2026-12-17", "10") == date(2027, 1, 5)


def test_fifteen_working_days_after_thursday_17_december_2026_is_tuesday_12_january_2027() -> None:
    assert find_working_day("17 Dec 2026", "15") == date(2027, 1, 12)


@given(st.dates(date(2020, 1, 1), date(2025, 12, 31)), st.integers(1, 60))
def test_the_day_found_is_a_working_day_with_that_many_working_days_behind_it(day: date, number: int) -> None:
    found = find_working_day(day.isoformat(), str(number))
    passed = Period(day + timedelta(days=1), found).dates()
    assert is_working_day(found, HOLIDAYS.days)
    assert sum(is_working_day(each, HOLIDAYS.days) for each in passed) == number


@given(st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.integers(1, 30), st.integers(1, 30))
def test_adding_twice_is_adding_the_sum(day: date, first: int, then: int) -> None:
    halfway = find_working_day(day.isoformat(), str(first))
    assert find_working_day(halfway.isoformat(), str(then)) == find_working_day(day.isoformat(), str(first + then))


@pytest.mark.parametrize("typed", [None, "", "soon", "2026-02-30", "17 Nonsense 2026", "12/17/2026", "20261217"])
def test_a_day_that_cannot_be_read_is_refused(typed: str | None) -> None:
    with pytest.raises(BadInput, match="day to count from"):
        find_working_day(typed, "10")


@pytest.mark.parametrize("typed", [None, "", "ten", "-3", "0", "1.5", "1e3", "٣", "1001", "9" * 400])
def test_a_number_that_is_none_or_negative_or_absurd_is_refused(typed: str | None) -> None:
    with pytest.raises(BadInput, match=f"whole number from 1 to {MOST_WORKING_DAYS:,}"):
        find_working_day("2026-12-17", typed)


def test_a_year_whose_bank_holidays_are_not_known_says_so() -> None:
    with pytest.raises(RuleBroken, match=f"bank holidays of {LAST_YEAR + 1} are not known"):
        find_working_day(f"{LAST_YEAR}-12-31", "1")
    with pytest.raises(RuleBroken, match="bank holidays of 1950 are not known"):
        find_working_day("1950-06-01", "1")
