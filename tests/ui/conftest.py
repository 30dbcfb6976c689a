"""A desk for the window's tests: drawn offscreen, on a database of its own, with staff of every job and some people.

Warnings from Qt fail a test (`qt_log_level_fail` in pyproject.toml).
"""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TypeVar

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from brokerage.storage.engine import Database, open_database
from tests.builders import Desk as Council
from tests.builders import open_council
from ui.app import make_application
from ui.changes import Changes
from ui.desk import Desk, Notice
from ui.fonts import load_first, load_rest
from ui.icons import Icons
from ui.look import Look
from ui.page_name import PageName
from ui.tasks import Reads, Writes
from ui.theme import ThemeChoice

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PATIENCE_MS = 60_000
LOOK_AGAIN_MS = 1
TYPING_PAUSE_MS = 30
_TYPING_PAUSES = (
    "ui.call_offs.parts_view.PAUSE_MS",
    "ui.call_offs.presenter.PAUSE_MS",
    "ui.find.presenter.PAUSE_MS",
    "ui.market.admissions.section._PAUSE_MS",
    "ui.market.documents.section._PAUSE_MS",
    "ui.market.rates.agree_form._PAUSE_MS",
    "ui.market.reason_form._PAUSE_MS",
    "ui.market.recording.provider.TYPING_PAUSE_MS",
    "ui.people.presenter.PAUSE_MS",
    "ui.people_picker.TYPING_PAUSE_MS",
)
PageT = TypeVar("PageT", bound=QWidget)


@pytest.fixture(autouse=True)
def rubbish_is_collected_here() -> Iterator[None]:
    """Collect rubbish between tests on this thread, as the window does: a worker's thread must not destroy a widget.

    What stands before a test is set aside, so that its own round does not look through all that was ever loaded. Windows
    end with their test, and only then the light look is put back where it was changed: a look is put on each window there is.
    """
    gc.disable()
    gc.collect()
    gc.freeze()
    yield
    _destroy_windows()
    _put_light_look_back()
    gc.collect()
    gc.enable()


def _destroy_windows() -> None:
    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None:
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _put_light_look_back() -> None:
    if QApplication.instance() is not None:
        Look(ThemeChoice.LIGHT).put_on()


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The one application, with the shipped fonts and the look of the window."""
    application = make_application()
    load_first()
    load_rest()
    Look(ThemeChoice.LIGHT).put_on()
    return application


@pytest.fixture(autouse=True)
def short_typing_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody types here: what waits for a pause in the typing waits for a short one."""
    for pause in _TYPING_PAUSES:
        monkeypatch.setattr(pause, TYPING_PAUSE_MS)


class PatientBot(QtBot):
    """Gives up after a minute: on a busy machine five seconds are over before a thread has had its turn.

    It looks every millisecond whether what it waits for is there; its parent looks every ten, thousands of times a run.
    """

    _looks = False

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802 - its own
        self._looks = True
        try:
            super().waitUntil(callback, timeout=timeout)
        finally:
            self._looks = False

    def wait(self, ms: int) -> None:
        if not self._looks:
            super().wait(ms)
            return
        loop = QEventLoop()
        QTimer.singleShot(LOOK_AGAIN_MS, loop.quit)
        loop.exec()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The tests' hands, with patience."""
    return PatientBot(request)


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light look at the usual text size, which every test begins with."""
    return Look(ThemeChoice.LIGHT)


@pytest.fixture
def icons(look: Look) -> Icons:
    made = Icons(look)
    made.load()
    return made


@pytest.fixture
def council(sqlite_url: str) -> Iterator[Council]:
    """The council's rows: staff of every job; tests add people and services with its builders."""
    database: Database = open_database(sqlite_url)
    yield open_council(database)
    database.close()


@pytest.fixture
def failures() -> list[Exception]:
    """Whatever a task failed with that nobody was asked to take."""
    return []


@pytest.fixture
def window_desk(qtbot: QtBot, council: Council, look: Look, icons: Icons, failures: list[Exception]) -> Iterator[Desk]:
    """What pages are handed: the practitioner works, on 2 Nov 2026; changes are told, colleagues are not asked about."""
    reads, writes = Reads(failures.append), Writes(failures.append)
    changes = Changes(reads, lambda: "0")
    writes.changed.connect(changes.changed)
    yield Desk(council.database, council.practitioner, reads, writes, changes, look, icons, lambda: NOW)
    reads.close()
    writes.close()


@pytest.fixture
def shown(qtbot: QtBot, look: Look) -> Callable[[PageT], PageT]:
    """Show a widget, dressed as the window, at the size of a small laptop and wait until it is on the screen."""

    def show(widget: PageT) -> PageT:
        qtbot.addWidget(widget)
        look.dress(widget)
        widget.resize(1366, 768)
        with qtbot.waitExposed(widget, timeout=PATIENCE_MS):
            widget.show()
        return widget

    return show


@pytest.fixture
def said(window_desk: Desk) -> list[str]:
    """What the banner is told."""
    told: list[str] = []

    def hear(notice: Notice) -> None:
        told.append(notice.text)

    window_desk.noticed.connect(hear)
    return told


@pytest.fixture
def sent(window_desk: Desk) -> list[tuple[PageName, object]]:
    """Which pages were gone to, and with what."""
    found: list[tuple[PageName, object]] = []
    window_desk.sent_to.connect(lambda name, intent: found.append((name, intent)))
    return found


@pytest.fixture
def at_rest(qtbot: QtBot, window_desk: Desk) -> Callable[[], None]:
    """Wait until no use case is under way."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not window_desk.reads.is_busy and not window_desk.writes.is_busy)

    return wait
