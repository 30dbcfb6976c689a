"""Small competitions: the list, below it the one selected; opened, that one alone; a new one; or its papers."""

from functools import partial

from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from brokerage.domain.changes import Kind
from ui import intents
from ui.desk import Desk
from ui.failures import describe
from ui.market.competitions import words
from ui.market.competitions.columns import COMPETITIONS
from ui.market.competitions.opening import CompetitionOpening
from ui.market.competitions.papers import CompetitionPapers
from ui.market.competitions.reading import (
    CompetitionLine,
    CompetitionRead,
    read_competition,
    read_competitions,
)
from ui.market.competitions.view import CompetitionView
from ui.market.section import Section
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, row, scrolled
from ui.widgets.row_table import RowTable
from ui.widgets.text import body

MOST_ROWS = 8
_LIST, _ONE = "market: competitions", "market: one competition"


class CompetitionsSection(Section):
    """The list and the competition selected in it; that one opened; one to be opened; or a paper on the screen."""

    title = "Competitions"
    shows = frozenset({Kind.COMPETITIONS, Kind.CALL_OFFS, Kind.SCHEMES, Kind.PROVIDERS})
    taken = frozenset({intents.OpenCompetition, intents.RunCompetition})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.counts = body(strong=True)
        self.run_one = button("Run a small competition…", lambda: self.begin(None))
        self.back = button("Back to the list", self.close_one, weight="quiet")
        self.table: RowTable[CompetitionLine] = RowTable(
            "Small competitions", COMPETITIONS, desk.look, key=lambda line: line.summary.reference
        )
        self.table.view.setObjectName("compact")
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.view = CompetitionView(desk)
        self._opening: CompetitionOpening | None = None
        self._papers: CompetitionPapers | None = None
        self._is_open = False
        self._list = QWidget()
        self._stack = QStackedLayout(self)
        self._connect()
        self._area = self._lay_out()
        self.table.show_busy("Reading the competitions…")

    @property
    def opening(self) -> CompetitionOpening:
        """The form of a new one; made when it is first needed, so that the list stands sooner."""
        if self._opening is None:
            self._opening = CompetitionOpening(self.desk)
            self._opening.left.connect(self._leave_for_list)
            self._opening.opened.connect(self._opened)
            self._stack.addWidget(self._opening)
        return self._opening

    @property
    def papers(self) -> CompetitionPapers:
        """Its papers; made when one is first looked at."""
        if self._papers is None:
            self._papers = CompetitionPapers(self.desk)
            self._papers.left.connect(self._leave_for_list)
            self._stack.addWidget(self._papers)
        return self._papers

    def load(self) -> None:
        question = partial(read_competitions, self.desk.database, self.desk.today())
        self.desk.reads.latest(_LIST, question, self._show, self._failed)

    def focus_search(self) -> None:
        self._leave_for_list()

    def take(self, intent: object) -> None:
        if isinstance(intent, intents.OpenCompetition):
            self.table.make_current(intent.reference)
            self._leave_for_list()
        elif isinstance(intent, intents.RunCompetition):
            self.begin(intent)

    def begin(self, asked: intents.RunCompetition | None) -> None:
        """Show the form of a new competition, filled in with what was searched for."""
        self._stack.setCurrentWidget(self.opening)
        self.opening.begin(asked)

    def open_one(self) -> None:
        """Show the competition selected alone, to be worked on."""
        if self.table.current is not None:
            self._be_open(wanted=True)
            self._go_on()

    def close_one(self) -> None:
        """Back to the list."""
        self._be_open(wanted=False)
        self._go_on()

    def _show_paper(self, which: str) -> None:
        from brokerage.services.competition_letters import Letters

        if self.view.read is None:
            return
        reference = self.view.read.summary.reference
        if which:
            self.papers.show_letters(reference, Letters(which))
        else:
            self.papers.show_sheet(reference)
        self._stack.setCurrentWidget(self.papers)
        self.papers.back.setFocus()

    def _opened(self, reference: str) -> None:
        self.table.make_current(reference)
        self._be_open(wanted=True)
        self._leave_for_list()
        self.load()

    def _leave_for_list(self) -> None:
        self._stack.setCurrentWidget(self._area)
        self._go_on()

    def _be_open(self, *, wanted: bool) -> None:
        self._is_open = wanted
        self._list.setVisible(not wanted)
        self.back.setVisible(wanted)
        self.view.be_open(wanted=wanted)
        self._area.verticalScrollBar().setValue(0)

    def _go_on(self) -> None:
        """Put the cursor where one goes on from: the way back while one is open, else the list."""
        (self.back if self._is_open else self.table).setFocus()

    def _show(self, lines: tuple[CompetitionLine, ...]) -> None:
        lines = words.in_order(lines)
        self.counts.setText(words.counts(lines))
        if not lines:
            self._show_none()
            self.table.show_empty(
                "No small competition yet",
                "Where agreed rates do not settle who supports a person, run one: it stands here by its last day for answers.",
                "Run a small competition…",
                lambda: self.begin(None),
            )
            return
        self.table.show_rows(lines)
        current = self.table.current
        if current is None:
            self.table.make_current(lines[0].summary.reference)
        else:
            self._ask_one(current)

    def _failed(self, error: Exception) -> None:
        self.counts.clear()
        self._show_none()
        self.table.show_failed(describe(error), self.load)

    def _current_changed(self, line: CompetitionLine | None) -> None:
        if line is None:
            self._show_none()
        else:
            self._ask_one(line)

    def _show_none(self) -> None:
        self.desk.reads.drop(_ONE)
        self._be_open(wanted=False)
        self.view.hide()

    def _ask_one(self, line: CompetitionLine) -> None:
        question = partial(read_competition, self.desk.database, line.summary.reference, self.desk.today())
        self.desk.reads.latest(_ONE, question, self._show_one, partial(self._one_failed, line))

    def _one_failed(self, line: CompetitionLine, error: Exception) -> None:
        self._be_open(wanted=False)
        self.view.hide()
        self.desk.fail(error, partial(self._ask_one, line))

    def _show_one(self, read: CompetitionRead) -> None:
        self.view.show_competition(read)
        self.view.show()

    def _connect(self) -> None:
        self.table.current_changed.connect(self._current_changed)
        self.table.opened.connect(lambda _line: self.open_one())
        self.view.stale.connect(self.load)
        self.view.step_taken.connect(self._go_on)
        self.view.open_asked.connect(self.open_one)
        self.view.sheet_asked.connect(lambda: self._show_paper(""))
        self.view.invitations_asked.connect(lambda: self._show_paper("invitations"))
        self.view.results_asked.connect(lambda: self._show_paper("results"))

    def _lay_out(self) -> QScrollArea:
        above = row(self.counts, self.run_one)
        above.setStretch(0, 1)
        listed = QVBoxLayout(self._list)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(CARD_MARGIN)
        listed.addLayout(above)
        listed.addWidget(self.table)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(CARD_MARGIN)
        inner.addLayout(row(self.back, None))
        inner.addWidget(self._list)
        inner.addWidget(self.view)
        inner.addStretch(1)
        area = scrolled(whole, "Small competitions, and the one selected")
        self._stack.addWidget(area)
        self.back.hide()
        self.view.hide()
        return area
