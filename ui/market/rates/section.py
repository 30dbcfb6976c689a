"""Agreed rates: the prices for one thing as a picture, the table behind it, one service's rate card; or a workbook of many."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from brokerage.domain.changes import Kind
from brokerage.domain.rate_card_shown import RateCardShown
from brokerage.domain.rate_choices import LotChoice
from ui.desk import Desk
from ui.failures import describe
from ui.market.rates import columns as rate_columns
from ui.market.rates import words as rate_words
from ui.market.rates.book_view import RatesBookView
from ui.market.rates.card_view import RateCardView
from ui.market.rates.filters import RateFilters
from ui.market.rates.reading import read_card, read_lots, read_prices
from ui.market.rates.spread_view import RateSpreadView
from ui.market.rates.words import PriceRow
from ui.market.section import Section
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, scrolled
from ui.widgets.choice import ChoiceField
from ui.widgets.labelled import Labelled
from ui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from brokerage.services.price_spread import PricesLookedAt

MOST_ROWS = 8
_LOTS, _PRICES, _CARD = "market: lots with rates", "market: prices", "market: rate card"


class RatesSection(Section):
    """The choices, the picture, the table behind it and the rate card selected."""

    title = "Rates"
    shows = frozenset({Kind.RATES, Kind.PROVIDERS, Kind.SCHEMES})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.from_workbook = button("From a workbook…", self._show_book)
        self.filters = RateFilters(desk.look, Labelled("Many rates at once", self.from_workbook))
        self.spread = RateSpreadView(desk)
        self.table: RowTable[PriceRow] = RowTable(
            "Agreed rates, cheapest first", rate_columns.PRICES, desk.look, key=lambda row: row.line.line_id
        )
        self.table.view.setObjectName("compact")
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.service: ChoiceField[int] = ChoiceField("Rate card of")
        self.service.fit_room()
        self._service = Labelled("Rate card of", self.service)
        self.view = RateCardView(desk)
        self._prices: PricesLookedAt | None = None
        self._line_id: int | None = None
        self._asked_service: int | None = None  # chosen by itself, not by a row: its card stays when all is read again
        self._connect()
        self._lay_out()
        for part in (self.spread, self.view, self._service):
            part.hide()
        self.table.show_busy("Reading the agreed rates…")

    @cached_property
    def book(self) -> RatesBookView:
        """Rates by the workbook; made when it is first needed."""
        view = RatesBookView(self.desk)
        view.left.connect(self._leave_book)
        view.taken.connect(self._leave_book)
        self._stack.addWidget(view)
        return view

    def load(self) -> None:
        self.desk.reads.latest(_LOTS, partial(read_lots, self.desk.database), self._offer, self._failed)

    def focus_search(self) -> None:
        self.filters.lot.setFocus()

    def _offer(self, lots: tuple[LotChoice, ...]) -> None:
        self.filters.offer(lots)
        self._ask_prices()

    def _ask_prices(self) -> None:
        asked = self.filters.asked()
        if asked is None:
            self._show_none()
            self.table.show_empty(
                "No lot yet", "Set up a purchasing system with its lots first; rates are agreed in them."
            )
            return
        question = partial(read_prices, self.desk.database, asked, self.desk.today())
        self.desk.reads.latest(_PRICES, question, self._show, self._failed)

    def _show(self, prices: "PricesLookedAt") -> None:
        self._prices = prices
        self.service.offer((one.service_id, f"{one.name} · {one.provider}") for one in prices.services)
        self._service.setVisible(bool(prices.services))
        rows = rate_words.price_rows(prices.picture, prices.without)
        if not rows:
            self._show_empty()
            return
        asked = self._asked_service
        self.table.show_rows(rows)
        current = self.table.current
        if asked is not None and self.service.offers(asked):
            self._show_asked(asked, rows)
        elif current is not None:
            self._choose(current)
        else:
            self.table.make_current(rows[0].line.line_id)

    def _show_asked(self, service_id: int, rows: tuple[PriceRow, ...]) -> None:
        """Show the card of the service that was asked for: by its row, once it has one."""
        own = next((row for row in rows if row.service_id == service_id), None)
        if own is None:
            self.service.choose(service_id)
            self._service_chosen()
        else:
            self.table.make_current(own.line.line_id)
            self._choose(own)

    def _show_empty(self) -> None:
        self.table.show_empty(
            "No agreed rate for this yet", "Agree the first one below, or many at once from a workbook."
        )
        self.view.hide()
        self._service_chosen()

    def _show_picture(self) -> None:
        picture = None if self._prices is None else self._prices.picture
        self.spread.setVisible(picture is not None)
        if picture is not None:
            self.spread.show_picture(picture, self._line_id)

    def _failed(self, error: Exception) -> None:
        self._show_none()
        self.table.show_failed(describe(error), self.load)

    def _show_none(self) -> None:
        self.desk.reads.drop(_CARD)
        for part in (self.spread, self.view, self._service):
            part.hide()

    def _choose(self, row: PriceRow | None) -> None:
        if row is None:
            return
        self._asked_service = None
        self._line_id = row.line.line_id
        self._show_picture()
        if self.service.offers(row.service_id):
            self.service.choose(row.service_id)
        self._ask_card()

    def _service_chosen(self) -> None:
        self._asked_service = self.service.value()
        self._line_id = None
        self._show_picture()
        self._ask_card()

    def _ask_card(self) -> None:
        lot, service_id = self.filters.lot_chosen, self.service.value()
        if lot is not None and service_id is not None:
            question = partial(read_card, self.desk.database, service_id, lot.lot_id)
            self.desk.reads.latest(_CARD, question, self._show_card)

    def _show_card(self, card: RateCardShown) -> None:
        self.view.show_card(card, self._line_id)
        self.view.show()

    def _show_book(self) -> None:
        self._stack.setCurrentWidget(self.book)
        self.book.begin(self.filters.lots, self.filters.lot_chosen)

    def _leave_book(self) -> None:
        self._stack.setCurrentWidget(self._area)
        self.from_workbook.setFocus()

    def _connect(self) -> None:
        self.filters.chosen.connect(self._ask_prices)
        self.table.current_changed.connect(self._choose)
        self.spread.picture.chosen.connect(self.table.make_current)
        self.service.activated.connect(lambda _index: self._service_chosen())
        self.view.stale.connect(self.load)
        self.view.step_taken.connect(self.view.table.setFocus)

    def _lay_out(self) -> None:
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(CARD_MARGIN)
        for part in (self.filters, self.spread, self.table, self._service, self.view):
            inner.addWidget(part)
        inner.addStretch(1)
        self._area = scrolled(whole, "Agreed rates, and the rate card selected")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._area)
