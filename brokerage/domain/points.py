"""Points as they are shown: exact, and in one table with as many places as the figure that has the most, so that they align."""

from collections.abc import Iterable
from decimal import Decimal

LEAST_PLACES = 2


def places_of(figures: Iterable[Decimal | None]) -> int:
    """Return with how many places the figures of one table are shown: the most that any is written with, two at least."""
    written = (-int(each.as_tuple().exponent) for each in figures if each is not None)
    return max((LEAST_PLACES, *written))


def with_places(points: Decimal, places: int) -> Decimal:
    """Return the same figure written with so many places; nothing is rounded, so it keeps those it has beyond them."""
    return points + Decimal(0).scaleb(-places)


def format_points(points: Decimal, places: int = LEAST_PLACES) -> str:
    """Return points as they are shown: with so many places, or as many more as they are written with."""
    return f"{with_places(points, places):f}"
