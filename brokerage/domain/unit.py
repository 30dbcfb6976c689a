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


FOR_ONE = {
    Unit.HOUR: "an hour",
    Unit.SESSION: "a session",
    Unit.HALF_DAY: "a half day",
    Unit.DAY: "a day",
    Unit.NIGHT: "a night",
    Unit.WEEK: "a week",
    Unit.MILE: "a mile",
    Unit.ONCE: "once",
}
"""What follows a price: `£24.08 an hour`."""
