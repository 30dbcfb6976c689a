"""An application opened to be worked on: who assesses it, its lots one below the other, the letter, the contract."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.application import ApplicationState
from brokerage.domain.application_assessment import ApplicationAssessment
from ui.desk import Desk
from ui.market.assessing import decide_words
from ui.market.assessing.award_form import AwardCard
from ui.market.assessing.interest import InterestCard
from ui.market.assessing.lot import LotCard
from ui.market.assessing.reading import ApplicationRead
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, Card, row
from ui.widgets.tab_order import lead_through
from ui.widgets.text import body, set_style

_Asked = tuple[str, tuple[tuple[int, tuple[int, ...]], ...]]
"""Which application, with which lots and questions: the cards of another are made anew."""


class AssessView(QWidget):
    """The cards.

    Signals:
        stale(): a colleague was first; the application is needed as it stands now.
        step_taken(): a step was taken; the button that was pressed may be gone.
        letter_asked(tuple of references): the letter shall be looked at.
    """

    stale = Signal()
    step_taken = Signal()
    letter_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._read: ApplicationRead | None = None
        self._made_for: _Asked | None = None
        self.lots: dict[int, LotCard] = {}
        self.interest = InterestCard(desk)
        self.award = AwardCard(desk)
        self.letter = button("Look at the letter…", self._ask_for_letter)
        self._letter_stands = body()
        self._answer = Card("The answer to the provider")
        self._answer.add(self._letter_stands)
        self._answer.add(row(self.letter, None))
        self._lots = QVBoxLayout()
        self._lots.setSpacing(CARD_MARGIN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        column.addWidget(self.interest)
        column.addLayout(self._lots)
        for card in (self._answer, self.award):
            column.addWidget(card)
        for card in (self.interest, self.award):
            card.stale.connect(self.stale)
        self.interest.declared.connect(self.step_taken)
        self.award.awarded.connect(self.step_taken)
        desk.actor_changed.connect(lambda _actor: self._show_again())

    def show_application(self, read: ApplicationRead) -> None:
        """Show this application as it stands now; what is typed and not kept yet stays."""
        self._read = read
        shown = read.assessment
        self.interest.show_assessment(shown)
        if _asked(shown) != self._made_for:
            self._make_lots(shown)
        for lot in shown.lots:
            self.lots[lot.application_lot_id].show_lot(shown, lot, read.documents)
        self._answer.setVisible(decide_words.has_letter(read.detail))
        self._letter_stands.setText(decide_words.standing(read.detail))
        self.letter.setText(decide_words.look(read.detail))
        self.letter.setAccessibleName(self.letter.text())
        is_next = shown.state is ApplicationState.DECIDED
        set_style(self.letter, "kind", "primary" if is_next else "secondary")
        set_style(self.award.award, "kind", "secondary" if is_next else "primary")  # one primary: what comes next
        self.award.show_application(read)

    def _show_again(self) -> None:
        if self._read is not None:
            self.show_application(self._read)

    def _make_lots(self, shown: ApplicationAssessment) -> None:
        """A card for each lot; the questions of the first that waits for its decision are there to be seen."""
        for card in self.lots.values():
            card.hide()
            card.deleteLater()
        self._made_for = _asked(shown)
        self.lots = {lot.application_lot_id: LotCard(self._desk, shown, lot) for lot in shown.lots}
        first = next((lot.application_lot_id for lot in shown.undecided), None)
        for lot_id, card in self.lots.items():
            card.show_questions(wanted=lot_id == first)
            card.stale.connect(self.stale)
            card.decided.connect(partial(self._go_on_after, lot_id))
            self._lots.addWidget(card)
            lead_through(card, self.letter)  # made last, they would come after the award

    def _go_on_after(self, decided: int) -> None:
        """Let the questions of the next lot that waits for its decision be seen."""
        waiting = () if self._read is None else self._read.assessment.undecided
        following = next((lot.application_lot_id for lot in waiting if lot.application_lot_id != decided), None)
        if following is not None:
            self.lots[following].show_questions(wanted=True)

    def _ask_for_letter(self) -> None:
        if self._read is not None:
            self.letter_asked.emit((self._read.reference,))


def _asked(shown: ApplicationAssessment) -> _Asked:
    lots = ((lot.application_lot_id, tuple(each.question_id for each in lot.questions)) for lot in shown.lots)
    return shown.reference, tuple(lots)
