"""Applications to join the purchasing systems: the board by days left, and below it the one selected."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.application_board import ApplicationBoard, ApplicationDetail, ApplicationSummary
from brokerage.domain.changes import Kind
from ui.desk import Desk
from ui.failures import describe
from ui.market import application_words, columns
from ui.market.application_view import ApplicationView
from ui.market.section import Section
from ui.widgets.card import CARD_MARGIN, scrolled
from ui.widgets.row_table import RowTable
from ui.widgets.text import body

MOST_ROWS = 8
_BOARD, _ONE = "market: applications", "market: one application"


class ApplicationsSection(Section):
    """The board, and the application selected on it."""

    title = "Applications"
    shows = frozenset({Kind.SCHEMES, Kind.PROVIDERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.counts = body(strong=True)
        self.table: RowTable[ApplicationSummary] = RowTable(
            "Applications by days left",
            columns.APPLICATIONS,
            desk.look,
            key=lambda row: row.facts.reference,
        )
        self.table.view.setObjectName("compact")
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.table.current_changed.connect(self._current_changed)
        self.view = ApplicationView(desk)
        self.view.stale.connect(self.load)
        self.view.step_taken.connect(self.table.setFocus)
        self.view.hide()
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(CARD_MARGIN)
        inner.addWidget(self.counts)
        inner.addWidget(self.table)
        inner.addWidget(self.view)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole, "Applications, and the one selected"))
        self.counts.hide()
        self.table.show_busy("Reading the applications…")

    def load(self) -> None:
        from brokerage.services.find_applications import list_applications

        question = partial(list_applications, self.desk.database, self.desk.today())
        self.desk.reads.latest(_BOARD, question, self._show, self._failed)

    def focus_search(self) -> None:
        self.table.setFocus()

    def _show(self, board: ApplicationBoard) -> None:
        self.counts.setText(application_words.counts(board))
        self.counts.setVisible(bool(board.rows))
        if not board.rows:
            self._show_none()
            self.table.show_empty(
                "No application yet",
                "Record one with “brokerage application record”: it stands here from that day, by the working days left.",
            )
            return
        self.table.show_rows(board.rows)
        current = self.table.current
        if current is None:
            self.table.make_current(board.rows[0].facts.reference)
        else:
            self._ask_one(current.facts.reference)

    def _failed(self, error: Exception) -> None:
        self.counts.hide()
        self._show_none()
        self.table.show_failed(describe(error), self.load)

    def _current_changed(self, row: ApplicationSummary | None) -> None:
        if row is None:
            self._show_none()
        else:
            self._ask_one(row.facts.reference)

    def _show_none(self) -> None:
        self.desk.reads.drop(_ONE)
        self.view.hide()

    def _ask_one(self, reference: str) -> None:
        from brokerage.services.find_applications import show_application

        question = partial(show_application, self.desk.database, reference, self.desk.today())
        self.desk.reads.latest(_ONE, question, self._show_one)

    def _show_one(self, detail: ApplicationDetail) -> None:
        self.view.show_detail(detail)
        self.view.show()
