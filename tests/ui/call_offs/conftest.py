"""The Call-offs page for its tests."""

from collections.abc import Callable

import pytest

from ui.call_offs.page import CallOffsPage
from ui.desk import Desk

Shown = Callable[[CallOffsPage], CallOffsPage]


@pytest.fixture
def page(window_desk: Desk, shown: Shown) -> CallOffsPage:
    """The page, told of changes as the shell would."""
    made = CallOffsPage(window_desk)
    window_desk.changes.changed.connect(made.reload)
    return shown(made)
