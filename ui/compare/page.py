"""The Compare page: the table, the choice with its reason, and the paper for the family."""

from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from brokerage.domain.changes import Kind
from brokerage.domain.comparison import Comparison
from brokerage.domain.person_summary import PersonSummary
from ui.compare import presenter
from ui.compare.printing import PrintJob
from ui.compare.table import ComparisonTable
from ui.desk import Desk
from ui.failures import describe
from ui.intents import CompareOffers
from ui.page import Page, PageName
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, GAP, PAGE_MARGIN, Card, scrolled
from ui.widgets.labelled import Labelled
from ui.widgets.page_header import PageHeader
from ui.widgets.state_panel import StatePanel
from ui.widgets.text import body

_SHOWN_HERE = frozenset({Kind.PROVIDERS, Kind.RATES, Kind.SCHEMES, Kind.PEOPLE, Kind.CALL_OFFS})
_ROOM_FOR_ONE_LINE, _LEAST_HEIGHT = 860, 300


class ComparePage(Page):
    """Up to six offers side by side.

    Attributes:
        comparison: what is shown, None before the first answer.
    """

    title = "Compare"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked: CompareOffers | None = None
        self._person: PersonSummary | None = None
        self.comparison: Comparison | None = None
        self._print = PrintJob(desk, self)
        self.print_button = button("Print", self._print_paper, icons=desk.icons, icon="printer")
        self.save_button = button("Save as PDF", self._ask_where_to_save, icons=desk.icons, icon="file-pdf")
        self._find = button("Back to Find", lambda: desk.navigate(PageName.FIND), weight="quiet")
        self._header = PageHeader("Compare", actions=(self._find, self.print_button, self.save_button))
        self.table = ComparisonTable(desk.look)
        self.table.chosen_changed.connect(self._show_choice)
        self._state = StatePanel()
        self._said = body(strong=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self._labelled = Labelled("Why this one", self.reason)
        self.call_off = button(
            "Call off", self._call_off, weight="primary", icons=desk.icons, icon="note-pencil", tip="Ctrl+Enter"
        )
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._stack = QStackedWidget()
        self._lay_out()
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._call_off)
        desk.person_changed.connect(self._person_changed)
        self._show_empty()

    def activated(self, intent: object | None = None) -> None:
        if isinstance(intent, CompareOffers):
            self._asked, self._person, self.comparison = intent, self.desk.person, None
            self.reason.clear()
            self._ask()
        elif self._asked is None:
            self._show_empty()
        else:
            self._show_choice(self.table.chosen)

    def reload(self, kinds: AbstractSet[Kind]) -> None:
        if kinds & _SHOWN_HERE:
            self._ask()

    def focus_search(self) -> None:
        self.table.setFocus()

    def save_to(self, path: Path) -> None:
        """Write the comparison as a PDF there."""
        if self.comparison is not None:
            save = partial(presenter.save_paper, self.desk.database, self.comparison, path)
            self.desk.reads.latest("compare: save", save, self._saved)

    # Asking

    def _ask(self) -> None:
        if self._asked is None:
            return
        if self.comparison is None:
            self._state.show_busy("Working out every week…")
            self._stack.setCurrentWidget(self._state)
        ask = partial(presenter.compare, self.desk.database, self._asked, self._person, self.desk.today())
        self.desk.reads.latest("compare: offers", ask, self._show, self._failed)

    def _person_changed(self, _person: object) -> None:
        """What was chosen for one person is not compared for another."""
        self._asked = self.comparison = None
        self.desk.reads.drop("compare: offers")
        self._show_empty()

    # Showing

    def _show(self, comparison: Comparison) -> None:
        is_first = self.comparison is None
        before = 0 if self.comparison is None else presenter.number_of(self.comparison, self.table.chosen, comparison)
        self.comparison = comparison
        self._header.say(presenter.sentence(comparison))
        self._enable(may=True)
        self.table.show_rows(presenter.names(comparison), presenter.table_rows(comparison), before)
        self._stack.setCurrentWidget(self._work)
        self._show_choice(before)
        if is_first and self.isVisible():
            self.table.setFocus()

    def _show_choice(self, number: int) -> None:
        if self.comparison is None:
            return
        option = self.comparison.options[number]
        self._said.setText(presenter.choice_sentence(self.comparison, number))
        self._labelled.setVisible(presenter.wants_reason(self.comparison, number))
        self.call_off.setText(presenter.call_off_words(option).replace("&", "&&"))
        self.call_off.setAccessibleName(f"Call off {option.facts.service}")
        if self.isVisible():
            self.desk.show_choice(None if option.money is None else option.money.weekly)

    def _show_empty(self) -> None:
        self._header.say("")
        self._enable(may=False)
        self._state.show_empty(
            "Nothing to compare yet",
            "Tick up to six services in Find, then press Compare: they stand here side by side for the same week.",
            "Go to Find",
            lambda: self.desk.navigate(PageName.FIND),
        )
        self._stack.setCurrentWidget(self._state)

    def _failed(self, error: Exception) -> None:
        if self.comparison is None:
            self._enable(may=False)
            self._state.show_failed(describe(error), self._ask)
            self._stack.setCurrentWidget(self._state)
        else:
            self.desk.fail(error, self._ask)

    def _enable(self, *, may: bool) -> None:
        for control in (self.print_button, self.save_button):
            control.setEnabled(may)

    # Doing

    def _call_off(self) -> None:
        if self._asked is None or self.comparison is None:
            return
        offer = presenter.offer_of(self._asked, self.comparison.options[self.table.chosen])
        if offer is not None:
            reason = self.reason.text() if self._labelled.isVisibleTo(self) else ""
            self.desk.navigate(PageName.CALL_OFFS, presenter.calling_off(self._asked, offer, reason))

    def _print_paper(self) -> None:
        if self.comparison is not None:
            self._print.begin(partial(presenter.paper_of, self.desk.database, self.comparison))

    def _ask_where_to_save(self) -> None:
        if self.comparison is None:
            return
        dialog = QFileDialog(self, "Save the comparison", presenter.file_name(self.comparison), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _saved(self, path: Path) -> None:
        self.desk.say(f"The comparison is saved as {path.name}.")

    # Laying out

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Stack the choice where there is little room for the size of the text, and let the page scroll."""
        is_narrow = self.width() / self.desk.look.text_scale < _ROOM_FOR_ONE_LINE
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self.table.setMinimumHeight(self.desk.look.px(_LEAST_HEIGHT))

    def _lay_out(self) -> None:
        choice = Card()
        self._line.setSpacing(CARD_MARGIN)
        self._line.addWidget(self._said, 3)
        self._line.addWidget(self._labelled, 2)
        self._line.addWidget(self.call_off)
        choice.add(self._line)
        work = QWidget()
        inside = QVBoxLayout(work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(CARD_MARGIN)
        inside.addWidget(self.table, 1)
        inside.addWidget(choice)
        self._work = scrolled(work, "The comparison and the choice")
        self._work.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(self._state)
        self._stack.addWidget(self._work)
        page = QVBoxLayout(self)
        page.setContentsMargins(PAGE_MARGIN, CARD_MARGIN, PAGE_MARGIN, CARD_MARGIN)
        page.setSpacing(GAP)
        page.addWidget(self._header)
        page.addWidget(self._stack, 1)
        self.desk.look.changed.connect(self._arrange)
