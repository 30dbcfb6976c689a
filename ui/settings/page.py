"""Settings: a list of sections at the left, or above where there is little room; the one chosen beside it."""

from collections.abc import Set as AbstractSet

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout

from brokerage.domain.changes import Kind
from ui.desk import Desk
from ui.page import Page
from ui.settings.appearance_section import AppearanceSection
from ui.settings.council_section import CouncilSection
from ui.settings.district_section import DistrictSection
from ui.settings.list_section import NeedsSection, OutcomesSection
from ui.settings.scheme_section import SchemeSection
from ui.settings.section import Section
from ui.settings.staff_section import StaffSection
from ui.settings.team_section import TeamSection
from ui.settings.working_as_section import WorkingAsSection
from ui.widgets.card import CARD_MARGIN, PAGE_MARGIN, scrolled
from ui.widgets.choice import ChoiceField
from ui.widgets.page_header import PageHeader

LIST_WIDTH, ROOM_FOR_LIST = 220, 700
SECTIONS: tuple[type[Section], ...] = (
    WorkingAsSection,
    AppearanceSection,
    CouncilSection,
    StaffSection,
    TeamSection,
    NeedsSection,
    OutcomesSection,
    DistrictSection,
    SchemeSection,
)


class SettingsPage(Page):
    """The sections. Each is made when it is first looked at, and reads each time it is."""

    title = "Settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._made: dict[int, Section] = {}
        self._shown: dict[int, int] = {}
        self.list = QListWidget()
        self.list.setAccessibleName("Sections of Settings")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([section.title for section in SECTIONS])
        self.choice: ChoiceField[int] = ChoiceField(
            "Section of Settings", [(number, section.title) for number, section in enumerate(SECTIONS)]
        )
        self.choice.activated.connect(self.list.setCurrentRow)
        self._stack = QStackedWidget()
        beside = QHBoxLayout()
        beside.setSpacing(CARD_MARGIN)
        beside.addWidget(self.list)
        beside.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, CARD_MARGIN, PAGE_MARGIN, CARD_MARGIN)
        column.setSpacing(CARD_MARGIN)
        column.addWidget(
            PageHeader("Settings", "The council, its staff and lists; how the window looks; whom to work as.")
        )
        column.addWidget(self.choice)
        column.addLayout(beside, 1)
        desk.look.changed.connect(self._arrange)
        self._arrange()
        self.list.currentRowChanged.connect(self._go_to)

    def activated(self, intent: object | None = None) -> None:
        del intent
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        else:
            self.section.load()

    def reload(self, kinds: AbstractSet[Kind]) -> None:
        if self.list.currentRow() >= 0 and self.section.is_about(kinds):
            self.section.load()

    def focus_search(self) -> None:
        (self.choice if self.list.isHidden() else self.list).setFocus()

    @property
    def section(self) -> Section:
        """The section shown."""
        return self._made[self.list.currentRow()]

    def show_section(self, kind: type[Section]) -> None:
        """Bring this section to the front."""
        self.list.setCurrentRow(SECTIONS.index(kind))

    def _go_to(self, number: int) -> None:
        self.choice.choose(number)
        if number not in self._made:
            section = SECTIONS[number](self.desk)
            self._made[number] = section
            self._shown[number] = self._stack.addWidget(scrolled(section, section.title))
        self._stack.setCurrentIndex(self._shown[number])
        self.section.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Fold the list up into one line where it would leave a section too little room for the size of the text."""
        look = self.desk.look
        is_narrow = self.width() < look.px(ROOM_FOR_LIST)
        self.choice.setVisible(is_narrow)
        self.list.setHidden(is_narrow)
        self.list.setFixedWidth(look.px(LIST_WIDTH))
