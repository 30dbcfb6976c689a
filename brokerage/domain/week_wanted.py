"""The week wanted: which days, at what times or in what quantity, and how many units of a price that makes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from brokerage.domain.errors import BadInput
from brokerage.domain.number_words import count
from brokerage.domain.unit import Unit
from brokerage.domain.week_notation import WEEKDAYS, read_attendances

MINUTES_IN_A_DAY = 24 * 60
LARGEST_QUANTITY = Decimal(10_000)
LONGEST_HALF_DAY_MINUTES = 4 * 60
"""Where no scheme's policy says otherwise: what is attended for longer takes two half days. A five-hour day is never sold at
the price of half."""


@dataclass(frozen=True, slots=True)
class DayWanted:
    """One attendance in the week: a weekday (0 is Monday), from a minute of the day to a minute, or no times.

    Times never pass midnight: 24:00 (1440) is the latest end. Raises: BadInput when reversed or outside the day.
    """

    weekday: int
    start_minute: int | None = None
    end_minute: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise BadInput("A weekday runs from 0 (Monday) to 6 (Sunday).")
        if self.start_minute is None or self.end_minute is None:
            if self.start_minute != self.end_minute:
                raise BadInput(f"{WEEKDAYS[self.weekday]} has only one of its two times: give both or neither.")
        elif not 0 <= self.start_minute < self.end_minute <= MINUTES_IN_A_DAY:
            raise BadInput(_reversed_sentence(self.weekday, self.start_minute, self.end_minute))

    @property
    def minutes(self) -> int | None:
        """The minutes between the times, or None where no times are given."""
        if self.start_minute is None or self.end_minute is None:
            return None
        return self.end_minute - self.start_minute

    @property
    def times(self) -> str:
        """The times as `09:30-15:00`, or an empty text."""
        if self.start_minute is None or self.end_minute is None:
            return ""
        return format_times(self.start_minute, self.end_minute)


@dataclass(frozen=True, slots=True)
class WeekWanted:
    """The attendances of one week, kept in order of day and time, and a quantity for each of them if one was given.

    Raises: BadInput for a week of no days, for attendances that overlap on one day and for a quantity of zero.
    """

    days: tuple[DayWanted, ...]
    quantity: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.days:
            raise BadInput("The week has no days: name at least one, as in Mon,Thu 09:30-15:00.")
        if self.quantity is not None and not 0 < self.quantity <= LARGEST_QUANTITY:
            raise BadInput(f"The quantity must be above zero and at most {LARGEST_QUANTITY}, as in Mon,Tue x1.")
        ordered = tuple(sorted(self.days, key=lambda day: (day.weekday, day.start_minute or 0)))
        object.__setattr__(self, "days", ordered)
        for earlier, later in pairwise(ordered):
            _refuse_overlap(earlier, later)

    @property
    def minutes_per_week(self) -> int:
        """The minutes between all the times given; days without times add nothing."""
        return sum(day.minutes or 0 for day in self.days)

    @property
    def days_per_week(self) -> int:
        """The number of different weekdays attended."""
        return len({day.weekday for day in self.days})

    @property
    def weekday_mask(self) -> int:
        """The weekdays attended as bits: Monday 1, Tuesday 2, Wednesday 4 … Sunday 64."""
        return sum(1 << weekday for weekday in {day.weekday for day in self.days})

    def counts_in(self, unit: Unit) -> bool:
        """Return whether the week says enough to count this unit: hours need times or a quantity, miles a quantity."""
        if unit is Unit.HOUR:
            return self.quantity is not None or all(day.minutes is not None for day in self.days)
        return unit is not Unit.MILE or self.quantity is not None

    def units_per_week(self, unit: Unit, longest_half_day_minutes: int = LONGEST_HALF_DAY_MINUTES) -> Fraction:
        """Return how many of the unit one whole week holds, exactly; a price by the week is 1, a price paid once 0.

        Hours are the minutes between the times ÷ 60. Sessions count attendances; half days too, but two for one longer than
        the longest half day; days and nights count different weekdays, miles stand for themselves. The quantity multiplies
        each of them; where no times are given it is the hours of each day. Raises: BadInput where `counts_in` says no.
        """
        if unit is Unit.WEEK:
            return Fraction(1)
        return self._units_of(unit, self.days, longest_half_day_minutes)

    def units_on(self, unit: Unit, weekday: int, longest_half_day_minutes: int = LONGEST_HALF_DAY_MINUTES) -> Fraction:
        """Return how many of the unit fall on one weekday (0 is Monday); a price by the week is a seventh every day.

        Raises: BadInput where `counts_in` says no.
        """
        if unit is Unit.WEEK:
            return Fraction(1, 7)
        return self._units_of(unit, [day for day in self.days if day.weekday == weekday], longest_half_day_minutes)

    def lasts_longer_than(self, minutes: int) -> bool:
        """Return whether some attendance has times further apart than the minutes."""
        return any((day.minutes or 0) > minutes for day in self.days)

    def _units_of(self, unit: Unit, days: Sequence[DayWanted], longest_half_day_minutes: int) -> Fraction:
        if not self.counts_in(unit):
            raise BadInput(_cannot_count_sentence(unit))
        attended = _attended(unit, days, longest_half_day_minutes)
        return attended if self.quantity is None else attended * Fraction(self.quantity)

    def __str__(self) -> str:
        days_by_times: dict[str, list[str]] = {}
        for day in self.days:
            days_by_times.setdefault(day.times, []).append(WEEKDAYS[day.weekday])
        tail = "" if self.quantity is None else f" x{format_quantity(self.quantity)}"
        parts = (f"{','.join(names)} {times}".strip() + tail for times, names in days_by_times.items())
        return "; ".join(parts)


def parse_week(text: str) -> WeekWanted:
    """Return the week wanted that the text describes; `str()` of a week wanted reads back as the same week.

    Parts stand between semicolons: days (`Mon,Thu` or `Mon-Fri`), then times (`09:30-15:00`), then a quantity for each
    day (`x1`, `x2.5`), the last two as needed. The quantity is one for the whole week.
    Raises: BadInput for a week of no days, an unknown day, reversed or overlapping times, two different quantities.
    """
    attendances, quantity = read_attendances(text)
    return WeekWanted(tuple(DayWanted(*attendance) for attendance in attendances), quantity)


def week_in_words(week: WeekWanted) -> str:
    """Return the week as people read it, `Mon, Wed 10:00–15:00`; three days in a row and more as `Mon–Fri`."""
    return "; ".join(_part_in_words(part) for part in str(week).split("; "))


def _part_in_words(part: str) -> str:
    names, _, times = part.partition(" ")
    said = say_weekdays(WEEKDAYS.index(name) for name in names.split(","))
    return " ".join(filter(None, (said, times.replace("-", "–"))))


def say_weekdays(weekdays: Iterable[int]) -> str:
    """Return the weekdays (0 is Monday) in order, `Mon, Wed`; three in a row and more as `Mon–Fri`."""
    ordered = sorted(set(weekdays))
    names = [WEEKDAYS[weekday] for weekday in ordered]
    in_a_row = len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1
    return f"{names[0]}–{names[-1]}" if in_a_row else ", ".join(names)


def format_times(start_minute: int, end_minute: int) -> str:
    """Return a time of day to a time of day as `09:30-15:00`."""
    return f"{format_minute(start_minute)}-{format_minute(end_minute)}"


def format_minute(minute: int) -> str:
    """Return a minute of the day as `09:30`; the end of the day is `24:00`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def say_minutes(minutes: int) -> str:
    """Return a length of time in words: `4 hours`, `3 hours 30 minutes`, `45 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = (count(hours, "hour") if hours else "", count(rest, "minute") if rest or not hours else "")
    return " ".join(part for part in parts if part)


def format_quantity(quantity: Decimal) -> str:
    """Return the quantity without zeros that say nothing: 2.50 is `2.5`, 10 is `10`."""
    plain = f"{quantity:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _attended(unit: Unit, days: Sequence[DayWanted], longest_half_day_minutes: int) -> Fraction:
    if unit is Unit.ONCE:
        return Fraction(0)
    if unit is Unit.HOUR:
        return Fraction(sum(60 if day.minutes is None else day.minutes for day in days), 60)
    if unit in (Unit.DAY, Unit.NIGHT):
        return Fraction(len({day.weekday for day in days}))
    if unit is Unit.HALF_DAY:
        return Fraction(sum(2 if (day.minutes or 0) > longest_half_day_minutes else 1 for day in days))
    return Fraction(len(days))


def _refuse_overlap(earlier: DayWanted, later: DayWanted) -> None:
    if earlier.weekday != later.weekday:
        return
    name = WEEKDAYS[earlier.weekday]
    if earlier.end_minute is None or later.start_minute is None:
        raise BadInput(f"{name} is named twice without times: name it once, or give different times for each.")
    if later.start_minute < earlier.end_minute:
        raise BadInput(f"The times on {name} overlap ({earlier.times} and {later.times}): change one of them.")


def _reversed_sentence(weekday: int, start_minute: int, end_minute: int) -> str:
    if max(start_minute, end_minute) > MINUTES_IN_A_DAY or min(start_minute, end_minute) < 0:
        return f"A time on {WEEKDAYS[weekday]} is outside the day: times run from 00:00 to 24:00."
    times = f"{format_minute(start_minute)}-{format_minute(end_minute)}"
    return (
        f"On {WEEKDAYS[weekday]} {times} does not end after it starts: put the earlier time first; for support through "
        "the night write both days, as in Mon 22:00-24:00; Tue 00:00-07:00."
    )


def _cannot_count_sentence(unit: Unit) -> str:
    if unit is Unit.MILE:
        return "The week does not say how many miles: add them for each day, as in Mon,Tue x24.8."
    return "The week does not say how many hours: add times, as in Mon 09:30-15:00, or hours a day, as in Mon x5.5."
