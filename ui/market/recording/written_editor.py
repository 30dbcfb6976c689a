"""What a provider answers and offers while it is typed in, lot by lot; what is wrong stands at its field."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.application_written import (
    AskedToWrite,
    PriceTyped,
    WrittenFault,
    WrittenTyped,
    lots_to_write,
)
from brokerage.domain.blank_application import BlankLot
from ui.look import Look
from ui.market.recording import written_words as words
from ui.market.recording.written_lot import LotToWrite, PriceRows
from ui.widgets.card import CARD_MARGIN
from ui.widgets.faults import tell_faults
from ui.widgets.labelled import Labelled
from ui.widgets.text import body


class WrittenEditor(QWidget):
    """The lots, one below the other.

    Signals:
        wanted(QWidget): this part of it is to be seen now.
    """

    wanted = Signal(object)

    def __init__(self, look: Look, above: QWidget) -> None:
        """`above` is the control from which the Tab key leads here."""
        super().__init__()
        self._look, self._above = look, above
        self._asked: tuple[AskedToWrite, ...] = ()
        self._made: dict[int, tuple[BlankLot, LotToWrite]] = {}
        self._nothing = body(words.NOTHING_ASKED)
        self._lots = QVBoxLayout()
        self._lots.setSpacing(CARD_MARGIN)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._nothing)
        whole.addLayout(self._lots)

    @property
    def lots(self) -> tuple[LotToWrite, ...]:
        """The lots shown, in their order."""
        return tuple(self._made[lot.lot_id][1] for lot in lots_to_write(self._asked))

    @property
    def prices(self) -> tuple[PriceRows, ...]:
        """The prices of each service in each lot, in their order."""
        return tuple(prices for lot in self.lots for prices in lot.prices)

    def show_asked(self, asked: Sequence[AskedToWrite]) -> None:
        """Ask for these; what is typed for the same stays, also while it is not asked for a moment."""
        self._asked = tuple(asked)
        wanted = {lot.lot_id: lot for lot in lots_to_write(asked)}
        for lot_id, lot in wanted.items():
            if lot_id not in self._made or self._made[lot_id][0] != lot:
                self._take_away(lot_id)
                self._made[lot_id] = lot, self._make(lot)
            self._made[lot_id][1].show_services([each for each in asked if each.lot.lot_id == lot_id])
        # In the order asked for; each in its place before it is shown, or it would flash up as a window.
        for made in self.lots:
            self._lots.removeWidget(made)
            self._lots.addWidget(made)
        for lot_id, (_lot, made) in self._made.items():
            made.setVisible(lot_id in wanted)
        self._nothing.setVisible(not wanted)
        self._arrange()

    def fill(self, answers: Mapping[int, str], prices: Sequence[PriceTyped]) -> None:
        """Show these in place of all that is typed."""
        for lot in self.lots:
            lot.answers.fill(answers)
        for rows in self.prices:
            rows.fill([price for price in prices if price.asked == rows.asked.asked])
        self.clear_errors()

    def clear(self) -> None:
        """Forget all that is typed."""
        self.show_asked(())
        for lot_id in list(self._made):
            self._take_away(lot_id)

    def typed(self) -> WrittenTyped:
        """What is typed."""
        return WrittenTyped(
            tuple(answer for lot in self.lots for answer in lot.answers.typed()),
            tuple(each.typed() for rows in self.prices for each in rows.rows),
        )

    def is_sound(self) -> bool:
        """Whether all that is typed can be kept; else each fault stands at its field, the cursor at the first."""
        from brokerage.services.written_typed import read_written

        faults = read_written(self.typed(), self._asked).faults
        self.show_faults(faults)
        return not faults

    def show_faults(self, faults: Sequence[WrittenFault]) -> None:
        """Show each at its field, the cursor at the first."""
        fields = self.fields
        if tell_faults(fields, {fault.field: fault.sentence for fault in faults}):
            self.wanted.emit(fields[faults[0].field])

    def clear_errors(self) -> None:
        """Take the sentences at the fields away."""
        for field in self.fields.values():
            field.clear_error()

    @property
    def fields(self) -> dict[str, Labelled]:
        """Every field by the name that refusals call it: `answer-7`, `unit-2`."""
        answers = {f"answer-{key}": field for lot in self.lots for key, field in lot.answers.fields.items()}
        rows = [each for prices in self.prices for each in prices.rows]
        return answers | {
            f"{name}-{place}": field for place, each in enumerate(rows, start=1) for name, field in each.fields.items()
        }

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""
        first = next((control for lot in self.lots for control in lot.controls), None)
        if first is not None:
            first.setFocus()
            self.wanted.emit(first)

    def _make(self, lot: BlankLot) -> LotToWrite:
        made = LotToWrite(self._look, lot)
        made.arranged.connect(self._arrange)
        made.wanted.connect(self.wanted)
        return made

    def _take_away(self, lot_id: int) -> None:
        if lot_id in self._made:
            _lot, old = self._made.pop(lot_id)
            self._lots.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _arrange(self) -> None:
        """Lead the Tab key through the fields in their order."""
        before = self._above
        for control in (control for lot in self.lots for control in lot.controls):
            QWidget.setTabOrder(before, control)
            before = control
