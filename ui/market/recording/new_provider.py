"""Adds a provider that applies and is not known yet."""

from functools import partial

from ui.desk import Desk
from ui.market.recording.new import NewApplicantForm

_TEXTS = {
    "name": ("Provider’s name", "As a legal body, or the person’s own where they trade by themselves."),
    "company_number": ("Company number", "Empty where it has none."),
    "charity_number": ("Charity number", ""),
    "regulator_id": ("Regulator’s provider id", "As 1-101234567."),
    "address": ("Address", "Without the postcode."),
    "postcode": ("Postcode", ""),
    "phone": ("Phone", "With the area code."),
    "email": ("Email", "The council’s answer goes there."),
}


class NewProviderForm(NewApplicantForm):
    """The form. It adds an `ApplicantFound`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "A new provider", "Add the provider", "It is another than the one named above", _TEXTS)
        self._lay_out(_TEXTS)

    def name_it(self, name: str) -> None:
        """Begin with this name, as far as none is typed yet."""
        if not self._typed("name").strip():
            self.texts["name"].setText(name)

    def _add(self) -> None:
        from brokerage.services.add_applicant import add_provider
        from brokerage.services.applicant_typed import ProviderTyped, faults_in_provider

        desk, typed = self._desk, ProviderTyped(**{name: line.text() for name, line in self.texts.items()})
        self._run(
            faults_in_provider(typed),
            partial(add_provider, desk.database, desk.actor, typed, desk.now(), as_new=self.as_new.isChecked()),
        )
