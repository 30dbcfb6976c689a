"""One invited service: its answer whole, and the forms to record a newer one and to give it points."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.competition import CompetitionState
from brokerage.domain.competition_summary import Invited
from ui.desk import Desk
from ui.market.competitions import words
from ui.market.competitions.answer_form import CompetitionAnswerForm
from ui.market.competitions.reading import CompetitionRead
from ui.market.competitions.score_form import ScoreForm
from ui.widgets.facts import Facts
from ui.widgets.tab_row import TabRow
from ui.widgets.text import section_title, set_style

RECORD, SCORE = "Record its answer", "Give it points"


class ServicePanel(QWidget):
    """The panel; it lasts as long as its competition is shown, so that nothing half typed is lost.

    Signals:
        stale(): a colleague was first; the competition is needed as it stands now.
    """

    stale = Signal()

    def __init__(self, desk: Desk, read: CompetitionRead, invited: Invited) -> None:
        super().__init__()
        self._desk = desk
        self._name = section_title(invited.service)
        self.facts = Facts()
        self.tabs: TabRow[str] = TabRow(
            f"What to do with {invited.service}", ((name, name) for name in (RECORD, SCORE)), desk.look
        )
        self.answer = CompetitionAnswerForm(desk, invited, read.detail.sheet.units)
        self.score = ScoreForm(desk, invited, read.detail.criteria)
        self._front = SCORE if _offers(invited) else RECORD
        self._may_write = self._may_score = False
        self._lay_out()
        self.tabs.chosen.connect(self.show_form)
        self.answer.recorded.connect(self.tabs.tabs[RECORD].setFocus)
        self.score.kept.connect(self.tabs.tabs[SCORE].setFocus)
        for form in (self.answer, self.score):
            form.stale.connect(self.stale)
        self.show_competition(read, invited)

    def show_competition(self, read: CompetitionRead, invited: Invited) -> None:
        """Show how the service stands now; what is half typed stays."""
        self.facts.show_facts(words.answered(invited))
        self.answer.show_competition(read, invited)
        self.score.show_competition(read, invited)
        for save in (self.answer.save, self.score.save):
            set_style(
                save, "kind", "secondary" if words.may_be_awarded(read) else "primary"
            )  # one primary: what is next
        self._may_score = _offers(invited)
        self._may_write = read.summary.state is CompetitionState.OPEN and not words.why_not(self._desk.actor)
        self.show_form(self._front)

    def show_form(self, name: str) -> None:
        """Bring this form to the front; points only where there is an offer to give them to."""
        self._front = name if self._may_score else RECORD
        self.tabs.open(self._front)
        self.tabs.setVisible(self._may_write)
        self.tabs.tabs[SCORE].setEnabled(self._may_score)
        self.answer.setVisible(self._may_write and self._front == RECORD)
        self.score.setVisible(self._may_write and self._front == SCORE)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._name, self.facts, self.tabs, self.answer, self.score):
            column.addWidget(part)


def _offers(invited: Invited) -> bool:
    return invited.answer is not None and invited.answer.is_offer
