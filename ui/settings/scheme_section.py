"""Purchasing systems: their dates, lots and the council's rules for them. Read only here; commissioners run them."""

from collections.abc import Set as AbstractSet
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.changes import Kind
from brokerage.domain.scheme_summary import LotSummary, SchemeSummary
from ui.desk import Desk
from ui.failures import describe
from ui.settings import columns, presenter
from ui.settings.section import Section
from ui.widgets.card import Card
from ui.widgets.facts import Facts
from ui.widgets.row_table import RowTable
from ui.widgets.state_panel import StatePanel
from ui.widgets.text import body, caption


class SchemeSection(Section):
    """A card for each scheme."""

    title = "Purchasing systems"
    administrators_only = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._panel = StatePanel()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self.column.addWidget(
            caption(
                "What is written here is data: nothing about a system is fixed in the program. A commissioner sets it under "
                "Market, Schemes."
            )
        )
        self.column.addWidget(self._panel)
        self.column.addLayout(self._cards)
        self.column.addStretch(1)
        self._panel.show_busy("Reading the purchasing systems…")

    def load(self) -> None:
        from brokerage.services.administer import list_schemes

        question = partial(list_schemes, self.desk.database, self.desk.today())
        self.desk.reads.latest("settings: schemes", question, self._show, self._failed)

    def is_about(self, kinds: AbstractSet[Kind]) -> bool:
        return Kind.SCHEMES in kinds

    def _show(self, schemes: tuple[SchemeSummary, ...]) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._panel.setVisible(not schemes)
        if not schemes:
            self._panel.show_empty(
                "No purchasing system yet",
                "A commissioner sets one up under Market, Schemes, or import the council’s workbook.",
            )
        for scheme in schemes:
            self._cards.addWidget(self._card(scheme))

    def _failed(self, error: Exception) -> None:
        self._panel.show()
        self._panel.show_failed(describe(error), self.load)

    def _card(self, scheme: SchemeSummary) -> QWidget:
        card = Card(scheme.title)
        if scheme.description:
            card.add(body(scheme.description))
        facts = Facts()
        facts.show_facts(presenter.scheme_facts(scheme))
        card.add(facts)
        if scheme.lots:
            card.add(self._lots(scheme))
        for policy in scheme.policies:
            card.add(caption("The council’s rules"))
            rules = Facts()
            rules.show_facts(presenter.policy_facts(policy))
            card.add(rules)
        return card

    def _lots(self, scheme: SchemeSummary) -> QWidget:
        table: RowTable[LotSummary] = RowTable(
            f"Lots of {scheme.title}", columns.LOTS, self.desk.look, key=lambda lot: lot.number, dense=True
        )
        table.show_rows(scheme.lots)
        table.be_as_tall_as_rows(len(scheme.lots))
        return table
