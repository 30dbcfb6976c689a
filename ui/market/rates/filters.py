"""Which prices are looked at: the lot, what they pay for, unit, ratio, band, and for which need. Each choice narrows the next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.rate_choices import LotChoice
from brokerage.domain.unit import Unit
from ui.look import Look
from ui.market.rates import words as rate_words
from ui.market.rates.reading import SpreadAsked
from ui.market.rates.words import EVERY
from ui.widgets.card import GAP
from ui.widgets.choice import ChoiceField
from ui.widgets.labelled import Labelled
from ui.widgets.reflow import Reflow
from ui.widgets.tips import plain_tip

_NARROWEST_FIRST, _NARROWEST = 300, 150


class RateFilters(QWidget):
    """The choices: the lot, which has a long name, and the need; below them what narrows these. Beside them `more`.

    Signals:
        chosen(): something else is asked for.
    """

    chosen = Signal()

    def __init__(self, look: Look, more: QWidget) -> None:
        super().__init__()
        self._lots: dict[str, LotChoice] = {}
        self.lot: ChoiceField[str] = ChoiceField("Lot")
        self.kind: ChoiceField[FeeKind] = ChoiceField("Pays for")
        self.unit: ChoiceField[Unit] = ChoiceField("Unit")
        self.ratio: ChoiceField[str] = ChoiceField("Ratio")
        self.band: ChoiceField[str] = ChoiceField("Band")
        self.need: ChoiceField[str] = ChoiceField("Need")
        self._lay_out(look, more)
        for field in (self.lot, self.kind, self.unit):
            field.activated.connect(lambda _index: self._narrow())
        for field in (self.ratio, self.band, self.need):
            field.activated.connect(lambda _index: self.chosen.emit())

    def offer(self, lots: Sequence[LotChoice]) -> None:
        """Offer these lots; what was chosen stays chosen where it still may be, else a lot with rates is."""
        self._lots = {lot.key: lot for lot in lots}
        is_new = self.lot.value() is None
        self.lot.offer((lot.key, rate_words.lot_words(lot)) for lot in lots)
        priced = next((lot.key for lot in lots if lot.things), None)
        if is_new and priced is not None:
            self.lot.choose(priced)
        self._offer_rest()
        if is_new:
            self._choose_most_usual()

    @property
    def lots(self) -> tuple[LotChoice, ...]:
        """The lots offered."""
        return tuple(self._lots.values())

    @property
    def lot_chosen(self) -> LotChoice | None:
        """The lot, or None where there is none."""
        return self._lots.get(self.lot.value() or "")

    def asked(self) -> SpreadAsked | None:
        """What is asked for, or None where there is no lot."""
        lot = self.lot_chosen
        if lot is None:
            return None
        ratio, band, need = (
            None if one.value() == EVERY else one.value() for one in (self.ratio, self.band, self.need)
        )
        return SpreadAsked(lot.key, self.kind.value(), self.unit.value(), ratio, band, need)

    def _lay_out(self, look: Look, more: QWidget) -> None:
        first, narrower = Reflow(look, _NARROWEST_FIRST, (5, 3, 2)), Reflow(look, _NARROWEST, (5, 3, 2, 3))
        for long in (self.lot, self.need):
            long.fit_room()
            first.add(Labelled(long.accessibleName(), long))
        first.add(more)
        for short in (self.kind, self.unit, self.ratio, self.band):
            narrower.add(Labelled(short.accessibleName(), short))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(first)
        column.addWidget(narrower)

    def _narrow(self) -> None:
        self._offer_rest()
        self._choose_most_usual()
        self.chosen.emit()

    def _choose_most_usual(self) -> None:
        """Compare like with like: the ratio and the band that most lines of such prices have."""
        lot = self.lot_chosen
        thing = None if lot is None else rate_words.most_usual(lot, self.kind.value(), self.unit.value())
        if thing is not None:
            self.ratio.choose(str(thing.ratio) if thing.ratio else EVERY)
            self.band.choose(thing.band)

    def _offer_rest(self) -> None:
        lot = self.lot_chosen
        if lot is None:
            return
        self.lot.setToolTip(plain_tip(rate_words.lot_words(lot)))
        self.kind.offer(rate_words.kinds(lot))
        kind = self.kind.value()
        self.unit.offer(rate_words.units(lot, kind))
        unit = self.unit.value()
        self.ratio.offer(rate_words.ratios(lot, kind, unit))
        self.band.offer(rate_words.bands(lot, kind, unit))
        self.need.offer(((EVERY, "Every need"), *((need.code, need.title) for need in lot.needs)))
