"""Stays in a home that a direct payment buys: short ones only, of a length that is the scheme's own policy (rules.md 7).

The law behind the demonstration's four weeks: Care and Support (Direct Payments) Regulations 2014. Stays less than that
length apart count together; stays further apart do not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from brokerage.domain.calendar import twelve_months_from
from brokerage.domain.call_off_draft import LineChosen
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.number_words import count
from brokerage.domain.period import ONE_DAY, Period, format_day
from brokerage.domain.unit import Unit

_BY_STAYING = (Unit.WEEK, Unit.NIGHT)


@dataclass(frozen=True, slots=True)
class StayTooLong:
    """A stay that a direct payment may not buy. `days` counts it with those it belongs to; None when it is open-ended.

    `shorter` is the longest stay from the same first day that it may buy, None where it may buy none.
    """

    days: int | None
    longest_days: int
    counted_with_others: bool
    shorter: Period | None

    @property
    def sentence(self) -> str:
        """What is wrong, with its figures, and how to mend it."""
        return f"{self._why} {self._how}"

    @property
    def _why(self) -> str:
        longest = f"A direct payment buys at most {count(self.longest_days, 'day')} in a home in twelve months"
        if self.days is None:
            return f"{longest}, and this stay has no planned end."
        others = f", with stays less than {count(self.longest_days, 'day')} apart" if self.counted_with_others else ""
        return f"{longest}; this comes to {count(self.days, 'day')}{others}."

    @property
    def _how(self) -> str:
        managed = "let the council manage the budget"
        if self.shorter is None:
            return f"Choose a later first day, or {managed}."
        return f"Plan its end for {format_day(self.shorter.known_last_day)} or before, or {managed}."


def buys_a_stay(lines: Iterable[LineChosen]) -> bool:
    """Return whether a fee so made up buys living there: accommodation, or anything by the week or the night."""
    return any(line.kind is FeeKind.ACCOMMODATION or line.unit in _BY_STAYING for line in lines)


def stay_too_long(stay: Period, others: Sequence[Period], longest_days: int) -> StayTooLong | None:
    """Return why a direct payment may not buy the stay, or None where it may. Both ends of a stay count.

    `others` are the person's other stays bought so, before and after, in any order; those less than `longest_days` free days
    apart are counted together, in every twelve months they touch.
    """
    days = None if stay.is_open else _most_days(stay, others, longest_days)
    if days is not None and days <= longest_days:
        return None
    alone = 0 if stay.is_open else _most_days(stay, (), longest_days)
    shorter = _longest_allowed(stay, others, longest_days)
    return StayTooLong(days, longest_days, days is not None and days > alone, shorter)


def _longest_allowed(stay: Period, others: Sequence[Period], longest_days: int) -> Period | None:
    shorter = (Period(stay.first_day, stay.first_day + timedelta(days=n)) for n in reversed(range(longest_days)))
    return next((each for each in shorter if _most_days(each, others, longest_days) <= longest_days), None)


def _most_days(stay: Period, others: Sequence[Period], longest_days: int) -> int:
    """Return the most days that any twelve months hold of the stay and those that count together with it."""
    together = _together(stay, others, longest_days)
    return max(_days_within(together, twelve_months_from(part.first_day)) for part in together)


def _together(stay: Period, others: Sequence[Period], longest_days: int) -> list[Period]:
    """Return the stays that count together with this one, this one among them, without days counted twice, in order."""
    runs: list[list[Period]] = []
    for part in _merged([stay, *others]):
        is_near = bool(runs) and _free_days_between(runs[-1][-1], part) < longest_days
        if is_near:
            runs[-1].append(part)
        else:
            runs.append([part])
    return next(run for run in runs if any(part.contains(stay.first_day) for part in run))


def _merged(stays: Iterable[Period]) -> list[Period]:
    merged: list[Period] = []
    for stay in sorted(stays, key=lambda each: each.first_day):
        before = merged[-1] if merged else None
        if before is None or not (before.is_open or _free_days_between(before, stay) <= 0):
            merged.append(stay)
        elif before.last_day is not None and (stay.last_day is None or stay.last_day > before.last_day):
            merged[-1] = Period(before.first_day, stay.last_day)
    return merged


def _free_days_between(before: Period, after: Period) -> int:
    return (after.first_day - before.known_last_day - ONE_DAY).days


def _days_within(stays: Iterable[Period], window: Period) -> int:
    parts = (stay.intersection(window) for stay in stays)
    return sum(part.days for part in parts if part is not None)
