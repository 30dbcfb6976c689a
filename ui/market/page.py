"""Market: what a commissioner runs. One section at a time, behind tabs."""

from collections.abc import Set as AbstractSet

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout

from brokerage.domain.changes import Kind
from ui.desk import Desk
from ui.market.applications_section import ApplicationsSection
from ui.market.schemes_section import SchemesSection
from ui.market.section import Section
from ui.page import Page
from ui.widgets.buttons import button
from ui.widgets.card import PAGE_MARGIN
from ui.widgets.flow_row import FlowRow
from ui.widgets.page_header import PageHeader

SECTIONS: tuple[type[Section], ...] = (SchemesSection, ApplicationsSection)
_TAB_PADDING = 32
_SENTENCE = "The purchasing systems, and the providers that ask to join them."


class MarketPage(Page):
    """The sections. Each is made when it is first looked at, and reads each time it is."""

    title = "Market"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._made: dict[type[Section], Section] = {}
        self._front = SECTIONS[0]
        self._stack = QStackedWidget()
        self.tabs: dict[type[Section], QPushButton] = {kind: self._tab(kind) for kind in SECTIONS}
        tabs = FlowRow(gap=0)
        tabs.setAccessibleName("Sections of Market")
        for made in self.tabs.values():
            tabs.add(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 16)
        column.setSpacing(8)
        column.addWidget(PageHeader("Market", _SENTENCE))
        column.addWidget(tabs)
        column.addWidget(self._stack, 1)
        desk.look.changed.connect(self._fit_tabs)
        self._fit_tabs()

    def activated(self, intent: object | None = None) -> None:
        del intent
        self.show_section(self._front)

    def reload(self, kinds: AbstractSet[Kind]) -> None:
        made = self._made.get(self._front)
        if made is not None and kinds & made.shows:
            made.load()

    def focus_search(self) -> None:
        self.section.focus_search()

    @property
    def section(self) -> Section:
        """The section in front."""
        return self._made[self._front]

    def show_section(self, kind: type[Section]) -> None:
        """Bring this section to the front and let it read."""
        self._front = kind
        for each, tab in self.tabs.items():
            tab.setChecked(each is kind)
        self._fit_tabs()
        if kind not in self._made:
            self._made[kind] = kind(self.desk)
            self._stack.addWidget(self._made[kind])
        self._stack.setCurrentWidget(self._made[kind])
        self._made[kind].load()

    def _tab(self, kind: type[Section]) -> QPushButton:
        made = button(kind.title, lambda: self.show_section(kind))
        made.setProperty("kind", "tab")
        made.setCheckable(True)
        made.setChecked(kind is self._front)
        return made

    def _fit_tabs(self) -> None:
        """Give the tab that is open room for its bold words, which Qt does not reckon with."""
        look = self.desk.look
        bold = QFontMetrics(look.font(bold=True))
        for made in self.tabs.values():
            width = bold.horizontalAdvance(made.text()) + look.px(_TAB_PADDING)
            made.setMinimumWidth(width if made.isChecked() else 0)
