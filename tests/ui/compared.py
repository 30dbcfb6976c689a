"""Three services to compare, and the page that compares them."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.week_wanted import parse_week
from brokerage.services.find_support import find_offers
from tests.builders import NOW, START, Desk
from tests.ui.example_market import WEEK, Market
from ui.compare.page import ComparePage
from ui.desk import Desk as WindowDesk
from ui.intents import CompareOffers

ASKED = SearchCriteria(START, parse_week(WEEK), weekly_budget=Decimal(310))


def offers(council: Desk, *service_ids: int) -> tuple[Offer, ...]:
    found = {offer.service_id: offer for offer in find_offers(council.database, ASKED).offers}
    return tuple(found[service_id] for service_id in service_ids)


@pytest.fixture
def compared(council: Desk, market: Market) -> CompareOffers:
    """Three chosen in no order: over the budget, dearer, cheapest; the list they come from is all six."""
    listed = find_offers(council.database, ASKED).offers
    return CompareOffers(ASKED, offers(council, market.over, market.dearer, market.cheap), listed, NOW)


@pytest.fixture
def page(
    compared: CompareOffers,
    window_desk: WindowDesk,
    shown: Callable[[ComparePage], ComparePage],
    at_rest: Callable[[], None],
) -> ComparePage:
    made = shown(ComparePage(window_desk))
    made.activated(compared)
    at_rest()
    return made
