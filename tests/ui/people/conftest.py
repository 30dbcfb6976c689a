"""The People page for its tests, and what the banner is told."""

from collections.abc import Callable

import pytest

from ui.desk import Desk, Notice
from ui.people.page import PeoplePage

AtRest = Callable[[], None]


@pytest.fixture
def page(window_desk: Desk, shown: Callable[[PeoplePage], PeoplePage]) -> PeoplePage:
    """The page, told of changes as the shell would."""
    made = PeoplePage(window_desk)
    window_desk.changes.changed.connect(made.reload)
    return shown(made)


@pytest.fixture
def said(window_desk: Desk) -> list[str]:
    """What the banner is told."""
    told: list[str] = []

    def hear(notice: Notice) -> None:
        told.append(notice.text)

    window_desk.noticed.connect(hear)
    return told
