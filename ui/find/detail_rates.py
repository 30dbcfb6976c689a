"""The rate card of the selected offer: every price for the week wanted, and rates past, in force and to come."""

from datetime import date

from PySide6.QtWidgets import QWidget

from brokerage.domain.offer_detail import OfferDetail
from ui.desk import Desk, Tone
from ui.find import cost_words, rate_words
from ui.find.block import MOST_ROWS, Block
from ui.find.cost_words import PriceRow
from ui.find.rate_words import RateRow
from ui.widgets.row_table import Column, RowTable

_PRICE_COLUMNS: tuple[Column[PriceRow], ...] = (
    Column("Price for", lambda row: row.what, tone=lambda row: Tone.GOOD if row.is_chosen else Tone.PLAIN),
    Column("Price", lambda row: row.price, figures=True, width=126),
    Column("This week", lambda row: row.weekly, figures=True, width=88),
)
_RATE_COLUMNS: tuple[Column[RateRow], ...] = (
    Column("Days", lambda row: row.days, tone=lambda row: row.tone),
    Column("Price", lambda row: row.price, figures=True, width=104),
    Column("", lambda row: row.state, width=84, tone=lambda row: row.tone),
)


class PricesBlock(Block):
    """What the week costs on every line of the card."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Every price on the first day", parent)
        self.table: RowTable[PriceRow] = RowTable(
            "Every price on the first day", _PRICE_COLUMNS, desk.look, lambda row: row.line_id, dense=True
        )
        self.table.view.setObjectName("compact")
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.column.addWidget(self.table)

    def show_detail(self, detail: OfferDetail, start_day: date) -> None:
        """Show the prices of this offer."""
        rows = cost_words.price_rows(detail, start_day)
        if rows:
            self.table.show_rows(rows)
        else:
            self.table.show_empty("", "Nothing was ever agreed with this service.")


class RatesBlock(Block):
    """How the prices were and will be."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Rates past and to come", parent)
        self.table: RowTable[RateRow] = RowTable(
            "Rates past and to come", _RATE_COLUMNS, desk.look, lambda row: row.key, dense=True
        )
        self.table.view.setObjectName("compact")
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.column.addWidget(self.table)

    def show_detail(self, detail: OfferDetail, start_day: date) -> None:
        """Show the rates of this offer's service."""
        rows = rate_words.rate_rows(detail.sheet, start_day)
        self.setVisible(bool(rows))
        self.table.show_rows(rows)
