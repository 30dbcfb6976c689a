"""The form for who somebody is: new, or as kept."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from brokerage.domain.errors import BadInput
from brokerage.domain.person import LegalBasis
from brokerage.domain.person_record import PersonChoices, PersonDetails, PersonRecord
from brokerage.domain.postcode import display_postcode
from ui.call_offs.fields_row import fields_row
from ui.desk import Desk
from ui.formats import words
from ui.people import presenter
from ui.people.form import RecordForm, UseCase
from ui.widgets.choice import ChoiceField, tick
from ui.widgets.day_field import DayField
from ui.widgets.place_field import PlaceField

_NOBODY: int | None = None
_NEED_COLUMNS = 3


class DetailsForm(RecordForm):
    """Names, birth, address, needs, legal basis, numbers, team and practitioner."""

    def __init__(self, desk: Desk, choices: PersonChoices, details: PersonDetails | None) -> None:
        is_new = details is None
        super().__init__(
            desk,
            "New person" if details is None else f"Details of {details.reference}",
            "A reference is given when it is saved."
            if is_new
            else "What you change is put on record by field, never by its words.",
        )
        self._before = details
        self._codes = [code for code, _ in choices.needs]
        self._given, self._family = _line(80), _line(80)
        self._born = DayField("Birth date", desk.icons)
        self._address, self._postcode = _line(200), PlaceField("Postcode")
        self._basis: ChoiceField[LegalBasis] = ChoiceField("Legal basis", ((b, words(b)) for b in LegalBasis))
        self._case, self._nhs, self._representative = _line(40), _line(16), _line(120)
        self._team: ChoiceField[int | None] = ChoiceField(
            "Team", [(_NOBODY, "None"), *((team.number, team.title) for team in choices.teams)]
        )
        self._practitioner: ChoiceField[int | None] = ChoiceField(
            "Practitioner", [(_NOBODY, "Nobody yet"), *((who.number, who.title) for who in choices.practitioners)]
        )
        self._active = tick("Active: draws on support, or may do so soon", lambda _ticked: None, ticked=True)
        self._needs: dict[str, QCheckBox] = {code: tick(title, lambda _ticked: None) for code, title in choices.needs}
        self._lay_out()
        self._fill(details or self._nobody())

    def use_case(self) -> UseCase:
        from brokerage.services.manage_people import keep_person

        desk = self.desk
        return partial(keep_person, desk.database, desk.actor, self._typed(), desk.now())

    def take_newer(self, record: PersonRecord) -> str:
        if self._before is None:
            return ""
        try:
            mine = self._typed()
        except BadInput:
            mine = self._before
        together, both = presenter.merged(self._before, mine, record.details)
        self._before = record.details
        self._fill(together)
        return presenter.merged_words(both)

    def _typed(self) -> PersonDetails:
        try:
            born_on = self._born.day()
        except BadInput as error:
            raise BadInput(error.sentence, "born_on") from error
        if born_on is None:
            raise BadInput("The birth date is missing.", "born_on")
        before = self._before
        ticked = {code for code, box in self._needs.items() if box.isChecked()}
        kept = [] if before is None else [code for code in before.needs if code in ticked]
        return PersonDetails(
            given_name=self._given.text(),
            family_name=self._family.text(),
            born_on=born_on,
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
            person_id=0 if before is None else before.person_id,
            version=0 if before is None else before.version,
            reference="" if before is None else before.reference,
        )

    def _nobody(self) -> PersonDetails:
        actor = self.desk.actor
        return PersonDetails("", "", self.desk.today(), LegalBasis.CARE_ACT, team_id=actor.team_id)

    def _fill(self, details: PersonDetails) -> None:
        self._given.setText(details.given_name)
        self._family.setText(details.family_name)
        self._born.set_day(None if self._before is None else details.born_on)
        self._address.setText(details.address)
        self._postcode.setText(display_postcode(details.postcode))
        self._basis.choose(details.legal_basis)
        self._case.setText(details.case_number)
        self._nhs.setText(presenter.shown_nhs_number(details.nhs_number))
        self._representative.setText(details.representative)
        for choice, value in ((self._team, details.team_id), (self._practitioner, details.practitioner_id)):
            if choice.value() != value:
                _choose(choice, value)
        self._active.setChecked(details.active)
        for code, box in self._needs.items():
            box.setChecked(code in details.needs)

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


def _line(longest: int) -> QLineEdit:
    made = QLineEdit()
    made.setMaxLength(longest)
    return made
