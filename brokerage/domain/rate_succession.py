"""How the rates a file gives follow those already agreed. An agreed rate is never edited: it is ended and followed.

All rates given to a function here belong to one line of a service's rate card.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from brokerage.domain.money import format_pounds
from brokerage.domain.period import ONE_DAY, format_day


@dataclass(frozen=True, slots=True)
class AgreedRate:
    """A rate that stands: its key, price in pounds and days, both included; `source` is where it comes from, where that is read."""

    id: int
    price: Decimal
    first_day: date
    last_day: date | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class GivenRate:
    """A rate as a file gives it; `line_number` is where it stands in the file."""

    line_number: int
    price: Decimal
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class RateRefusal:
    """A given rate that cannot be taken: its place among those given, the column at fault and how to mend it."""

    given: int
    column: str
    how_to_mend: str


@dataclass(frozen=True, slots=True)
class RateSuccession:
    """What is to be done: given rates to add with their last days, agreed rates to end, and those that stand as they are.

    `added` holds (place among those given, last day); `ended` holds (key of the agreed rate, last day).
    """

    added: tuple[tuple[int, date | None], ...]
    ended: tuple[tuple[int, date], ...]
    unchanged: int
    refusals: tuple[RateRefusal, ...]


@dataclass(slots=True)
class _Span:
    """A rate while its days are settled: where it comes from, and its last day so far."""

    first_day: date
    last_day: date | None
    given: int | None
    agreed: AgreedRate | None
    said_last_day: date | None

    @property
    def has_new_end(self) -> bool:
        return self.agreed is not None and self.last_day != self.agreed.last_day


def succeed_rates(agreed: Sequence[AgreedRate], given: Sequence[GivenRate]) -> RateSuccession:
    """Return how the given rates follow the agreed ones, by their first days.

    The same first day and price is the same rate; a last day may then end it, or end it earlier. A new first day ends the
    rate before it on the day before. Refused: another price for a first day that is agreed, a later end for a rate that
    has one, and two given rates that share a day.
    """
    refusals = list(_overlaps_among(given))
    refused = {refusal.given for refusal in refusals}
    spans = {rate.first_day: _Span(rate.first_day, rate.last_day, None, rate, None) for rate in agreed}
    for place, rate in enumerate(given):
        if place in refused:
            continue
        refusal = _place_among(spans, place, rate)
        if refusal is not None:
            refusals.append(refusal)
    refusals.extend(_end_before_the_next(spans, given))
    refused = {refusal.given for refusal in refusals}
    kept = [span for span in spans.values() if span.given not in refused]
    return RateSuccession(
        added=tuple((s.given, s.last_day) for s in kept if s.given is not None and s.agreed is None),
        ended=tuple((s.agreed.id, s.last_day) for s in kept if s.agreed and s.last_day and s.has_new_end),
        unchanged=sum(1 for s in kept if s.given is not None and s.agreed is not None and not s.has_new_end),
        refusals=tuple(refusals),
    )


def rates_after_succession(
    agreed: Sequence[AgreedRate], given: Sequence[GivenRate], succession: RateSuccession
) -> tuple[AgreedRate, ...]:
    """Return the line's rates as they stand then, in order of their days; one that is added has no key yet, but 0."""
    ended = dict(succession.ended)
    stand = [replace(one, last_day=ended.get(one.id, one.last_day)) for one in agreed]
    stand.extend(
        AgreedRate(0, given[place].price, given[place].first_day, last_day) for place, last_day in succession.added
    )
    return tuple(sorted(stand, key=lambda one: one.first_day))


def _overlaps_among(given: Sequence[GivenRate]) -> list[RateRefusal]:
    """Two rates of the file that share a day. One without a last day simply ends where the next begins."""
    refusals = []
    in_order = sorted(range(len(given)), key=lambda place: (given[place].first_day, given[place].line_number))
    for earlier, later in pairwise(in_order):
        first, second = given[earlier], given[later]
        same_start = first.first_day == second.first_day
        if same_start or (first.last_day is not None and first.last_day >= second.first_day):
            refusals.append(
                RateRefusal(
                    later,
                    "First day",
                    f"Lines {first.line_number} and {second.line_number} give two rates for the same thing on "
                    f"{format_day(second.first_day)}: end the first the day before the second starts, or remove one.",
                )
            )
    return refusals


def _place_among(spans: dict[date, _Span], place: int, rate: GivenRate) -> RateRefusal | None:
    span = spans.get(rate.first_day)
    if span is None or span.agreed is None:
        spans[rate.first_day] = _Span(rate.first_day, rate.last_day, place, None, rate.last_day)
        return None
    if span.agreed.price != rate.price:
        return RateRefusal(
            place,
            "Price",
            f"{format_pounds(span.agreed.price)} is already agreed from {format_day(rate.first_day)}, and an agreed rate is "
            "never edited: give the new price a later first day, and it follows.",
        )
    span.given = place
    if rate.last_day is None or rate.last_day == span.last_day:
        return None
    if span.last_day is not None and rate.last_day > span.last_day:
        return RateRefusal(
            place,
            "Last day",
            f"This rate was agreed until {format_day(span.last_day)}: give a new rate from the day after, and it follows.",
        )
    span.last_day = span.said_last_day = rate.last_day
    return None


def _end_before_the_next(spans: dict[date, _Span], given: Sequence[GivenRate]) -> list[RateRefusal]:
    refusals = []
    in_order = [spans[first_day] for first_day in sorted(spans)]
    for earlier, later in pairwise(in_order):
        if earlier.last_day is not None and earlier.last_day < later.first_day:
            continue
        if earlier.agreed is None and earlier.said_last_day is not None and earlier.given is not None:
            refusals.append(
                RateRefusal(
                    earlier.given,
                    "Last day",
                    f"A rate from {format_day(later.first_day)} is already agreed: end this one on "
                    f"{format_day(later.first_day - ONE_DAY)} or before.",
                )
            )
        elif later.agreed is None or earlier.agreed is None:
            earlier.last_day = later.first_day - ONE_DAY
    return refusals
