"""One small competition: what is wanted and by when, its papers and its call-off; opened, all that is done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.competition import CompetitionState
from ui import intents
from ui.desk import Desk, Tone
from ui.market.competitions import words
from ui.market.competitions.reading import CompetitionRead
from ui.market.competitions.work import CompetitionWork
from ui.page_name import PageName
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, Card
from ui.widgets.facts import Facts
from ui.widgets.flow_row import FlowRow
from ui.widgets.reflow import Reflow
from ui.widgets.text import body, section_title, set_tone

_NARROWEST_SIDE = 460


class CompetitionView(QWidget):
    """What it is at a glance, below the list; and whole once it is opened.

    Signals:
        stale(): a colleague was first; it is needed as it stands now.
        step_taken(): a step was taken; the button that was pressed may be gone.
        open_asked(): it shall be opened.
        sheet_asked(), invitations_asked(), results_asked(): that paper shall be looked at.
    """

    stale = Signal()
    step_taken = Signal()
    open_asked = Signal()
    sheet_asked = Signal()
    invitations_asked = Signal()
    results_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.read: CompetitionRead | None = None
        self._work: CompetitionWork | None = None
        self._is_open = False
        self._heading, self.next_step, self._why_not = section_title(""), body(strong=True), body()
        set_tone(self._why_not, Tone.WARN)
        self.open = button("Open the competition", self.open_asked.emit)
        self.call_off = button("Raise the call-off", self._raise, weight="primary")
        self.show_call_off = button("Show the call-off", self._show_call_off)
        self.sheet = button("Sheet for the market…", self.sheet_asked.emit)
        self.invitations = button("Invitations…", self.invitations_asked.emit)
        self.results = button("Letters of the result…", self.results_asked.emit)
        self.wanted, self.terms = Facts(), Facts()
        self._column = self._lay_out()
        desk.actor_changed.connect(lambda _actor: self._show())

    @property
    def work(self) -> CompetitionWork:
        """The cards of one that is opened; made when the first is, so that the list stands sooner."""
        if self._work is None:
            self._work = CompetitionWork(self._desk)
            self._work.stale.connect(self.stale)
            self._work.step_taken.connect(self.step_taken)
            self._column.addWidget(self._work)
        return self._work

    def show_competition(self, read: CompetitionRead) -> None:
        """Show this one; what is half typed stays while it is the same competition."""
        self.read = read
        self._show()

    def be_open(self, *, wanted: bool) -> None:
        """Show all of it, to be worked on; or only what it is at a glance."""
        self._is_open = wanted
        self._show()

    def _show(self) -> None:
        read = self.read
        if read is None:
            return
        summary = read.summary
        self._heading.setText(f"{summary.reference} · {words.who(summary)}")
        self.next_step.setText(words.next_step(read))
        self.wanted.show_facts(words.wanted(read.detail))
        self.terms.show_facts(words.terms(read))
        self._tell_who_may(read)
        if self._is_open:
            self.work.show_competition(read)
        if self._work is not None:
            self._work.setVisible(self._is_open)

    def _tell_who_may(self, read: CompetitionRead) -> None:
        summary, sentence = read.summary, words.why_not(self._desk.actor)
        is_open, is_awarded = summary.state is CompetitionState.OPEN, summary.state is CompetitionState.AWARDED
        self._why_not.setText(sentence)
        self._why_not.setVisible(bool(sentence))
        self.open.setVisible(not self._is_open)
        self.call_off.setVisible(is_awarded and not summary.call_off and not sentence)
        self.show_call_off.setVisible(summary.call_off_id is not None)
        self.invitations.setVisible(is_open)
        self.results.setVisible(not is_open and summary.offers > 0)

    def _raise(self) -> None:
        if self.read is not None:
            self._desk.navigate(PageName.CALL_OFFS, intents.CallOffAward(self.read.summary.reference))

    def _show_call_off(self) -> None:
        if self.read is not None and self.read.summary.call_off_id is not None:
            self._desk.navigate(PageName.CALL_OFFS, intents.OpenCallOff(self.read.summary.call_off_id))

    def _lay_out(self) -> QVBoxLayout:
        head, ways = Card(), FlowRow()
        for way in (self.call_off, self.open, self.sheet, self.invitations, self.results, self.show_call_off):
            ways.add(way)
        facts = Reflow(self._desk.look, _NARROWEST_SIDE, (1, 1))
        for side in (self.wanted, self.terms):
            facts.add(side)
        for part in (self._heading, self.next_step, self._why_not, ways, facts):
            head.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        column.addWidget(head)
        return column
