"""The answers weighed: points by criterion, total and rank as a table, and below it how those of one offer came about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.competition_weighing import CONVENTION, WeighedOffer
from ui.desk import Desk, Tone
from ui.market.competitions import columns as competition_columns
from ui.market.competitions import weighing_words as words
from ui.market.competitions.reading import CompetitionRead
from ui.widgets.card import Card
from ui.widgets.facts import Facts
from ui.widgets.row_table import RowTable
from ui.widgets.text import body, caption, set_tone

MOST_ROWS = 6


class WeighingCard(Card):
    """The table is made anew where another competition has other criteria.

    Signals:
        table_made(QWidget): the table stands in its place; made late, it has none yet where the Tab key leads.
    """

    table_made = Signal(QWidget)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Weighed by the stated weights")
        self._desk = desk
        self._criteria: tuple[AwardCriterion, ...] = ()
        self.table: RowTable[WeighedOffer] | None = None
        self.missing, self._of = body(), body(strong=True)
        set_tone(self.missing, Tone.WARN)
        self.how = Facts()
        self._held = QVBoxLayout()
        for part in (self.missing, self._held, self._of, self.how, caption(CONVENTION)):
            self.add(part)

    def show_competition(self, read: CompetitionRead) -> None:
        """Show its offers weighed; what is still missing stands above them."""
        weighed = read.weighed
        missing = words.missing(read)
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        self._show_table(weighed.criteria, weighed.weighing.offers)

    def _show_table(self, criteria: tuple[AwardCriterion, ...], offers: tuple[WeighedOffer, ...]) -> None:
        if self.table is None or criteria != self._criteria:
            self._make_table(criteria)
        table = self.table
        if table is None:
            return
        if not offers:
            table.show_empty("No offer yet", "Each offer stands here with its points as soon as it is recorded.")
            self._explain(None)
            return
        table.show_rows(offers)
        if table.current is None:
            table.make_current(offers[0].service_id)
        self._explain(table.current)

    def _make_table(self, criteria: tuple[AwardCriterion, ...]) -> None:
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        self._criteria = criteria
        made: RowTable[WeighedOffer] = RowTable(
            "Offers weighed",
            competition_columns.weighing(criteria),
            self._desk.look,
            key=lambda offer: offer.service_id,
        )
        made.view.setObjectName("compact")
        made.be_as_tall_as_rows(MOST_ROWS)
        made.current_changed.connect(self._explain)
        self.table = made
        self._held.addWidget(made)
        self.table_made.emit(made)

    def _explain(self, offer: WeighedOffer | None) -> None:
        for part in (self._of, self.how):
            part.setVisible(offer is not None)
        if offer is not None:
            self._of.setText(words.made_up(offer))
            self.how.show_facts(words.parts(offer))
