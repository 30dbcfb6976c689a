"""How dated entries of one kind follow one another: never two on a day. The one that runs is ended, the new one follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from brokerage.domain.errors import BadInput
from brokerage.domain.period import ONE_DAY, Period, format_day


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """An entry that stands: its number and its days, both included."""

    number: int
    period: Period


@dataclass(frozen=True, slots=True)
class Succession:
    """What is to be done: the entry to end and its last day (None: none is), and the last day of the new one."""

    ended: int | None
    ended_on: date | None
    last_day: date | None


def follow(
    standing: Sequence[DatedEntry], first_day: date, last_day: date | None, *, what: str, own_number: int = 0
) -> Succession:
    """Return how an entry from the first day follows those that stand; `own_number` is the one it replaces.

    Raises: BadInput at `first_day` or `last_day` when it would share a day with one that is neither ended by it nor itself.
    """
    if last_day is not None and last_day < first_day:
        raise BadInput(
            f"The last day is before the first, {format_day(first_day)}: put the earlier day first.", "last_day"
        )
    others = [entry for entry in standing if entry.number != own_number]
    for entry in others:
        if entry.period.first_day == first_day:
            raise BadInput(
                f"A {what} starts on {format_day(first_day)} already: choose another day, or change that one.",
                "first_day",
            )
    last_day = _before_the_next(others, first_day, last_day, what)
    running = next((entry for entry in others if entry.period.contains(first_day)), None)
    return Succession(None if running is None else running.number, _day_before(first_day, running), last_day)


def _before_the_next(others: Sequence[DatedEntry], first_day: date, last_day: date | None, what: str) -> date | None:
    later = min((entry.period.first_day for entry in others if entry.period.first_day > first_day), default=None)
    if later is None:
        return last_day
    if last_day is not None and last_day >= later:
        raise BadInput(
            f"A {what} from {format_day(later)} is there already: end this one on {format_day(later - ONE_DAY)} or before.",
            "last_day",
        )
    return last_day or later - ONE_DAY


def _day_before(first_day: date, running: DatedEntry | None) -> date | None:
    return None if running is None else first_day - ONE_DAY
