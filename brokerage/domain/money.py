"""Pounds and pence: rounding, reading and writing. Amounts are `Decimal` pounds; storage keeps whole pence."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from brokerage.domain.errors import BadInput

LARGEST_POUNDS = Decimal("999999999999.99")
_MINUS_SIGN = "\N{MINUS SIGN}"
_POUNDS = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?P<pence>\.[0-9]+)?")
_LONGEST_AMOUNT = 100
"""Letters. Thousands of figures, pasted by mistake, are not even counted."""
_EXAMPLE = "such as 24.08 or £1,234.50"


def round_to_penny(amount: Decimal | Fraction) -> Decimal:
    """Return the amount in pounds to the penny, half a penny going up (away from nothing when negative)."""
    if isinstance(amount, Decimal) and amount and amount.as_tuple().exponent == -2:
        return amount  # whole pence already, as nearly every amount that is shown
    over, under = amount.as_integer_ratio()
    whole_pence = (200 * abs(over) + under) // (2 * under)
    return from_pence(-whole_pence if over < 0 else whole_pence)


def to_pence(amount: Decimal) -> int:
    """Return the amount as whole pence.

    Raises: ValueError when it has parts of a penny; round it first, once, where the rule says.
    """
    over, under = amount.as_integer_ratio()
    pence, part_of_a_penny = divmod(over * 100, under)
    if part_of_a_penny:
        raise ValueError("an amount with parts of a penny has to be rounded before it becomes pence")
    return pence


def sum_pounds(amounts: Iterable[Decimal]) -> Decimal:
    """Return the sum in pounds and pence, `0.00` of none."""
    return sum(amounts, Decimal("0.00"))


def from_pence(pence: int) -> Decimal:
    """Return whole pence as pounds with exactly two decimal places, however large."""
    return Decimal(f"{pence}e-2")


def format_pounds(amount: Decimal) -> str:
    """Return the amount as it is shown, `£1,234.50` or `−£12.40` with a real minus sign; rounds to the penny."""
    rounded = round_to_penny(amount)
    sign = _MINUS_SIGN if rounded < 0 else ""
    return f"{sign}£{abs(rounded):,.2f}"


def parse_pounds(text: str, *, zero_allowed: bool = False, what: str = "price") -> Decimal:
    """Return the pounds in a text such as `£1,234.50` or `24.08`; `what` names the amount in a refusal.

    Raises: BadInput for nothing, a percentage, a negative, parts of a penny, zero unless allowed, or no amount at all.
    """
    bare = text.strip().removeprefix("£").strip()
    _refuse_what_is_no_price(bare, what)
    match = _POUNDS.fullmatch(bare)
    if match is None:
        raise BadInput(f"The {what} is not an amount of money: give pounds and pence, {_EXAMPLE}.")
    if len(match["pence"] or "") > 3:
        raise BadInput(f"The {what} has parts of a penny: give at most two figures after the point, {_EXAMPLE}.")
    if len(bare) > _LONGEST_AMOUNT:
        raise _too_large(what)
    pounds = round_to_penny(Fraction(bare.replace(",", "")))
    if pounds == 0 and not zero_allowed:
        raise BadInput(f"The {what} is zero: give an amount of at least one penny, {_EXAMPLE}.")
    if pounds > LARGEST_POUNDS:
        raise _too_large(what)
    return pounds


def _too_large(what: str) -> BadInput:
    return BadInput(f"The {what} is too large: the most that can be kept is {format_pounds(LARGEST_POUNDS)}.")


def _refuse_what_is_no_price(bare: str, what: str) -> None:
    if not bare:
        raise BadInput(f"The {what} is empty: give pounds and pence, {_EXAMPLE}.")
    if "%" in bare:
        raise BadInput(f"The {what} has a percent sign: give pounds and pence, {_EXAMPLE}.")
    if bare[0] in f"-{_MINUS_SIGN}(":
        raise BadInput(f"The {what} is negative: give an amount above nothing, {_EXAMPLE}.")
