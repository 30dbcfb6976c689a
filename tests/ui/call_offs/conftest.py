"""The Call-offs page for its tests, and what the banner is told."""

from collections.abc import Callable

import pytest

from ui.call_offs.page import CallOffsPage
from ui.desk import Desk, Notice

Shown = Callable[[CallOffsPage], CallOffsPage]


@pytest.fixture
def page(window_desk: Desk, shown: Shown) -> CallOffsPage:
    """The page, told of changes as the shell would."""
    made = CallOffsPage(window_desk)
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
