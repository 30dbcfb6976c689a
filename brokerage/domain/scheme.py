"""Purchasing systems: their kinds and the routes by which a call-off may be awarded.

Amounts and dates are data that a commissioner types in, never constants.
"""

from datetime import date
from enum import Enum


class SchemeKind(Enum):
    """The vehicle in law."""

    DPS_2015 = "dynamic-purchasing-system-2015"
    DYNAMIC_MARKET_2023 = "dynamic-market-2023"
    FRAMEWORK = "framework"
    OPEN_FRAMEWORK = "open-framework"
    SPOT = "spot"


class AwardRoute(Enum):
    """How the service was chosen. Off-scheme and person's choice are recorded exceptions, never blocked."""

    DIRECT = "direct"
    SMALL_COMPETITION = "small-competition"
    PERSONS_CHOICE = "persons-choice"
    OFF_SCHEME = "off-scheme"


def last_day_to_call_off(of_lot: date | None, of_scheme: date | None, of_contracts: date | None) -> date | None:
    """Return the earliest of the last days set for the lot, the scheme and its contracts; None where none is set."""
    return min((day for day in (of_lot, of_scheme, of_contracts) if day is not None), default=None)


def last_day_of_contract(of_scheme: date | None, of_admission: date | None) -> date | None:
    """Return the last day of the contract a service is admitted under: the scheme's, or its own where that is earlier."""
    return min((day for day in (of_scheme, of_admission) if day is not None), default=None)
