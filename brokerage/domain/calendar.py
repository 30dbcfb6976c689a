"""Financial years, working days, terms and what becomes of a bank holiday. Bank holidays come in as dates."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import pairwise
from zoneinfo import ZoneInfo

from brokerage.domain.errors import BadInput
from brokerage.domain.period import ONE_DAY, Period, parse_day

# Periods in which a service runs, in order; none at all means all year round.
Terms = tuple[Period, ...]
ALL_YEAR: Terms = ()


class BankHolidayRule(Enum):
    """What a scheme pays for an attendance that falls on a bank holiday."""

    PAID = "paid"
    UNPAID = "unpaid"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """The year from 1 April of `start_year` to 31 March, both included."""

    start_year: int

    @property
    def label(self) -> str:
        """The year as it is written, `2026-27`."""
        return f"{self.start_year}-{(self.start_year + 1) % 100:02d}"

    @property
    def period(self) -> Period:
        """The days of the year."""
        return Period(date(self.start_year, 4, 1), date(self.start_year + 1, 3, 31))


def day_in_england(now: datetime) -> date:
    """Return the day it is in England at the moment, which must know its time zone.

    In British Summer Time it is the next day from 23:00 UTC on.
    """
    return now.astimezone(ZoneInfo("Europe/London")).date()


def financial_year_of(day: date) -> FinancialYear:
    """Return the financial year the day lies in; 31 March is the last day of one, 1 April the first of the next."""
    return FinancialYear(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)


def split_by_financial_year(period: Period) -> tuple[tuple[FinancialYear, Period], ...]:
    """Return the period cut at each 1 April, in order. Raises: RuleBroken when it is open-ended."""
    last_year = financial_year_of(period.known_last_day).start_year
    years = (FinancialYear(year) for year in range(financial_year_of(period.first_day).start_year, last_year + 1))
    return tuple((year, part) for year in years if (part := year.period.intersection(period)) is not None)


def twelve_months_from(first_day: date) -> Period:
    """Return the twelve months that start on the day; from 29 February they end on 28 February."""
    is_leap_day = (first_day.month, first_day.day) == (2, 29)
    anniversary = date(first_day.year + 1, 3, 1) if is_leap_day else first_day.replace(year=first_day.year + 1)
    return Period(first_day, anniversary - ONE_DAY)


def is_working_day(day: date, bank_holidays: AbstractSet[date]) -> bool:
    """Return whether the day is a Monday to Friday and no bank holiday."""
    return day.weekday() < 5 and day not in bank_holidays


def add_working_days(day: date, number: int, bank_holidays: AbstractSet[date]) -> date:
    """Return the working day that is `number` working days after the day; the day itself is not counted."""
    while number > 0:
        day += ONE_DAY
        number -= is_working_day(day, bank_holidays)
    return day


def is_in_term(day: date, terms: Terms) -> bool:
    """Return whether the service runs on the day by its terms; without terms it always does."""
    return not terms or any(term.contains(day) for term in terms)


def parse_terms(text: str) -> Terms:
    """Return the terms written as `2026-09-02..2026-10-23,2026-11-02..2026-12-18`, in order of their first day.

    Raises: BadInput when one cannot be read, ends before it starts, or overlaps another.
    """
    terms = sorted((_parse_term(part) for part in text.split(",") if part.strip()), key=lambda term: term.first_day)
    if not terms:
        raise BadInput("The terms are empty: write each as 2026-09-02..2026-10-23, with commas between them.")
    for earlier, later in pairwise(terms):
        if earlier.overlaps(later):
            raise BadInput(f"Two terms overlap ({earlier} and {later}): change the end of the first.")
    return tuple(terms)


def _parse_term(text: str) -> Period:
    first, dots, last = text.partition("..")
    if not dots:
        raise BadInput("A term needs two dots between its first and last day: write it as 2026-09-02..2026-10-23.")
    first_day, last_day = parse_day(first, what="first day of a term"), parse_day(last, what="last day of a term")
    if last_day < first_day:
        raise BadInput(f"A term is reversed ({first.strip()}..{last.strip()}): put the earlier day first.")
    return Period(first_day, last_day)
