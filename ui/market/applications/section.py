"""Applications to join the purchasing systems: the board by days left, below it the one selected; opened, that one alone."""

from functools import cached_property, partial

from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from brokerage.domain.application_board import ApplicationBoard, ApplicationSummary
from brokerage.domain.changes import Kind
from ui.desk import Desk
from ui.failures import describe
from ui.market.applications import words as application_words
from ui.market.applications.columns import APPLICATIONS
from ui.market.applications.view import ApplicationView
from ui.market.assessing import decide_words
from ui.market.assessing.decide_letters import LettersView
from ui.market.assessing.reading import ApplicationRead, read_application
from ui.market.recording.view import RecordView
from ui.market.section import Section
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, row, scrolled
from ui.widgets.reflow import Reflow
from ui.widgets.row_table import RowTable
from ui.widgets.sight import bring_into_sight
from ui.widgets.text import body

MOST_ROWS = 6
_NARROWEST_COUNTS, _BESIDE_BUTTONS = 460, 8
_BOARD, _ONE = "market: applications", "market: one application"


class ApplicationsSection(Section):
    """The board and the application selected on it; that application opened; or letters on the screen."""

    title = "Applications"
    shows = frozenset({Kind.SCHEMES, Kind.PROVIDERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.counts = body(strong=True)
        self.letters_to_issue = button("", self._show_unanswered)
        self.record_one = button("Record an application…", self._show_record)
        self.back = button("Back to the board", self.close_one, weight="quiet")
        self.table: RowTable[ApplicationSummary] = RowTable(
            "Applications by days left",
            APPLICATIONS,
            desk.look,
            key=lambda row: row.facts.reference,
        )
        self.table.view.setObjectName("compact")
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.table.current_changed.connect(self._current_changed)
        self.table.opened.connect(lambda _row: self.open_one())
        self.view = ApplicationView(desk)
        self.view.stale.connect(self.load)
        self.view.step_taken.connect(self._go_on)
        self.view.open_asked.connect(self.open_one)
        self.view.letter_asked.connect(self.show_letters)
        self.letters = LettersView(desk)
        self.letters.left.connect(self._leave_for_board)
        self._unanswered: tuple[str, ...] = ()
        self._is_open = False
        self._board = QWidget()
        self._stack = QStackedLayout(self)
        self._area = self._lay_out()
        self.view.wanted.connect(bring_into_sight)
        self.table.show_busy("Reading the applications…")

    def load(self) -> None:
        from brokerage.services.find_applications import list_applications

        question = partial(list_applications, self.desk.database, self.desk.today())
        self.desk.reads.latest(_BOARD, question, self._show, self._failed)

    def focus_search(self) -> None:
        self._go_on()

    def open_one(self) -> None:
        """Show the application selected alone, to be worked on."""
        if self.table.current is not None:
            self._be_open(wanted=True)
            self._go_on()

    def close_one(self) -> None:
        """Back to the board."""
        self._be_open(wanted=False)
        self._go_on()

    def show_letters(self, references: tuple[str, ...]) -> None:
        """Show the letters of these applications."""
        self.letters.show_letters(references)
        self._stack.setCurrentWidget(self.letters)
        self.letters.back.setFocus()

    def _show_unanswered(self) -> None:
        self.show_letters(self._unanswered)

    @cached_property
    def record(self) -> RecordView:
        """Where an application is recorded, made when it is first asked for."""
        record = RecordView(self.desk)
        record.left.connect(self._leave_for_board)
        record.recorded.connect(self.table.make_current)
        record.recorded.connect(lambda _reference: self._leave_for_board())
        self._stack.addWidget(record)
        return record

    def _show_record(self) -> None:
        self._stack.setCurrentWidget(self.record)
        self.record.begin()

    def _leave_for_board(self) -> None:
        self._stack.setCurrentWidget(self._area)
        self._go_on()

    def _be_open(self, *, wanted: bool) -> None:
        self._is_open = wanted
        self._board.setVisible(not wanted)
        self.back.setVisible(wanted)
        self.view.be_open(wanted=wanted)
        self._area.verticalScrollBar().setValue(0)

    def _go_on(self) -> None:
        """Put the cursor where one goes on from: the way back while one is open, else the board."""
        (self.back if self._is_open else self.table).setFocus()

    def _show(self, board: ApplicationBoard) -> None:
        self.counts.setText(application_words.counts(board))
        self.counts.setVisible(bool(board.rows))
        self._unanswered = decide_words.unanswered(board)
        self.letters_to_issue.setVisible(bool(self._unanswered))
        self.letters_to_issue.setText(decide_words.letters_of(len(self._unanswered)))
        self.letters_to_issue.setAccessibleName(self.letters_to_issue.text())
        if not board.rows:
            self._show_none()
            self.table.show_empty(
                "No application yet",
                "Record one above: it stands here from that day, by the working days left.",
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
        self.letters_to_issue.hide()
        self._show_none()
        self.table.show_failed(describe(error), self.load)

    def _current_changed(self, row: ApplicationSummary | None) -> None:
        if row is None:
            self._show_none()
        else:
            self._ask_one(row.facts.reference)

    def _show_none(self) -> None:
        self.desk.reads.drop(_ONE)
        self._be_open(wanted=False)
        self.view.hide()

    def _ask_one(self, reference: str) -> None:
        question = partial(read_application, self.desk.database, reference, self.desk.today())
        self.desk.reads.latest(_ONE, question, self._show_one)

    def _show_one(self, read: ApplicationRead) -> None:
        self.view.show_application(read)
        self.view.show()

    def _lay_out(self) -> QScrollArea:
        board = QVBoxLayout(self._board)
        board.setContentsMargins(0, 0, 0, 0)
        board.setSpacing(CARD_MARGIN)
        counts = Reflow(self.desk.look, _NARROWEST_COUNTS, (1, 0))
        counts.add(self.counts)
        self.counts.setContentsMargins(0, _BESIDE_BUTTONS, 0, 0)
        counts.add(row(None, self.letters_to_issue, self.record_one))
        board.addWidget(counts)
        board.addWidget(self.table)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(CARD_MARGIN)
        inner.addLayout(row(self.back, None))
        for part in (self._board, self.view):
            inner.addWidget(part)
        inner.addStretch(1)
        area = scrolled(whole, "Applications, and the one selected")
        for shown in (area, self.letters):
            self._stack.addWidget(shown)
        for hidden in (self.counts, self.letters_to_issue, self.back, self.view):
            hidden.hide()
        return area
