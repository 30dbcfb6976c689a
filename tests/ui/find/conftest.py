"""The Find page for its tests, on a small market."""

from collections.abc import Callable
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from brokerage.storage.engine import Database
from tests.ui.example_market import Market, council, market, market_made
from tests.ui.find.hands import ASKED
from ui.desk import Desk as WindowDesk
from ui.find import presenter
from ui.find.form import Question
from ui.find.page import FindPage
from ui.intents import FindSupport

__all__ = ["council", "market", "market_made"]


@pytest.fixture
def page(
    market: Market,
    window_desk: WindowDesk,
    shown: Callable[[FindPage], FindPage],
    at_rest: Callable[[], None],
    qtbot: QtBot,
) -> FindPage:
    """The page asking for two days a week within £310, answered."""
    made = shown(FindPage(window_desk))
    made.activated(FindSupport(ASKED))
    at_rest()
    qtbot.waitUntil(lambda: not made.is_pausing)
    return made


@pytest.fixture
def settled(qtbot: QtBot, page: FindPage, at_rest: Callable[[], None]) -> Callable[[], None]:
    """Wait until the typing has paused and every answer is there."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not page.is_pausing)
        at_rest()
        qtbot.waitUntil(lambda: not page.desk.reads.is_busy and not page.is_pausing)

    return wait


@pytest.fixture
def asked(page: FindPage, monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """The questions that reach the search from now on."""
    seen: list[Question] = []
    search = presenter.search

    def note(database: Database, question: Question, now: datetime) -> presenter.Answer:
        seen.append(question)
        return search(database, question, now)

    monkeypatch.setattr(presenter, "search", note)
    return seen
