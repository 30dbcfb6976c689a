"""Purchasing systems: the list, and below it the one selected with its timeline, its lots and its value by year."""

from collections.abc import Mapping
from functools import cached_property, partial

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from brokerage.domain.changes import Kind
from brokerage.domain.round import Round
from brokerage.domain.scheme_overview import SchemeOverview
from brokerage.domain.scheme_rules import SchemeRules
from ui.desk import Desk, Tone
from ui.failures import describe
from ui.market.reading import MarketRead, read_market
from ui.market.schemes import columns
from ui.market.schemes.form import SchemeForm
from ui.market.schemes.view import SchemeView
from ui.market.section import Section
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, row, scrolled
from ui.widgets.row_table import RowTable
from ui.widgets.sight import bring_into_sight
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
        self.view.rules.stale.connect(self.load)
        self.view.rules.wanted.connect(bring_into_sight)
        self.view.questions.wanted.connect(bring_into_sight)
        self.view.hide()
        self.warnings = body()
        set_tone(self.warnings, Tone.WARN)
        self._rounds: tuple[Round, ...] = ()
        self._rules: Mapping[str, SchemeRules] = {}
        self.set_up = button("Set up a scheme…", self._show_form)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(CARD_MARGIN)
        self._area = scrolled(whole, "Purchasing systems, and the one selected")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._area)
        heading = row(self.warnings, self.set_up)
        heading.setStretch(0, 1)
        inner.addLayout(heading)
        inner.addWidget(self.table)
        inner.addWidget(self.view)
        inner.addStretch(1)
        self.table.show_busy("Reading the purchasing systems…")

    def load(self) -> None:
        question = partial(read_market, self.desk.database, self.desk.today())
        self.desk.reads.latest(_KEY, question, self._show, self._failed)

    def focus_search(self) -> None:
        self.table.setFocus()

    @cached_property
    def form(self) -> SchemeForm:
        """The form that sets up a scheme, made when it is first asked for."""
        form = SchemeForm(self.desk)
        form.left.connect(self._leave_form)
        form.opened.connect(self.table.make_current)
        form.opened.connect(lambda _reference: self._leave_form())
        self._stack.addWidget(form)
        return form

    def _show_form(self) -> None:
        self._stack.setCurrentWidget(self.form)
        self.form.begin(tuple(scheme.summary.reference for scheme in self.table.rows))

    def _leave_form(self) -> None:
        self._stack.setCurrentWidget(self._area)
        self.table.setFocus()

    def _show(self, market: MarketRead) -> None:
        schemes, self._rounds, self._rules = market.schemes, market.rounds, market.rules
        self.warnings.setText("\n".join(f"▲ {warning}" for warning in market.warnings))
        if not schemes:
            self.view.hide()
            self.table.show_empty(
                "No purchasing system yet", "Set one up above, by its decision or from its published notice."
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
            if reference in self._rules:
                self.view.rules.show_rules(self._rules[reference])
