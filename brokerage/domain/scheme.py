"""Purchasing systems: their kinds and the routes by which a call-off may be awarded.

Amounts and dates are data that a commissioner types in, never constants.
"""

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
