"""The shape of a question, which decides the SQL, and its values, which are bound to it.

Questions of one shape share one prepared statement, however their values differ.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor, lcm
from typing import NamedTuple

from brokerage.domain.money import to_pence
from brokerage.domain.offer import OfferOrder, SearchCriteria
from brokerage.domain.ranking import METRES_IN_A_MILE
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import COUNTED_UNITS, Unit
from brokerage.domain.week_wanted import MINUTES_IN_A_DAY, WeekWanted
from brokerage.storage.queries.like import escaped

MOST_WORDS = 12
_TIMES = ("from", "to", "cover_from", "cover_to")
_WEEKS_KEPT = 256
_REACHES_KEPT = 64
"""As many different weeks, and miles, as are asked about at a desk in a day."""


class OfferShape(NamedTuple):
    """What a question asks about. Two questions with the same shape are answered by the same statement.

    Lists have room for 0, 1, 2, 4, 8 … values, so that one value more seldom needs another statement. A named tuple, as
    `Offer` is: it is made, and looked up, with every key pressed.
    """

    one: bool
    words: int
    needs: int
    scheme: bool
    lots: int
    outcomes: int
    outcomes_only: bool
    near: bool
    within: bool
    districts: int
    derived_ratio: bool
    ratio: bool
    transport: bool
    ratings: int
    place_free: bool
    age: bool
    language: bool
    wheelchair: bool
    week: bool
    timed: bool
    same_times: bool
    hours_known: bool
    lengths: int
    budget: bool
    order: OfferOrder


def shape_of(criteria: SearchCriteria, *, one: bool = False) -> OfferShape:
    """The shape of the question; of the same question about `one` service in one lot, whatever else it would leave out."""
    timed, same_times, hours_known, lengths = _shape_of_week(criteria.week)
    return OfferShape(
        one=one,
        words=_room(_words(criteria.text)),
        needs=_room(criteria.needs),
        scheme=criteria.scheme is not None,
        lots=_room(criteria.lots),
        outcomes=_room(criteria.outcomes),
        outcomes_only=bool(criteria.outcomes) and criteria.outcomes_only,
        near=criteria.near is not None,
        within=criteria.near is not None and criteria.miles is not None,
        districts=_room(criteria.districts),
        derived_ratio=criteria.ratio not in (None, Ratio(1, 1)),
        ratio=criteria.ratio is not None,
        transport=criteria.transport,
        ratings=_room(criteria.ratings),
        place_free=criteria.place_free,
        age=criteria.age is not None,
        language=criteria.language is not None,
        wheelchair=criteria.wheelchair,
        week=criteria.week is not None,
        timed=timed,
        same_times=same_times,
        hours_known=hours_known,
        lengths=lengths,
        budget=criteria.weekly_budget is not None,
        order=criteria.order,
    )


def binds_of(criteria: SearchCriteria) -> dict[str, object]:
    """The values of the question by the names the statement has for them; the statement takes those it needs."""
    binds: dict[str, object] = {"start_day": criteria.start_day, "limit": criteria.limit, "age": criteria.age}
    binds |= _binds_of_lists(criteria) | _binds_of_place(criteria) | _binds_of_week(criteria.week)
    if criteria.ratio is not None:
        binds |= {"ratio_staff": criteria.ratio.staff, "ratio_people": criteria.ratio.people}
    if criteria.weekly_budget is not None:
        binds["budget"] = to_pence(criteria.weekly_budget)
    return binds


def _binds_of_lists(criteria: SearchCriteria) -> dict[str, object]:
    binds: dict[str, object] = {
        "scheme": (criteria.scheme or "").strip().lower(),
        "language": (criteria.language or "").strip().lower(),
    }
    lists = (
        ("words", [f"%{escaped(word)}%" for word in _words(criteria.text)]),
        ("needs", criteria.needs),
        ("outcomes", criteria.outcomes),
        ("ratings", [rating.value for rating in criteria.ratings]),
        ("lots", [lot.strip().lower() for lot in criteria.lots]),
        ("districts", [district.strip().lower() for district in criteria.districts]),
    )
    for name, values in lists:
        # The last value stands again in the room that is left.
        for place in range(_room(values)):
            binds[f"{name}_{place}"] = values[min(place, len(values) - 1)]
    return binds


def _room(values: Sequence[object]) -> int:
    return 1 << (len(values) - 1).bit_length() if values else 0


def _binds_of_place(criteria: SearchCriteria) -> dict[str, object]:
    point = criteria.near
    if point is None:
        return {}
    binds: dict[str, object] = {"easting": point.easting, "northing": point.northing}
    if criteria.miles is not None:
        metres, metres_squared = _reach(criteria.miles)
        binds |= {
            "reach_squared": metres_squared,
            "west": point.easting - metres,
            "east": point.easting + metres,
            "south": point.northing - metres,
            "north": point.northing + metres,
        }
    return binds


@lru_cache(maxsize=_REACHES_KEPT)
def _reach(miles: Decimal) -> tuple[int, int]:
    """The metres of a box that holds the circle, and the square of the metres within it, both whole."""
    reach = Fraction(miles) * Fraction(METRES_IN_A_MILE)
    return ceil(reach), floor(reach**2)


@lru_cache(maxsize=_WEEKS_KEPT)
def _shape_of_week(week: WeekWanted | None) -> tuple[bool, bool, bool, int]:
    """Whether some times are wanted, the same on every weekday, and on all of them; and room for how long attendances last."""
    minutes = [] if week is None else [day.minutes for day in week.days]
    return (
        any(one is not None for one in minutes),
        len(set(_times_by_wanted_weekday(week))) == 1,
        bool(minutes) and None not in minutes,
        _room(_attendances_by_length(week)),
    )


@lru_cache(maxsize=_WEEKS_KEPT)
def _binds_of_week(week: WeekWanted | None) -> dict[str, object]:
    """Worked out once for a week: exact fractions take their time, and the week seldom changes with the next key pressed."""
    return _binds_of_units(week) | ({} if week is None else _binds_of_days(week))


def _binds_of_units(week: WeekWanted | None) -> dict[str, object]:
    """How many of each unit the week holds, as whole numbers over one denominator; None where it cannot be counted.

    Each attendance is one half day at first: the scheme's own longest half day says in the statement which take another.
    """
    held: dict[Unit, Fraction] = {Unit.WEEK: Fraction(1)}
    each = Fraction(1)
    if week is not None:
        each = Fraction(1 if week.quantity is None else week.quantity)
        held |= {unit: week.units_per_week(unit, MINUTES_IN_A_DAY) for unit in COUNTED_UNITS if week.counts_in(unit)}
    over = lcm(each.denominator, *(units.denominator for units in held.values()))
    binds: dict[str, object] = {f"units_{unit.name.lower()}": None for unit in COUNTED_UNITS}
    return (
        binds
        | {f"units_{unit.name.lower()}": int(units * over) for unit, units in held.items()}
        | {"units_over": over, "days_attended": None if week is None else week.days_per_week}
        | _binds_of_lengths(week, int(each * over))
    )


def _binds_of_lengths(week: WeekWanted | None, half_day: int) -> dict[str, object]:
    """How long attendances last in minutes, and how many half days more those take that are longer than one."""
    lengths = _attendances_by_length(week) or ((0, 0),)
    # The room that is left has a length that is longer than nothing.
    filled = (*lengths, *((0, 0),) * (_room(lengths) - len(lengths)))
    binds: dict[str, object] = {}
    for place, (minutes, attendances) in enumerate(filled):
        binds |= {f"length_{place}": minutes, f"longer_{place}": attendances * half_day}
    return binds


def _attendances_by_length(week: WeekWanted | None) -> tuple[tuple[int, int], ...]:
    """The minutes attendances last, and how many last so long, in order; without times there are none."""
    days = () if week is None else week.days
    return tuple(sorted(Counter(day.minutes for day in days if day.minutes is not None).items()))


def _binds_of_days(week: WeekWanted) -> dict[str, object]:
    """The wanted weekdays; and for each weekday, in four figures one after another, the times of `_times_by_weekday`.

    The times of the first wanted weekday stand as numbers too, for the weeks in which they are those of all.
    """
    by_weekday = _times_by_weekday(week)
    binds: dict[str, object] = {"weekday_mask": week.weekday_mask}
    for name, minutes in zip(_TIMES, zip(*by_weekday, strict=True), strict=True):
        binds[f"{name}_minutes"] = "".join(f"{minute:04d}" for minute in minutes)
    first = _times_by_wanted_weekday(week)[0]
    return binds | {f"{name}_minute": minute for name, minute in zip(_TIMES, first, strict=True)}


def _times_by_weekday(week: WeekWanted) -> tuple[tuple[int, int, int, int], ...]:
    """For each weekday the earliest start and latest end that a session must overlap, then those it must cover.

    A weekday without times takes any session: it begins before midnight, and covers no particular minute.
    """
    starts: dict[int, list[int]] = {weekday: [] for weekday in range(7)}
    ends: dict[int, list[int]] = {weekday: [] for weekday in range(7)}
    for day in week.days:
        if day.start_minute is not None and day.end_minute is not None:
            starts[day.weekday].append(day.start_minute)
            ends[day.weekday].append(day.end_minute)
    return tuple(
        (
            min(starts[weekday], default=0),
            max(ends[weekday], default=MINUTES_IN_A_DAY),
            min(starts[weekday], default=MINUTES_IN_A_DAY),
            max(ends[weekday], default=0),
        )
        for weekday in range(7)
    )


def _times_by_wanted_weekday(week: WeekWanted | None) -> tuple[tuple[int, int, int, int], ...]:
    if week is None:
        return ()
    return tuple(times for weekday, times in enumerate(_times_by_weekday(week)) if week.weekday_mask >> weekday & 1)


def _words(text: str) -> list[str]:
    return text.lower().split()[:MOST_WORDS]
