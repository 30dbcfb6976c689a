"""What the selected offer costs: its figures, the arithmetic in sentences, every real date."""

from PySide6.QtWidgets import QWidget

from brokerage.domain.offer_detail import OfferDetail
from ui.desk import Desk, Tone
from ui.find import cost_words
from ui.find.block import MOST_ROWS, Block
from ui.find.cost_words import DateRow
from ui.widgets.facts import Facts
from ui.widgets.row_table import Column, RowTable
from ui.widgets.text import body, set_tone

_DATE_COLUMNS: tuple[Column[DateRow], ...] = (
    Column("Date", lambda row: row.day),
    Column("Units", lambda row: row.units, figures=True, width=96),
    Column("Amount", lambda row: row.amount, figures=True, width=88),
)


class CostBlock(Block):
    """Figures and arithmetic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What it costs", parent)
        self._missing = body()
        self._facts = Facts(figures=True)
        self._uncovered = body()
        set_tone(self._uncovered, Tone.WARN)
        self._sums = body()
        for widget in (self._missing, self._facts, self._uncovered, self._sums):
            self.column.addWidget(widget)

    def show_detail(self, detail: OfferDetail) -> None:
        """Show the figures of this offer."""
        for label, sentence in (
            (self._missing, cost_words.no_cost_sentence(detail)),
            (self._uncovered, cost_words.uncovered_sentence(detail)),
            (self._sums, "\n".join(detail.costing.explanation) if detail.costing else ""),
        ):
            label.setText(sentence)
            label.setVisible(bool(sentence))
        facts = cost_words.money_facts(detail)
        self._facts.show_facts(facts)
        self._facts.setVisible(bool(facts))


class DatesBlock(Block):
    """The dated list whose sum is the total."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Every date", parent)
        self.table: RowTable[DateRow] = RowTable(
            "Every date and what it costs", _DATE_COLUMNS, desk.look, lambda row: row.number, dense=True
        )
        self.table.view.setObjectName("compact")
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.column.addWidget(self.table)

    def show_detail(self, detail: OfferDetail) -> None:
        """Show the dates of this offer."""
        self.setVisible(detail.costing is not None)
        self.say_title(cost_words.dates_heading(detail.costing))
        self.table.show_rows(cost_words.date_rows(detail.costing))
