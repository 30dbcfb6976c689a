"""One small competition: what is wanted and by when, its papers, who answered what, the weighing, its award, what was done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.competition import CompetitionState
from ui import intents
from ui.desk import Desk, Tone
from ui.market import competition_words as words
from ui.market.competition_act_form import CompetitionActForm
from ui.market.competition_acts import ACTS, AWARD
from ui.market.competition_answers import AnswersCard
from ui.market.competition_reading import CompetitionRead
from ui.market.competition_weighing import WeighingCard
from ui.page_name import PageName
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, Card
from ui.widgets.facts import Facts
from ui.widgets.flow_row import FlowRow
from ui.widgets.reflow import Reflow
from ui.widgets.tab_row import TabRow
from ui.widgets.text import body, section_title, set_tone

_NARROWEST_SIDE = 460


class CompetitionView(QWidget):
    """The cards of one competition: at a glance below the list, and whole once it is opened.

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
        self._is_open = False
        self._heading, self.next_step, self._why_not = section_title(""), body(strong=True), body()
        set_tone(self._why_not, Tone.WARN)
        self.open = button("Open the competition", self.open_asked.emit)
        self.call_off = button("Raise the call-off", self._raise, weight="primary")
        self.show_call_off = button("Show the call-off", self._show_call_off)
        self.sheet = button("Sheet for the market…", self.sheet_asked.emit)
        self.invitations = button("Invitations…", self.invitations_asked.emit)
        self.results = button("Letters of the result…", self.results_asked.emit)
        self.wanted, self.terms, self.history = Facts(), Facts(), Facts()
        self.answers, self.weighing = AnswersCard(desk), WeighingCard(desk)
        self.acts: TabRow[str] = TabRow(
            "Ways to end it, or to go on", ((act.title, act.title) for act in ACTS), desk.look
        )
        self.forms = {act.title: CompetitionActForm(desk, act) for act in ACTS}
        self._deciding, self._done = Card("Award it, or go on"), Card("What was done")
        self._connect()
        self._lay_out()
        self.show_act(AWARD.title)
        self.be_open(wanted=False)

    def show_competition(self, read: CompetitionRead) -> None:
        """Show this one; what is half typed stays while it is the same competition."""
        self.read = read
        summary = read.summary
        self._heading.setText(f"{summary.reference} · {words.who(summary)}")
        self.next_step.setText(words.next_step(read))
        self.wanted.show_facts(words.wanted(read.detail))
        self.terms.show_facts(words.terms(read))
        self.answers.show_competition(read)
        self.weighing.show_competition(read)
        for form in self.forms.values():
            form.show_competition(read)
        done = words.history(read.detail)
        self.history.show_facts(done)
        self._tell_who_may()

    def be_open(self, *, wanted: bool) -> None:
        """Show all of it, to be worked on; or only what it is at a glance."""
        self._is_open = wanted
        self.open.setVisible(not wanted)
        for card in (self.answers, self.weighing):
            card.setVisible(wanted)
        self._tell_who_may()

    def show_act(self, title: str) -> None:
        """Bring the form of this to the front."""
        self.acts.open(title)
        for each, form in self.forms.items():
            form.setVisible(each == title)

    def _tell_who_may(self) -> None:
        if self.read is None:
            return
        read, summary = self.read, self.read.summary
        sentence = words.why_not(self._desk.actor)
        is_open, may_write = summary.state is CompetitionState.OPEN, not sentence
        self._why_not.setText(sentence)
        self._why_not.setVisible(not may_write)
        awarded = summary.state is CompetitionState.AWARDED
        self.call_off.setVisible(awarded and not summary.call_off and may_write)
        self.show_call_off.setVisible(summary.call_off_id is not None)
        self.invitations.setVisible(is_open)
        self.results.setVisible(not is_open and summary.offers > 0)
        self._deciding.setVisible(self._is_open and is_open and may_write)
        self._done.setVisible(self._is_open and bool(read.detail.steps))

    def _raise(self) -> None:
        if self.read is not None:
            self._desk.navigate(PageName.CALL_OFFS, intents.CallOffAward(self.read.summary.reference))

    def _show_call_off(self) -> None:
        if self.read is not None and self.read.summary.call_off_id is not None:
            self._desk.navigate(PageName.CALL_OFFS, intents.OpenCallOff(self.read.summary.call_off_id))

    def _actor_changed(self) -> None:
        if self.read is not None:
            self.show_competition(self.read)

    def _connect(self) -> None:
        self.acts.chosen.connect(self.show_act)
        self.answers.stale.connect(self.stale)
        for form in self.forms.values():
            form.stale.connect(self.stale)
            form.taken.connect(self.step_taken)
        self._desk.actor_changed.connect(lambda _actor: self._actor_changed())

    def _lay_out(self) -> None:
        head, ways = Card(), FlowRow()
        for way in (self.call_off, self.open, self.sheet, self.invitations, self.results, self.show_call_off):
            ways.add(way)
        facts = Reflow(self._desk.look, _NARROWEST_SIDE, (1, 1))
        for side in (self.wanted, self.terms):
            facts.add(side)
        for part in (self._heading, self.next_step, self._why_not, ways, facts):
            head.add(part)
        for form in (self.acts, *self.forms.values()):
            self._deciding.add(form)
        self._done.add(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        for card in (head, self.answers, self.weighing, self._deciding, self._done):
            column.addWidget(card)
