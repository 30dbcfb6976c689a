"""Starts the window: first the picture, then, on a thread, everything heavy; then the desk and its first page."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication

from ui import fonts
from ui.changes import Changes
from ui.desk import Desk
from ui.icons import Icons
from ui.look import Look
from ui.main_window import MainWindow
from ui.opening import Opened, open_for_work
from ui.page import PageName
from ui.preferences import Preferences
from ui.tasks import Reads, Writes

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for: a database other than the usual, whom to work as, the page to begin with."""

    address: str | None = None
    login: str | None = None
    first_page: PageName = PageName.HOME


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def make_application() -> QApplication:
    """The one application object, with the fonts the first picture needs."""
    QCoreApplication.setApplicationName("Brokerage Desk")
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    fonts.load_first()
    return application


class Start(QObject):
    """Brings the window up and keeps what lives as long as it.

    Attributes:
        window: the window.
        desk: the desk, once the database is open.

    Signals:
        ready(): the desk is there and its first page in front.
        failed(): no database could be opened; the window says why.
    """

    ready = Signal()
    failed = Signal()

    def __init__(self, asked: Asked, preferences: Preferences, clock: Clock = utc_now) -> None:
        super().__init__()
        self._asked = asked
        self._clock = clock
        self._preferences = preferences
        self.desk: Desk | None = None
        self.look = Look(preferences.theme(), preferences.text_scale())
        self.look.put_on()
        self.icons = Icons(self.look)
        self.window = MainWindow(self.look, self.icons)
        self.reads = Reads(self._tell)
        self.writes = Writes(self._tell)
        self.look.changed.connect(lambda: preferences.keep(self.look.choice, self.look.text_scale))
        self.window.painted.connect(self._open)
        self.window.closing.connect(self.close)

    def close(self) -> None:
        """Deliver nothing any more and give every connection back."""
        self.reads.close()
        self.writes.close()
        if self.desk is not None:
            self.desk.changes.stop()
            self.desk.database.close()

    def _open(self) -> None:
        question = partial(open_for_work, self._asked.address, self._asked.login, self._clock())
        self.reads.latest("shell: open", question, self._opened, self._not_opened)

    def _opened(self, opened: Opened) -> None:
        changes = Changes(self.reads, opened.mark)
        self.desk = Desk(
            opened.database, opened.actor, self.reads, self.writes, changes, self.look, self.icons, self._clock
        )
        self.writes.changed.connect(changes.tell)
        fonts.load_rest()
        self.icons.load()
        self.window.use(self.desk, opened)
        self.window.go_to(self._asked.first_page)
        changes.start()
        self.ready.emit()

    def _not_opened(self, error: Exception) -> None:
        self.window.cannot_open(error, self._open)
        self.failed.emit()

    def _tell(self, error: Exception) -> None:
        if self.desk is not None:
            self.desk.fail(error)
