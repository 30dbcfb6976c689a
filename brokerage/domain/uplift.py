"""Uplifts: agreed rates of a scheme raised together from a day, by a percentage or by pence, rounded as the scheme says.

Worked example (rules.md 9): 4 % on £1,450 is £1,508 from its first day. An agreed rate is never edited: it is ended and followed.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.money import from_pence
from brokerage.domain.period import format_day

HIGHEST_PERCENT = 100


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


@dataclass(frozen=True, slots=True)
class Uplift:
    """By how much, rounded to what, from which day. `amount` is a percentage, or pounds for each unit."""

    kind: UpliftKind
    amount: Decimal
    rounding: UpliftRounding
    first_day: date


def check_uplift(uplift: Uplift) -> None:
    """Pass when the amount can be meant. Raises: BadInput for nothing, less than nothing, or more than doubling."""
    if uplift.amount <= 0:
        raise BadInput("An uplift is above nothing: give a percentage such as 4, or pounds such as 0.50.", "amount")
    if uplift.kind is UpliftKind.PERCENT and uplift.amount > HIGHEST_PERCENT:
        raise BadInput(f"An uplift of more than {HIGHEST_PERCENT} % is surely a slip: check the amount.", "amount")


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


def check_taken_back(first_day: date, today: date) -> None:
    """Pass before the uplift's first day. Raises: RuleBroken from that day on: prices that were paid are not undone."""
    if today >= first_day:
        raise RuleBroken(
            f"The uplift is in force since {format_day(first_day)}: it can be taken back only before that day. "
            "Agree new rates instead."
        )
