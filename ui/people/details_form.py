"""The form for who somebody is: new, or as kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from brokerage.domain.errors import BadInput
from brokerage.domain.person import LegalBasis
from brokerage.domain.person_record import PersonChoices, PersonDetails, PersonRecord
from brokerage.domain.postcode import display_postcode
from ui.desk import Desk
from ui.formats import words
from ui.people import presenter
from ui.people.form import RecordForm, UseCase
from ui.people.record_changes import Part, details_words
from ui.widgets.choice import ChoiceField, tick
from ui.widgets.day_field import DayField, day_of
from ui.widgets.fields_row import fields_row
from ui.widgets.place_field import PlaceField

_NOBODY: int | None = None
_NEED_COLUMNS = 3


class DetailsForm(RecordForm[PersonDetails]):
    """Names, birth, address, needs, legal basis, numbers, team and practitioner."""

    def __init__(self, desk: Desk, choices: PersonChoices, record: PersonRecord | None) -> None:
        super().__init__(
            desk,
            record,
            Part.DETAILS,
            "New person" if record is None else f"Details of {record.details.reference}",
            "A reference is given when it is saved."
            if record is None
            else "What you change is put on record by field, never by its words.",
        )
        self._codes = [code for code, _ in choices.needs]
        self._given, self._family = QLineEdit(), QLineEdit()
        self._born = DayField("Birth date", desk.icons)
        self._address, self._postcode = QLineEdit(), PlaceField("Postcode")
        self._basis: ChoiceField[LegalBasis] = ChoiceField("Legal basis", ((b, words(b)) for b in LegalBasis))
        self._case, self._nhs, self._representative = QLineEdit(), QLineEdit(), QLineEdit()
        self._team: ChoiceField[int | None] = ChoiceField(
            "Team", [(_NOBODY, "None"), *((team.number, team.title) for team in choices.teams)]
        )
        self._practitioner: ChoiceField[int | None] = ChoiceField(
            "Practitioner", [(_NOBODY, "Nobody yet"), *((who.number, who.title) for who in choices.practitioners)]
        )
        self._active = tick("Active: draws on support, or may do so soon", lambda _ticked: None, ticked=True)
        self._needs: dict[str, QCheckBox] = {code: tick(title, lambda _ticked: None) for code, title in choices.needs}
        self._lay_out()
        self.words = details_words(choices)
        self.puts = self._ways_to_put()
        self.fill()

    def typed(self) -> PersonDetails:
        before = self.kept_in(self.record)
        ticked = {code for code, box in self._needs.items() if box.isChecked()}
        kept = [code for code in before.needs if code in ticked]
        return replace(
            before,
            given_name=self._given.text(),
            family_name=self._family.text(),
            born_on=self._typed_birth(),
            legal_basis=self._basis.value() or LegalBasis.CARE_ACT,
            needs=(*kept, *(code for code in self._codes if code in ticked and code not in kept)),
            case_number=self._case.text(),
            nhs_number=self._nhs.text().replace(" ", ""),
            address=self._address.text(),
            postcode=self._postcode.place().replace(" ", ""),
            representative=self._representative.text(),
            team_id=self._team.value(),
            practitioner_id=self._practitioner.value(),
            active=self._active.isChecked(),
        )

    def kept_in(self, record: PersonRecord | None) -> PersonDetails:
        if record is not None:
            return record.details
        return PersonDetails("", "", self.desk.today(), LegalBasis.CARE_ACT, team_id=self.desk.actor.team_id)

    def use_case(self, typed: PersonDetails) -> UseCase:
        from brokerage.services.manage_people import keep_person

        return partial(keep_person, self.desk.database, self.desk.actor, typed, self.desk.now())

    def _typed_birth(self) -> date:
        born_on = day_of(self._born, "born_on")
        if born_on is None:
            raise BadInput("The birth date is missing.", "born_on")
        return born_on

    def _ways_to_put(self) -> dict[str, Callable[[PersonDetails], object]]:
        return {
            "given_name": lambda kept: self._given.setText(kept.given_name),
            "family_name": lambda kept: self._family.setText(kept.family_name),
            "born_on": lambda kept: self._born.set_day(None if self.record is None else kept.born_on),
            "legal_basis": lambda kept: self._basis.choose(kept.legal_basis),
            "needs": self._tick_needs,
            "address": lambda kept: self._address.setText(kept.address),
            "postcode": lambda kept: self._postcode.setText(display_postcode(kept.postcode)),
            "case_number": lambda kept: self._case.setText(kept.case_number),
            "nhs_number": lambda kept: self._nhs.setText(presenter.shown_nhs_number(kept.nhs_number)),
            "representative": lambda kept: self._representative.setText(kept.representative),
            "team_id": lambda kept: _choose(self._team, kept.team_id),
            "practitioner_id": lambda kept: _choose(self._practitioner, kept.practitioner_id),
            "active": lambda kept: self._active.setChecked(kept.active),
        }

    def _tick_needs(self, kept: PersonDetails) -> None:
        for code, box in self._needs.items():
            box.setChecked(code in kept.needs)

    def _lay_out(self) -> None:
        add, field = self.card.add, self.field
        add(
            fields_row(
                field("given_name", "Given name", self._given), field("family_name", "Family name", self._family)
            )
        )
        add(
            fields_row(
                field("born_on", "Birth date", self._born),
                field("legal_basis", "Legal basis", self._basis),
            )
        )
        needs = QWidget()
        needs.setAccessibleName("Needs")
        grid = QGridLayout(needs)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, box in enumerate(self._needs.values()):
            grid.addWidget(box, number // _NEED_COLUMNS, number % _NEED_COLUMNS)
        add(field("needs", "Needs", needs))
        add(
            fields_row(
                field("address", "Address", self._address, "Without the postcode"),
                field("postcode", "Postcode", self._postcode),
                stretches=(3, 1),
            )
        )
        add(
            fields_row(
                field("case_number", "Case number", self._case),
                field("nhs_number", "NHS number", self._nhs, "Ten figures"),
                field(
                    "representative",
                    "Representative",
                    self._representative,
                    "Who signs in the person’s place, if anybody",
                ),
            )
        )
        add(
            fields_row(
                field("team_id", "Team", self._team), field("practitioner_id", "Practitioner", self._practitioner)
            )
        )
        add(self._active)


def _choose(choice: "ChoiceField[int | None]", value: int | None) -> None:
    try:
        choice.choose(value)
    except ValueError:  # somebody who no longer works here: kept as nobody until another is chosen
        choice.setCurrentIndex(0)
