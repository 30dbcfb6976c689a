from decimal import Decimal

import pytest

from brokerage.domain.comparison import compare
from brokerage.domain.comparison_rows import comparison_rows
from brokerage.domain.errors import BadInput
from brokerage.domain.gates import Gate, GateName
from tests.documents.comparison_examples import QUESTION, option, priced, six_options


def test_what_can_start_and_fits_stands_first_then_by_price_and_what_has_no_rate_last() -> None:
    found = [each.facts.service_id for each in compare(six_options(), QUESTION).options]
    assert found == [2, 6, 1, 3, 4, 5]


def test_money_of_an_option_is_that_of_its_dated_costing() -> None:
    money = compare((priced("70.70", transport="15.00"),), QUESTION).options[0].money
    assert money is not None
    assert money.weekly == Decimal("257.10")
    assert money.four_weekly == Decimal("1028.40")
    assert money.to_person_weekly == Decimal("42.00")
    assert money.to_council_weekly == Decimal("215.10")
    assert money.budget_left == Decimal("-7.10")
    # 7 Dec 2026 to 31 Mar 2027 has 50 of these days, the twelve months from 7 Dec 2026 have 157 (both ends are Mondays).
    assert money.this_year == 50 * Decimal("85.70")
    assert money.full_year == 157 * Decimal("85.70")


def test_cheaper_by_the_day_is_said_to_be_dearer_by_the_hour() -> None:
    six_hours, five_hours = (
        priced("70.70", minutes_a_day=360, service="Six"),
        priced("62.00", service="Five", service_id=2),
    )
    comparison = compare((six_hours, five_hours), QUESTION)
    assert [(each.money.per_hour, each.money.per_day) for each in comparison.options if each.money] == [
        (Decimal("12.40"), Decimal("62.00")),
        (Decimal("11.78"), Decimal("70.70")),
    ]
    assert comparison.options[1].difference == (
        "£26.10 dearer a week than Five, all of it for support. By the hour the support is £0.62 cheaper."
    )


def test_the_hour_counts_support_alone() -> None:
    money = compare((priced("62.00", transport="15.00"),), QUESTION).options[0].money
    assert money is not None
    assert money.per_hour == Decimal("12.40")
    assert money.per_day == Decimal("77.00")


def test_a_difference_names_its_parts() -> None:
    apart, inside = priced("66.00", transport="15.00", service="Apart", service_id=2), priced("71.00", service="Inside")
    comparison = compare((apart, inside), QUESTION)
    assert comparison.options[0].difference == "The others are compared with this one."
    assert comparison.options[1].difference == (
        "£30.00 dearer a week than Inside: support £15.00 cheaper, transport £45.00 dearer. "
        "By the hour the support is £1.00 cheaper."
    )


def test_an_equal_price_is_said_to_be_the_same() -> None:
    comparison = compare((priced("62.00"), priced("62.00", service="Weald", service_id=2)), QUESTION)
    assert comparison.options[1].difference == "The same price a week as Orchard Day (demo)."


def test_a_contribution_is_never_more_than_the_price() -> None:
    money = compare((priced("10.00"),), QUESTION).options[0].money
    assert money is not None
    assert (money.to_person_weekly, money.to_council_weekly) == (Decimal("30.00"), Decimal("0.00"))


def test_without_an_agreed_rate_there_is_no_price_and_never_nothing_pounds() -> None:
    comparison = compare((option(),), QUESTION)
    assert comparison.options[0].money is None
    cells = [cell for group in comparison_rows(comparison) for row in group.rows for cell in row.cells]
    assert "no agreed rate" in cells
    assert not any("£" in cell for cell in cells)


def test_what_stops_an_option_is_said_and_it_stands_behind_those_that_can_start() -> None:
    stopped = priced("10.00", service_id=9, gate=Gate(GateName.PLACE, "no place free"))
    comparison = compare((stopped, priced("62.00")), QUESTION)
    assert [each.facts.service_id for each in comparison.options] == [1, 9]
    start = next(group for group in comparison_rows(comparison) if group.title == "Can it start")
    assert start.rows[0].cells == ("yes", "no: no place free")


@pytest.mark.parametrize("count", [0, 7])
def test_more_than_six_or_none_cannot_be_compared(count: int) -> None:
    with pytest.raises(BadInput, match="from one to 6"):
        compare([priced("62.00", service_id=number) for number in range(count)], QUESTION)
