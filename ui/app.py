"""Starts the window: first a picture, then the shell, then, on a thread, everything heavy; then the desk and its first page."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from ui.look import Look
from ui.main_window import MainWindow
from ui.page_name import PageName
from ui.preferences import Preferences
from ui.rubbish import RubbishRounds

if TYPE_CHECKING:
    from datetime import datetime

    from ui.desk import Desk
    from ui.opening import Opened
    from ui.pages import PageEntry
    from ui.tasks import Reads, Writes

STYLE = "fusion"
LOOK_FOR_REST_MS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for: a database other than the usual, whom to work as, the page to begin with."""

    address: str | None = None
    login: str | None = None
    first_page: PageName = PageName.HOME


def utc_now() -> "datetime":
    """This moment."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def make_application() -> QApplication:
    """The one application object, in the style the theme is made for.

    It is told its style as a command line would tell it: to speak of a style in Python costs a seventh of the first picture.
    """
    QCoreApplication.setApplicationName("Brokerage Desk")
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication([*sys.argv[:1], "-style", STYLE])


class Start(QObject):
    """Brings the window up and keeps what lives as long as it.

    Attributes:
        window: the window.
        look: how it looks.
        desk: the desk, once its first page stands; its database is open when `ready`.

    Signals:
        prepared(): the first page stands and may be typed into; its database is being opened.
        ready(): the database is open and the first page asks it.
        failed(Exception): no database could be opened; the window says why.
    """

    prepared = Signal()
    ready = Signal()
    failed = Signal(object)

    def __init__(self, asked: Asked, preferences: Preferences, clock: "Callable[[], datetime]" = utc_now) -> None:
        super().__init__()
        self._asked = asked
        self._clock = clock
        self._lanes: tuple[Reads, Writes] | None = None
        self.desk: Desk | None = None
        self._rubbish = RubbishRounds()
        self._rest = QTimer(self, interval=LOOK_FOR_REST_MS)
        self._rest.timeout.connect(self._import_rest)
        self.look = Look(preferences.theme(), preferences.text_scale())
        self.look.put_on_ground()
        self.window = MainWindow()
        self.look.changed.connect(lambda: preferences.keep(self.look.choice, self.look.text_scale))
        self.window.painted.connect(self._raise_shell)
        self.window.closing.connect(self.close)

    def close(self) -> None:
        """Deliver nothing any more and give every connection back."""
        for lane in self._lanes or ():
            lane.close()
        self._rest.stop()
        self._rubbish.end()
        if self.desk is not None:
            self.desk.changes.stop()
            if self.desk.is_open:
                self.desk.database.close()

    def _raise_shell(self) -> None:
        from ui import fonts
        from ui.icons import Icons

        fonts.load_first()
        self.look.put_on()
        self.look.dress(self.window)
        self._icons = Icons(self.look)
        self.window.raise_shell(self.look, self._icons)
        QTimer.singleShot(0, self._prepare)  # the shell is painted before anything heavy begins

    def _prepare(self) -> None:
        """Import the first page on a thread: its fields stand before the database, with its heavy library, is open."""
        from ui.opening import import_all

        self._rubbish.begin()  # before the first thread
        reads, _ = self._make_lanes()
        question = partial(import_all, (self._first.module,))
        reads.latest("shell: first page", question, self._show_first_page, lambda _error: self._show_first_page(None))

    def _show_first_page(self, _imported: None) -> None:
        from ui import fonts
        from ui.changes import Changes
        from ui.desk import Desk

        reads, writes = self._make_lanes()
        changes = Changes(reads, self._mark)
        desk = self.desk = Desk(None, None, reads, writes, changes, self.look, self._icons, self._clock)
        writes.changed.connect(changes.tell)
        fonts.load_rest()
        self._icons.load()
        self.window.prepare(desk, self._asked.first_page)
        self.prepared.emit()
        QTimer.singleShot(0, self._open)  # the page is painted first

    def _open(self) -> None:
        from ui.opening import open_for_work

        reads, _ = self._make_lanes()
        asked = partial(open_for_work, self._asked.address, self._asked.login, self._clock(), self._first.services)
        reads.latest("shell: open", asked, self._opened, self._not_opened)

    @property
    def _first(self) -> "PageEntry":
        from ui.pages import PAGES

        return next(entry for entry in PAGES if entry.name is self._asked.first_page)

    def _mark(self) -> str:
        """What changes whenever anybody changes anything."""
        from brokerage.services.administer import change_mark

        assert self.desk is not None  # noqa: S101 - made before anybody asks
        return change_mark(self.desk.database)

    def _make_lanes(self) -> "tuple[Reads, Writes]":
        from ui.tasks import Reads, Writes

        if self._lanes is None:
            self._lanes = Reads(self._tell), Writes(self._tell)
        return self._lanes

    def _opened(self, opened: "Opened") -> None:
        assert self.desk is not None  # noqa: S101 - made before anything was opened
        self.desk.open(opened.database, opened.actor)
        self.window.use(opened)
        self.window.go_to(self._asked.first_page)
        self.desk.changes.start()
        self._rest.start()
        self.ready.emit()

    def _import_rest(self) -> None:
        """Import the other pages once nothing is being read: it would keep the first page waiting for its rows."""
        from ui.opening import import_all
        from ui.pages import PAGES

        reads, _ = self._make_lanes()
        if reads.is_busy:
            return
        self._rest.stop()
        modules = [module for entry in PAGES for module in entry.modules]
        # A page that cannot be imported says so itself when it is opened.
        reads.latest("shell: import pages", partial(import_all, modules), lambda _done: None, lambda _error: None)

    def _not_opened(self, error: Exception) -> None:
        self.window.cannot_open(error, self._open)
        self.failed.emit(error)

    def _tell(self, error: Exception) -> None:
        if self.desk is not None:
            self.desk.fail(error)
