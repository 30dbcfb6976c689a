"""A week wanted, laid over a period as real dates: terms, alternate weeks, bank holidays and closures applied."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from brokerage.domain.calendar import ALL_YEAR, BankHolidayRule, Terms, is_in_term
from brokerage.domain.errors import BadInput
from brokerage.domain.period import Period
from brokerage.domain.week_wanted import LONGEST_HALF_DAY_MINUTES, WeekWanted

_DAYS_SEARCHED_FOR_A_MOVE = 7


class LeftOut(Enum):
    """Why a date of the week wanted is not paid. A date has the first reason that holds, in this order."""

    OTHER_WEEK = "other-week"
    OUT_OF_TERM = "out-of-term"
    BANK_HOLIDAY = "bank-holiday"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class AttendanceRules:
    """What decides which dates count, and when one counts as two half days.

    The bank-holiday rule and the longest half day are the scheme's, closures and terms are the service's. A bank holiday
    follows the scheme's rule whether or not the service lists it as closed; any other closed day is not paid. `every_weeks`
    counts from the week (Monday to Sunday) of the period's first day: 2 is that week and each second one after it.
    `bank_holidays_known` are the days the list of bank holidays speaks for, None when that is not known.
    """

    bank_holiday_rule: BankHolidayRule = BankHolidayRule.PAID
    bank_holidays: frozenset[date] = field(default=frozenset())
    bank_holidays_known: Period | None = None
    closures: frozenset[date] = field(default=frozenset())
    terms: Terms = ALL_YEAR
    every_weeks: int = 1
    longest_half_day_minutes: int = LONGEST_HALF_DAY_MINUTES

    def __post_init__(self) -> None:
        if self.every_weeks < 1:
            raise BadInput("The number of weeks between attendances must be 1 (every week) or more.")

    @property
    def every_week_counts(self) -> bool:
        """Whether no date is left out for its week alone: every week counts, and there are no terms."""
        return self.every_weeks == 1 and not self.terms

    def is_open(self, day: date) -> bool:
        """Return whether the service runs on the day: in term, no bank holiday, not closed."""
        return is_in_term(day, self.terms) and day not in self.bank_holidays and day not in self.closures


@dataclass(frozen=True, slots=True)
class Attendance:
    """One paid date. `weekday` is the day of the week wanted it stands for, which differs once it is moved.

    `is_present` is False for a bank holiday that is paid although the service is closed: nobody travels or eats there.
    """

    day: date
    weekday: int
    moved_from: date | None = None
    is_present: bool = True


@dataclass(frozen=True, slots=True)
class DayLeftOut:
    """A date of the week wanted that is not paid, and why."""

    day: date
    reason: LeftOut


@dataclass(frozen=True, slots=True)
class Schedule:
    """Paid dates in order (two on one day where one was moved onto another) and the dates left out, in order."""

    attendances: tuple[Attendance, ...]
    left_out: tuple[DayLeftOut, ...] = ()


def schedule_week(week: WeekWanted, period: Period, rules: AttendanceRules) -> Schedule:
    """Return the dates on which the week wanted is attended in the period.

    Raises: RuleBroken when the period is open-ended.
    """
    wanted = _dates_of(week, period)
    reasons = _reasons_left_out(wanted, period, rules)
    kept = [Attendance(day, day.weekday(), None, day not in rules.closures) for day in wanted if day not in reasons]
    if rules.bank_holiday_rule is BankHolidayRule.MOVED:
        moved = _move([day for day in reasons if reasons[day] is LeftOut.BANK_HOLIDAY], kept, period, rules)
        kept = sorted(kept + moved, key=lambda attendance: (attendance.day, attendance.moved_from is not None))
        for attendance in moved:
            reasons.pop(attendance.moved_from or attendance.day)
    return Schedule(tuple(kept), tuple(DayLeftOut(day, reason) for day, reason in reasons.items()))


def schedule_every_day(period: Period, rules: AttendanceRules) -> Schedule:
    """Return every calendar day of the period that is in term and in a week that counts.

    This is how a price by the week runs; bank holidays and closures do not reduce it.
    Raises: RuleBroken when the period is open-ended.
    """
    days = list(period.dates())
    asked = () if rules.every_week_counts else days
    reasons = {day: reason for day in asked if (reason := _reason_outside(day, period, rules)) is not None}
    return Schedule(
        tuple(Attendance(day, day.weekday()) for day in days if day not in reasons),
        tuple(DayLeftOut(day, reason) for day, reason in reasons.items()),
    )


def _dates_of(week: WeekWanted, period: Period) -> list[date]:
    """Return the period's dates on the weekdays of the week, in order."""
    first, last = period.first_day, period.known_last_day.toordinal()
    starts = (first.toordinal() + (weekday - first.weekday()) % 7 for weekday in {day.weekday for day in week.days})
    return [date.fromordinal(day) for day in sorted(day for start in starts for day in range(start, last + 1, 7))]


def _reasons_left_out(wanted: Sequence[date], period: Period, rules: AttendanceRules) -> dict[date, LeftOut]:
    """Return the reason of each date that is not paid, in order of the dates."""
    if rules.every_week_counts:
        # Most days of a year are ordinary ones: only those a calendar names are asked about one by one.
        wanted = [day for day in wanted if day in rules.bank_holidays or day in rules.closures]
    return {day: reason for day in wanted if (reason := _reason_left_out(day, period, rules)) is not None}


def _reason_outside(day: date, period: Period, rules: AttendanceRules) -> LeftOut | None:
    if rules.every_weeks > 1:
        first_monday = period.first_day - timedelta(days=period.first_day.weekday())
        if (day - first_monday).days // 7 % rules.every_weeks:
            return LeftOut.OTHER_WEEK
    return None if is_in_term(day, rules.terms) else LeftOut.OUT_OF_TERM


def _reason_left_out(day: date, period: Period, rules: AttendanceRules) -> LeftOut | None:
    if (reason := _reason_outside(day, period, rules)) is not None:
        return reason
    if day in rules.bank_holidays:
        return None if rules.bank_holiday_rule is BankHolidayRule.PAID else LeftOut.BANK_HOLIDAY
    return LeftOut.CLOSED if day in rules.closures else None


def _move(holidays: list[date], kept: list[Attendance], period: Period, rules: AttendanceRules) -> list[Attendance]:
    """Return one attendance for each bank holiday that finds another day; each takes its day from the next."""
    attended = {attendance.day for attendance in kept}
    moved = []
    for holiday in holidays:
        new_day = _day_to_move_to(holiday, attended, period, rules)
        if new_day is not None:
            attended.add(new_day)
            moved.append(Attendance(new_day, holiday.weekday(), moved_from=holiday))
    return moved


def _day_to_move_to(holiday: date, attended: set[date], period: Period, rules: AttendanceRules) -> date | None:
    """Return the nearest open Monday to Friday within a week: a free one after, a free one before, else a second visit."""
    steps = range(1, _DAYS_SEARCHED_FOR_A_MOVE + 1)
    after = [holiday + timedelta(days=step) for step in steps]
    before = [holiday - timedelta(days=step) for step in steps]
    possible = [
        day
        for day in after + before
        if period.contains(day) and rules.is_open(day) and (day.weekday() < 5 or day in attended)
    ]
    free = [day for day in possible if day not in attended]
    return next(iter(free or possible), None)
