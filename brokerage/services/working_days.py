"""Counting working days in England, as a person types them: no database, nothing kept."""

import re
from datetime import date

from brokerage.domain.calendar import add_working_days
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period, parse_day
from brokerage.services.bank_holidays import load_bank_holidays

MOST_WORKING_DAYS = 1_000
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")


def find_working_day(first_day: str | None, number: str | None) -> date:
    """Return the working day so many working days after the day; the day itself is not counted.

    Mondays to Fridays that are no bank holiday of England are counted, as the time to answer an application is
    (Public Contracts Regulations 2015, regulation 34).
    Raises: BadInput where the day or the number cannot be read; RuleBroken where a year's bank holidays are not known.
    """
    if first_day is None:
        raise BadInput("The day to count from is missing: give it as --from 2026-12-17.", "from")
    day, counted = parse_day(first_day, what="day to count from"), _read_number(number)
    holidays = load_bank_holidays()
    _refuse_unknown(day, holidays.known)
    found = add_working_days(day, counted, holidays.days)
    _refuse_unknown(found, holidays.known)
    return found


def _read_number(text: str | None) -> int:
    bare = (text or "").strip()
    if not _WHOLE_NUMBER.fullmatch(bare) or not 0 < int(bare) <= MOST_WORKING_DAYS:
        raise BadInput(
            f"The number of working days to add cannot be used: give a whole number from 1 to {MOST_WORKING_DAYS:,}.",
            "add",
        )
    return int(bare)


def _refuse_unknown(day: date, known: Period) -> None:
    if not known.contains(day):
        raise RuleBroken(
            f"The bank holidays of {day.year} are not known, so the working days cannot be counted: this program's list "
            f"speaks for {known.first_day.year} to {known.known_last_day.year}.",
            {"year": str(day.year)},
        )
