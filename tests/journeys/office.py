"""Somebody who sits down at the window and has a keyboard and nothing else."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from brokerage.services.demonstration import make_demonstration_logins
from tests.demonstrations import DEMONSTRATION_DAY
from tests.ui.keyboard import Presses
from ui.app import Asked, Start
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.page_name import PageName
from ui.preferences import Preferences
from ui.settings.page import SettingsPage
from ui.settings.working_as_section import WorkingAsSection
from ui.widgets.row_table import RowTable

NOW = datetime.combine(DEMONSTRATION_DAY, time(9), UTC)
PATIENCE_MS = 60_000
"""However busy the machine: what has not come by then does not come."""

CONTROL = Qt.KeyboardModifier.ControlModifier
_MOST_TABS = 300
PartT = TypeVar("PartT", bound=QWidget)
RowT = TypeVar("RowT")


class Seat:
    """One window and whoever sits at it. Reads what the window shows; acts by keys only."""

    def __init__(self, qtbot: QtBot, address: str) -> None:
        self._qtbot = qtbot
        self._start = Start(Asked(address), Preferences(), lambda: NOW)
        outcome: list[object] = []
        self._start.ready.connect(lambda: outcome.append("ready"))
        self._start.failed.connect(outcome.append)
        self._start.window.show()
        self.wait(lambda: bool(outcome))
        assert outcome == ["ready"]
        self.keys = Presses(qtbot, self.window)
        self.rest()

    @property
    def window(self) -> MainWindow:
        """The window."""
        return self._start.window

    @property
    def desk(self) -> Desk:
        """The desk of the window."""
        assert self._start.desk is not None
        return self._start.desk

    def close(self) -> None:
        """Leave, and take the window away."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until that is so."""
        self._qtbot.waitUntil(until, timeout=PATIENCE_MS)

    def rest(self) -> None:
        """Wait until nothing is asked any more, and the answers that follow from answers are there too."""
        for _ in range(3):
            self.wait(lambda: not self.desk.reads.is_busy and not self.desk.writes.is_busy)
            QApplication.processEvents()

    def page(self, name: PageName, kind: type[PartT]) -> PartT:
        """The page of this name, in front."""
        self.wait(lambda: self.window.current is name)
        found = self.window.page(name)
        assert isinstance(found, kind)
        return found

    def go_to(self, name: PageName, kind: type[PartT]) -> PartT:
        """Go to a page by its number."""
        number = list(PageName).index(name) + 1
        self.keys.key(Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        self.rest()
        return self.page(name, kind)

    def tab_to(self, wanted: QWidget) -> None:
        """Press Tab until the cursor is in it."""
        self.wait(wanted.isEnabled)
        self.keys.tab_to(_taking_the_cursor(wanted), most=_MOST_TABS)

    def press(self, button: QWidget) -> None:
        """Go to a button and press it."""
        self.tab_to(button)
        self.keys.key(Qt.Key.Key_Space)
        self.rest()

    def press_named(self, within: QWidget, words: str) -> None:
        """Press the button that says so."""
        self.wait(lambda: self._button(within, words) is not None)
        button = self._button(within, words)
        assert button is not None
        self.press(button)

    def type_over(self, field: QWidget, words: str) -> None:
        """Put other words into a field."""
        self.tab_to(field)
        self.keys.key(Qt.Key.Key_A, CONTROL)
        self.keys.text(words)

    def move_to(self, table: RowTable[RowT], wanted: Callable[[RowT], bool]) -> RowT:
        """Go to the row by the arrows."""
        self.wait(lambda: any(wanted(row) for row in table.rows))
        self.tab_to(table)
        line = next(number for number, row in enumerate(table.rows) if wanted(row))
        steps = line - table.view.currentIndex().row()
        for _ in range(abs(steps)):
            self.keys.key(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
        self.rest()
        current = table.current
        assert current is not None
        assert wanted(current)
        return current

    def enter(self) -> None:
        """Press Enter."""
        self.keys.key(Qt.Key.Key_Return)
        self.rest()

    def at_dialog(self, dialog: QDialog) -> Presses:
        """The keys go to the dialog now."""
        self.wait(dialog.isActiveWindow)
        return Presses(self._qtbot, dialog)

    def answer(self, dialog: QDialog, button: QPushButton) -> None:
        """Press a dialog's button; it closes."""
        keys = self.at_dialog(dialog)
        keys.tab_to(button)
        with self.until_closed(dialog):
            keys.key(Qt.Key.Key_Space)

    def name_file(self, file: Path) -> None:
        """Type the file's name where the window asks for one, to be saved or read."""
        dialog = self.window.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        keys = self.at_dialog(dialog)
        keys.key(Qt.Key.Key_A, CONTROL)
        keys.text(str(file))
        with self.until_closed(dialog):
            keys.key(Qt.Key.Key_Return)

    @contextmanager
    def until_closed(self, dialog: QDialog) -> Iterator[None]:
        """Wait at the end until the dialog has closed. A screen in memory has nobody to bring the window to the front again."""
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        yield
        self.wait(lambda: bool(closed))
        self.rest()
        self.keys = Presses(self._qtbot, self.window)

    def _button(self, within: QWidget, words: str) -> QPushButton | None:
        found = [made for made in within.findChildren(QPushButton) if made.text() == words and made.isVisible()]
        return found[0] if found else None


class Office(ABC):
    """Where the staff of the demonstration work."""

    def __init__(self, qtbot: QtBot, address: str) -> None:
        self._qtbot = qtbot
        self.address = address
        self._seat: Seat | None = None

    @property
    @abstractmethod
    def is_independent(self) -> bool:
        """Whether an approver is really somebody else."""

    @abstractmethod
    def seat(self, login: str) -> Seat:
        """The window with this member of staff at it."""

    def close(self) -> None:
        """Everybody leaves."""
        if self._seat is not None:
            self._seat.close()
            self._seat = None


class OwnLogins(Office):
    """A shared database: each job signs in under its own login, at a window of its own."""

    def __init__(self, qtbot: QtBot, address: str) -> None:
        super().__init__(qtbot, address)
        make_demonstration_logins(address)

    @property
    def is_independent(self) -> bool:
        return True

    def seat(self, login: str) -> Seat:
        self.close()
        self._seat = Seat(self._qtbot, self.address.replace("postgres@", f"{login}@"))
        assert self._seat.desk.actor.login == login
        return self._seat


class WorkAsInSettings(Office):
    """A file of one's own: one window, and one chooses in Settings whom to work as."""

    @property
    def is_independent(self) -> bool:
        return False

    def seat(self, login: str) -> Seat:
        if self._seat is None:
            self._seat = Seat(self._qtbot, self.address)
        seat = self._seat
        settings = seat.go_to(PageName.SETTINGS, SettingsPage)
        seat.tab_to(settings.list)
        seat.keys.key(Qt.Key.Key_Home)
        seat.rest()
        section = settings.section
        assert isinstance(section, WorkingAsSection)
        seat.move_to(section.table, lambda entry: entry.login == login)
        seat.enter()
        seat.wait(lambda: seat.desk.actor.login == login)
        return seat


def _taking_the_cursor(widget: QWidget) -> QWidget:
    """The part of it that has the cursor when it has."""
    inner: QWidget | None = widget.focusProxy()
    return widget if inner is None else _taking_the_cursor(inner)
