"""The units in which support is priced."""

from enum import Enum


class Unit(Enum):
    """What one price buys. The value is what is stored and what the command line takes."""

    HOUR = "hour"
    SESSION = "session"
    HALF_DAY = "half-day"
    DAY = "day"
    NIGHT = "night"
    WEEK = "week"
    MILE = "mile"
    ONCE = "once"
