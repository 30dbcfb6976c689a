"""Finding people; opening, keeping and changing who somebody is."""

from dataclasses import replace
from datetime import date

import pytest

from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.person import LegalBasis
from brokerage.services.manage_people import (
    find_people,
    keep_person,
    list_people,
    open_person,
    person_choices,
    read_open_person,
)
from brokerage.services.person_checks import is_nhs_number
from tests.builders import NOW, TODAY, Desk
from tests.services.record_builders import (
    audit,
    record_of,
    somebody,
)


def test_opening_a_record_is_put_on_record_by_its_reference_only(desk: Desk) -> None:
    person_id = desk.person()
    record = open_person(desk.database, desk.auditor, person_id, NOW).result
    entry = audit(desk, "open")[0]
    assert (entry.actor, entry.subject_key, entry.detail) == ("auditor", record.details.reference, {})


def test_looking_again_at_an_open_record_is_no_second_opening(desk: Desk) -> None:
    person_id = desk.person()
    open_person(desk.database, desk.broker, person_id, NOW)
    assert read_open_person(desk.database, person_id).details.given_name == "Wren"
    assert len(audit(desk, "open")) == 1


def test_a_record_that_is_not_there_is_said_so(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="not in the database"):
        open_person(desk.database, desk.broker, 999_999, NOW)
    assert not audit(desk, "open")


def test_lists_leave_out_who_is_no_longer_active_unless_asked(desk: Desk) -> None:
    desk.person(reference="P-7001", active=False)
    desk.person(reference="P-7002")
    found = list_people(desk.database, desk.broker, "P-700", TODAY)
    everybody = list_people(desk.database, desk.broker, "P-700", TODAY, inactive_too=True)
    assert [person.reference for person in found] == ["P-7002"]
    assert [person.reference for person in everybody] == ["P-7001", "P-7002"]
    assert find_people(desk.database, desk.broker, "P-700", TODAY) == found


def test_somebody_new_is_given_the_next_reference(desk: Desk) -> None:
    desk.person(reference="P-1043")
    desk.need()
    first = keep_person(desk.database, desk.practitioner, somebody(), NOW).result
    second = keep_person(desk.database, desk.practitioner, somebody(), NOW).result
    references = [record_of(desk, number).details.reference for number in (first, second)]
    assert references == ["P-1044", "P-1045"]


def test_somebody_new_is_kept_whole(desk: Desk) -> None:
    desk.need()
    details = somebody(nhs_number="943 476 5919", case_number=" 77 ", postcode="me14 1xx", address="1 High Street")
    kept = record_of(desk, keep_person(desk.database, desk.practitioner, details, NOW).result)
    assert (kept.details.given_name, kept.details.nhs_number, kept.details.case_number) == ("Ada", "9434765919", "77")
    assert (kept.details.postcode, kept.need_titles) == ("ME141XX", ("Learning disability",))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", " "),
        ("family_name", ""),
        ("born_on", date(2027, 1, 1)),
        ("born_on", date(1890, 1, 1)),
        ("nhs_number", "9434765918"),
        ("nhs_number", "12345"),
        ("postcode", "ZZ99 9ZZ"),
        ("postcode", "nowhere"),
        ("needs", ()),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field_without_repeating_it(
    desk: Desk, field: str, value: object
) -> None:
    with pytest.raises(BadInput) as refused:
        keep_person(desk.database, desk.practitioner, somebody(**{field: value}), NOW)
    assert refused.value.field == field
    assert not isinstance(value, str) or not value.strip() or value not in refused.value.sentence


def test_a_number_of_another_record_is_refused_and_tells_nothing_of_that_record(desk: Desk) -> None:
    desk.person(reference="P-1050", case_number="A-1")
    desk.need()
    with pytest.raises(BadInput) as refused:
        keep_person(desk.database, desk.practitioner, somebody(case_number="A-1"), NOW)
    assert refused.value.field == "case_number"
    assert "P-1050" not in refused.value.sentence
    assert "Wren" not in refused.value.sentence


@pytest.mark.parametrize(("figures", "is_one"), [("9434765919", True), ("9434765918", False), ("943476591", False)])
def test_the_last_figure_of_an_nhs_number_checks_the_others(figures: str, is_one: bool) -> None:
    assert is_nhs_number(figures) is is_one


def test_a_change_names_the_fields_and_never_what_stands_in_them(desk: Desk) -> None:
    person_id = desk.person()
    before = record_of(desk, person_id).details
    keep_person(desk.database, desk.practitioner, replace(before, family_name="Otherwise"), NOW)
    assert record_of(desk, person_id).details.family_name == "Otherwise"
    assert audit(desk, "change")[0].detail == {"fields": "family_name"}


def test_who_changed_it_meanwhile_and_when_is_told_and_nothing_is_overwritten(desk: Desk) -> None:
    person_id = desk.person()
    seen = record_of(desk, person_id).details
    keep_person(desk.database, desk.broker, replace(seen, given_name="Robin"), NOW)
    with pytest.raises(Conflict, match=r"Broker \(demo\) changed P-\d+ on 2 Nov 2026 at 09:00 UTC"):
        keep_person(desk.database, desk.practitioner, replace(seen, given_name="Lee"), NOW)
    assert record_of(desk, person_id).details.given_name == "Robin"


def test_a_colleague_who_only_read_it_is_not_named_as_who_changed_it(desk: Desk) -> None:
    person_id = desk.person()
    seen = record_of(desk, person_id).details
    keep_person(desk.database, desk.broker, replace(seen, given_name="Robin"), NOW)
    open_person(desk.database, desk.auditor, person_id, NOW)
    with pytest.raises(Conflict, match="Broker"):
        keep_person(desk.database, desk.practitioner, seen, NOW)


def test_it_becomes_aftercare_only_once_nothing_is_charged_any_more(desk: Desk) -> None:
    person_id = desk.person()
    desk.contribution(person_id, "20")
    details = replace(record_of(desk, person_id).details, legal_basis=LegalBasis.AFTERCARE_117)
    with pytest.raises(BadInput, match="end the contribution first") as refused:
        keep_person(desk.database, desk.practitioner, details, NOW)
    assert refused.value.field == "legal_basis"


def test_a_form_can_choose_from_needs_outcomes_teams_and_practitioners(desk: Desk) -> None:
    desk.need()
    desk.outcome()
    choices = person_choices(desk.database)
    assert choices.needs == (("learning-disability", "Learning disability"),)
    assert choices.outcomes == (("cook-a-meal", "Cook a meal"),)
    assert [team.title for team in choices.teams] == ["Brokerage (demo)"]
    assert [who.title for who in choices.practitioners] == ["Practitioner (demo)"]
