"""People as the finder shows them, on both databases."""

from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.person_summary import PersonSummary
from brokerage.storage.queries.person_summaries import people_found, person_summary
from tests.builders import START, TODAY, Desk
from tests.services.call_off_builders import raised


def found(desk: Desk, text: str, limit: int = 50) -> list[str]:
    with desk.database.reading() as connection:
        return [person.reference for person in people_found(connection, text, TODAY, limit)]


def summary(desk: Desk, person_id: int, day: date = TODAY) -> PersonSummary:
    with desk.database.reading() as connection:
        person = person_summary(connection, person_id, day)
    assert person is not None
    return person


@pytest.fixture
def people(desk: Desk) -> Desk:
    desk.person(reference="P-1043", given_name="Ada", family_name="Brook")
    desk.person(reference="P-1044", given_name="Brian", family_name="Stone")
    desk.person(reference="P-2043", given_name="Cyd", family_name="O'Hara_%", active=False)
    return desk


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("", ["P-1043", "P-1044"]),
        ("p-1043", ["P-1043"]),
        ("104", ["P-1043", "P-1044"]),
        ("bro", ["P-1043"]),
        ("BRIAN", ["P-1044"]),
        ("ada brook", ["P-1043"]),
        ("rook", []),
        ("%", []),
        ("_", []),
        ("/", []),
        ("o'hara", []),
    ],
)
def test_people_are_found_by_reference_or_the_beginning_of_a_name(
    people: Desk, text: str, references: list[str]
) -> None:
    assert found(people, text) == references


def test_at_most_so_many_are_found(people: Desk) -> None:
    assert found(people, "", limit=1) == ["P-1043"]


def test_a_person_is_shown_by_initials_needs_and_age_never_by_name(desk: Desk) -> None:
    person_id = desk.person(
        given_name="Ada", family_name="Brook", born_on=date(2008, 11, 3), needs=("autism", "learning-disability")
    )
    person = summary(desk, person_id)
    assert (person.initials, person.age) == ("A.B.", 17)
    assert person.need_codes == ("autism", "learning-disability")
    assert person.need_titles == ("Autism", "Learning disability")
    assert "Brook" not in repr(person)
    assert summary(desk, person_id, date(2026, 11, 3)).age == 18


def test_the_budget_and_the_week_are_those_of_the_day(desk: Desk) -> None:
    person_id = desk.person(budget=None, week="Mon,Wed 10:00-15:00")
    desk.budget(person_id, "310", first_day=date(2026, 4, 1), last_day=date(2026, 11, 30))
    desk.budget(person_id, "350", first_day=date(2026, 12, 1))
    assert summary(desk, person_id).weekly_budget == Decimal(310)
    assert summary(desk, person_id, date(2026, 12, 1)).weekly_budget == Decimal(350)
    assert summary(desk, person_id, date(2026, 3, 31)).weekly_budget is None
    assert summary(desk, person_id).week == "Mon,Wed 10:00-15:00"


def test_the_outcomes_are_those_of_the_plan_in_force_that_day_by_title(desk: Desk) -> None:
    person_id = desk.person(outcomes=("make-friends", "cook-a-meal"))
    desk.plan(person_id, outcomes=("travel-alone",), first_day=date(2026, 12, 1))
    nobody_wants = desk.person()
    assert summary(desk, person_id).outcome_codes == ("cook-a-meal", "make-friends")
    assert summary(desk, person_id, date(2026, 12, 1)).outcome_codes == ("travel-alone",)
    assert summary(desk, person_id, date(2026, 3, 31)).outcome_codes == ()
    assert summary(desk, nobody_wants).outcome_codes == ()
    with desk.database.reading() as connection:
        found = {person.person_id: person.outcome_codes for person in people_found(connection, "", TODAY, 50)}
    assert found == {person_id: ("cook-a-meal", "make-friends"), nobody_wants: ()}


def test_what_is_spent_counts_call_offs_that_hold_a_place_until_they_end(desk: Desk) -> None:
    standing = raised(desk)
    with desk.database.reading() as connection:
        (person,) = people_found(connection, "", TODAY, 50)
    assert person.spent_weekly == Decimal("141.40")
    assert standing.reference
    assert summary(desk, person.person_id, START).spent_weekly == Decimal("141.40")


def test_nobody_of_that_number_is_nobody(desk: Desk) -> None:
    with desk.database.reading() as connection:
        assert person_summary(connection, 999_999, TODAY) is None
