"""Home: the queue with what to do next, my drafts, and who starts this week."""

from collections.abc import Set as AbstractSet
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.call_off_summary import CallOffSummary
from brokerage.domain.changes import Kind
from ui.desk import Desk
from ui.failures import describe
from ui.home import columns, presenter
from ui.intents import FindSupport, OpenCallOff
from ui.page import Page, PageName
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, PAGE_MARGIN, column, scrolled
from ui.widgets.page_header import PageHeader
from ui.widgets.reflow import Reflow
from ui.widgets.row_table import Column, RowTable
from ui.widgets.text import section_title

if TYPE_CHECKING:
    from brokerage.services.home import MyQueue

LEAST_HEIGHT, EMPTY_HEIGHT, NARROWEST = 150, 112, 420
_ANY_HEIGHT = 16_777_215
"""Qt's own word for no limit, which PySide leaves out."""
SHOWN = frozenset({Kind.CALL_OFFS, Kind.PEOPLE})


class HomePage(Page):
    """Three tables; opening a row goes to its call-off."""

    title = "Home"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        today = desk.today()
        self._header = PageHeader(
            "Home",
            actions=(button("Find support", self._find, weight="primary", icons=desk.icons, icon="magnifying-glass"),),
        )
        self.waiting = self._table("Waits for me", columns.waiting(today))
        self.drafts = self._table("My drafts", columns.drafts())
        self.this_week = self._table("Starts this week", columns.this_week(today))
        self._lay_out()
        for table in (self.waiting, self.drafts, self.this_week):
            table.show_busy("Reading your queue…")
        desk.look.changed.connect(self._grow)
        self._grow()
        desk.actor_changed.connect(lambda _actor: self._ask())

    def activated(self, intent: object | None = None) -> None:
        del intent
        self._ask()

    def reload(self, kinds: AbstractSet[Kind]) -> None:
        if kinds & SHOWN:
            self._ask()

    def focus_search(self) -> None:
        self.waiting.setFocus()

    def _ask(self) -> None:
        from brokerage.services.home import my_queue

        desk = self.desk
        question = partial(my_queue, desk.database, desk.actor, desk.today())
        desk.reads.latest("home: queue", question, self._show, self._failed)

    def _show(self, queue: "MyQueue") -> None:
        self._header.say(presenter.greeting(self.desk.actor, len(queue.waiting), len(queue.drafts)))
        _fill(
            self.waiting,
            queue.waiting,
            "Nothing waits for you",
            "When a call-off needs you, it stands here with what to do.",
        )
        _fill(self.drafts, queue.drafts, "No drafts", "A call-off you began and did not raise is kept here.")
        _fill(
            self.this_week, queue.starting_this_week, "Nobody starts this week", "Starts within seven days stand here."
        )
        self._share_room()

    def _failed(self, error: Exception) -> None:
        failure = describe(error)
        for table in (self.waiting, self.drafts, self.this_week):
            table.show_failed(failure, self._ask)

    def _find(self) -> None:
        self.desk.navigate(PageName.FIND, FindSupport())

    def _table(self, name: str, shown: tuple[Column[CallOffSummary], ...]) -> RowTable[CallOffSummary]:
        table: RowTable[CallOffSummary] = RowTable(name, shown, self.desk.look, key=lambda row: row.call_off_id)
        table.view.setObjectName("compact")
        table.opened.connect(lambda row: self.desk.navigate(PageName.CALL_OFFS, OpenCallOff(row.call_off_id)))
        return table

    def _lay_out(self) -> None:
        below = self._below = Reflow(self.desk.look, NARROWEST, (1, 1), fills=True)
        below.add(column(section_title("My drafts"), self.drafts))
        below.add(column(section_title("Starts this week"), self.this_week))
        content = QWidget()
        page = self._column = QVBoxLayout(content)
        page.setContentsMargins(PAGE_MARGIN, CARD_MARGIN, PAGE_MARGIN, CARD_MARGIN)
        page.setSpacing(CARD_MARGIN)
        page.addWidget(self._header)
        page.addLayout(column(section_title("Waits for me"), self.waiting))
        page.addWidget(below)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(content, "Home"))

    def _share_room(self) -> None:
        """Give the queue most of the page, or only its sentence where nothing waits; the two below a width by their texts."""
        look, queue, below = self.desk.look, 1, 2
        self._column.setStretch(queue, 3 if self.waiting.rows else 0)
        self._column.setStretch(below, 2 if self.waiting.rows else 1)
        self.waiting.setMaximumHeight(_ANY_HEIGHT if self.waiting.rows else look.px(EMPTY_HEIGHT))
        self._below.set_stretches((self.drafts.wanted_width, self.this_week.wanted_width))

    def _grow(self) -> None:
        self.waiting.setMinimumHeight(self.desk.look.px(EMPTY_HEIGHT))
        for table in (self.drafts, self.this_week):
            table.setMinimumHeight(self.desk.look.px(LEAST_HEIGHT))
        self._share_room()


def _fill(table: RowTable[CallOffSummary], rows: tuple[CallOffSummary, ...], title: str, sentence: str) -> None:
    if rows:
        table.show_rows(rows)
    else:
        table.show_empty(title, sentence)
