"""The list of call-offs: tabs with counts, free text, the table, and the selected one beside it."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from brokerage.domain.call_off_summary import CallOffDetail, CallOffList, CallOffQuestion, CallOffSummary, CallOffTab
from ui.call_offs import presenter
from ui.call_offs.columns import CALL_OFFS, WEEKLY_COLUMN
from ui.call_offs.detail import DetailPanel
from ui.desk import Desk
from ui.failures import describe
from ui.widgets.buttons import button
from ui.widgets.card import row, scrolled
from ui.widgets.choice import tick
from ui.widgets.flow_row import FlowRow
from ui.widgets.row_table import RowTable
from ui.widgets.text import caption

ROOMY, ROOM_FOR_BOTH = 1300, 700
LEAST_HEIGHT, LEAST_BESIDE = 240, 160
TAB_PADDING = 32


class CallOffsList(QWidget):
    """The list and the one selected.

    Signals:
        detail_shown(CallOffDetail | None): another call-off is selected, or the same was read again.
        print_asked(tuple of CallOffSummary): print the agreements of these.
    """

    detail_shown = Signal(object)
    print_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.tab = CallOffTab.QUEUE
        self.search = QLineEdit()
        self.search.setAccessibleName("Find a call-off by reference, person, service or provider")
        self.search.setPlaceholderText("CO-2026-0012, P-1043, or a service")
        self.search.setMaxLength(80)
        self.search.setClearButtonEnabled(True)
        self.only_person = tick("Only the person in hand", lambda _ticked: self.load())
        self._pause = QTimer(self, singleShot=True, interval=presenter.PAUSE_MS)
        self._pause.timeout.connect(self.load)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.tabs: dict[CallOffTab, QPushButton] = {tab: self._tab_button(tab) for tab in CallOffTab}
        self.table: RowTable[CallOffSummary] = RowTable(
            "Call-offs", CALL_OFFS, desk.look, key=lambda found: found.call_off_id, tickable=True
        )
        self.table.view.setObjectName("compact")
        self.table.current_changed.connect(self._show_current)
        self.table.ticked_changed.connect(self._ticked)
        self.count = caption()
        self.print = button("Print agreements", lambda: self.print_asked.emit(self._printable()))
        self.print.hide()
        self.detail = DetailPanel(desk)
        self._left, self._split = QWidget(), QSplitter(Qt.Orientation.Horizontal)
        self._asked_once = False
        self._lay_out()
        desk.look.changed.connect(self._fit_tabs)
        desk.look.changed.connect(self._arrange)
        desk.person_changed.connect(lambda _person: self._person_changed())
        self._person_changed()

    def open_tab(self, tab: CallOffTab) -> None:
        """Show this saved filter."""
        self.tab = tab
        for each, made in self.tabs.items():
            made.setChecked(each is tab)
        self._fit_tabs()
        self.load()

    def open_call_off(self, call_off_id: int) -> None:
        """Select this call-off, among all if it is not in the tab that is open."""
        self.search.clear()
        self.only_person.setChecked(False)
        self.table.make_current(call_off_id)
        if all(found.call_off_id != call_off_id for found in self.table.rows):
            self.open_tab(CallOffTab.ALL)
        self._ask_detail(call_off_id)

    def load(self) -> None:
        """Ask for the list; what is selected stays."""
        from brokerage.services.find_call_offs import list_call_offs

        self._pause.stop()
        desk = self._desk
        if not self._asked_once:
            self.table.show_busy("Reading the call-offs…")
        self._asked_once = True
        person = desk.person if self.only_person.isChecked() else None
        question = presenter.question_for(self.tab, self.search.text(), person)
        ask = partial(list_call_offs, desk.database, desk.actor, question, desk.today())
        desk.reads.latest("call-offs: list", ask, partial(self._show, question), self._failed)

    def read_again(self) -> None:
        """Ask for the list and for the one selected again."""
        self.load()
        if self.detail.detail is not None:
            self._ask_detail(self.detail.detail.summary.call_off_id)

    def _show(self, question: CallOffQuestion, found: CallOffList) -> None:
        for tab, number in found.counts:
            self.tabs[tab].setText(presenter.tab_words(tab, number))
            self.tabs[tab].setAccessibleName(presenter.tab_said(tab, number))
        self._fit_tabs()
        self.count.setText(presenter.count_line(found))
        if found.rows:
            self.table.show_rows(found.rows)
            if self.table.current is None:
                self.table.make_current(found.rows[0].call_off_id)
        else:
            title, sentence = presenter.empty_words(question)
            self.table.show_empty(title, sentence, "Show all", self._show_all)
            self.detail.show_none()
            self.detail_shown.emit(None)

    def _show_all(self) -> None:
        self.search.clear()
        self.only_person.setChecked(False)
        self.open_tab(CallOffTab.ALL)

    def _failed(self, error: Exception) -> None:
        self.table.show_failed(describe(error), self.load)

    def _show_current(self, found: CallOffSummary | None) -> None:
        if found is not None:
            self._ask_detail(found.call_off_id)

    def _ask_detail(self, call_off_id: int) -> None:
        from brokerage.services.find_call_offs import show_call_off

        desk = self._desk
        ask = partial(show_call_off, desk.database, desk.actor, call_off_id, desk.today())
        desk.reads.latest("call-offs: one", ask, self._show_detail)

    def _show_detail(self, detail: CallOffDetail) -> None:
        self.detail.show_detail(detail)
        self.detail_shown.emit(detail)

    def _ticked(self, ticked: tuple[CallOffSummary, ...]) -> None:
        printable = self._printable()
        self.print.setVisible(bool(ticked))
        self.print.setEnabled(bool(printable))
        self.print.setText(f"Print {len(printable)} agreements" if len(printable) != 1 else "Print 1 agreement")

    def _printable(self) -> tuple[CallOffSummary, ...]:
        return tuple(found for found in self.table.ticked if presenter.may_print(found.state))

    def _person_changed(self) -> None:
        person = self._desk.person
        self.only_person.setVisible(person is not None)
        if person is not None:
            self.only_person.setText(f"Only {person.reference}")
        if self.only_person.isChecked():
            self.only_person.setChecked(False) if person is None else self.load()

    def _fit_tabs(self) -> None:
        """Give the tab that is open room for its bold words, which Qt does not reckon with."""
        look = self._desk.look
        bold = QFontMetrics(look.font(bold=True))
        for made in self.tabs.values():
            width = bold.horizontalAdvance(made.text()) + look.px(TAB_PADDING)
            made.setMinimumWidth(width if made.isChecked() else 0)

    def _tab_button(self, tab: CallOffTab) -> QPushButton:
        made = button(presenter.tab_words(tab, None), lambda: self.open_tab(tab))
        made.setProperty("kind", "tab")
        made.setCheckable(True)
        made.setChecked(tab is self.tab)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Set the list above the one selected where there is little room for the size of the text; then the page scrolls."""
        look = self._desk.look
        is_narrow = self.width() < look.px(ROOM_FOR_BOTH)
        self._split.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)
        for part in (self._left, self.detail):
            part.setMinimumHeight(look.px(LEAST_HEIGHT if is_narrow else LEAST_BESIDE))
        self.table.view.setColumnHidden(WEEKLY_COLUMN, self.width() < look.px(ROOMY))
        self.table.share_room()

    def _lay_out(self) -> None:
        tabs = FlowRow(gap=0)
        tabs.setAccessibleName("Saved filters")
        for made in self.tabs.values():
            tabs.add(made)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        finder = row(self.search, self.only_person, gap=16)
        finder.setStretch(0, 1)
        column.addLayout(finder)
        column.addWidget(self.table, 1)
        column.addLayout(row(self.count, None, self.print))
        split = self._split
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(self._left)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([760, 400])
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(tabs)
        inner.addWidget(split, 1)
        area = scrolled(content, "Call-offs, and the one selected")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
