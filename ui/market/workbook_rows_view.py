"""The rows of a workbook that want mending or a look, as a table; of the one selected the whole sentence stands below."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.import_report import ImportReport
from ui.desk import Desk
from ui.market.workbook_rows import ROWS, RowTold, rows_told, tone
from ui.widgets.card import GAP
from ui.widgets.row_sentence import row_sentence
from ui.widgets.row_table import RowTable
from ui.widgets.text import caption

MOST_ROWS, MOST_SHOWN = 8, 1_000
"""So many are seen at once; more of them scroll, so many at most."""


class WorkbookRows(QWidget):
    """The table and the sentence; hidden where there is nothing to tell."""

    def __init__(self, desk: Desk, most: int = MOST_ROWS) -> None:
        super().__init__()
        self.table: RowTable[RowTold] = RowTable(
            "Rows to mend or to look at", ROWS, desk.look, key=lambda told: told, dense=True
        )
        self.table.be_as_tall_as_rows(most)
        self.sentence = row_sentence(self.table, lambda told: f"{told.mark} {told.row}", tone)
        self._cut = caption()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.table)
        column.addWidget(self._cut)
        column.addWidget(self.sentence)

    def show_reports(self, reports: Iterable[ImportReport]) -> None:
        """Show what these say, the first row selected."""
        told = rows_told(reports)
        self.setVisible(bool(told))
        self._cut.setText(f"The first {MOST_SHOWN:,} of {len(told):,} are shown." if len(told) > MOST_SHOWN else "")
        self._cut.setVisible(bool(self._cut.text()))
        if told:
            self.table.show_rows(told[:MOST_SHOWN])
            if self.table.current is None:
                self.table.make_current(told[0])
