"""Agreed rates over time: which is in force, which days have none, and how one is ended and the next starts.

The rates given to a function here are those of one service, activity, unit, ratio and band. An agreed rate is never edited.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from brokerage.domain.errors import RuleBroken
from brokerage.domain.fee_line import PriceChange
from brokerage.domain.money import format_pounds
from brokerage.domain.period import ONE_DAY, Period, format_day


@dataclass(frozen=True, slots=True)
class Rate:
    """An agreed price in pounds for one unit, and the days on which it is in force (open-ended without a last day).

    Raises: RuleBroken when the price is not above zero.
    """

    price: Decimal
    period: Period

    def __post_init__(self) -> None:
        if self.price <= 0:
            raise RuleBroken("An agreed rate must be above zero: give its price in pounds and pence.")


@dataclass(frozen=True, slots=True)
class FollowedRate:
    """A rate that was ended the day before, and the one that follows it."""

    ended: Rate
    following: Rate


def refuse_overlapping_rates(rates: Sequence[Rate]) -> None:
    """Pass when no two rates are in force on one day. Raises: RuleBroken naming the first such days."""
    for earlier, later in pairwise(_in_order(rates)):
        shared = earlier.period.intersection(later.period)
        if shared is not None:
            raise RuleBroken(
                f"Two agreed rates are in force together ({shared}): end the first the day before the second starts.",
                {"period": str(shared), "prices": f"{format_pounds(earlier.price)}, {format_pounds(later.price)}"},
            )


def rate_on(rates: Sequence[Rate], day: date) -> Rate | None:
    """Return the rate in force on the day, or None in a gap."""
    return next((rate for rate in rates if rate.period.contains(day)), None)


def gaps_in_rates(rates: Sequence[Rate], period: Period) -> tuple[Period, ...]:
    """Return the parts of the period in which no rate is in force, in order; the last may be open-ended."""
    gaps = []
    uncovered: date | None = period.first_day
    for rate in _in_order(rates):
        covered = rate.period.intersection(period)
        if covered is None or uncovered is None:
            continue
        if uncovered < covered.first_day:
            gaps.append(Period(uncovered, covered.first_day - ONE_DAY))
        uncovered = None if covered.last_day is None else max(uncovered, covered.last_day + ONE_DAY)
    if uncovered is not None and period.contains(uncovered):
        gaps.append(Period(uncovered, period.last_day))
    return tuple(gaps)


def refuse_gaps_in_rates(rates: Sequence[Rate], period: Period) -> None:
    """Pass when every day of the period has a rate. Raises: RuleBroken naming the days that have none."""
    gaps = gaps_in_rates(rates, period)
    if gaps:
        days = "; ".join(str(gap) for gap in gaps)
        raise RuleBroken(f"No agreed rate is in force on some days ({days}): agree a rate for them.", {"gaps": days})


def price_changes(rates: Sequence[Rate], period: Period) -> tuple[Decimal, tuple[PriceChange, ...]]:
    """Return the price of the period's first day and the later prices that start within it, for a fee line.

    Raises: RuleBroken when rates overlap or a day has none.
    """
    refuse_overlapping_rates(rates)
    refuse_gaps_in_rates(rates, period)
    in_force = [rate for rate in _in_order(rates) if rate.period.overlaps(period)]
    return in_force[0].price, tuple(PriceChange(rate.period.first_day, rate.price) for rate in in_force[1:])


def later_prices(rates: Sequence[Rate], first_day: date, last_day: date | None) -> tuple[PriceChange, ...]:
    """Return the prices that start after the first day and not after the last, if there is one, in order of the rates."""
    return tuple(
        PriceChange(rate.period.first_day, rate.price)
        for rate in rates
        if first_day < rate.period.first_day <= (last_day or date.max)
    )


def follow_rate(rate: Rate, new_price: Decimal, first_day: date) -> FollowedRate:
    """Return the rate ended on the day before, and the new price from the first day to the old rate's last day.

    Raises: RuleBroken when the day is not inside the rate or is its first day, or the new price is not above zero.
    """
    if first_day <= rate.period.first_day or not rate.period.contains(first_day):
        raise RuleBroken(
            f"A new price from {format_day(first_day)} cannot follow the rate in force {rate.period}: "
            "choose a day after its first day and not after its last.",
            {"rate": str(rate.period), "first_day": format_day(first_day)},
        )
    ended = replace(rate, period=Period(rate.period.first_day, first_day - ONE_DAY))
    return FollowedRate(ended, Rate(new_price, Period(first_day, rate.period.last_day)))


def _in_order(rates: Sequence[Rate]) -> list[Rate]:
    return sorted(rates, key=lambda rate: rate.period.first_day)
