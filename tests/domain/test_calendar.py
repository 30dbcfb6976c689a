"""Financial years, working days and terms."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.calendar import (
    FinancialYear,
    add_working_days,
    day_in_england,
    financial_year_of,
    is_in_term,
    is_working_day,
    parse_terms,
    split_by_financial_year,
    twelve_months_from,
)
from brokerage.domain.errors import BadInput
from brokerage.domain.period import Period

CHRISTMAS_2026 = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})


def test_the_financial_year_turns_on_1_april() -> None:
    assert financial_year_of(date(2026, 3, 31)).label == "2025-26"
    assert financial_year_of(date(2026, 4, 1)).label == "2026-27"
    assert FinancialYear(1999).label == "1999-00"
    assert FinancialYear(2026).period == Period(date(2026, 4, 1), date(2027, 3, 31))


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 2_000))
def test_cutting_a_period_by_financial_year_neither_loses_nor_doubles_a_day(first_day: date, length: int) -> None:
    period = Period(first_day, first_day + timedelta(days=length))
    parts = split_by_financial_year(period)
    assert [day for _, part in parts for day in part.dates()] == [*period.dates()]
    assert all(financial_year_of(day) == year for year, part in parts for day in (part.first_day, part.known_last_day))


def test_twelve_months_end_the_day_before_the_same_day_next_year() -> None:
    assert twelve_months_from(date(2026, 8, 17)) == Period(date(2026, 8, 17), date(2027, 8, 16))
    assert twelve_months_from(date(2028, 2, 29)) == Period(date(2028, 2, 29), date(2029, 2, 28))


def test_received_17_december_2026_is_due_5_january_2027() -> None:
    assert add_working_days(date(2026, 12, 17), 10, CHRISTMAS_2026) == date(2027, 1, 5)


def test_received_17_december_2026_extended_to_15_days_is_due_12_january_2027() -> None:
    assert add_working_days(date(2026, 12, 17), 15, CHRISTMAS_2026) == date(2027, 1, 12)


@given(st.dates(date(2026, 11, 1), date(2027, 1, 31)), st.integers(1, 40))
def test_the_answer_is_a_working_day_with_that_many_working_days_behind_it(day: date, number: int) -> None:
    due = add_working_days(day, number, CHRISTMAS_2026)
    later = Period(day + timedelta(days=1), due).dates()
    assert sum(is_working_day(passed, CHRISTMAS_2026) for passed in later) == number
    assert is_working_day(due, CHRISTMAS_2026)


def test_terms_are_read_in_order_of_their_first_day() -> None:
    autumn, winter = Period(date(2026, 9, 2), date(2026, 10, 23)), Period(date(2026, 11, 2), date(2026, 12, 18))
    assert parse_terms("2026-11-02..2026-12-18, 2026-09-02..2026-10-23") == (autumn, winter)
    assert is_in_term(date(2026, 10, 23), (autumn, winter))
    assert not is_in_term(date(2026, 10, 24), (autumn, winter))
    assert is_in_term(date(2026, 10, 24), ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "are empty"),
        ("2026-09-02", "two dots"),
        ("2026-10-23..2026-09-02", "reversed"),
        ("2026-09-02..soon", "last day of a term"),
        ("2026-09-02..2026-10-23,2026-10-23..2026-12-18", "overlap"),
    ],
)
def test_terms_that_cannot_be_are_refused(typed: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        parse_terms(typed)


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),
    ],
)
def test_half_past_midnight_in_british_summer_time_is_the_new_day(utc: datetime, day: date) -> None:
    assert day_in_england(utc) == day
