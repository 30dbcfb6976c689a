"""Uplifts: those applied, the one selected, and the form that asks for a new one."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.changes import Kind
from brokerage.domain.uplift_summary import UpliftKept
from ui.desk import Desk
from ui.failures import describe
from ui.market.section import Section
from ui.market.uplifts import columns as uplift_columns
from ui.market.uplifts.form import UpliftForm
from ui.market.uplifts.reading import UpliftsRead, read_uplifts
from ui.market.uplifts.view import UpliftView
from ui.widgets.card import CARD_MARGIN, scrolled
from ui.widgets.row_table import RowTable

MOST_ROWS = 6
_TABLE_BELOW = 240
"""So much of what follows the button that the first rates are seen."""

_KEY = "market: uplifts"


class UpliftsSection(Section):
    """The list, the uplift selected, and the form."""

    title = "Uplifts"
    shows = frozenset({Kind.RATES, Kind.SCHEMES, Kind.PROVIDERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table: RowTable[UpliftKept] = RowTable(
            "Uplifts", uplift_columns.uplifts(desk.today()), desk.look, key=lambda kept: kept.uplift_id
        )
        self.table.be_as_tall_as_rows(MOST_ROWS)
        self.table.current_changed.connect(self._show_one)
        self.view = UpliftView(desk)
        self.view.taken_back.connect(self.table.setFocus)
        self.view.hide()
        self.form = UpliftForm(desk)
        self.form.applied.connect(self._applied)
        self.form.previewed.connect(self._bring_up_preview)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(CARD_MARGIN)
        for part in (self.table, self.view, self.form):
            inner.addWidget(part)
        inner.addStretch(1)
        self._area = scrolled(whole, "Uplifts, and a new one")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        self.table.show_busy("Reading the uplifts…")

    def load(self) -> None:
        self.desk.reads.latest(_KEY, partial(read_uplifts, self.desk.database), self._show, self._failed)

    def focus_search(self) -> None:
        self.table.setFocus()

    def _show(self, read: UpliftsRead) -> None:
        self.form.offer(read.schemes)
        if not read.uplifts:
            self.view.hide()
            self.table.show_empty(
                "No uplift yet", "Ask for one below: every rate before and after is shown before anything is changed."
            )
            return
        self.table.show_rows(read.uplifts)
        if self.table.current is None:
            self.table.make_current(read.uplifts[0].uplift_id)

    def _failed(self, error: Exception) -> None:
        self.view.hide()
        self.table.show_failed(describe(error), self.load)

    def _show_one(self, kept: UpliftKept | None) -> None:
        self.view.setVisible(kept is not None)
        if kept is not None:
            self.view.show_kept(kept)

    def _applied(self, uplift_id: int) -> None:
        self.table.make_current(uplift_id)
        self.table.setFocus()
        self._area.ensureWidgetVisible(self.table)

    def _bring_up_preview(self) -> None:
        self._area.ensureWidgetVisible(self.form.view.apply, 0, _TABLE_BELOW)
