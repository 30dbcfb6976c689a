"""The Market page for its tests, a commissioner at work; schemes with terms, rounds and values."""

from collections.abc import Callable

import pytest

from tests.builders import Desk as Council
from ui.desk import Desk
from ui.market.page import MarketPage

Show = Callable[[MarketPage], MarketPage]


@pytest.fixture
def page(window_desk: Desk, council: Council, shown: Show) -> MarketPage:
    """The page, the commissioner at work."""
    window_desk.open(council.database, council.commissioner)
    return shown(MarketPage(window_desk))
