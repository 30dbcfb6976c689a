"""The shell: rail, person bar, banner, pages, status line. It knows no trade; pages do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.failures import describe
from ui.icons import Icons
from ui.look import Look
from ui.opening import Opened
from ui.page_name import PageName
from ui.page_stack import PageStack
from ui.pages import PAGES
from ui.person_bar import PersonBar
from ui.rail import Rail
from ui.status_line import StatusLine
from ui.tone import Notice, Tone
from ui.widgets.banner import Banner
from ui.widgets.card import PAGE_MARGIN
from ui.widgets.state_panel import StatePanel

OFFLINE = Notice(
    Tone.BAD,
    "The database does not answer. What you see and what you typed stays; saving waits until it answers again.",
)


class Shell(QWidget):
    """All that stands around the pages.

    Attributes:
        rail, banner, status: its parts.
    """

    def __init__(self, look: Look, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("shell")
        self._look = look
        self._pages: PageStack | None = None
        self._bar: PersonBar | None = None
        self._is_open = False
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

    def prepare(self, desk: Desk, first_page: PageName) -> None:
        """Show the first page of this desk: it may be typed into while its database is being opened.

        Other pages are made when they are first asked for.
        """
        pages = self._pages = PageStack(desk, self._stack)
        bar = self._bar = PersonBar(desk)
        bar.setEnabled(False)
        self._top.addWidget(bar)
        desk.actor_changed.connect(self.status.show_actor)
        desk.actor_changed.connect(lambda _actor: pages.reload())
        desk.noticed.connect(self.banner.show_notice)
        desk.sent_to.connect(self.go_to)
        desk.changes.changed.connect(pages.tell)
        desk.changes.reachable.connect(self._show_reachable)
        for lane in (desk.reads, desk.writes):
            lane.slow_changed.connect(self.status.show_slow)
        self.rail.press(first_page)
        pages.show(first_page)

    def use(self, opened: Opened) -> None:
        """Work in this database from now on."""
        assert self._bar is not None  # noqa: S101 - prepared before
        self._ribbon.setVisible(opened.is_demonstration)
        self.status.show_database(opened.place, opened.council, is_demonstration=opened.is_demonstration)
        self.status.show_actor(opened.actor)
        self._bar.setEnabled(True)
        self._set_key("Ctrl+P", self._bar.open_picker)
        self.rail.setEnabled(True)
        self._is_open = True

    def cannot_open(self, error: Exception, retry: Callable[[], None]) -> None:
        """Say in the middle of the window why no database is open."""
        self.status.show_no_database()
        self._stack.setCurrentWidget(self._opening)
        self._opening.show_failed(describe(error), lambda: self._open_again(retry))

    @property
    def current(self) -> PageName | None:
        """The page in front."""
        return self._pages.current if self._pages else None

    def page(self, name: PageName) -> QWidget | None:
        """The page's widget, if it was made already."""
        return self._pages.page(name) if self._pages else None

    def go_to(self, name: PageName, intent: object | None = None) -> None:
        """Bring a page to the front."""
        if self._pages is None or not self._is_open:
            return
        if name is not self.current:
            self.banner.close_notice()
        self.rail.press(name)
        self._pages.go_to(name, intent)

    def _show_reachable(self, reachable: bool) -> None:  # noqa: FBT001 - the slot of a signal
        self.status.show_reachable(reachable=reachable)
        if reachable:
            self.banner.close_notice()
            self._reload()
        else:
            self.banner.show_notice(OFFLINE)

    def _open_again(self, retry: Callable[[], None]) -> None:
        self._opening.show_busy("Opening the database…")
        retry()

    def _reload(self) -> None:
        if self._pages is not None:
            self._pages.reload()

    def _focus_search(self) -> None:
        if self._pages is not None:
            self._pages.focus_search()

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
            self._set_key(key, action)
        for number, entry in enumerate(PAGES, start=1):
            self._set_key(f"Ctrl+{number}", partial(self.go_to, entry.name))

    def _set_key(self, key: str, action: Callable[[], object]) -> None:
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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._ribbon)
        whole.addLayout(middle, 1)


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
