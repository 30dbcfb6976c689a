"""Adds a service with which a known provider applies."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from brokerage.domain.service import Registration
from ui import formats
from ui.desk import Desk
from ui.market.recording.new import NewApplicantForm
from ui.widgets.choice import ChoiceField, tick
from ui.widgets.day_field import DayField
from ui.widgets.flow_row import FlowRow
from ui.widgets.labelled import Labelled

_TEXTS = {
    "name": ("Service’s name", "What people call it."),
    "kind": ("Kind", "Such as Care home, Day opportunities."),
    "address": ("Address", "Without the postcode."),
    "postcode": ("Postcode", "Where it is found by distance."),
    "regulator_id": ("Regulator’s location id", "As 1-101234567."),
    "capacity": ("Capacity", "How many people it can take."),
    "min_age": ("Youngest age", "Empty: any."),
    "max_age": ("Oldest age", "Empty: any."),
    "days_open": ("Days open", "As Mon-Fri. Empty: every day."),
}
_ORDER = (
    *("name", "kind", "address", "postcode", "registration", "regulator_id", "capacity", "days_open"),
    *("min_age", "max_age", "insurance_last_day"),
)
_NOTE = "A timetable of activities, with their prices, comes in with the provider’s own workbook: see below."


class NewServiceForm(NewApplicantForm):
    """The form. It adds a `ServiceToApply` to the provider it is asked for."""

    def __init__(self, desk: Desk) -> None:
        another = "It is another than the one named above"
        super().__init__(desk, "A new service of this provider", "Add the service", another, _TEXTS, _NOTE)
        self._provider_id = 0
        self.registration: ChoiceField[Registration] = ChoiceField(
            "Registration", ((one, formats.words(one)) for one in Registration)
        )
        self.registration.choose(Registration.NOT_NEEDED)
        self.insurance = DayField("Last day insured", desk.icons)
        self.needs: dict[str, QCheckBox] = {}
        self._needs = FlowRow(gap=16)
        self._needs.setAccessibleName("Needs it supports")
        self.fields |= {
            "registration": Labelled("Registration", self.registration, "On the regulator’s register or not."),
            "insurance_last_day": Labelled("Last day insured", self.insurance, "Empty where it is not known."),
            "needs": Labelled("Needs it supports", self._needs),
        }
        self._lay_out(_ORDER)

    def ask_for(self, provider_id: int, needs: tuple[str, ...]) -> None:
        """Add to this provider; what is typed for another is forgotten."""
        if provider_id != self._provider_id:
            self._provider_id = provider_id
            self._clear()
            self.hide()
        if tuple(self.needs) != needs:
            self._offer(needs)

    def _offer(self, needs: tuple[str, ...]) -> None:
        for box in self.needs.values():
            box.hide()
            box.setParent(None)
            box.deleteLater()
        self.needs = {need: tick(need.replace("&", "&&"), lambda _ticked: None) for need in needs}
        for box in self.needs.values():
            self._needs.add(box)

    def _add(self) -> None:
        from brokerage.services.add_applicant import add_service
        from brokerage.services.applicant_typed import ServiceTyped, faults_in_service

        registration = self.registration.value() or Registration.NOT_NEEDED
        typed = ServiceTyped(
            **{name: line.text() for name, line in self.texts.items()},
            registration=registration.value,
            needs="; ".join(need for need, box in self.needs.items() if box.isChecked()),
            insurance_last_day=self.insurance.text(),
        )
        desk, as_new = self._desk, self.as_new.isChecked()
        self._run(
            faults_in_service(typed),
            partial(add_service, desk.database, desk.actor, self._provider_id, typed, desk.now(), as_new=as_new),
        )

    def _clear(self) -> None:
        super()._clear()
        self.registration.choose(Registration.NOT_NEEDED)
        self.insurance.set_day(None)
        for box in self.needs.values():
            box.setChecked(False)

    def _more(self) -> Iterable[QWidget]:
        return (self.fields["needs"],)
