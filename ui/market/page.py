"""Market: what a commissioner runs. One section at a time, behind tabs."""

from collections.abc import Set as AbstractSet

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout

from brokerage.domain.changes import Kind
from ui.desk import Desk
from ui.market.admissions.section import AdmissionsSection
from ui.market.applications.section import ApplicationsSection
from ui.market.competitions.section import CompetitionsSection
from ui.market.documents.section import DocumentsSection
from ui.market.rates.section import RatesSection
from ui.market.schemes.section import SchemesSection
from ui.market.section import Section
from ui.market.uplifts.section import UpliftsSection
from ui.page import Page
from ui.widgets.card import PAGE_MARGIN
from ui.widgets.page_header import PageHeader
from ui.widgets.tab_row import TabRow

SECTIONS: tuple[type[Section], ...] = (
    SchemesSection,
    ApplicationsSection,
    AdmissionsSection,
    CompetitionsSection,
    DocumentsSection,
    RatesSection,
    UpliftsSection,
)
_LEAST_WITH_HEADING = 440
"""Pixels of height at the usual text size."""

_SENTENCE = "The purchasing systems, the providers that ask to join them, and what is bought by competition."


class MarketPage(Page):
    """The sections. Each is made when it is first looked at, and reads each time it is."""

    title = "Market"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._made: dict[type[Section], Section] = {}
        self._front = SECTIONS[0]
        self._stack = QStackedWidget()
        self._tabs: TabRow[type[Section]] = TabRow(
            "Sections of Market", ((kind, kind.title) for kind in SECTIONS), desk.look
        )
        self._tabs.chosen.connect(self.show_section)
        desk.look.changed.connect(self._give_room)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 16)
        column.setSpacing(8)
        self.header = PageHeader("Market", _SENTENCE)
        column.addWidget(self.header)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Leave the heading out where the text is so large that the section would have little room: the rail names the page."""
        self.header.setVisible(self.height() >= self.desk.look.px(_LEAST_WITH_HEADING))

    def activated(self, intent: object | None = None) -> None:
        wanted = next((kind for kind in SECTIONS if type(intent) in kind.taken), None)
        self.show_section(wanted or self._front)
        if wanted is not None:
            self.section.take(intent)

    def reload(self, kinds: AbstractSet[Kind]) -> None:
        made = self._made.get(self._front)
        if made is not None and kinds & made.shows:
            made.load()

    def focus_search(self) -> None:
        self.section.focus_search()

    @property
    def tabs(self) -> dict[type[Section], QPushButton]:
        """The tab of each section."""
        return self._tabs.tabs

    @property
    def section(self) -> Section:
        """The section in front."""
        return self._made[self._front]

    def show_section(self, kind: type[Section]) -> None:
        """Bring this section to the front and let it read."""
        self._front = kind
        self._tabs.open(kind)
        if kind not in self._made:
            self._made[kind] = kind(self.desk)
            self._stack.addWidget(self._made[kind])
        self._stack.setCurrentWidget(self._made[kind])
        self._made[kind].load()
