"""The shell: rail, person bar, banner, pages, status line. It knows no trade; pages do."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from brokerage.domain.changes import Kind
from ui.desk import Desk, Notice, Tone
from ui.failures import describe
from ui.icons import Icons
from ui.look import Look
from ui.opening import Opened
from ui.page import Page, PageName
from ui.pages import PAGES, PageEntry, import_page
from ui.rail import Rail
from ui.status_line import StatusLine
from ui.widgets.banner import Banner
from ui.widgets.card import PAGE_MARGIN
from ui.widgets.state_panel import StatePanel

TITLE = "Brokerage Desk"
_OFFLINE = Notice(
    Tone.BAD,
    "The database does not answer. What you see and what you typed stays; saving waits until it answers again.",
)
USUAL_SIZE, SMALLEST_SIZE = (1366, 768), (960, 600)


class MainWindow(QMainWindow):
    """The one window.

    Signals:
        painted(): the first picture is on the screen; heavy work may begin.
        closing(): the person at the desk closed it.
    """

    painted = Signal()
    closing = Signal()

    def __init__(self, look: Look, icons: Icons) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.resize(*USUAL_SIZE)
        self.setMinimumSize(*SMALLEST_SIZE)
        self._look = look
        self._desk: Desk | None = None
        self._was_painted = False
        self._pages: dict[PageName, QWidget] = {}
        self._stale: dict[PageName, set[Kind]] = {}
        self.current: PageName | None = None
        self.rail = Rail(PAGES, look, icons)
        self.rail.setEnabled(False)
        self.rail.chosen.connect(self.go_to)
        self.banner = Banner()
        self.status = StatusLine()
        self._ribbon = _ribbon()
        self._opening = StatePanel()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._opening)
        self._top = QVBoxLayout()
        self._lay_out()
        self._set_keys()
        self._opening.show_busy("Opening the database…")

    def use(self, desk: Desk, opened: Opened) -> None:
        """Work with this desk from now on; pages are made when they are first asked for."""
        from ui.person_bar import PersonBar

        self._desk = desk
        self._top.addWidget(PersonBar(desk))
        self._ribbon.setVisible(opened.is_demonstration)
        self.status.show_database(opened.place, opened.council, is_demonstration=opened.is_demonstration)
        self.status.show_actor(desk.actor)
        desk.actor_changed.connect(self.status.show_actor)
        desk.actor_changed.connect(lambda _actor: self._changed(frozenset(Kind)))
        desk.noticed.connect(self.banner.show_notice)
        desk.sent_to.connect(self.go_to)
        desk.changes.changed.connect(self._changed)
        desk.changes.reachable.connect(self._reachable)
        for lane in (desk.reads, desk.writes):
            lane.slow_changed.connect(self.status.show_slow)
        self.rail.setEnabled(True)

    def cannot_open(self, error: Exception, retry: Callable[[], None]) -> None:
        """Say in the middle of the window why no database is open."""
        self.status.show_no_database()
        self._opening.show_failed(describe(error), lambda: self._open_again(retry))

    def go_to(self, name: PageName, intent: object | None = None) -> None:
        """Bring a page to the front."""
        if self._desk is None:
            return
        if name is not self.current:
            self.banner.close_notice()
        self.current = name
        self.rail.press(name)
        widget = self._page(name)
        self._stack.setCurrentWidget(widget)
        if isinstance(widget, Page):
            self._reload_stale(name, widget)
            widget.activated(intent)

    def page(self, name: PageName) -> QWidget | None:
        """The page's widget, if it was made already."""
        return self._pages.get(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _page(self, name: PageName) -> QWidget:
        if name not in self._pages:
            entry = next(entry for entry in PAGES if entry.name is name)
            self._pages[name] = self._make(entry)
            self._stack.addWidget(self._pages[name])
        return self._pages[name]

    def _make(self, entry: PageEntry) -> QWidget:
        assert self._desk is not None  # noqa: S101 - go_to sees to it
        try:
            return import_page(entry)(self._desk)
        except Exception as error:  # noqa: BLE001 - one page that cannot be made must not take the others with it
            panel = StatePanel()
            panel.show_failed(describe(error))
            return panel

    def _changed(self, kinds: AbstractSet[Kind]) -> None:
        for name in self._pages:
            self._stale.setdefault(name, set()).update(kinds)
        if kinds & {Kind.PEOPLE, Kind.CALL_OFFS}:
            self._read_person_again()
        widget = self._pages.get(self.current) if self.current else None
        if self.current is not None and isinstance(widget, Page):
            self._reload_stale(self.current, widget)

    def _reload_stale(self, name: PageName, page: Page) -> None:
        kinds = self._stale.pop(name, None)
        if kinds:
            page.reload(frozenset(kinds))

    def _read_person_again(self) -> None:
        desk = self._desk
        if desk is not None and desk.person is not None:
            desk.read_person_again()

    def _reload(self) -> None:
        self._changed(frozenset(Kind))

    def _reachable(self, reachable: bool) -> None:  # noqa: FBT001 - the slot of a signal
        self.status.show_reachable(reachable=reachable)
        if reachable:
            self.banner.close_notice()
            self._reload()
        else:
            self.banner.show_notice(_OFFLINE)

    def _open_again(self, retry: Callable[[], None]) -> None:
        self._opening.show_busy("Opening the database…")
        retry()

    def _focus_search(self) -> None:
        widget = self._stack.currentWidget()
        if isinstance(widget, Page):
            widget.focus_search()

    def _set_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+K", self._focus_search),
            ("F", self._focus_search),
            ("F5", self._reload),
            ("Ctrl++", lambda: self._look.grow_text(1)),
            ("Ctrl+=", lambda: self._look.grow_text(1)),
            ("Ctrl+-", lambda: self._look.grow_text(-1)),
            ("Ctrl+0", lambda: self._look.grow_text(0)),
        )
        for key, action in keys:
            QShortcut(QKeySequence(key), self).activated.connect(action)

    def _lay_out(self) -> None:
        notices = QHBoxLayout()
        notices.setContentsMargins(PAGE_MARGIN, 8, PAGE_MARGIN, 0)
        notices.addWidget(self.banner)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(self._top)
        right.addLayout(notices)
        right.addWidget(self._stack, 1)
        right.addWidget(self.status)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        shell = QWidget()
        shell.setObjectName("shell")
        whole = QVBoxLayout(shell)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._ribbon)
        whole.addLayout(middle, 1)
        self.setCentralWidget(shell)


def _ribbon() -> QWidget:
    ribbon = QWidget()
    ribbon.setObjectName("ribbon")
    ribbon.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    words = QLabel("DEMONSTRATION  ·  every person, provider and price here is made up")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    line = QHBoxLayout(ribbon)
    line.setContentsMargins(8, 3, 8, 3)
    line.addWidget(words)
    ribbon.hide()
    return ribbon
