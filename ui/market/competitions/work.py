"""A competition opened to be worked on: who answered what, the weighing, its award, what was done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.competition import CompetitionState
from ui.desk import Desk
from ui.market.competitions import words
from ui.market.competitions.act_form import CompetitionActForm
from ui.market.competitions.acts import ACTS, AWARD
from ui.market.competitions.answers import AnswersCard
from ui.market.competitions.reading import CompetitionRead
from ui.market.competitions.weighing import WeighingCard
from ui.widgets.card import CARD_MARGIN, Card
from ui.widgets.facts import Facts
from ui.widgets.tab_order import lead_through
from ui.widgets.tab_row import TabRow


class CompetitionWork(QWidget):
    """The cards.

    Signals:
        stale(): a colleague was first; the competition is needed as it stands now.
        step_taken(): a step was taken; the button that was pressed may be gone.
    """

    stale = Signal()
    step_taken = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.answers, self.weighing = AnswersCard(desk), WeighingCard(desk)
        self.acts: TabRow[str] = TabRow(
            "Ways to end it, or to go on", ((act.title, act.title) for act in ACTS), desk.look
        )
        self.forms = {act.title: CompetitionActForm(desk, act) for act in ACTS}
        self.history = Facts()
        self._deciding, self._done = Card("Award it, or go on"), Card("What was done")
        self._connect()
        self._lay_out()
        self.show_act(AWARD.title)

    def show_competition(self, read: CompetitionRead) -> None:
        """Show this one; what is half typed stays while it is the same competition."""
        self.answers.show_competition(read)
        self.weighing.show_competition(read)
        for form in self.forms.values():
            form.show_competition(read)
        self.history.show_facts(words.history(read.detail))
        may_write = not words.why_not(self._desk.actor)
        self._deciding.setVisible(read.summary.state is CompetitionState.OPEN and may_write)
        self._done.setVisible(bool(read.detail.steps))

    def show_act(self, title: str) -> None:
        """Bring the form of this to the front."""
        self.acts.open(title)
        for each, form in self.forms.items():
            form.setVisible(each == title)

    def _connect(self) -> None:
        self.acts.chosen.connect(self.show_act)
        self.answers.stale.connect(self.stale)
        self.weighing.table_made.connect(self._come_before_the_acts)
        for form in self.forms.values():
            form.stale.connect(self.stale)
            form.taken.connect(self.step_taken)

    def _come_before_the_acts(self, table: QWidget) -> None:
        lead_through(table, next(iter(self.acts.tabs.values())))

    def _lay_out(self) -> None:
        for part in (self.acts, *self.forms.values()):
            self._deciding.add(part)
        self._done.add(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        for card in (self.answers, self.weighing, self._deciding, self._done):
            column.addWidget(card)
