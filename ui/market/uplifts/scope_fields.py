"""For which scheme, lots and providers an uplift is asked: nothing ticked means all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from brokerage.domain.uplift_choices import UpliftProvider, UpliftScheme
from ui.desk import Desk
from ui.formats import count
from ui.market.uplifts.columns import PROVIDERS
from ui.widgets.card import GAP
from ui.widgets.choice import ChoiceField, tick
from ui.widgets.flow_row import FlowRow
from ui.widgets.labelled import Labelled
from ui.widgets.row_table import RowTable
from ui.widgets.rows_to_find import Finding, RowsToFind

_MOST_PROVIDERS = 6
_FINDING: Finding[UpliftProvider] = Finding(
    "Find a provider",
    "A part of its name, or its reference",
    lambda provider: f"{provider.name} {provider.key}",
    "No provider is called so",
    lambda number: f"{count(number, 'provider')} ticked (Space ticks)",
)


class UpliftScopeFields(QWidget):
    """The scheme, and ticks for its lots and providers; they begin anew when another scheme is chosen.

    Signals:
        changed(): another scheme, lot or provider is meant.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._schemes: dict[str, UpliftScheme] = {}
        self._shown: UpliftScheme | None = None
        self.scheme: ChoiceField[str] = ChoiceField("Scheme")
        self.scheme.fit_room()
        self.scheme.activated.connect(lambda _index: self._offer())
        self.lots: dict[str, QCheckBox] = {}
        self._lots = FlowRow(gap=GAP * 2)
        self._lots.setAccessibleName("Lots")
        self.some_providers = tick("Only some providers", self._show_providers)
        self.providers: RowTable[UpliftProvider] = RowTable(
            "Providers to raise", PROVIDERS, desk.look, key=lambda provider: provider.key, tickable=True, dense=True
        )
        self.providers.be_as_tall_as_rows(_MOST_PROVIDERS)
        self.providers.ticked_changed.connect(lambda _ticked: self.changed.emit())
        self.finder = RowsToFind(self.providers, _FINDING)
        self.finder.hide()
        self.fields = {
            "scheme": Labelled("Scheme", self.scheme),
            "lot": Labelled("Lots", self._lots, "None ticked: every lot."),
            "provider": Labelled("Providers", self.some_providers),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in (*self.fields.values(), self.finder):
            column.addWidget(part)

    def offer(self, schemes: tuple[UpliftScheme, ...]) -> None:
        """Offer these schemes; what is ticked stays while the scheme is as it was."""
        self._schemes = {scheme.reference: scheme for scheme in schemes}
        self.scheme.offer((scheme.reference, f"{scheme.reference} · {scheme.title}") for scheme in schemes)
        self._offer()

    def clear(self) -> None:
        """Mean every lot and provider again."""
        for box in self.lots.values():
            box.setChecked(False)
        self.some_providers.setChecked(False)

    def chosen_lots(self) -> tuple[str, ...]:
        """The numbers of the lots ticked; empty for every lot."""
        return tuple(number for number, box in self.lots.items() if box.isChecked())

    def chosen_providers(self) -> tuple[str, ...]:
        """The keys of the providers ticked; empty for every provider."""
        return tuple(provider.key for provider in self.providers.ticked) if self.some_providers.isChecked() else ()

    def _offer(self) -> None:
        chosen = self._schemes.get(self.scheme.value() or "")
        if chosen == self._shown:
            return
        self._shown = chosen
        self._offer_lots(chosen)
        self.some_providers.setChecked(False)
        self.providers.tick_only(())
        self.finder.line.clear()
        if chosen is not None and chosen.providers:
            self.finder.offer(chosen.providers)
        else:
            self.finder.offer(())
            self.providers.show_empty("No provider has a rate card here", "Agree rates with one first.")
        self.changed.emit()

    def _offer_lots(self, chosen: UpliftScheme | None) -> None:
        for box in self.lots.values():
            box.hide()
            box.setParent(None)
            box.deleteLater()
        lots = () if chosen is None else chosen.lots
        self.lots = {
            lot.number: tick(f"{lot.number} {lot.title}".replace("&", "&&"), lambda _ticked: self.changed.emit())
            for lot in lots
        }
        before: QWidget = self.scheme
        for box in self.lots.values():
            self._lots.add(box)
            QWidget.setTabOrder(before, box)  # made last, they would come last
            before = box

    def _show_providers(self, ticked: bool) -> None:  # noqa: FBT001 - as a tick box tells it
        self.finder.setVisible(ticked)
        self.changed.emit()
