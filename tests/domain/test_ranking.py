"""The order of offers: rules.md 10 with its worked example, and every order on request."""

import random
from decimal import Decimal

import pytest

from brokerage.domain.gates import Gate, GateName
from brokerage.domain.offer import Offer, OfferOrder
from brokerage.domain.ranking import Standing, miles_between, rank_offers, standing_of
from brokerage.domain.service import Rating
from brokerage.domain.unit import Unit

OFFER = Offer(
    service_id=1,
    service="A (demo)",
    provider="Provider (demo)",
    lot_id=1,
    lot="Day",
    scheme="Everyday Life",
    district="Maidstone",
    miles=Decimal("1.0"),
    rate_id=1,
    activity="",
    unit=Unit.DAY,
    ratio=None,
    unit_price=Decimal("70.70"),
    weekly=Decimal("70.70"),
    budget_left=None,
    rating=Rating.GOOD,
    places_free=1,
    places_said_on=None,
    outcomes_matched=0,
    gate=None,
)
SUSPENDED = Gate(GateName.SUSPENSION, "suspended from 1 Nov 2026 until 30 Nov 2026")


def offer(name: str, weekly: str | None = "70.70", **facts: object) -> Offer:
    made = OFFER._replace(service=name, weekly=None if weekly is None else Decimal(weekly))
    if weekly is None:
        made = made._replace(rate_id=None, unit_price=None)
    return made._replace(**facts)  # type: ignore[arg-type]


def names(offers: tuple[Offer, ...]) -> str:
    return " ".join(offer.service for offer in offers)


def test_worked_example_dearer_goes_after_nearer_goes_before_and_rate_less_goes_last() -> None:
    """A £820 at 8 mi, B £820 at 3 mi, C £790 at 20 mi, D no rate → C, B, A, D."""
    offers = [
        offer("A", "820.00", miles=Decimal("8.0")),
        offer("B", "820.00", miles=Decimal("3.0")),
        offer("C", "790.00", miles=Decimal("20.0")),
        offer("D", None, miles=Decimal("1.0")),
    ]
    assert names(rank_offers(offers, OfferOrder.FIT, budget_asked=False)) == "C B A D"


def test_what_fits_the_budget_comes_before_what_is_cheaper_to_reach_but_over() -> None:
    offers = [
        offer("over", "310.01", budget_left=Decimal("-0.01"), miles=Decimal("0.1")),
        offer("exactly", "310.00", budget_left=Decimal("0.00"), miles=Decimal("9.0")),
    ]
    assert names(rank_offers(offers, OfferOrder.FIT, budget_asked=True)) == "exactly over"


def test_what_cannot_be_called_off_comes_after_what_can_however_cheap() -> None:
    offers = [
        offer("stopped", "1.00", budget_left=Decimal(309), gate=SUSPENDED),
        offer("over", "400.00", budget_left=Decimal(-90)),
    ]
    for order in OfferOrder:
        assert names(rank_offers(offers, order, budget_asked=True)) == "over stopped"


def test_a_service_that_was_never_admitted_or_has_no_rate_is_last_in_every_order() -> None:
    offers = [
        offer("unknown", None, lot_id=None, miles=Decimal("0.0"), rating=Rating.OUTSTANDING, outcomes_matched=9),
        offer("rate-less", None, gate=Gate(GateName.RATE, "no agreed rate"), miles=Decimal("0.1")),
        offer("stopped", "900.00", gate=SUSPENDED, rating=Rating.INADEQUATE, miles=Decimal("90.0")),
    ]
    for order in OfferOrder:
        assert names(rank_offers(offers, order, budget_asked=False)).startswith("stopped")


def test_a_week_that_cannot_be_priced_does_not_fit_a_budget() -> None:
    unpriced = OFFER._replace(weekly=None)
    assert standing_of(unpriced, budget_asked=True) is Standing.OVER
    assert standing_of(unpriced, budget_asked=False) is Standing.FITS


def test_nearest_puts_distance_first_and_an_unknown_place_after_all_known() -> None:
    offers = [
        offer("nowhere", "1.00", miles=None),
        offer("far", "1.00", miles=Decimal("9.0")),
        offer("near", "900.00", miles=Decimal("1.0")),
    ]
    assert names(rank_offers(offers, OfferOrder.NEAREST, budget_asked=False)) == "near far nowhere"


def test_best_rated_does_not_count_against_a_service_that_nobody_rates() -> None:
    offers = [offer(rating.value, rating=rating) for rating in sorted(Rating, key=lambda rating: rating.value)]
    ranked = names(rank_offers(offers, OfferOrder.BEST_RATED, budget_asked=False))
    assert ranked == "outstanding good not-rated requires-improvement inadequate"


def test_most_outcomes_first() -> None:
    offers = [offer("one", "1.00", outcomes_matched=1), offer("three", "9.00", outcomes_matched=3)]
    assert names(rank_offers(offers, OfferOrder.OUTCOMES, budget_asked=False)) == "three one"


def test_the_price_of_an_hour_orders_by_the_week_once_its_hours_are_known_and_by_hourly_prices_else() -> None:
    offers = [
        offer("by the day", "50.00", unit=Unit.DAY, unit_price=Decimal("50.00")),
        offer("by the hour", "60.00", unit=Unit.HOUR, unit_price=Decimal("12.00")),
    ]
    known = rank_offers(offers, OfferOrder.HOURLY_PRICE, budget_asked=False, hours_known=True)
    assert names(known) == "by the day by the hour"
    assert names(rank_offers(offers, OfferOrder.HOURLY_PRICE, budget_asked=False)) == "by the hour by the day"


@pytest.mark.parametrize("order", list(OfferOrder))
def test_the_order_does_not_depend_on_the_order_the_offers_came_in(order: OfferOrder) -> None:
    chance = random.Random(1)
    offers = [
        offer(chance.choice("AB"), "70.70", service_id=number, miles=Decimal(chance.randint(0, 1)))
        for number in range(30)
    ]
    once = rank_offers(offers, order, budget_asked=False)
    chance.shuffle(offers)
    assert rank_offers(offers, order, budget_asked=False) == once


@pytest.mark.parametrize(
    ("metres", "miles"),
    [(0, "0.0"), (80, "0.0"), (81, "0.1"), (1609, "1.0"), (16_093, "10.0"), (16_173, "10.0"), (16_174, "10.1")],
)
def test_a_distance_is_in_miles_to_one_place_half_up(metres: int, miles: str) -> None:
    assert miles_between(0, 0, metres, 0) == Decimal(miles)
    assert miles_between(0, metres, 0, 0) == Decimal(miles)


def test_a_distance_is_as_the_crow_flies() -> None:
    assert miles_between(0, 0, 3 * 1609, 4 * 1609) == Decimal("5.0")
