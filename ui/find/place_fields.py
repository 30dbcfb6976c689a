"""Where: near a postcode, in a district."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from brokerage.domain.search_choices import SearchChoices
from ui.find.fields import Counts, Fields, counts_of
from ui.find.form import Fault, FindForm
from ui.find.ticks import Ticks
from ui.widgets.choice import ChoiceField
from ui.widgets.labelled import Labelled
from ui.widgets.place_field import PlaceField

_MILES = (3, 5, 10, 15, 25, 50)


class PlaceFields(Fields):
    """A postcode and how far from it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = PlaceField()
        self._place.textEdited.connect(lambda _text: self.changed.emit())
        self._miles: ChoiceField[Decimal | None] = ChoiceField("How far away")
        self._offer_miles(None)
        self._miles.activated.connect(lambda _index: self.changed.emit())
        self.labelled["near"] = Labelled("Near a postcode", self._place)
        self.column.addWidget(self.labelled["near"])
        self.column.addWidget(self._miles)

    def put(self, form: FindForm) -> None:
        if self._place.place() != form.place:
            self._place.setText(form.place)
        self._offer_miles(form.miles)
        self._miles.choose(form.miles)

    def take(self, form: FindForm, faults: list[Fault]) -> FindForm:
        return replace(form, place=self._place.place(), miles=self._miles.value())

    def asked(self, form: FindForm) -> int:
        return int(bool(form.place))

    def _offer_miles(self, another: Decimal | None) -> None:
        miles = {Decimal(number) for number in _MILES} | ({another} if another is not None else set())
        self._miles.offer([*((number, f"Within {number:g} miles") for number in sorted(miles)), (None, "Any distance")])


class DistrictFields(Fields):
    """The districts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._districts = Ticks("Districts", few=20)
        self._districts.changed.connect(self.changed)
        self.column.addWidget(self._districts)

    def offer(self, choices: SearchChoices) -> None:
        self._districts.offer(choices.districts)

    def show_counts(self, counts: Counts) -> None:
        self._districts.show_counts(counts_of(counts, "district"))

    def put(self, form: FindForm) -> None:
        self._districts.tick(form.districts)

    def take(self, form: FindForm, faults: list[Fault]) -> FindForm:
        return replace(form, districts=self._districts.ticked())

    def asked(self, form: FindForm) -> int:
        return len(form.districts)
