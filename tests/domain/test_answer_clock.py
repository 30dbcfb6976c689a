from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.answer_clock import (
    AnswerClock,
    Urgency,
    extend_clock,
    start_clock,
    urgency_of,
    working_days_left,
)
from brokerage.domain.calendar import is_working_day
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
RECEIVED = date(2026, 12, 17)


def test_received_on_thursday_17_december_2026_it_is_due_on_tuesday_5_january_2027() -> None:
    assert start_clock(RECEIVED, 10, CHRISTMAS).due_on == date(2027, 1, 5)


def test_extended_to_fifteen_working_days_it_is_due_on_tuesday_12_january_2027_and_keeps_its_reason() -> None:
    clock = extend_clock(start_clock(RECEIVED, 10, CHRISTMAS), 15, " Site visit. ", CHRISTMAS, date(2027, 1, 5))
    assert (clock.due_on, clock.extension_reason, clock.is_extended) == (date(2027, 1, 12), "Site visit.", True)


def test_a_longer_time_needs_a_written_reason() -> None:
    with pytest.raises(BadInput, match="reason in writing"):
        extend_clock(start_clock(RECEIVED, 10, CHRISTMAS), 15, "  ", CHRISTMAS, RECEIVED)


def test_a_time_is_extended_once_and_before_it_is_over() -> None:
    clock = start_clock(RECEIVED, 10, CHRISTMAS)
    longer = extend_clock(clock, 15, "Site visit", CHRISTMAS, RECEIVED)
    with pytest.raises(RuleBroken, match="extended already, to 12 Jan 2027"):
        extend_clock(longer, 20, "Again", CHRISTMAS, RECEIVED)
    with pytest.raises(RuleBroken, match="was due on 5 Jan 2027"):
        extend_clock(clock, 15, "Too late", CHRISTMAS, date(2027, 1, 6))


def test_a_scheme_without_a_longer_time_refuses_it() -> None:
    with pytest.raises(RuleBroken, match="no longer time"):
        extend_clock(start_clock(RECEIVED, 10, CHRISTMAS), 10, "Site visit", CHRISTMAS, RECEIVED)


def test_working_days_are_not_counted_into_a_year_whose_bank_holidays_are_unknown() -> None:
    with pytest.raises(RuleBroken, match="bank holidays of 2027 are not known yet"):
        start_clock(RECEIVED, 10, CHRISTMAS, Period(date(2026, 1, 1), date(2026, 12, 31)))


@pytest.mark.parametrize(
    ("today", "left", "urgency"),
    [
        (date(2026, 12, 17), 10, Urgency.IN_TIME),
        (date(2026, 12, 31), 2, Urgency.DUE_SOON),
        (date(2027, 1, 4), 1, Urgency.DUE_SOON),
        (date(2027, 1, 5), 0, Urgency.DUE_TODAY),
        (date(2027, 1, 6), -1, Urgency.LATE),
        (date(2027, 1, 10), -3, Urgency.LATE),
    ],
)
def test_the_clock_counts_working_days_and_is_late_the_day_after(today: date, left: int, urgency: Urgency) -> None:
    clock = start_clock(RECEIVED, 10, CHRISTMAS)
    assert working_days_left(clock, today, CHRISTMAS) == left
    assert urgency_of(clock, today, CHRISTMAS) is urgency


def test_a_clock_that_ran_out_before_a_weekend_is_late_on_the_saturday() -> None:
    clock = AnswerClock(date(2026, 11, 6), date(2026, 11, 20))
    assert working_days_left(clock, date(2026, 11, 21), CHRISTMAS) == 0
    assert urgency_of(clock, date(2026, 11, 21), CHRISTMAS) is Urgency.LATE


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 40))
def test_on_the_day_of_receipt_all_its_working_days_are_left(received_on: date, working_days: int) -> None:
    clock = start_clock(received_on, working_days, CHRISTMAS)
    assert is_working_day(clock.due_on, CHRISTMAS)
    assert clock.due_on > received_on + timedelta(days=working_days - 1)
    assert working_days_left(clock, received_on, CHRISTMAS) == working_days
