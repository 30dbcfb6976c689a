"""One offered price while it is typed: what it is for, in the units and ratios the lot allows, and how much it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from brokerage.domain.application_written import AskedToWrite, PriceTyped
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.unit import Unit
from ui import formats
from ui.look import Look
from ui.widgets.buttons import button
from ui.widgets.card import GAP, Card, row
from ui.widgets.choice import ChoiceField
from ui.widgets.labelled import Labelled
from ui.widgets.money_field import MoneyField
from ui.widgets.reflow import Reflow
from ui.widgets.text import body

_NARROWEST, _LONGEST = 200, 200
_WHOLE, _NO_RATIO = "The whole service", "No ratio"


class PriceRow(Card):
    """The fields of a price.

    Signals:
        removed(): it is not offered.
    """

    removed = Signal()

    def __init__(self, look: Look, asked: AskedToWrite, typed: PriceTyped) -> None:
        super().__init__()
        self.setObjectName("")
        self.column.setContentsMargins(0, 0, 0, GAP)
        self._asked = asked.asked
        self._heading = body()
        self.remove = button("Remove", self.removed.emit, weight="quiet")
        self.activity = _choice(
            "Activity", {"": _WHOLE, **{name: name for name in asked.activities}}, typed.activity, _WHOLE
        )
        self.kind = _choice("Pays for", {kind.value: formats.words(kind) for kind in FeeKind}, typed.kind)
        self.unit = _choice("Unit", _units(asked), typed.unit)
        self.ratio = _ratio(asked, typed.ratio)
        self.band, self.note = QLineEdit(typed.band), QLineEdit(typed.note)
        self.price = MoneyField("Price")
        self.price.setText(typed.price)
        for line in (self.band, self.note):
            line.setMaxLength(_LONGEST)
        has_activities = bool(asked.activities or typed.activity)
        self.fields = {
            **({"activity": Labelled("Activity", self.activity)} if has_activities else {}),
            "kind": Labelled("Pays for", self.kind),
            "unit": Labelled("Unit", self.unit),
            "ratio": Labelled("Ratio", self.ratio, "" if asked.lot.pricing.ratios else "As 1:3; empty for none."),
            "price": Labelled("Price for one", self.price),
            "band": Labelled("Band", self.band),
            "note": Labelled("Note", self.note),
        }
        self._lay_out(look)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key leads through, in order."""
        return self.remove, *(field.control for field in self.fields.values())

    def stand_at(self, place: int, of: str) -> None:
        """Be the price of this place, from 1, of the service."""
        self._heading.setText(f"Price {place}")
        self.remove.setAccessibleName(f"Remove price {place} of {of}")
        for name, field in self.fields.items():
            words = {"kind": "Pays for", "price": "Price for one unit"}.get(name, name.capitalize())
            field.control.setAccessibleName(f"{words}, price {place} of {of}")

    def typed(self) -> PriceTyped:
        """What is typed."""
        ratio = self.ratio.text() if isinstance(self.ratio, QLineEdit) else self.ratio.value() or ""
        return PriceTyped(
            self._asked,
            self.activity.value() or "",
            self.kind.value() or "",
            self.unit.value() or "",
            ratio,
            self.band.text(),
            self.price.text(),
            self.note.text(),
        )

    def _lay_out(self, look: Look) -> None:
        fields = Reflow(look, _NARROWEST, (*(2,) * (len(self.fields) - 1), 3))  # the note is the longest
        for field in self.fields.values():
            fields.add(field)
        self.add(row(self._heading, None, self.remove))
        self.add(fields)


def _units(asked: AskedToWrite) -> dict[str, str]:
    return {unit.value: formats.words(unit) for unit in asked.lot.pricing.units or tuple(Unit)}


def _ratio(asked: AskedToWrite, typed: str) -> "ChoiceField[str] | QLineEdit":
    """A choice where the lot names its ratios, else a line to type."""
    if not asked.lot.pricing.ratios:
        return QLineEdit(typed)
    return _choice("Ratio", {"": _NO_RATIO, **{str(one): str(one) for one in asked.lot.pricing.ratios}}, typed)


def _choice(name: str, choices: dict[str, str], chosen: str, otherwise: str = "") -> ChoiceField[str]:
    """A choice among these; what stands is among them, though the lot may not allow it any more."""
    offered = choices if chosen in choices or not chosen else {**choices, chosen: otherwise or chosen}
    made: ChoiceField[str] = ChoiceField(name, offered.items())
    made.fit_room()
    if chosen in offered:
        made.choose(chosen)
    return made
