"""The pages: each made when it is first asked for, told when it comes to the front and when its things changed."""

from collections.abc import Set as AbstractSet

from PySide6.QtWidgets import QStackedWidget, QWidget

from brokerage.domain.changes import Kind
from ui.desk import Desk
from ui.failures import describe
from ui.page import Page
from ui.page_name import PageName
from ui.pages import PAGES, PageEntry, import_page
from ui.widgets.state_panel import StatePanel

EVERYTHING = frozenset(Kind)
OF_A_PERSON = frozenset({Kind.PEOPLE, Kind.CALL_OFFS})


class PageStack:
    """Shows one page at a time in the widget given.

    Attributes:
        current: the name of the page in front, None before the first.
    """

    def __init__(self, desk: Desk, shown_in: QStackedWidget) -> None:
        self._desk = desk
        self._shown_in = shown_in
        self._made: dict[PageName, QWidget] = {}
        self._stale: dict[PageName, set[Kind]] = {}
        self.current: PageName | None = None

    def page(self, name: PageName) -> QWidget | None:
        """The page's widget, if it was made already."""
        return self._made.get(name)

    def show(self, name: PageName) -> QWidget:
        """Put a page in front as it is made, and return it: its fields can be typed into, nothing is asked yet."""
        if name not in self._made:
            self._made[name] = self._make(next(entry for entry in PAGES if entry.name is name))
            self._shown_in.addWidget(self._made[name])
        self.current = name
        self._shown_in.setCurrentWidget(self._made[name])
        return self._made[name]

    def go_to(self, name: PageName, intent: object | None = None) -> None:
        """Bring a page to the front, up to date, with what is wanted of it."""
        widget = self.show(name)
        self._desk.show_choice(None)  # the page before had its own; this one tells of its choice, if it has any
        self._reload_stale()
        if isinstance(widget, Page):
            widget.activated(intent)

    def tell(self, kinds: AbstractSet[Kind]) -> None:
        """Let the page in front read these again, and the others when they next come to the front."""
        for name in self._made:
            self._stale.setdefault(name, set()).update(kinds)
        if kinds & OF_A_PERSON:
            self._desk.read_person_again()
        self._reload_stale()

    def reload(self) -> None:
        """Let every page read everything again."""
        self.tell(EVERYTHING)

    def focus_search(self) -> None:
        """Put the cursor where one types to find something on the page in front."""
        widget = self._shown_in.currentWidget()
        if isinstance(widget, Page):
            widget.focus_search()

    def _make(self, entry: PageEntry) -> QWidget:
        try:
            return import_page(entry)(self._desk)
        except Exception as error:  # noqa: BLE001 - one page that cannot be made must not take the others with it
            panel = StatePanel()
            panel.show_failed(describe(error))
            return panel

    def _reload_stale(self) -> None:
        if self.current is None:
            return
        widget, kinds = self._made[self.current], self._stale.pop(self.current, None)
        if kinds and isinstance(widget, Page):
            widget.reload(frozenset(kinds))
