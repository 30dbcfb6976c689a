"""The Settings page for its tests, the administrator at work; and what the banner is told."""

from collections.abc import Callable, Iterator

import pytest

from tests.builders import Desk as Council
from ui.desk import Desk, Notice
from ui.settings.page import SettingsPage
from ui.theme import ThemeChoice

AtRest = Callable[[], None]


Show = Callable[[SettingsPage], SettingsPage]


@pytest.fixture
def notices(window_desk: Desk) -> list[Notice]:
    seen: list[Notice] = []
    window_desk.noticed.connect(seen.append)
    return seen


@pytest.fixture
def page(window_desk: Desk, council: Council, shown: Show, notices: list[Notice]) -> Iterator[SettingsPage]:
    """The page, the administrator at work."""
    assert notices == []
    window_desk.open(council.database, council.administrator)
    yield shown(SettingsPage(window_desk))
    window_desk.look.choose(ThemeChoice.LIGHT)
