"""Uplifts: agreed rates of a scheme raised together from a day, by a percentage or by pence, rounded as the scheme says.

Worked example (rules.md 9): 4 % on £1,450 is £1,508 from its first day. An agreed rate is never edited: it is ended and followed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.money import from_pence
from brokerage.domain.period import ONE_DAY, Period, format_day
from brokerage.domain.rate import FollowedRate, Rate, follow_rate
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_succession import AgreedRate

HIGHEST_PERCENT = 100
_FIRST_POSSIBLE_DAY, _LAST_POSSIBLE_DAY = date(2000, 1, 2), date(2199, 12, 31)


class UpliftKind(Enum):
    """By what the rates go up."""

    PERCENT = "percent"
    PENCE = "pence"


class UpliftRounding(Enum):
    """To what a raised rate is rounded, half going up."""

    PENNY = "penny"
    FIVE_PENCE = "five-pence"
    TEN_PENCE = "ten-pence"
    POUND = "pound"


_PENCE = {
    UpliftRounding.PENNY: 1,
    UpliftRounding.FIVE_PENCE: 5,
    UpliftRounding.TEN_PENCE: 10,
    UpliftRounding.POUND: 100,
}


class LeftAlone(Enum):
    """Why a rate is left as it is by an uplift."""

    BEGINS_THEN_OR_LATER = "begins-then-or-later"
    ROUNDED_AWAY = "rounded-away"


@dataclass(frozen=True, slots=True)
class Uplift:
    """By how much, rounded to what, from which day. `amount` is a percentage, or pounds for each unit."""

    kind: UpliftKind
    amount: Decimal
    rounding: UpliftRounding
    first_day: date


@dataclass(frozen=True, slots=True)
class RateCardLine:
    """A line of a rate card with its agreed rates, in order of their days, and whether its service is admitted to the lot."""

    line: RateLineNamed
    rates: tuple[AgreedRate, ...]
    is_admitted: bool = True


@dataclass(frozen=True, slots=True)
class RaisedRate:
    """A rate in force on the uplift's first day: what it was, ended the day before, and what follows it."""

    line: RateLineNamed
    old: AgreedRate
    followed: FollowedRate

    @property
    def new_price(self) -> Decimal:
        """Pounds for one unit from the uplift's first day on."""
        return self.followed.following.price


@dataclass(frozen=True, slots=True)
class RateLeft:
    """A rate that the uplift leaves as it is, and why."""

    line: RateLineNamed
    rate: AgreedRate
    why: LeftAlone


@dataclass(frozen=True, slots=True)
class RateGap:
    """Days around the uplift's first day on which the line has no agreed rate: nobody can be called off on them."""

    line: RateLineNamed
    period: Period


@dataclass(frozen=True, slots=True)
class UpliftPlan:
    """What an uplift does to the rates it was asked for, in the order of their lines."""

    raised: tuple[RaisedRate, ...]
    left: tuple[RateLeft, ...]
    gaps: tuple[RateGap, ...]


def check_uplift(uplift: Uplift) -> None:
    """Pass when the uplift can be meant. Raises: BadInput at its field for an amount or a day that cannot."""
    if not uplift.amount.is_finite() or uplift.amount <= 0:
        raise BadInput("An uplift is above nothing: give a percentage such as 4, or pounds such as 0.50.", "amount")
    if (Fraction(uplift.amount) * 100).denominator != 1:
        raise BadInput(
            "The amount of the uplift has more than two figures after the point: give at most two.", "amount"
        )
    if uplift.kind is UpliftKind.PERCENT and uplift.amount > HIGHEST_PERCENT:
        raise BadInput(f"An uplift of more than {HIGHEST_PERCENT} % is surely a slip: check the amount.", "amount")
    if not _FIRST_POSSIBLE_DAY <= uplift.first_day <= _LAST_POSSIBLE_DAY:
        raise BadInput("The first day of the uplift is out of range: check its year.", "first_day")


def uplifted(price: Decimal, uplift: Uplift) -> Decimal:
    """Return the price in pounds after the uplift, rounded once, half going up."""
    exact = Fraction(price)
    raised = (
        exact * (1 + Fraction(uplift.amount) / 100)
        if uplift.kind is UpliftKind.PERCENT
        else exact + Fraction(uplift.amount)
    )
    step = _PENCE[uplift.rounding]
    return from_pence(int(raised * 100 / step + Fraction(1, 2)) * step)


def plan_uplift(uplift: Uplift, card: Sequence[RateCardLine]) -> UpliftPlan:
    """Return which rates are raised and to what, which are left and why, and which lines have no rate on the first day.

    A gap is named only where the service is admitted that day: else nobody misses the rate.
    """
    raised: list[RaisedRate] = []
    left: list[RateLeft] = []
    gaps: list[RateGap] = []
    for one in card:
        later = [rate for rate in one.rates if rate.first_day >= uplift.first_day]
        standing = next((rate for rate in one.rates if _is_cut_by(rate, uplift.first_day)), None)
        if standing is not None:
            _raise_or_leave(uplift, one.line, standing, raised, left)
        elif one.is_admitted and (not later or later[0].first_day > uplift.first_day):
            gaps.append(RateGap(one.line, _gap_around(uplift.first_day, one.rates)))
        left.extend(RateLeft(one.line, rate, LeftAlone.BEGINS_THEN_OR_LATER) for rate in later)
    return UpliftPlan(tuple(raised), tuple(left), tuple(gaps))


def check_taken_back(first_day: date, today: date) -> None:
    """Pass before the uplift's first day. Raises: RuleBroken from that day on: prices that were paid are not undone."""
    if today >= first_day:
        raise RuleBroken(
            f"The uplift is in force since {format_day(first_day)}: it can be taken back only before that day. "
            "Agree new rates instead."
        )


def _is_cut_by(rate: AgreedRate, day: date) -> bool:
    """Whether the rate began before the day and would still be in force on it."""
    return rate.first_day < day and (rate.last_day is None or rate.last_day >= day)


def _raise_or_leave(
    uplift: Uplift, line: RateLineNamed, standing: AgreedRate, raised: list[RaisedRate], left: list[RateLeft]
) -> None:
    price = uplifted(standing.price, uplift)
    if price <= standing.price:  # a small rise rounded to whole pounds may come to none, or to less
        left.append(RateLeft(line, standing, LeftAlone.ROUNDED_AWAY))
        return
    agreed = Rate(standing.price, Period(standing.first_day, standing.last_day))
    raised.append(RaisedRate(line, standing, follow_rate(agreed, price, uplift.first_day)))


def _gap_around(day: date, rates: Sequence[AgreedRate]) -> Period:
    """The days without a rate that the day lies in; from the day itself where none came before it."""
    ended = [rate.last_day for rate in rates if rate.last_day is not None and rate.last_day < day]
    begun = [rate.first_day for rate in rates if rate.first_day > day]
    return Period(max(ended) + ONE_DAY if ended else day, min(begun) - ONE_DAY if begun else None)
