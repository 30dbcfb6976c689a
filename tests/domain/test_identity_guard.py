from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.identity_guard import part_of_identity_in
from brokerage.domain.person import LegalBasis
from brokerage.domain.person_record import PersonDetails

PERSON = PersonDetails(
    given_name="Zoë-Ann",
    family_name="Pembleton",
    born_on=date(2008, 11, 12),
    legal_basis=LegalBasis.CARE_ACT,
    case_number="DEMO-104711",
    nhs_number="943 476 5919",
    address="Flat 3, 14 Orchard Lane, Maidstone",
    postcode="ME142AA",
    representative="Mrs Ida Quillfeather (aunt)",
    reference="P-1043",
)
_MARKS = st.sampled_from(("", " ", "  ", "-", ".", "\N{NO-BREAK SPACE}", "\u00ad", "\n"))
_FILLING = st.sampled_from(("likes trains", "wants to cook", "and then", "", "in a small group of 4", "since 2019:"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Zoë-Ann likes trains.", "the person's name"),
        ("zoeann likes trains", "the person's name"),
        ("ZOE likes trains", "the person's name"),
        ("Z o ë likes trains", "the person's name"),
        ("The Pembletons' garden", "the person's name"),
        ("pem-bleton", "the person's name"),
        ("Pem\u00adbleton", "the person's name"),
        ("Ring Quillfeather first", "the name of the person's representative"),
        ("Ask ida first", "the name of the person's representative"),
        ("NHS 9434765919", "the person's NHS number"),
        ("943-476-5919", "the person's NHS number"),
        ("case demo 104711", "the person's case number"),
        ("about p1043", "the person's reference"),
        ("lives at me14 2aa", "the person's full postcode"),
        ("M E 1 4 2 A A", "the person's full postcode"),
        ("near orchard  lane", "the person's address"),
        ("14 Orchard Lane", "the person's address"),
        ("in Maidstone", "the person's address"),
    ],
)
def test_a_part_of_the_identity_is_found_whatever_its_capitals_spaces_and_marks(text: str, part: str) -> None:
    assert part_of_identity_in(text, PERSON) == part


@pytest.mark.parametrize(
    "text",
    [
        "12/11/2008", "12.11.08", "2008-11-12", "11/12/2008", "12 Nov 2008", "12th November 2008", "the 12th of November",
        "November 12", "Nov 12, 2008", "12112008", "20081112", "born 12 - 11 - 2008.", "12Nov2008",
    ],
)  # fmt: skip
def test_the_birth_date_is_found_in_every_usual_form(text: str) -> None:
    assert part_of_identity_in(text, PERSON) == "the person's birth date"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Trains, cooking and a quiet room; the bus from ME14.",
        "My aunt and my mother come on Sundays.",
        "A flat with a garden, 14 steps at most.",
        "In a group of three; asks for pop and zoetropes",
        "From 2 November 2008 on; 112 Nov 20",
        "Mon,Wed 10:00-15:00, 1:4",
        "Reference P-10431",
    ],
)
def test_a_text_that_names_nobody_passes(text: str) -> None:
    assert part_of_identity_in(text, PERSON) is None


def test_a_short_name_is_not_found_across_the_blanks_of_other_words() -> None:
    person = PersonDetails("Ina", "Toby", date(1990, 1, 1), LegalBasis.CARE_ACT)
    assert part_of_identity_in("in a group, and glad to be there", person) is None
    assert part_of_identity_in("ask Ina", person) == "the person's name"


def test_a_name_of_a_script_without_blanks_is_found_inside_other_letters() -> None:
    person = PersonDetails("小明", "王", date(1990, 1, 1), LegalBasis.CARE_ACT)
    assert part_of_identity_in("我是王小明的", person) == "the person's name"


def test_a_part_that_is_not_known_refuses_nothing() -> None:
    person = PersonDetails("Al", "B", date(1990, 1, 1), LegalBasis.CARE_ACT)
    assert part_of_identity_in("A b c, and 1 more", person) is None


def test_a_town_that_everybody_knows_from_the_councils_own_address_gives_nothing_away() -> None:
    public = ("County Hall, Maidstone",)
    assert part_of_identity_in("Write to County Hall, Maidstone.", PERSON, public) is None
    assert part_of_identity_in("14 Orchard Lane, Maidstone", PERSON, public) == "the person's address"


@given(
    secret=st.sampled_from(
        (
            PERSON.family_name, PERSON.case_number, PERSON.nhs_number, PERSON.postcode, PERSON.reference, "Orchard Lane",
            "Quillfeather", "Maidstone", "Zoë",
        )
    ),
    before=_FILLING,
    after=_FILLING,
    data=st.data(),
)  # fmt: skip
def test_no_part_of_the_identity_survives_any_capitals_or_spacing(
    secret: str, before: str, after: str, data: st.DataObject
) -> None:
    letters = [data.draw(st.sampled_from((letter, letter.upper(), letter.lower()))) for letter in secret]
    mark = data.draw(_MARKS)
    assert part_of_identity_in(f"{before} {mark.join(letters)} {after}", PERSON) is not None


@given(st.text(max_size=60), st.text(min_size=2, max_size=12), st.text(min_size=2, max_size=12))
def test_a_text_that_passes_holds_neither_name_as_a_word(text: str, given_name: str, family_name: str) -> None:
    person = PersonDetails(given_name, family_name, date(1990, 1, 1), LegalBasis.CARE_ACT)
    if part_of_identity_in(text, person) is None:
        words = text.casefold().split()
        assert not [name for name in (given_name, family_name) if name.isalpha() and name.casefold() in words]


@given(st.dates(date(1920, 1, 1), date(2025, 12, 31)), st.sampled_from(("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d%m%Y")))
def test_no_birth_date_survives_in_a_usual_form(born_on: date, form: str) -> None:
    person = PersonDetails("Xyxyx", "Zyzyz", born_on, LegalBasis.CARE_ACT)
    assert part_of_identity_in(f"Born {born_on.strftime(form)}, likes trains", person) == "the person's birth date"
