"""Purchasing systems: the list, and below it the one selected with its timeline, its lots and its value by year."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.changes import Kind
from brokerage.domain.round import Round
from brokerage.domain.scheme_overview import SchemeOverview
from ui.desk import Desk, Tone
from ui.failures import describe
from ui.market import columns
from ui.market.reading import MarketRead, read_market
from ui.market.scheme_view import SchemeView
from ui.market.section import Section
from ui.widgets.card import CARD_MARGIN, scrolled
from ui.widgets.row_table import RowTable
from ui.widgets.text import body, set_tone

MOST_ROWS = 6
_KEY = "market: schemes"


class SchemesSection(Section):
    """The list, and the one selected."""

    title = "Schemes"
    shows = frozenset({Kind.SCHEMES, Kind.CALL_OFFS, Kind.PROVIDERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table: RowTable[SchemeOverview] = RowTable(
            "Purchasing systems", columns.schemes(desk.today()), desk.look, key=lambda scheme: scheme.summary.reference
        )
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.table.current_changed.connect(self._show_one)
        self.view = SchemeView(desk)
        self.view.extension.stale.connect(self.load)
        self.view.hide()
        self.warnings = body()
        set_tone(self.warnings, Tone.WARN)
        self.warnings.hide()
        self._rounds: tuple[Round, ...] = ()
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(CARD_MARGIN)
        inner.addWidget(self.warnings)
        inner.addWidget(self.table)
        inner.addWidget(self.view)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole, "Purchasing systems, and the one selected"))
        self.table.show_busy("Reading the purchasing systems…")

    def load(self) -> None:
        question = partial(read_market, self.desk.database, self.desk.today())
        self.desk.reads.latest(_KEY, question, self._show, self._failed)

    def focus_search(self) -> None:
        self.table.setFocus()

    def _show(self, market: MarketRead) -> None:
        schemes, self._rounds = market.schemes, market.rounds
        self.warnings.setText("\n".join(f"▲ {warning}" for warning in market.warnings))
        self.warnings.setVisible(bool(market.warnings))
        if not schemes:
            self.view.hide()
            self.table.show_empty(
                "No purchasing system yet", "Import the council’s workbook to bring in the first one."
            )
            return
        self.table.show_rows(schemes)
        if self.table.current is None:
            self.table.make_current(schemes[0].summary.reference)

    def _failed(self, error: Exception) -> None:
        self.view.hide()
        self.table.show_failed(describe(error), self.load)

    def _show_one(self, scheme: SchemeOverview | None) -> None:
        self.view.setVisible(scheme is not None)
        if scheme is not None:
            reference = scheme.summary.reference
            rounds = tuple(one for one in self._rounds if one.scheme == reference)
            self.view.show_scheme(scheme, rounds, self.desk.today())
