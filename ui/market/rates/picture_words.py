"""What a picture of prices shows: its scale, its dots, the five figures of a box plot, and the same told in words. No widgets.

A place is a share of the whole width, 0 at the scale's lowest price and 1 at its highest.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from math import ceil

from brokerage.domain.money import format_pounds
from brokerage.domain.period import format_day
from brokerage.domain.price_spread import AgreedPrice, PricePicture, PriceSpread
from ui import formats

MOST_NAMED = 10
_STEPS = (1, 2, 5)


class DotShape(Enum):
    """How a price is drawn: each kind has a shape of its own, whatever its colour; the value is its sign in words."""

    USUAL = "●"
    OUTLIER = "◇"
    MARKED = "▲"


@dataclass(frozen=True, slots=True)
class Dot:
    """One price; `key` is the line of its rate card."""

    key: int
    price: Decimal
    shape: DotShape
    words: str


@dataclass(frozen=True, slots=True)
class PriceScale:
    """From a price to a price in pounds; one price alone stands in the middle."""

    low: Decimal
    high: Decimal

    def place(self, price: Decimal) -> float:
        """Where the price stands."""
        return 0.5 if self.high == self.low else float((price - self.low) / (self.high - self.low))

    def ticks(self, most: int) -> tuple[Decimal, ...]:
        """Round prices within the scale, so many at most."""
        if self.high == self.low:
            return (self.low,)
        step = _round_step((self.high - self.low) / max(most, 1))
        first = step * ceil(self.low / step)
        return tuple(first + step * number for number in range(int((self.high - first) // step) + 1))


def scale_of(spread: PriceSpread) -> PriceScale:
    """The scale that holds every price."""
    return PriceScale(spread.lowest, spread.highest)


def dots_of(picture: PricePicture, marked: int | None) -> tuple[Dot, ...]:
    """The prices in their order, cheapest first; the one of the line that is marked is drawn as such."""
    return tuple(Dot(one.line.line_id, one.rate.price, _shape(one, marked), _called(one)) for one in picture.prices)


def figures_of(spread: PriceSpread) -> tuple[tuple[str, Decimal], ...]:
    """The quartiles and the median, as they are named in the picture."""
    return (
        ("lower quartile", spread.lower_quartile),
        ("median", spread.median),
        ("upper quartile", spread.upper_quartile),
    )


def said(picture: PricePicture, marked: int | None) -> str:
    """The whole picture as sentences, for who does not see it."""
    spread = picture.spread
    rates = formats.count(spread.count, "agreed rate")
    figures = ", ".join(f"{name} {format_pounds(price)}" for name, price in figures_of(spread))
    lowest, highest = format_pounds(spread.lowest), format_pounds(spread.highest)
    sentences = [f"{rates} on {format_day(picture.day)}: lowest {lowest}, {figures}, highest {highest}."]
    sentences.extend(filter(None, (outliers_said(picture), marked_said(picture, marked))))
    return " ".join(sentences)


def outliers_said(picture: PricePicture) -> str:
    """The outliers by price and service, dearest first; empty where there is none."""
    found = [_called(one) for one in reversed(picture.prices) if one.is_outlier]
    if not found:
        return ""
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return f"◇ {formats.count(len(found), 'outlier')}: {'; '.join(found[:MOST_NAMED])}{more}."


def marked_said(picture: PricePicture, marked: int | None) -> str:
    """Where the line that is marked stands among the others; empty where none is."""
    for rank, one in enumerate(picture.prices, start=1):
        if one.line.line_id == marked:
            difference = one.rate.price - picture.spread.median
            side = (
                "at the median"
                if difference == 0
                else f"{format_pounds(abs(difference))} {_side(difference)} the median"
            )
            return f"▲ {_called(one)} is number {rank} of {len(picture.prices)} from the cheapest, {side}."
    return ""


def _side(difference: Decimal) -> str:
    return "above" if difference > 0 else "below"


def _called(one: AgreedPrice) -> str:
    return f"{format_pounds(one.rate.price)} {one.line.called}"


def _shape(one: AgreedPrice, marked: int | None) -> DotShape:
    if one.line.line_id == marked:
        return DotShape.MARKED
    return DotShape.OUTLIER if one.is_outlier else DotShape.USUAL


def _round_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 5, 10, 20 … times a power of ten that is no less, of a penny at least."""
    step = Decimal("0.01")
    while True:
        for times in _STEPS:
            if step * times >= least:
                return step * times
        step *= 10
