"""A quote reads what was typed, and says what it took for granted."""

from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.services.quote import QuoteAsked, quote


def test_bank_holidays_are_said_to_be_paid_when_nothing_was_asked() -> None:
    costing = quote(QuoteAsked("70.70", "session", "Mon", "2026-04-01", "2027-03-31"))
    assert costing.total == Decimal("3676.40")
    assert "No bank-holiday rule was given, so bank holidays are taken as paid." in costing.explanation


def test_the_shipped_bank_holidays_leave_46_mondays_of_2026_27() -> None:
    costing = quote(QuoteAsked("70.70", "session", "Mon", "2026-04-01", "2027-03-31", bank_holidays="unpaid"))
    assert costing.total == Decimal("3252.20")


def test_a_later_year_than_the_list_says_so() -> None:
    costing = quote(QuoteAsked("70.70", "session", "Mon", "2040-04-01", "2041-03-31", bank_holidays="unpaid"))
    assert any("until the list is renewed" in sentence for sentence in costing.explanation)


def test_a_half_day_is_said_to_last_four_hours_when_no_scheme_says_another_length() -> None:
    asked = QuoteAsked("35.35", "half-day", "Mon,Wed 10:00-15:00", "2026-12-07", "2026-12-13")
    costing = quote(asked)
    assert costing.weekly == Decimal("141.40")
    assert "What is attended for longer than 4 hours takes two half days." in costing.explanation
    assert "No scheme's rules were asked for, so a half day is taken to last up to 4 hours." in costing.explanation


def test_without_a_last_day_twelve_months_are_priced() -> None:
    costing = quote(QuoteAsked("1450", "week", first_day="2026-08-17"))
    assert costing.period.last_day == date(2027, 8, 16)
    assert costing.total == costing.full_year


def test_a_collector_that_was_not_said_is_said_to_be_the_council() -> None:
    costing = quote(QuoteAsked("1450", "week", first_day="2026-08-17", contribution="98.35"))
    assert costing.net_weekly == Decimal("1351.65")
    assert "so the council is taken to" in costing.explanation[-1]


def test_a_contribution_of_more_than_the_cost_breaks_a_rule() -> None:
    with pytest.raises(RuleBroken) as refusal:
        quote(QuoteAsked("90", "week", first_day="2026-08-17", contribution="98.35"))
    assert not isinstance(refusal.value, BadInput)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (QuoteAsked(unit="hour", week="Mon", first_day="2026-04-01"), "price is missing"),
        (QuoteAsked("4%", "week", first_day="2026-04-01"), "percent sign"),
        (QuoteAsked("0", "week", first_day="2026-04-01"), "is zero"),
        (QuoteAsked("24.08", first_day="2026-04-01"), "unit is missing"),
        (QuoteAsked("24.08", "fortnight", first_day="2026-04-01"), "choose one of hour, session"),
        (QuoteAsked("24.08", "hour", first_day="2026-04-01"), "needs the week"),
        (QuoteAsked("24.08", "hour", "Mon", "2026-04-01"), "how many hours"),
        (QuoteAsked("24.08", "mile", "Mon 09:00-10:00", "2026-04-01"), "how many miles"),
        (QuoteAsked("24.08", "day", "", "2026-04-01"), "no days"),
        (QuoteAsked("24.08", "day", "Mon"), "first day is missing"),
        (QuoteAsked("24.08", "day", "Mon", "2026-04-02", "2026-04-01"), "last day is before the first"),
        (QuoteAsked("24.08", "day", "Mon", "2026-04-02", "2126-04-01"), "longer than 20 years"),
        (QuoteAsked("24.08", "day", "Mon", "2026-04-02", ratio="1"), "ratio cannot be read"),
        (QuoteAsked("24.08", "day", "Mon", "2026-04-02", bank_holidays="free"), "paid, unpaid or moved"),
        (QuoteAsked("24.08", "day", "Mon", "2026-04-02", terms="2026"), "two dots"),
        (QuoteAsked("24.08", "day", "Mon", "2026-04-02", contribution="-1"), "contribution is negative"),
        (QuoteAsked("24.08", "day", "Mon", "2026-04-02", collected_by="bank"), "council or provider"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(asked: QuoteAsked, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        quote(asked)
