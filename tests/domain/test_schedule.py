"""Real dates: terms, alternate weeks, bank holidays and closures, each day left out with its reason."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.errors import BadInput
from brokerage.domain.period import Period
from brokerage.domain.schedule import AttendanceRules, DayLeftOut, LeftOut, schedule_every_day, schedule_week
from brokerage.domain.week_wanted import DayWanted, WeekWanted, parse_week

EASTER_MONDAY = date(2026, 4, 6)
HOLIDAYS = frozenset({date(2026, 4, 3), EASTER_MONDAY, date(2026, 5, 4), date(2026, 5, 25)})
SPRING = Period(date(2026, 4, 1), date(2026, 6, 30))


def rules(rule: BankHolidayRule, closures: frozenset[date] = frozenset()) -> AttendanceRules:
    return AttendanceRules(rule, HOLIDAYS, closures=closures)


def test_the_first_and_last_day_of_the_period_count() -> None:
    schedule = schedule_week(parse_week("Wed"), Period(date(2026, 4, 1), date(2026, 4, 8)), AttendanceRules())
    assert [attendance.day for attendance in schedule.attendances] == [date(2026, 4, 1), date(2026, 4, 8)]


def test_a_paid_bank_holiday_stays_among_the_dates() -> None:
    schedule = schedule_week(parse_week("Mon"), SPRING, rules(BankHolidayRule.PAID))
    assert EASTER_MONDAY in {attendance.day for attendance in schedule.attendances}
    assert schedule.left_out == ()


def test_an_unpaid_bank_holiday_is_left_out_with_its_reason() -> None:
    schedule = schedule_week(parse_week("Mon"), SPRING, rules(BankHolidayRule.UNPAID))
    assert [left.day for left in schedule.left_out] == [EASTER_MONDAY, date(2026, 5, 4), date(2026, 5, 25)]
    assert {left.reason for left in schedule.left_out} == {LeftOut.BANK_HOLIDAY}


def test_a_moved_bank_holiday_goes_to_the_next_open_day_that_is_free() -> None:
    closed_tuesday = frozenset({date(2026, 4, 7)})
    schedule = schedule_week(parse_week("Mon,Wed"), SPRING, rules(BankHolidayRule.MOVED, closed_tuesday))
    moved = {attendance.moved_from: attendance.day for attendance in schedule.attendances if attendance.moved_from}
    assert moved == {
        EASTER_MONDAY: date(2026, 4, 9),
        date(2026, 5, 4): date(2026, 5, 5),
        date(2026, 5, 25): date(2026, 5, 26),
    }
    assert schedule.left_out == ()


def test_a_moved_bank_holiday_at_the_end_goes_to_a_day_before_it() -> None:
    week_to_easter_monday = Period(date(2026, 4, 1), EASTER_MONDAY)
    schedule = schedule_week(parse_week("Mon"), week_to_easter_monday, rules(BankHolidayRule.MOVED))
    assert [(attendance.day, attendance.weekday) for attendance in schedule.attendances] == [(date(2026, 4, 2), 0)]


def test_a_moved_bank_holiday_is_made_up_on_an_attended_day_when_every_day_is_attended() -> None:
    whole_week = Period(EASTER_MONDAY, date(2026, 4, 10))
    schedule = schedule_week(parse_week("Mon-Fri"), whole_week, rules(BankHolidayRule.MOVED))
    assert Counter(attendance.day for attendance in schedule.attendances)[date(2026, 4, 7)] == 2
    assert len(schedule.attendances) == 5


def test_a_bank_holiday_with_no_other_day_in_the_period_is_left_out() -> None:
    schedule = schedule_week(parse_week("Mon"), Period(EASTER_MONDAY, EASTER_MONDAY), rules(BankHolidayRule.MOVED))
    assert schedule.attendances == ()
    assert schedule.left_out == (DayLeftOut(EASTER_MONDAY, LeftOut.BANK_HOLIDAY),)


def test_a_closed_day_is_left_out_but_a_closed_bank_holiday_follows_the_schemes_rule() -> None:
    closures = frozenset({EASTER_MONDAY, date(2026, 4, 13)})
    schedule = schedule_week(parse_week("Mon"), SPRING, rules(BankHolidayRule.PAID, closures))
    assert schedule.left_out == (DayLeftOut(date(2026, 4, 13), LeftOut.CLOSED),)
    assert [attendance.day for attendance in schedule.attendances if not attendance.is_present] == [EASTER_MONDAY]


def test_only_dates_inside_the_terms_are_attended() -> None:
    terms = (Period(date(2026, 4, 15), date(2026, 5, 20)), Period(date(2026, 6, 1), date(2026, 6, 3)))
    schedule = schedule_week(parse_week("Wed"), SPRING, AttendanceRules(terms=terms))
    days = [attendance.day for attendance in schedule.attendances]
    assert days == [*(date(2026, 4, 15) + timedelta(weeks=week) for week in range(6)), date(2026, 6, 3)]
    assert {left.reason for left in schedule.left_out} == {LeftOut.OUT_OF_TERM}


def test_alternate_weeks_are_counted_from_the_week_of_the_first_day() -> None:
    wednesday_on = Period(date(2026, 4, 1), date(2026, 4, 30))
    schedule = schedule_week(parse_week("Mon,Thu"), wednesday_on, AttendanceRules(every_weeks=2))
    assert [attendance.day.day for attendance in schedule.attendances] == [2, 13, 16, 27, 30]
    assert Counter(left.reason for left in schedule.left_out) == {LeftOut.OTHER_WEEK: 4}


def test_a_price_by_the_week_runs_every_day_in_term_whatever_is_closed() -> None:
    term = Period(date(2026, 4, 3), date(2026, 4, 9))
    schedule = schedule_every_day(
        SPRING, AttendanceRules(BankHolidayRule.UNPAID, HOLIDAYS, closures=HOLIDAYS, terms=(term,))
    )
    assert [attendance.day for attendance in schedule.attendances] == [*term.dates()]
    assert len(schedule.left_out) == SPRING.days - 7


@given(
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    first_day=st.dates(date(2026, 3, 1), date(2026, 5, 31)),
    length=st.integers(0, 120),
    rule=st.sampled_from([BankHolidayRule.PAID, BankHolidayRule.UNPAID]),
    closures=st.frozensets(st.dates(date(2026, 3, 1), date(2026, 8, 31)), max_size=8),
    terms=st.sampled_from([(), (Period(date(2026, 3, 20), date(2026, 5, 10)), Period(date(2026, 6, 1)))]),
    every_weeks=st.integers(1, 3),
)
def test_a_date_is_left_out_for_the_first_reason_that_holds(
    weekdays: set[int],
    first_day: date,
    length: int,
    rule: BankHolidayRule,
    closures: frozenset[date],
    terms: tuple[Period, ...],
    every_weeks: int,
) -> None:
    """Each date asked on its own, against all of them laid out together."""
    period = Period(first_day, first_day + timedelta(days=length))
    every = AttendanceRules(rule, HOLIDAYS, closures=closures, terms=terms, every_weeks=every_weeks)
    schedule = schedule_week(WeekWanted(tuple(DayWanted(weekday) for weekday in weekdays)), period, every)
    left_out = {left.day: left.reason for left in schedule.left_out}
    first_monday = first_day - timedelta(days=first_day.weekday())
    for day in (day for day in period.dates() if day.weekday() in weekdays):
        holds = (
            (LeftOut.OTHER_WEEK, (day - first_monday).days // 7 % every_weeks > 0),
            (LeftOut.OUT_OF_TERM, bool(terms) and not any(term.contains(day) for term in terms)),
            (LeftOut.BANK_HOLIDAY, day in HOLIDAYS and rule is BankHolidayRule.UNPAID),
            (LeftOut.CLOSED, day in closures and day not in HOLIDAYS),
        )
        assert left_out.get(day) == next((reason for reason, is_so in holds if is_so), None)
    assert all(attendance.is_present == (attendance.day not in closures) for attendance in schedule.attendances)


def test_weeks_apart_are_at_least_one() -> None:
    with pytest.raises(BadInput, match="1 \\(every week\\) or more"):
        AttendanceRules(every_weeks=0)


@given(
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    first_day=st.dates(date(2026, 3, 1), date(2026, 5, 31)),
    length=st.integers(0, 120),
    rule=st.sampled_from(BankHolidayRule),
    closures=st.frozensets(st.dates(date(2026, 3, 1), date(2026, 8, 31)), max_size=8),
    every_weeks=st.integers(1, 3),
)
def test_every_wanted_date_is_either_paid_once_or_left_out_with_a_reason(
    weekdays: set[int], first_day: date, length: int, rule: BankHolidayRule, closures: frozenset[date], every_weeks: int
) -> None:
    week = WeekWanted(tuple(DayWanted(weekday) for weekday in weekdays))
    period = Period(first_day, first_day + timedelta(days=length))
    schedule = schedule_week(week, period, AttendanceRules(rule, HOLIDAYS, closures=closures, every_weeks=every_weeks))
    paid_for = [attendance.moved_from or attendance.day for attendance in schedule.attendances]
    wanted = [day for day in period.dates() if day.weekday() in weekdays]
    assert sorted(paid_for + [left.day for left in schedule.left_out]) == wanted
    assert all(period.contains(attendance.day) for attendance in schedule.attendances)
    assert [attendance.day for attendance in schedule.attendances] == sorted(
        attendance.day for attendance in schedule.attendances
    )
