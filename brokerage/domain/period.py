"""Days and periods of days. Both ends of a period count; a period without a last day goes on until it is ended."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from brokerage.domain.errors import BadInput, RuleBroken

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2199
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_SLASHED = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_WORDED = re.compile(r"(?P<day>[0-9]{1,2})\s+(?P<name>[A-Za-z]{3,9})\s+(?P<year>[0-9]{4})")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first_day` to `last_day`, both included; no `last_day` means open-ended.

    Raises: RuleBroken when the last day is before the first.
    """

    first_day: date
    last_day: date | None = None

    def __post_init__(self) -> None:
        if self.last_day is not None and self.last_day < self.first_day:
            raise RuleBroken(
                f"The period ends on {format_day(self.last_day)}, before it starts on {format_day(self.first_day)}: "
                "put the earlier day first.",
                {"first_day": format_day(self.first_day), "last_day": format_day(self.last_day)},
            )

    @property
    def is_open(self) -> bool:
        """True when the period has no last day."""
        return self.last_day is None

    @property
    def days(self) -> int:
        """The number of days, both ends counted. Raises: RuleBroken when open-ended."""
        return (self.known_last_day - self.first_day).days + 1

    def contains(self, day: date) -> bool:
        """Return whether the day lies in the period, its ends included."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def overlaps(self, other: "Period") -> bool:
        """Return whether the two periods share at least one day."""
        return self.first_day <= (other.last_day or date.max) and other.first_day <= (self.last_day or date.max)

    def intersection(self, other: "Period") -> "Period | None":
        """Return the days both periods have, or None when they share none."""
        if not self.overlaps(other):
            return None
        last_days = [day for day in (self.last_day, other.last_day) if day is not None]
        return Period(max(self.first_day, other.first_day), min(last_days, default=None))

    def dates(self) -> Iterator[date]:
        """Return each day in order. Raises: RuleBroken when open-ended."""
        return map(date.fromordinal, range(self.first_day.toordinal(), self.known_last_day.toordinal() + 1))

    @property
    def known_last_day(self) -> date:
        """The last day. Raises: RuleBroken when open-ended."""
        if self.last_day is None:
            raise RuleBroken(
                f"The period from {format_day(self.first_day)} has no last day, so its days cannot be counted: "
                "give a last day."
            )
        return self.last_day

    def __str__(self) -> str:
        last = "until it is ended" if self.last_day is None else f"to {format_day(self.last_day)}"
        return f"{format_day(self.first_day)} {last}"


def format_day(day: date) -> str:
    """Return the day as it is shown, `7 Dec 2026`, whatever the computer's language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_moment(at: datetime) -> str:
    """Return a moment in UTC as it is told, `2 Nov 2026 at 09:30 UTC`."""
    return f"{format_day(at.date())} at {at:%H:%M} UTC"


def parse_day(text: str, *, what: str = "date") -> date:
    """Return the day written as `2026-12-07`, `7 Dec 2026` or `14/06/2019` (day first); `what` names it in a refusal.

    Raises: BadInput for anything else, and for a day that does not exist.
    """
    bare = " ".join(text.split())
    match = _ISO.fullmatch(bare) or _SLASHED.fullmatch(bare) or _WORDED.fullmatch(bare)
    if match is None:
        raise BadInput(f"The {what} cannot be read: write it as 2026-12-07, 7 Dec 2026 or 07/12/2026.")
    parts = match.groupdict()
    month = int(parts["month"]) if "month" in parts else _month_number(parts["name"], what)
    if not FIRST_YEAR <= int(parts["year"]) <= LAST_YEAR:
        raise BadInput(f"The {what} is out of range: its year must be from {FIRST_YEAR} to {LAST_YEAR}.")
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        raise BadInput(f"The {what} is a day that does not exist: check the day and the month.") from None


def _month_number(name: str, what: str) -> int:
    lowered = name.lower()
    for number, full_name in enumerate(_FULL_MONTHS, start=1):
        if lowered == full_name or lowered == full_name[:3] or (number == 9 and lowered == "sept"):
            return number
    raise BadInput(f"The {what} names no month: write it as 7 Dec 2026.")
