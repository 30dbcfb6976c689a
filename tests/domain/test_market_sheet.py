import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.competition import CriterionKind
from brokerage.domain.errors import BadInput
from brokerage.domain.market_sheet import MarketSheet, SheetCriterion, age_band, refuse_identity
from brokerage.domain.person import LegalBasis
from brokerage.domain.person_record import PersonDetails
from brokerage.domain.unit import Unit

PERSON = PersonDetails(
    "Zoë", "Pembleton", date(2000, 11, 12), LegalBasis.CARE_ACT, postcode="ME142AA", reference="P-1043",
    address="14 Orchard Lane, Maidstone",
)  # fmt: skip
SHEET = MarketSheet(
    wording="1",
    is_demonstration=True,
    reference="SC-2026-0001",
    council=PartyTerms(
        "Kent Brokerage (demo)", "County Hall\nMaidstone", "ME141XX", "01622 000 000", "desk@kent.example", None, None, None
    ),
    scheme_reference="DEMO-2",
    scheme_title="Everyday Life Activities (demo)",
    law="Public Contracts Regulations 2015",
    lot="1 Day opportunities",
    needs=("Learning disability",),
    outcode="ME14",
    week="Mon,Wed 10:00-15:00",
    week_in_words="Mon, Wed 10:00–15:00",
    ratio="1:3",
    age_band="25 to 34",
    first_day=date(2026, 12, 7),
    planned_last_day=None,
    outcomes=("Cook a meal",),
    what_matters="Trains, and a quiet room.",
    criteria=(
        SheetCriterion(1, CriterionKind.PRICE, "The price of the week", 40),
        SheetCriterion(2, CriterionKind.SCORED, "How the support meets the need", 60, 5),
    ),
    units=(Unit.SESSION, Unit.DAY),
    opened_on=date(2026, 11, 23),
    answers_due_on=date(2026, 11, 30),
    how_to_answer="By email, with your price, the day you can start and how you would meet the need.",
    contact="The brokerage desk (demo)",
)  # fmt: skip


def _saying(field: str, text: str) -> MarketSheet:
    return MarketSheet.from_plain({**SHEET.to_plain(), field: text})


def test_a_sheet_is_read_back_equal_from_what_json_carries() -> None:
    assert MarketSheet.from_plain(json.loads(json.dumps(SHEET.to_plain()))) == SHEET


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        (date(2024, 1, 1), "under 5"),
        (date(2008, 12, 8), "16 to 17"),
        (date(2008, 12, 7), "18 to 24"),
        (date(2001, 12, 7), "25 to 34"),
        (date(1941, 12, 7), "85 and over"),
        (date(2027, 1, 1), "under 5"),
    ],
)
def test_the_age_is_told_as_a_band_on_the_first_day(born_on: date, band: str) -> None:
    assert age_band(born_on, date(2026, 12, 7)) == band


@given(st.dates(date(1900, 1, 1), date(2026, 12, 7)))
def test_a_band_never_tells_the_age_in_years_of_two_people_apart(born_on: date) -> None:
    on_day = date(2026, 12, 7)
    years = on_day.year - born_on.year - ((on_day.month, on_day.day) < (born_on.month, born_on.day))
    ends = [int(word) for word in age_band(born_on, on_day).split() if word.isdigit()]
    lowest, highest = (0, ends[0] - 1) if "under" in age_band(born_on, on_day) else (ends[0], (ends[1:] or [200])[0])
    assert lowest <= years <= highest
    assert highest > lowest


def test_a_sheet_that_names_nobody_passes() -> None:
    refuse_identity(SHEET, PERSON)


@pytest.mark.parametrize(
    ("field", "text", "part"),
    [
        ("what_matters", "zoe likes trains", "the person's name"),
        ("how_to_answer", "Answer about P 1043", "the person's reference"),
        ("contact", "At me14 2aa", "the person's full postcode"),
        ("what_matters", "Born 12/11/2000", "the person's birth date"),
    ],
)
def test_a_text_with_a_part_of_the_identity_is_refused_at_its_field_without_repeating_it(
    field: str, text: str, part: str
) -> None:
    with pytest.raises(BadInput, match="which the market must not see") as caught:
        refuse_identity(_saying(field, text), PERSON)
    assert caught.value.field == field
    assert part in caught.value.sentence
    for secret in ("zoe", "1043", "2aa", "2000", "trains"):
        assert secret not in caught.value.sentence.lower()


def test_the_town_of_the_council_itself_may_stand_in_how_to_answer() -> None:
    refuse_identity(replace(SHEET, how_to_answer="By post to County Hall, Maidstone."), PERSON)


@given(
    st.sampled_from(("what_matters", "how_to_answer", "contact")),
    st.sampled_from(("Zoë", "PEMBLETON", "P-1043", "ME14 2AA", "12 Nov 2000", "orchard lane")),
    st.text(max_size=20),
    st.text(max_size=20),
)
def test_no_identity_handed_in_survives_in_a_sheet(field: str, secret: str, before: str, after: str) -> None:
    with pytest.raises(BadInput):
        refuse_identity(_saying(field, f"{before} {secret} {after}"), PERSON)
