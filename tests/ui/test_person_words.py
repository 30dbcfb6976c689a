"""The person in hand, said in one line."""

from dataclasses import replace
from decimal import Decimal

from brokerage.domain.person_summary import PersonSummary
from ui import person_words

PERSON = PersonSummary(
    person_id=1,
    reference="P-1043",
    initials="A.B.",
    need_codes=("learning-disability", "autism"),
    need_titles=("Learning disability", "Autism"),
    district="Maidstone",
    outcode="ME14",
    age=34,
    weekly_budget=Decimal(310),
    spent_weekly=Decimal(0),
    week="",
    active=True,
)


def test_the_person_is_a_reference_and_initials() -> None:
    assert person_words.who(PERSON) == "P-1043 · A.B."
    assert person_words.what(PERSON) == "Learning disability, autism · Maidstone · 34 years"
    assert person_words.budget(PERSON) == "Budget £310.00 a week"


def test_many_needs_are_counted_and_abbreviations_keep_their_capitals() -> None:
    titles = ("Learning disability", "ADHD", "Epilepsy", "Hearing loss")
    assert person_words.needs(replace(PERSON, need_titles=titles)) == "Learning disability, ADHD and 2 more"
    assert person_words.needs(replace(PERSON, need_titles=())) == ""


def test_nobody_in_hand_is_a_what_if_and_no_budget_is_said() -> None:
    assert person_words.who(None) == "What-if"
    assert "choose a person" in person_words.what(None)
    assert person_words.budget(None) == ""
    assert person_words.budget(replace(PERSON, weekly_budget=None)) == "No budget in force"
