"""Agreeing a rate and ending one: what is asked for, what it does to its line, and what is told of it.

An agreed rate is never edited: it is ended and followed. A last day is that of the last unit that is bought at it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import Period, format_day
from brokerage.domain.rate_comparison import RateCompared, RateMove, compare_rates
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_succession import (
    AgreedRate,
    GivenRate,
    RateSuccession,
    rates_after_succession,
    succeed_rates,
)
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.domain.uplift_cost import UpliftCost

EARLIEST_FIRST_DAY = date(2000, 1, 1)
"""The databases keep no rate that begins before."""


@dataclass(frozen=True, slots=True)
class RateLineAsked:
    """The line of a rate card that is meant. `activity` is its name, empty for the whole service; so is `band` for any."""

    service_id: int
    lot_id: int
    kind: FeeKind
    unit: Unit
    ratio: Ratio | None = None
    activity: str = ""
    band: str = ""


@dataclass(frozen=True, slots=True)
class RateToAgree:
    """A price in pounds for a line from a day on, to a day or until it is ended.

    `source` says where it comes from, `note` what was said of it.
    """

    line: RateLineAsked
    price: Decimal
    first_day: date
    last_day: date | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RateToEnd:
    """The line whose rate is ended, the last day it will have, and why."""

    line: RateLineAsked
    last_day: date
    reason: str


@dataclass(frozen=True, slots=True)
class RatePlan:
    """What agreeing a rate does: its line's succession, and the price against the one before."""

    succession: RateSuccession
    compared: RateCompared


@dataclass(frozen=True, slots=True)
class RateTold:
    """A rate that was, or would be, agreed or ended: against the price before, with what else is to be known.

    `following` is the rate agreed for later days, if there is one; `gaps` are the days from today on without a rate. `cost` is
    over running placements. `mark` is handed in again to tell whether the line changed since; `why` is what was said.
    """

    line: RateLineNamed
    lot: str
    compared: RateCompared
    why: str
    following: AgreedRate | None
    gaps: tuple[Period, ...]
    warnings: tuple[str, ...]
    cost: UpliftCost | None
    mark: str


_FIELDS = {"Price": "price", "First day": "first_day", "Last day": "last_day"}


def check_rate(asked: RateToAgree) -> None:
    """Pass when the price and its days can be meant. Raises: BadInput at the field that cannot."""
    if asked.price <= 0:
        raise BadInput("An agreed rate must be above zero: give its price in pounds and pence.", "price")
    if asked.first_day < EARLIEST_FIRST_DAY:
        raise BadInput(f"This day is before {EARLIEST_FIRST_DAY.year}: check the year.", "first_day")
    if asked.last_day is not None and asked.last_day < asked.first_day:
        raise BadInput("The last day is before the first day: put the earlier day first.", "last_day")


def plan_rate(agreed: Sequence[AgreedRate], asked: RateToAgree) -> RatePlan:
    """Return how the rate follows those agreed. Raises: BadInput at the day or price that stands in the way, with the days."""
    given = (GivenRate(1, asked.price, asked.first_day, asked.last_day),)
    succession = succeed_rates(agreed, given)
    for refusal in succession.refusals:
        raise BadInput(refusal.how_to_mend, _FIELDS[refusal.column])
    return RatePlan(succession, compare_rates(agreed, given, succession)[0])


def rate_to_end(agreed: Sequence[AgreedRate], last_day: date) -> AgreedRate:
    """Return the rate in force on the day that is to be its last. Raises: BadInput where none is, with the days there are."""
    for rate in agreed:
        if Period(rate.first_day, rate.last_day).contains(last_day):
            return rate
    spans = "; ".join(str(Period(rate.first_day, rate.last_day)) for rate in agreed)
    there_are = f"its rates are for {spans}" if spans else "it has none at all"
    day = format_day(last_day)
    raise BadInput(
        f"No agreed rate of this line is in force on {day}: {there_are}. Choose a day within one.", "last_day"
    )


def plan_end(rate: AgreedRate, last_day: date) -> RatePlan:
    """Return what ending the rate on the day does."""
    succession = RateSuccession((), ((rate.id, last_day),), 0, ())
    compared = RateCompared(0, RateMove.ENDED, rate.price, rate.first_day, last_day, rate.price, rate.last_day)
    return RatePlan(succession, compared)


def rates_after(agreed: Sequence[AgreedRate], plan: RatePlan) -> tuple[AgreedRate, ...]:
    """Return the line's rates as they stand then, in order of their days; one that is added has no key yet, but 0."""
    new = plan.compared
    given = (GivenRate(1, new.price, new.first_day, new.last_day),)
    return rates_after_succession(agreed, given, plan.succession)


def following_rate(rates: Sequence[AgreedRate], day: date) -> AgreedRate | None:
    """Return the first of the rates, in order, that begins after the day; None where none does."""
    return next((rate for rate in rates if rate.first_day > day), None)
