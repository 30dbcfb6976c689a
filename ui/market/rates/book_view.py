"""Agreed rates from a workbook: one saved to fill in, and one that was filled in taken in."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.rate_choices import LotChoice
from ui.desk import Desk
from ui.market.rates.book_card import RatesBookCard
from ui.market.rates.template_card import RatesTemplateCard
from ui.widgets.buttons import button
from ui.widgets.card import CARD_MARGIN, row, scrolled


class RatesBookView(QWidget):
    """The two cards.

    Signals:
        left(): back to the rates.
        taken(): the rates of a workbook are agreed.
    """

    left = Signal()
    taken = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.back = button("Back to the rates", self.left.emit, weight="quiet")
        self.template, self.book = RatesTemplateCard(desk), RatesBookCard(desk)
        self.book.taken.connect(self.taken)
        self.book.tried.connect(lambda: QTimer.singleShot(0, self, self._bring_up))  # once it has its place
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(CARD_MARGIN)
        inner.addLayout(row(self.back, None))
        inner.addWidget(self.template)
        inner.addWidget(self.book)
        inner.addStretch(1)
        self._area = scrolled(whole, "Agreed rates from a workbook")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def begin(self, lots: Sequence[LotChoice], chosen: LotChoice | None) -> None:
        """Come to the front for these lots, this one chosen; what was tried still stands."""
        self.template.offer(lots, chosen)
        self.book.who_may.tell()
        self.back.setFocus()

    def _bring_up(self) -> None:
        """Show what the workbook would do from its first line, as far down as there is room."""
        bar, told = self._area.verticalScrollBar(), self.book.told
        bar.setValue(bar.value() + told.mapTo(self._area, told.rect().topLeft()).y())
