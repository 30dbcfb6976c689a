"""The window goes on answering while Find is made, searched, read through and compared: no long halt of its event loop.

Counted in the processor time of the window's own thread, so that a busy machine is no reason to fail.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import thread_time

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from brokerage.services.desk import Database
from brokerage.services.manage_people import find_people
from brokerage.services.staff import actor_for
from brokerage.storage.engine import open_database
from ui.changes import Changes
from ui.compare.page import ComparePage
from ui.desk import Desk
from ui.find.page import FindPage
from ui.icons import Icons
from ui.look import Look
from ui.tasks import Reads, Writes

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
LONGEST_MS = 100


@pytest.fixture
def database(sqlite_demonstration_url: str) -> Iterator[Database]:
    opened = open_database(sqlite_demonstration_url)
    yield opened
    opened.close()


@pytest.fixture
def demonstration_desk(qtbot: QtBot, database: Database, look: Look, icons: Icons) -> Iterator[Desk]:
    failures: list[Exception] = []
    reads, writes = Reads(failures.append), Writes(failures.append)
    actor = actor_for(database, "practitioner", today=NOW.date())
    changes = Changes(reads, lambda: "0")
    yield Desk(database, actor, reads, writes, changes, look, icons, lambda: NOW)
    reads.close()
    writes.close()
    assert failures == []


class Halts:
    """The longest the window's thread worked without coming back to its event loop, in milliseconds."""

    def __init__(self) -> None:
        self.halts_ms: list[tuple[float, str]] = []
        self.doing = ""

    @property
    def longest(self) -> tuple[float, str]:
        """The longest, and what was being done."""
        return max(self.halts_ms)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Count what is done in the block, and each turn of the event loop in it."""
        began = thread_time()
        yield
        self._note(began)

    def turn_until(self, done: Callable[[], bool], qtbot: QtBot) -> None:
        """Let the event loop turn, one event at a time, until it is done."""
        waker = QTimer(interval=5)
        waker.timeout.connect(lambda: None)
        waker.start()
        while not done():
            began = thread_time()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            self._note(began)
        waker.stop()

    def _note(self, began: float) -> None:
        self.halts_ms.append(((thread_time() - began) * 1000, self.doing))


def test_find_and_compare_never_halt_the_window(demonstration_desk: Desk, database: Database, qtbot: QtBot) -> None:
    desk, halts = demonstration_desk, Halts()
    window = QStackedWidget()
    qtbot.addWidget(window)
    window.resize(1218, 660)
    window.show()
    qtbot.waitExposed(window)
    found = find_people(database, desk.actor, "P-10", NOW.date())
    desk.take_in_hand(next(person for person in found if person.weekly_budget and person.week))

    def rest() -> bool:
        return not desk.reads.is_busy and not page.is_pausing

    halts.doing = "make Find"
    with halts.watched():
        page = FindPage(desk)
    halts.doing = "show Find"
    with halts.watched():
        window.addWidget(page)
        window.setCurrentWidget(page)
        page.activated()
    halts.turn_until(rest, qtbot)
    halts.doing = "type"
    for words in ("g", "ga", "gar", "a", ""):
        page.criteria.words.setText(words)
        halts.turn_until(rest, qtbot)
    halts.doing = "read through"
    for line in range(min(5, len(page.results.table.rows))):
        page.results.table.view.selectRow(line)
        halts.turn_until(rest, qtbot)
    halts.doing = "clear all"
    page.results._clear_all.click()
    halts.turn_until(rest, qtbot)
    assert len(page.results.table.rows) == 100
    page.results.table.tick_only(page.results.table.rows[:6])

    halts.doing = "make Compare"
    with halts.watched():
        compare = ComparePage(desk)
    halts.doing = "show Compare"
    with halts.watched():
        window.addWidget(compare)
        window.setCurrentWidget(compare)
        desk.sent_to.connect(lambda _name, intent: compare.activated(intent))
        page.detail.compare.click()
    halts.turn_until(lambda: rest() and compare.comparison is not None, qtbot)
    assert halts.longest <= (LONGEST_MS, ""), halts.longest
