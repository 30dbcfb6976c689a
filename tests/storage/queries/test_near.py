"""Which services lie within so many miles, wherever the rows of the grid that the index goes by begin and end."""

from decimal import Decimal

import pytest

from brokerage.domain.offer import SearchCriteria, SearchPoint
from brokerage.services.find_support import find_offers
from tests.builders import START, Desk

# One mile is 1,609.344 metres.
JUST_WITHIN, JUST_BEYOND = 1_609, 1_610


@pytest.mark.parametrize("northing", [0, 1_608, 9_999, 10_000, 10_001, 155_000, 159_999, 160_000, 1_218_000])
def test_a_mile_is_a_mile_on_both_sides_of_a_row_of_the_grid(desk: Desk, northing: int) -> None:
    within = {
        desk.service(easting=easting, northing=north)
        for easting, north in (
            (576_000, northing + JUST_WITHIN),
            (576_000, max(0, northing - JUST_WITHIN)),
            (577_609, northing),
        )
    }
    desk.service(easting=576_000, northing=northing + JUST_BEYOND)
    desk.service(easting=576_000 + JUST_BEYOND, northing=northing)
    desk.service(easting=None, northing=None)
    point = SearchPoint(576_000, northing, "the point")
    answer = find_offers(desk.database, SearchCriteria(START, near=point, miles=Decimal(1)))
    assert {offer.service_id for offer in answer.offers} == within


def test_a_wide_circle_takes_in_every_row_it_touches(desk: Desk) -> None:
    """Thirty miles are 48 kilometres: a service stands every eight, in ten rows of the grid."""
    within = {desk.service(easting=576_000, northing=northing) for northing in range(107_000, 204_000, 8_000)}
    point = SearchPoint(576_000, 155_000, "the point")
    answer = find_offers(desk.database, SearchCriteria(START, near=point, miles=Decimal(30)))
    assert {offer.service_id for offer in answer.offers} == within
    assert len(within) == 13
