"""Journeys play in the real window, drawn offscreen, or on the real command line, on demonstrations of their own."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.office import Office, OwnLogins, WorkAsInSettings
from tests.ui.conftest import qapp, rubbish_is_collected_here

__all__ = ["qapp", "rubbish_is_collected_here"]


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Office]:
    """The demonstration with its staff: at one window on SQLite, each with a login of their own on PostgreSQL."""
    address: str = request.getfixturevalue(f"{request.param}_demonstration_url")
    made: Office = WorkAsInSettings(qtbot, address) if request.param == "sqlite" else OwnLogins(qtbot, address)
    yield made
    made.close()


@pytest.fixture
def one_window(qtbot: QtBot, sqlite_demonstration_url: str) -> Iterator[WorkAsInSettings]:
    """The demonstration in a file of one's own, at one window."""
    made = WorkAsInSettings(qtbot, sqlite_demonstration_url)
    yield made
    made.close()
