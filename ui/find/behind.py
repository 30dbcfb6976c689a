"""Everything behind an offer, in one to three columns: cost and dates, timetable and rates, service and provider."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from brokerage.domain.offer_detail import OfferDetail
from ui.desk import Desk
from ui.find import service_words
from ui.find.detail_cost import CostBlock, DatesBlock
from ui.find.detail_rates import PricesBlock, RatesBlock
from ui.find.detail_service import FactsBlock, StandingBlock, TimetableBlock
from ui.find.turns import Turns
from ui.widgets.card import CARD_MARGIN, GAP

# For so many columns: the line, the column and the number of lines of each part.
_PLACES = {
    1: ((0, 0, 1), (1, 0, 1), (2, 0, 1)),
    2: ((0, 0, 2), (0, 1, 1), (1, 1, 1)),
    3: ((0, 0, 1), (0, 1, 1), (0, 2, 1)),
}
_MOST_COLUMNS = 3


class BehindOffer(QWidget):
    """The blocks of the detail, filled column by column; each column is made in its place when it is first needed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._turns = Turns(self)
        self._number_of_columns = 2
        self._parts: list[QWidget] = []
        self._dates: DatesBlock | None = None
        self._columns = QGridLayout(self)
        self._columns.setHorizontalSpacing(24)
        self._columns.setVerticalSpacing(CARD_MARGIN)
        self._columns.setContentsMargins(CARD_MARGIN, GAP, CARD_MARGIN, CARD_MARGIN)

    @property
    def is_busy(self) -> bool:
        """Whether a column is still to be filled."""
        return self._turns.is_busy

    def show_detail(self, detail: OfferDetail, first_day: date) -> None:
        """Show everything about this offer for a start on the first day: what it costs now, the rest in the next turns."""
        self._show_cost(detail, first_day)
        self._turns.do(
            [
                partial(self._show_dates, detail),
                partial(self._show_timetable, detail, first_day),
                partial(self._show_rates, detail, first_day),
                partial(self._show_service, detail),
            ]
        )

    def show_columns(self, number: int) -> None:
        """Stand in one column, in two, or in three."""
        if number != self._number_of_columns:
            self._number_of_columns = number
            self._place()

    def _show_cost(self, detail: OfferDetail, first_day: date) -> None:
        if not self._parts:
            part = self._part()
            self.standing, self.cost = StandingBlock(part), CostBlock(part)
            self._first_column = self._fill(part, self.standing, self.cost)
        self.standing.show_detail(detail, first_day)
        self.cost.show_detail(detail)

    def _show_dates(self, detail: OfferDetail) -> None:
        if self._dates is None:
            self._dates = DatesBlock(self._desk, self._parts[0])
            self._first_column.insertWidget(self._first_column.count() - 1, self._dates)  # above the stretch
        self._dates.show_detail(detail)

    def _show_timetable(self, detail: OfferDetail, first_day: date) -> None:
        if len(self._parts) == 1:
            part = self._part()
            self._timetable, self._prices = TimetableBlock(part), PricesBlock(self._desk, part)
            self._rates = RatesBlock(self._desk, part)
            self._fill(part, self._timetable, self._prices, self._rates)
        self._timetable.show_detail(detail, first_day)

    def _show_rates(self, detail: OfferDetail, first_day: date) -> None:
        self._prices.show_detail(detail, first_day)
        self._rates.show_detail(detail, first_day)

    def _show_service(self, detail: OfferDetail) -> None:
        if len(self._parts) == _MOST_COLUMNS - 1:
            part = self._part()
            self._service, self._provider = FactsBlock("The service", part), FactsBlock("Provider and contract", part)
            self._fill(part, self._service, self._provider)
        self._service.show_facts(service_words.service_facts(detail, self._desk.today()))
        self._provider.show_facts(service_words.provider_facts(detail))

    def _part(self) -> QWidget:
        part = QWidget(self)
        self._parts.append(part)
        return part

    def _fill(self, part: QWidget, *blocks: QWidget) -> QVBoxLayout:
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_MARGIN)
        for block in blocks:
            column.addWidget(block)
        column.addStretch(1)
        self._place()
        part.show()
        return column

    def _place(self) -> None:
        for part, (line, at, lines) in zip(self._parts, _PLACES[self._number_of_columns], strict=False):
            self._columns.removeWidget(part)
            self._columns.addWidget(part, line, at, lines, 1)
        for at in range(_MOST_COLUMNS):
            self._columns.setColumnStretch(at, int(at < self._number_of_columns))
