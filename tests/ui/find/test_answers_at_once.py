"""The window goes on answering while Find is made, searched, read through and compared.

Held here without a clock: the window's thread never waits for a database, and a page is made in pieces, a piece a turn of the
event loop. How long the pieces take is measured in tests/bench.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.demonstration_desk import demonstration_desk
from tests.ui.own_thread import no_database_on_this_thread
from ui.compare.page import ComparePage
from ui.desk import Desk
from ui.find.page import FindPage

__all__ = ["demonstration_desk"]

MOST_WIDGETS_A_TURN = 200
"""Each is dressed by the style sheet and laid out: a page made all at once has more than twice as many."""


@pytest.fixture
def window(qtbot: QtBot) -> QStackedWidget:
    shown = QStackedWidget()
    qtbot.addWidget(shown)
    shown.resize(1218, 660)
    with qtbot.waitExposed(shown, timeout=60_000):
        shown.show()
    return shown


def test_find_and_compare_never_wait_for_the_database(
    demonstration_desk: Desk, window: QStackedWidget, qtbot: QtBot
) -> None:
    desk = demonstration_desk
    with no_database_on_this_thread():
        page = FindPage(desk)
        bring_up(window, page)
        page.activated()

        def settle() -> None:
            qtbot.waitUntil(lambda: not desk.reads.is_busy and not page.is_pausing, timeout=60_000)

        settle()
        for words in ("g", "ga", "gar", "a", ""):
            page.criteria.words.setText(words)
            settle()
        for line in range(min(5, len(page.results.table.rows))):
            page.results.table.view.selectRow(line)
            settle()
        page.results._clear_all.click()
        settle()
        assert len(page.results.table.rows) == 100
        page.results.table.tick_only(page.results.table.rows[:6])
        compare = ComparePage(desk)
        bring_up(window, compare)
        desk.sent_to.connect(lambda _name, intent: compare.activated(intent))
        page.detail.compare.click()
        qtbot.waitUntil(lambda: compare.comparison is not None, timeout=60_000)
        settle()


def test_find_is_made_and_filled_in_pieces(demonstration_desk: Desk, window: QStackedWidget, qtbot: QtBot) -> None:
    desk = demonstration_desk
    page = FindPage(desk)
    numbers = [number_of_widgets(page)]
    bring_up(window, page)
    page.activated()
    turns = turns_until(lambda: not desk.reads.is_busy and not page.is_pausing)
    numbers += [number_of_widgets(page) for _ in turns]
    assert page.results.table.current is not None
    grown = [later - earlier for earlier, later in zip([0, *numbers], numbers, strict=False)]
    assert max(grown) <= MOST_WIDGETS_A_TURN
    assert numbers[-1] > 2 * MOST_WIDGETS_A_TURN


def turns_until(done: Callable[[], bool]) -> Iterator[None]:
    """Yields after each turn of the event loop until it is done."""
    waker = QTimer(interval=5)
    waker.timeout.connect(lambda: None)
    waker.start()
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        yield
    waker.stop()


def number_of_widgets(page: QWidget) -> int:
    return len(page.findChildren(QWidget))


def bring_up(window: QStackedWidget, page: QWidget) -> None:
    window.addWidget(page)
    window.setCurrentWidget(page)
