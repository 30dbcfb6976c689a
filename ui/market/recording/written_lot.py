"""One lot of an application while it is written: its questions with their answers, then the prices of each service."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.application_form import ServiceInLot
from brokerage.domain.application_written import AskedToWrite, PriceTyped
from brokerage.domain.blank_application import BlankLot
from ui.look import Look
from ui.market.recording import written_words as words
from ui.market.recording.written_answers import AnswerBoxes
from ui.market.recording.written_price import PriceRow
from ui.widgets.buttons import button
from ui.widgets.card import GAP, row
from ui.widgets.text import body, caption, rule, section_title


class PriceRows(QWidget):
    """The prices of one service in one lot, and the button for one more.

    Signals:
        arranged(): there are others now, or none.
        wanted(QWidget): this part of it is to be seen now.
    """

    arranged = Signal()
    wanted = Signal(object)

    def __init__(self, look: Look, asked: AskedToWrite) -> None:
        super().__init__()
        self._look, self.asked = look, asked
        self.rows: list[PriceRow] = []
        self.add_one = button("Add a price", self._add_one)
        self.add_one.setAccessibleName(f"Add a price of {asked.service} in lot {asked.lot.number}")
        self._rows = QVBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(body(words.prices_of(asked), strong=True))
        allowed = words.allowed(asked)
        if allowed:
            whole.addWidget(caption(allowed))
        whole.addLayout(self._rows)
        whole.addLayout(row(self.add_one, None))

    def fill(self, prices: Sequence[PriceTyped]) -> None:
        """Show these prices in place of what is typed."""
        for old in self.rows:
            self._take_away(old)
        self.rows = []
        for typed in prices:
            self._put(typed)
        self._number()

    def _add_one(self) -> None:
        made = self._put(PriceTyped(self.asked.asked))
        self._number()
        made.controls[1].setFocus()  # the first field, after the button that removes it
        self.wanted.emit(made)

    def _put(self, typed: PriceTyped) -> PriceRow:
        made = PriceRow(self._look, self.asked, typed)
        made.removed.connect(lambda: self._remove(made))
        self.rows.append(made)
        self._rows.addWidget(made)
        made.show()  # at once, so that the cursor may go there
        return made

    def _remove(self, gone: PriceRow) -> None:
        place = self.rows.index(gone)
        self.rows.remove(gone)
        self._number()
        (self.rows[min(place, len(self.rows) - 1)].remove if self.rows else self.add_one).setFocus()
        self._take_away(gone)

    def _take_away(self, old: PriceRow) -> None:
        self._rows.removeWidget(old)
        old.hide()
        old.deleteLater()

    def _number(self) -> None:
        for place, each in enumerate(self.rows, start=1):
            each.stand_at(place, f"{self.asked.service} in lot {self.asked.lot.number}")
        self.arranged.emit()


class LotToWrite(QWidget):
    """The lot with a box for each answer, and the prices of each service that asks for it."""

    arranged = Signal()
    wanted = Signal(object)

    def __init__(self, look: Look, lot: BlankLot) -> None:
        super().__init__()
        self._look = look
        self.answers = AnswerBoxes(look, lot)
        self._made: dict[ServiceInLot, PriceRows] = {}
        self._asked: tuple[ServiceInLot, ...] = ()
        self._prices = QVBoxLayout()
        self._prices.setSpacing(GAP)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        for part in (rule(), section_title(words.lot(lot)), self.answers):
            whole.addWidget(part)
        whole.addLayout(self._prices)

    @property
    def prices(self) -> tuple[PriceRows, ...]:
        """The prices of each service that asks for the lot, in their order."""
        return tuple(self._made[one] for one in self._asked)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key leads through, in order."""
        of_prices = (
            control
            for prices in self.prices
            for control in (*(each for one in prices.rows for each in one.controls), prices.add_one)
        )
        return (*self.answers.boxes.values(), *of_prices)

    def show_services(self, asked: Sequence[AskedToWrite]) -> None:
        """Take the prices of these services; what is typed for others is out of sight, and there when they ask again."""
        self._asked = tuple(each.asked for each in asked)
        for each in asked:
            if each.asked not in self._made:
                self._made[each.asked] = made = PriceRows(self._look, each)
                made.arranged.connect(self.arranged)
                made.wanted.connect(self.wanted)
                self._prices.addWidget(made)
        for one, shown in self._made.items():
            shown.setVisible(one in self._asked)
