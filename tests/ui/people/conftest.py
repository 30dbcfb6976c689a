"""The People page for its tests."""

from collections.abc import Callable

import pytest

from ui.desk import Desk
from ui.people.page import PeoplePage

AtRest = Callable[[], None]


@pytest.fixture
def page(window_desk: Desk, shown: Callable[[PeoplePage], PeoplePage]) -> PeoplePage:
    """The page, told of changes as the shell would."""
    made = PeoplePage(window_desk)
    window_desk.changes.changed.connect(made.reload)
    return shown(made)
