"""What the council expects to buy through a scheme, by financial year, as it is typed."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from brokerage.domain.calendar import FinancialYear
from brokerage.domain.errors import BadInput
from brokerage.domain.money import parse_pounds

YEAR, VALUE = "year", "value"
_NONE = ("", "none")
_YEAR = re.compile(r"(?P<first>[0-9]{4})-(?P<second>[0-9]{2})")
Estimates = Mapping[FinancialYear, Decimal | None]
"""Pounds by year; None takes the year's estimate away."""


def parse_estimates(written: Sequence[str]) -> Estimates:
    """Return the estimates written as `2026-27=1200000`, or `2026-27=none`. Raises: BadInput, for a year named twice too."""
    estimates: dict[FinancialYear, Decimal | None] = {}
    for each in written:
        name, equals, amount = each.partition("=")
        if not equals:
            raise BadInput("An estimate cannot be read: write it as 2026-27=1200000, or 2026-27=none.", YEAR)
        year = parse_year(name)
        if year in estimates:
            raise BadInput(f"The year {year.label} is named twice: give it once.", YEAR)
        estimates[year] = parse_estimate(amount)
    return estimates


def parse_year(text: str) -> FinancialYear:
    """Return the financial year written as `2026-27`. Raises: BadInput."""
    found = _YEAR.fullmatch(text.strip().replace("/", "-"))
    if found is None or (int(found["first"]) + 1) % 100 != int(found["second"]):
        raise BadInput("A financial year is written as 2026-27: April of the one to March of the next.", YEAR)
    return FinancialYear(int(found["first"]))


def parse_estimate(text: str) -> Decimal | None:
    """Return the pounds typed; None for nothing, or `none`. Raises: BadInput."""
    if text.strip().lower() in _NONE:
        return None
    try:
        return parse_pounds(text, zero_allowed=True, what="estimate")
    except BadInput as error:
        raise BadInput(error.sentence, VALUE) from error


def check_estimates(asked: Estimates, years: Sequence[FinancialYear]) -> None:
    """Pass when every year is one of the scheme's. Raises: BadInput."""
    for year in asked:
        if year not in years:
            raise BadInput(
                f"The scheme does not run in {year.label}: choose a year from {years[0].label} to {years[-1].label}.",
                YEAR,
            )
