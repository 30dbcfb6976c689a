"""The bank holidays of England and Wales, from the government's list as it was shipped; nothing is fetched."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from brokerage.domain.period import Period


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """The days, and the whole years the list speaks for; other years are not known yet."""

    days: frozenset[date]
    known: Period


@cache
def load_bank_holidays() -> BankHolidays:
    """Return the shipped list for England and Wales.

    The list is read as data: the library that ships it imports a web client first, which takes longer than a whole quote.
    """
    listed = json.loads(files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text(encoding="utf-8"))
    days = frozenset(date.fromisoformat(event["date"]) for event in listed["england-and-wales"]["events"])
    return BankHolidays(days, Period(date(min(days).year, 1, 1), date(max(days).year, 12, 31)))
