"""The one window: first a picture that takes no time, then the shell in it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

if TYPE_CHECKING:
    # The first picture needs none of these.
    from ui.desk import Desk
    from ui.icons import Icons
    from ui.look import Look
    from ui.opening import Opened
    from ui.page_name import PageName
    from ui.shell import Shell

TITLE = "Brokerage Desk"
USUAL_SIZE, SMALLEST_SIZE = (1366, 768), (960, 600)


class MainWindow(QMainWindow):
    """A frame for the shell.

    Signals:
        painted(): the first picture is on the screen; heavy work may begin.
        closing(): the person at the desk closed it.
    """

    painted = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.resize(*USUAL_SIZE)
        self.setMinimumSize(*SMALLEST_SIZE)
        self._was_painted = False
        self._shell: Shell | None = None
        opening = QLabel("Opening Brokerage Desk…")
        opening.setIndent(24)
        self.setCentralWidget(opening)

    def raise_shell(self, look: "Look", icons: "Icons") -> None:
        """Put the shell in place of the first picture."""
        from ui.shell import Shell

        self._shell = Shell(look, icons)
        self.setCentralWidget(self._shell)

    @property
    def shell(self) -> "Shell":
        """The shell; it stands soon after the first picture."""
        assert self._shell is not None  # noqa: S101 - nobody has the window before it stands
        return self._shell

    @property
    def current(self) -> "PageName | None":
        """The page in front."""
        return self.shell.current

    def page(self, name: "PageName") -> QWidget | None:
        """The page's widget, if it was made already."""
        return self.shell.page(name)

    def go_to(self, name: "PageName", intent: object | None = None) -> None:
        """Bring a page to the front."""
        self.shell.go_to(name, intent)

    def prepare(self, desk: "Desk", first_page: "PageName") -> None:
        """Show the first page of this desk while its database is being opened."""
        self.shell.prepare(desk, first_page)

    def use(self, opened: "Opened") -> None:
        """Work in this database from now on."""
        self.shell.use(opened)

    def cannot_open(self, error: Exception, retry: Callable[[], None]) -> None:
        """Say in the middle of the window why no database is open."""
        self.shell.cannot_open(error, retry)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
