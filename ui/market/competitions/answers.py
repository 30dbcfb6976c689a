"""Who was invited to a competition and answered what, as a list; below it the one selected."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from brokerage.domain.competition_summary import Invited
from ui.desk import Desk
from ui.market.competitions.columns import INVITED
from ui.market.competitions.reading import CompetitionRead
from ui.market.competitions.service import ServicePanel
from ui.widgets.card import Card
from ui.widgets.row_table import RowTable
from ui.widgets.tab_order import lead_into
from ui.widgets.text import rule

MOST_ROWS = 8


class AnswersCard(Card):
    """The list and a panel for each service that was selected.

    Signals:
        stale(): a colleague was first; the competition is needed as it stands now.
    """

    stale = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Invited services and their answers")
        self._desk = desk
        self._read: CompetitionRead | None = None
        self.panels: dict[int, ServicePanel] = {}
        self.table: RowTable[Invited] = RowTable(
            "Invited services", INVITED, desk.look, key=lambda invited: invited.service_id
        )
        self.table.view.setObjectName("compact")
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.table.current_changed.connect(self._show_panel)
        self._below = QVBoxLayout()
        for part in (self.table, rule(), self._below):
            self.add(part)

    @property
    def panel(self) -> ServicePanel | None:
        """That of the service selected."""
        current = self.table.current
        return None if current is None else self.panels.get(current.service_id)

    def show_competition(self, read: CompetitionRead) -> None:
        """Show its services; what is half typed stays while it is the same competition."""
        before, self._read = self._read, read
        if before is not None and before.summary.reference != read.summary.reference:
            self._forget_panels()
        invited = read.detail.invited
        self.table.show_rows(invited)
        if self.table.current is None and invited:
            self.table.make_current(invited[0].service_id)
        for one in invited:
            if one.service_id in self.panels:
                self.panels[one.service_id].show_competition(read, one)

    def _show_panel(self, invited: Invited | None) -> None:
        if invited is not None and self._read is not None and invited.service_id not in self.panels:
            made = ServicePanel(self._desk, self._read, invited)
            made.stale.connect(self.stale)
            self.panels[invited.service_id] = made
            self._below.addWidget(made)
            lead_into(self.table.view, made)  # made last, it would come after the award
        for service_id, panel in self.panels.items():
            panel.setVisible(invited is not None and service_id == invited.service_id)

    def _forget_panels(self) -> None:
        for panel in self.panels.values():
            panel.hide()
            panel.deleteLater()
        self.panels = {}
