"""Old against new: what a price agreed from a day on means for a line of a rate card, in pounds and in percent.

All rates given to a function here belong to one line of a service's rate card.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from brokerage.domain.rate_succession import AgreedRate, GivenRate, RateSuccession


class RateMove(Enum):
    """What becomes of a line by a price given for it."""

    NEW = "new"
    FOLLOWS = "follows"
    ENDED = "ended"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RateCompared:
    """A price given for a line, from its first day to the last it will have, against the rate before it.

    `place` is where it stands among those given. What is new or follows stands against the rate that begins before it, if any,
    with the last day that one will have; what is ended or unchanged stands against itself as it was agreed.
    """

    place: int
    move: RateMove
    price: Decimal
    first_day: date
    last_day: date | None
    old_price: Decimal | None = None
    old_last_day: date | None = None

    @property
    def change(self) -> Decimal | None:
        """Pounds for one unit more than before, fewer when negative; None where there was no price before."""
        return None if self.old_price is None else self.price - self.old_price

    @property
    def change_percent(self) -> Decimal | None:
        """The same in percent of the price before, to one figure after the point."""
        return None if self.old_price is None else percent_change(self.old_price, self.price)


@dataclass(frozen=True, slots=True)
class _Stands:
    """A rate as it will stand: agreed already, or taken as it was given."""

    price: Decimal
    last_day: date | None


def compare_rates(
    agreed: Sequence[AgreedRate], given: Sequence[GivenRate], succession: RateSuccession
) -> tuple[RateCompared, ...]:
    """Return each given rate that is taken against the rate before it, in the order given."""
    ended, added = dict(succession.ended), dict(succession.added)
    stood = {one.first_day: one for one in agreed}
    after = {one.first_day: _Stands(one.price, ended.get(one.id, one.last_day)) for one in agreed}
    after |= {given[place].first_day: _Stands(given[place].price, last_day) for place, last_day in added.items()}
    refused = {refusal.given for refusal in succession.refusals}
    return tuple(
        _added(place, rate, after) if place in added else _standing(place, stood[rate.first_day], after)
        for place, rate in enumerate(given)
        if place not in refused
    )


def percent_change(before: Decimal, after: Decimal) -> Decimal:
    """Return the change in percent to one figure after the point, half going up away from nothing."""
    tenths = (Fraction(after) / Fraction(before) - 1) * 1000
    rounded = int(abs(tenths) + Fraction(1, 2))
    return Decimal(-rounded if tenths < 0 else rounded).scaleb(-1)


def _added(place: int, rate: GivenRate, after: Mapping[date, _Stands]) -> RateCompared:
    last_day = after[rate.first_day].last_day
    earlier = max((day for day in after if day < rate.first_day), default=None)
    if earlier is None:
        return RateCompared(place, RateMove.NEW, rate.price, rate.first_day, last_day)
    before = after[earlier]
    return RateCompared(place, RateMove.FOLLOWS, rate.price, rate.first_day, last_day, before.price, before.last_day)


def _standing(place: int, agreed: AgreedRate, after: Mapping[date, _Stands]) -> RateCompared:
    last_day = after[agreed.first_day].last_day
    move = RateMove.UNCHANGED if last_day == agreed.last_day else RateMove.ENDED
    return RateCompared(place, move, agreed.price, agreed.first_day, last_day, agreed.price, agreed.last_day)
