"""The trade's fixed values as the words that stand on paper."""

from datetime import date

from brokerage.domain.period import format_day
from brokerage.domain.person import LegalBasis
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service import Rating

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

ROUTE_WORDS = {
    AwardRoute.DIRECT: "Direct award at agreed rates",
    AwardRoute.SMALL_COMPETITION: "Small competition",
    AwardRoute.PERSONS_CHOICE: "The person's own choice",
    AwardRoute.OFF_SCHEME: "Outside the purchasing systems",
}
LEGAL_BASIS_WORDS = {
    LegalBasis.CARE_ACT: "Care Act 2014",
    LegalBasis.AFTERCARE_117: "Mental Health Act 1983, section 117 (aftercare)",
    LegalBasis.CHILDREN_ACT: "Children Act 1989",
    LegalBasis.CHRONICALLY_SICK: "Chronically Sick and Disabled Persons Act 1970",
}
RATING_WORDS = {
    Rating.OUTSTANDING: "Outstanding",
    Rating.GOOD: "Good",
    Rating.REQUIRES_IMPROVEMENT: "Requires improvement",
    Rating.INADEQUATE: "Inadequate",
    Rating.NOT_RATED: "Not rated",
}


def say_weekday_and_day(day: date) -> str:
    """Return the day with its weekday, `Mon 7 Dec 2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {format_day(day)}"


def say_day_or(day: date | None, otherwise: str) -> str:
    """Return the day as it is shown, or the words for there being none."""
    return otherwise if day is None else format_day(day)


def joined(*parts: str, by: str = ", ") -> str:
    """Return the parts that say something, with the same mark between each."""
    return by.join(part.strip() for part in parts if part.strip())
