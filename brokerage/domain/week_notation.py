"""How a week is written, `Mon,Thu 09:30-15:00; Sat x1`, taken apart into plain numbers; week_wanted makes the week."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from brokerage.domain.errors import BadInput

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONGEST_TEXT = 500
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIMES = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?-([0-9]{1,2})(?:[:.]([0-9]{2}))?")
_QUANTITY = re.compile(r"[x×]([0-9]{1,5}(?:\.[0-9]{1,3})?)", re.IGNORECASE)
# A weekday (0 is Monday), the minute of the day it starts and the minute it ends, where times are given.
Attendance = tuple[int, int | None, int | None]
_EXAMPLE = "as in Mon,Thu 09:30-15:00 or Mon-Wed x1"


@dataclass(slots=True)
class _Part:
    """Days that share their times and quantity, while a text is being read."""

    weekdays: list[int] = field(default_factory=list)
    times: list[tuple[int, int]] = field(default_factory=list)
    quantity: Decimal | None = None

    @property
    def takes_days(self) -> bool:
        return not self.times and self.quantity is None

    @property
    def attendances(self) -> tuple[Attendance, ...]:
        if not self.times:
            return tuple((weekday, None, None) for weekday in self.weekdays)
        return tuple((weekday, start, end) for weekday in self.weekdays for start, end in self.times)


def read_attendances(text: str) -> tuple[tuple[Attendance, ...], Decimal | None]:
    """Return the attendances the text names, in the order written, and the quantity of each of them or None.

    Raises: BadInput for a part without days, an unknown day, a time that is none, two different quantities.
    """
    if len(text) > _LONGEST_TEXT:
        raise BadInput(f"The week is longer than {_LONGEST_TEXT} characters: shorten it, {_EXAMPLE}.")
    parts = [part for piece in text.split(";") if piece.strip() for part in _read_parts(piece)]
    quantities = {part.quantity for part in parts}
    if len(quantities) > 1:
        raise BadInput("The week has more than one quantity: give every part the same, or price the parts apart.")
    attendances = tuple(attendance for part in parts for attendance in part.attendances)
    return attendances, quantities.pop() if quantities else None


def _read_parts(piece: str) -> list[_Part]:
    joined = re.sub(r"\s*[-\N{EN DASH}\N{MINUS SIGN}]\s*", "-", piece)
    joined = re.sub(r"([x×])\s+(?=[0-9])", r"\1", joined, flags=re.IGNORECASE)
    parts = [_Part()]
    for token in re.split(r"[\s,]+", joined.strip(" ,\t\n")):
        if not _read_token(token, parts[-1]):
            parts.append(_Part())
            _read_token(token, parts[-1])
    for part in parts:
        if not part.weekdays:
            raise BadInput(f"A part of the week names no day: put the days first, {_EXAMPLE}.")
    return parts


def _read_token(token: str, part: _Part) -> bool:
    """Add one word to the part; False when it is a day that belongs to a new part."""
    if (times := _TIMES.fullmatch(token)) is not None:
        part.times.append((_minute(times[1], times[2]), _minute(times[3], times[4])))
    elif (quantity := _QUANTITY.fullmatch(token)) is not None:
        if part.quantity is not None:
            raise BadInput(f"A part of the week has two quantities: give one for each day, {_EXAMPLE}.")
        part.quantity = Decimal(quantity[1])
    elif not part.takes_days:
        return False
    else:
        part.weekdays.extend(_weekdays(token))
    return True


def _minute(hour: str, minute: str | None) -> int:
    if int(minute or 0) > 59:
        raise BadInput("A time has more than 59 minutes past the hour: write it as 09:30.")
    return int(hour) * 60 + int(minute or 0)


def _weekdays(token: str) -> list[int]:
    first, dash, last = token.partition("-")
    start = _weekday(first)
    if not dash:
        return [start]
    return [(start + step) % 7 for step in range((_weekday(last) - start) % 7 + 1)]


def _weekday(name: str) -> int:
    lowered = name.lower()
    if len(lowered) >= 3:
        for number, full_name in enumerate(_DAY_NAMES):
            if full_name.startswith(lowered) or (lowered == "weds" and number == 2):
                return number
    shown = name[:12] or "an empty word"
    raise BadInput(
        f"The week has “{shown}”, which is not a day, a time or a quantity: use {', '.join(WEEKDAYS)}, {_EXAMPLE}."
    )
