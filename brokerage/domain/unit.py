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


COUNTED_UNITS = tuple(unit for unit in Unit if unit not in (Unit.ONCE, Unit.MILE))
"""The units a weekly price can be worked out from: not one-offs, nor miles, which no timetable gives."""

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
