"""The order of offers (rules.md 10): reproducible from the figures shown, so that a saved list can be checked by anybody.

What may be called off on the start day comes before what a gate stops; a service that was never admitted or has no agreed
rate comes last in every order. The search does the same in SQL; a test holds the two equal.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import IntEnum
from math import sqrt

from brokerage.domain.offer import Offer, OfferOrder, SearchCriteria
from brokerage.domain.service import Rating
from brokerage.domain.unit import Unit

METRES_IN_A_MILE = Decimal("1609.344")
_METRES_IN_A_TENTH = 160.9344

RATING_ORDER = (
    Rating.OUTSTANDING,
    Rating.GOOD,
    Rating.NOT_RATED,  # day services are not rated at all: that says nothing against them
    Rating.REQUIRES_IMPROVEMENT,
    Rating.INADEQUATE,
)


class Standing(IntEnum):
    """How an offer stands, best first."""

    FITS = 0
    OVER = 1
    STOPPED = 2
    LAST = 3


SortKey = tuple[bool | int | Decimal | str, ...]
_NO_AMOUNT = Decimal(0)


def miles_between(easting: int, northing: int, other_easting: int, other_northing: int) -> Decimal:
    """Return the distance in miles to one decimal place, as the crow flies on the national grid."""
    metres_squared = (easting - other_easting) ** 2 + (northing - other_northing) ** 2
    return Decimal(int(sqrt(metres_squared) / _METRES_IN_A_TENTH + 0.5)).scaleb(-1)


def standing_of(offer: Offer, *, budget_asked: bool) -> Standing:
    """Return whether the offer fits, is over the budget (or cannot be priced against it), is stopped, or comes last."""
    if offer.lot_id is None or offer.rate_id is None:
        return Standing.LAST
    if offer.gate is not None:
        return Standing.STOPPED
    if budget_asked and (offer.budget_left is None or offer.budget_left < 0):
        return Standing.OVER
    return Standing.FITS


def rank_offers(
    offers: Iterable[Offer], order: OfferOrder, *, budget_asked: bool, hours_known: bool = False
) -> tuple[Offer, ...]:
    """Return the offers in order. `hours_known` says that the week wanted gives the times of all its days.

    Every order ends with weekly cost, distance, name and ids; what is not known comes after what is.
    """
    own_key = _OWN_KEYS[order]

    def key(offer: Offer) -> SortKey:
        standing = standing_of(offer, budget_asked=budget_asked)
        if order is not OfferOrder.FIT:
            standing = Standing.FITS if standing is Standing.OVER else standing
        return (standing, *own_key(offer, hours_known), *_tail(offer))

    return tuple(sorted(offers, key=key))


def rank_as_asked(offers: Iterable[Offer], criteria: SearchCriteria) -> tuple[Offer, ...]:
    """Return the offers in the order the question asks for."""
    week = criteria.week
    hours_known = week is not None and all(day.minutes is not None for day in week.days)
    budget_asked = criteria.weekly_budget is not None
    return rank_offers(offers, criteria.order, budget_asked=budget_asked, hours_known=hours_known)


def hourly_price(offer: Offer, *, hours_known: bool) -> Decimal | None:
    """Return what orders offers by the price of an hour.

    Where the week gives all its times, every offer is for the same hours, so the weekly cost orders them; else only a
    price by the hour can be compared.
    """
    if hours_known:
        return offer.weekly
    return offer.unit_price if offer.unit is Unit.HOUR else None


def _known_first(amount: Decimal | None) -> SortKey:
    return (amount is None, amount if amount is not None else _NO_AMOUNT)


def _tail(offer: Offer) -> SortKey:
    return (
        *_known_first(offer.weekly),
        *_known_first(offer.miles),
        offer.service,
        offer.service_id,
        offer.lot_id or 0,
    )


_OWN_KEYS: dict[OfferOrder, Callable[[Offer, bool], SortKey]] = {
    OfferOrder.FIT: lambda offer, hours_known: (),
    OfferOrder.NEAREST: lambda offer, hours_known: _known_first(offer.miles),
    OfferOrder.BEST_RATED: lambda offer, hours_known: (RATING_ORDER.index(offer.rating),),
    OfferOrder.OUTCOMES: lambda offer, hours_known: (-offer.outcomes_matched,),
    OfferOrder.HOURLY_PRICE: lambda offer, hours_known: _known_first(hourly_price(offer, hours_known=hours_known)),
}
