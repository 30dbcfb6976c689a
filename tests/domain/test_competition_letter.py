from datetime import date

import pytest

from brokerage.domain.competition_letter import reason_for_letter
from brokerage.domain.person import LegalBasis
from brokerage.domain.person_record import PersonDetails

PERSON = PersonDetails("Zoë", "Pembleton", date(2000, 11, 12), LegalBasis.CARE_ACT, reference="P-1043")
OTHERS = ("Orchard Day (demo)", "Hop Farm  Ltd", "")


@pytest.mark.parametrize("reason", ["Shown by two examples.", "", "Better by day than by night; the farm is far."])
def test_a_reason_that_names_nobody_is_printed_as_it_was_given(reason: str) -> None:
    assert reason_for_letter(reason, PERSON, OTHERS) == reason


@pytest.mark.parametrize(
    "reason", ["zoe would not like it", "About P1043", "ORCHARD  day does it better", "as Hop farm\nLtd"]
)
def test_a_reason_that_names_the_person_or_a_rival_is_withheld(reason: str) -> None:
    assert reason_for_letter(reason, PERSON, OTHERS) is None
