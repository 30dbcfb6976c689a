"""How the agreed prices for one thing are spread over the market: quartiles, outliers, drift from year to year.

Quartiles are those of the middle values of each half ("Tukey's hinges": the median belongs to both halves); an outlier lies more
than one and a half times the middle half's width outside it, as a box plot draws it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from brokerage.domain.errors import BadInput
from brokerage.domain.money import round_to_penny

WHISKER = Fraction(3, 2)


@dataclass(frozen=True, slots=True)
class PriceSpread:
    """The five figures of a box plot in pounds to the penny, the whiskers' ends, and the prices outside them."""

    lowest: Decimal
    lower_quartile: Decimal
    median: Decimal
    upper_quartile: Decimal
    highest: Decimal
    lower_whisker: Decimal
    upper_whisker: Decimal
    outliers: tuple[Decimal, ...]
    count: int


def spread_of(prices: Sequence[Decimal]) -> PriceSpread:
    """Return the spread of the prices. Raises: BadInput when there is none to look at."""
    if not prices:
        raise BadInput("No agreed rate is in force for this: there is no spread to show.")
    in_order = sorted(prices)
    half = (len(in_order) + 1) // 2
    lower, upper = _median(in_order[:half]), _median(in_order[-half:])
    reach = WHISKER * (upper - lower)
    inside = [price for price in in_order if lower - reach <= price <= upper + reach]
    return PriceSpread(
        lowest=in_order[0],
        lower_quartile=round_to_penny(lower),
        median=round_to_penny(_median(in_order)),
        upper_quartile=round_to_penny(upper),
        highest=in_order[-1],
        lower_whisker=inside[0],
        upper_whisker=inside[-1],
        outliers=tuple(price for price in in_order if price < inside[0] or price > inside[-1]),
        count=len(in_order),
    )


def _median(in_order: Sequence[Decimal]) -> Fraction:
    middle = len(in_order) // 2
    if len(in_order) % 2:
        return Fraction(in_order[middle])
    return (Fraction(in_order[middle - 1]) + Fraction(in_order[middle])) / 2
