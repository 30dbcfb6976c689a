"""What is said of a purchasing system."""

from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.calendar import FinancialYear
from brokerage.domain.scheme_overview import LotRules
from brokerage.domain.scheme_summary import LotSummary
from brokerage.domain.scheme_terms import SchemeTerm
from brokerage.domain.scheme_value import YearValue
from brokerage.domain.unit import Unit
from ui.market.schemes import words as scheme_words
from ui.tone import Tone

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("estimated", "called_off", "said", "tone"),
    [
        ("1000", "420", "✓ 42 %", Tone.PLAIN),
        ("1000", "1000", "✓ 100 %", Tone.PLAIN),
        ("1000", "1000.01", "▲ 101 %", Tone.WARN),
        (None, "5", "—", Tone.QUIET),
        ("0", "5", "—", Tone.QUIET),
    ],
)
def test_what_was_called_off_is_held_against_the_estimate_and_a_penny_over_is_over(
    estimated: str | None, called_off: str, said: str, tone: Tone
) -> None:
    value = YearValue(FinancialYear(2026), None if estimated is None else Decimal(estimated), Decimal(called_off))
    assert scheme_words.year_used(value, TODAY) == said
    assert scheme_words.year_tone(value) is tone


@pytest.mark.parametrize(
    ("ordinal", "decided_on", "said"),
    [
        (0, date(2022, 5, 3), "Initial term"),
        (0, None, "Initial term, not decided"),
        (1, date(2026, 2, 9), "Extension 1, taken"),
        (2, None, "Extension 2, left"),
    ],
)
def test_a_term_says_whether_it_was_taken(ordinal: int, decided_on: date | None, said: str) -> None:
    assert scheme_words.term_words(SchemeTerm(ordinal, 24, "Example 1" if decided_on else "", decided_on)) == said


def test_ratios_that_follow_one_another_are_told_by_the_first_and_the_last() -> None:
    assert scheme_words.ratios(("2:1", "1:1", "1:2", "1:3", "1:6", "1:7")) == "2:1, 1:1 to 1:3, 1:6, 1:7"
    assert scheme_words.ratios(()) == "any"


def test_the_lists_of_a_lot_are_told_whole() -> None:
    lot = LotSummary(
        "2", "Evenings", None, None, registration_needed=False, derives_ratio=False, last_call_off_day=None, admitted=3
    )
    rules = LotRules("2", ("Autism", "Mental health"), ("85312100", "85311200"), (Unit.DAY, Unit.HALF_DAY), ())
    said = scheme_words.lot_whole(scheme_words.LotLine(lot, rules))
    assert said == "Lot 2 is for Autism, Mental health; priced by day, half day. CPV codes: 85312100, 85311200."
    bare = scheme_words.lot_whole(scheme_words.LotLine(lot, LotRules("2", (), (), (), ())))
    assert bare == "Lot 2 is for no need named; priced by any unit."
