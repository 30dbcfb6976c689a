"""The services of a provider with a box to tick for each lot they may ask to join."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from brokerage.domain.application_form import ServiceInLot
from brokerage.domain.applying import ApplicationLook, LotToApply, ServiceToApply
from ui.market.recording import words as record_words
from ui.widgets.choice import tick
from ui.widgets.flow_row import FlowRow
from ui.widgets.text import body


class LotTicks(QWidget):
    """The boxes. What a service waits for already is told and cannot be ticked.

    The same boxes shown again stay as they are, with the cursor that may stand on one; ticks stay where others come.

    Attributes:
        above: the control from which the Tab key leads here.

    Signals:
        changed(): others are ticked, or there are others to tick.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[ServiceInLot, QCheckBox] = {}
        self.above: QWidget | None = None
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.say(record_words.CHOOSE_FIRST)

    def asked(self) -> tuple[ServiceInLot, ...]:
        """What is ticked, service by service."""
        return tuple(one for one, box in self.boxes.items() if box.isChecked())

    def say(self, sentence: str) -> None:
        """Say why there is nothing to tick."""
        self._clear()
        self._column.addWidget(body(sentence))
        self.changed.emit()

    def show_look(self, look: ApplicationLook) -> None:
        """Show the services and lots there are to ask for."""
        shown = look.services, look.lots, look.waiting
        if self.boxes and shown == self._shown:
            return
        self._shown = shown
        nothing = record_words.nothing_to_ask(look)
        if nothing:
            self.say(nothing)
            return
        ticked, allowed = set(self.asked()), self.isEnabled()
        self._clear()
        waiting = {one.asked: one.reference for one in look.waiting}
        for service in look.services:
            self._column.addWidget(body(service.name, strong=True))
            line = FlowRow(gap=16)
            for lot in look.lots:
                one = ServiceInLot(service.service_id, lot.lot_id)
                self.boxes[one] = _box(service, lot, waiting.get(one, ""))
                self.boxes[one].toggled.connect(lambda _ticked: self.changed.emit())
                line.add(self.boxes[one])
            self._column.addWidget(line)
            line.show()  # at once, so that the cursor may go there
        self._tick(ticked)
        self.setEnabled(allowed)
        self._lead_through()
        self.changed.emit()

    def focus_first(self) -> None:
        """Put the cursor at the first box that can be ticked."""
        box = next((box for box in self.boxes.values() if box.isEnabled()), None)
        if box is not None:
            box.setFocus()

    def _lead_through(self) -> None:
        """Lead the Tab key here after what stands above, and through the boxes in their order."""
        if self.above is None:
            return
        for before, box in pairwise((self.above, *self.boxes.values())):
            QWidget.setTabOrder(before, box)

    def _tick(self, wanted: Iterable[ServiceInLot]) -> None:
        for one in wanted:
            box = self.boxes.get(one)
            if box is not None and box.isEnabled():
                box.setChecked(True)

    def _clear(self) -> None:
        self.boxes.clear()
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()


def _box(service: ServiceToApply, lot: LotToApply, waits: str) -> QCheckBox:
    words = f"Lot {lot.number}: {lot.title}"
    box = tick(f"{words} (asked for by {waits})" if waits else words, lambda _ticked: None)
    box.setAccessibleName(f"{service.name}, {box.text()}")
    box.setEnabled(not waits)
    return box
