"""The Market page for its tests, a commissioner at work; schemes with terms, rounds and values."""

from collections.abc import Callable

import pytest

from tests.builders import Desk as Council
from tests.services.rules_builders import open_from_nothing
from tests.ui.market.opened import Open, Opened
from tests.ui.market.rules_desk import rules_shown
from ui.desk import Desk
from ui.market.applications.section import ApplicationsSection
from ui.market.page import MarketPage
from ui.market.rules.view import SchemeRulesParts

Show = Callable[[MarketPage], MarketPage]


@pytest.fixture
def page(window_desk: Desk, council: Council, shown: Show) -> MarketPage:
    """The page, the commissioner at work."""
    window_desk.open(council.database, council.commissioner)
    return shown(MarketPage(window_desk))


@pytest.fixture
def opened(page: MarketPage, at_rest: Callable[[], None]) -> Open:
    """Opens the application that presses most."""

    def bring() -> Opened:
        page.show_section(ApplicationsSection)
        at_rest()
        at_rest()
        made = Opened(page, at_rest)
        made.section.open_one()
        return made

    return bring


@pytest.fixture
def parts(page: MarketPage, council: Council, at_rest: Callable[[], None]) -> SchemeRulesParts:
    """The parts for a scheme that was opened from nothing."""
    council.need("autism")
    open_from_nothing(council)
    return rules_shown(page, at_rest)
