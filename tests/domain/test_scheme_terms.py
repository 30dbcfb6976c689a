from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import ONE_DAY, Period
from brokerage.domain.scheme_terms import (
    SchemeTerm,
    add_months,
    check_extension,
    contract_ends,
    contract_last_day,
    date_terms,
    next_extension,
    whole_months,
)

FIRST_DAY = date(2022, 6, 15)
INITIAL = SchemeTerm(0, 48, "22/00031", date(2022, 5, 3))
TAKEN = SchemeTerm(1, 24, "26/00012", date(2026, 2, 9))
FIRST_OPTION, SECOND_OPTION = SchemeTerm(1, 24), SchemeTerm(2, 24)


def test_four_years_from_15_june_2022_end_on_14_june_2026_and_with_two_extensions_in_2028_and_2030() -> None:
    ends = contract_ends(FIRST_DAY, (INITIAL, FIRST_OPTION, SECOND_OPTION))
    assert ends == (date(2026, 6, 14), date(2028, 6, 14), date(2030, 6, 14))


def test_contracts_end_with_the_last_term_that_was_decided_on() -> None:
    assert contract_last_day(FIRST_DAY, (INITIAL, FIRST_OPTION, SECOND_OPTION)) == date(2026, 6, 14)
    assert contract_last_day(FIRST_DAY, (INITIAL, TAKEN, SECOND_OPTION)) == date(2028, 6, 14)
    assert contract_last_day(FIRST_DAY, ()) is None


def test_extensions_are_decided_on_in_their_order() -> None:
    assert next_extension((INITIAL, FIRST_OPTION, SECOND_OPTION)) == FIRST_OPTION
    assert check_extension(FIRST_DAY, (INITIAL, TAKEN, SECOND_OPTION), 2, date(2027, 1, 4)) == SECOND_OPTION
    with pytest.raises(RuleBroken, match="Extension 2 is out of order: extension 1 is decided on next"):
        check_extension(FIRST_DAY, (INITIAL, FIRST_OPTION, SECOND_OPTION), 2, date(2026, 1, 5))


def test_an_extension_is_decided_on_by_the_last_day_of_the_contracts() -> None:
    options = (INITIAL, FIRST_OPTION)
    assert check_extension(FIRST_DAY, options, 1, date(2026, 6, 14)) == FIRST_OPTION
    with pytest.raises(RuleBroken, match="The contracts ended on 14 Jun 2026"):
        check_extension(FIRST_DAY, options, 1, date(2026, 6, 15))


def test_an_extension_that_was_taken_is_not_taken_again() -> None:
    with pytest.raises(RuleBroken, match=r"Extension 1 was taken already, by the decision of 9 Feb 2026"):
        check_extension(FIRST_DAY, (INITIAL, TAKEN, SECOND_OPTION), 1, date(2026, 3, 2))
    with pytest.raises(RuleBroken, match="The initial term was taken already"):
        check_extension(FIRST_DAY, (INITIAL, FIRST_OPTION), 0, date(2026, 3, 2))


def test_no_extension_is_decided_on_before_the_term_it_follows() -> None:
    with pytest.raises(RuleBroken, match="The term before was decided on 9 Feb 2026, after 8 Feb 2026"):
        check_extension(FIRST_DAY, (INITIAL, TAKEN, SECOND_OPTION), 2, date(2026, 2, 8))


def test_the_initial_term_is_decided_on_before_any_extension() -> None:
    with pytest.raises(RuleBroken, match="the initial term is decided on next"):
        check_extension(FIRST_DAY, (SchemeTerm(0, 48), FIRST_OPTION), 1, date(2026, 1, 5))


def test_a_scheme_without_terms_says_that_none_are_on_record() -> None:
    with pytest.raises(RuleBroken, match="no extensions on record"):
        check_extension(FIRST_DAY, (), 1, date(2026, 1, 5))


def test_when_every_extension_is_taken_none_is_left() -> None:
    with pytest.raises(RuleBroken, match="No extension of this scheme is left"):
        next_extension((INITIAL, TAKEN))


@pytest.mark.parametrize("months", [0, -12, 601])
def test_a_term_of_no_months_or_of_more_than_fifty_years_is_refused(months: int) -> None:
    with pytest.raises(BadInput, match="from 1 to 600 months"):
        contract_ends(FIRST_DAY, (SchemeTerm(0, months),))


def test_a_month_without_such_a_day_ends_on_its_last() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.lists(st.integers(1, 120), min_size=1, max_size=5))
def test_terms_follow_each_other_without_a_gap_or_a_shared_day(first_day: date, months: list[int]) -> None:
    dated = date_terms(first_day, [SchemeTerm(number, length) for number, length in enumerate(months)])
    assert dated[0].period.first_day == first_day
    for earlier, later in pairwise(dated):
        assert later.period.first_day == earlier.period.known_last_day + ONE_DAY
    assert dated[-1].period.known_last_day == add_months(first_day, sum(months)) - ONE_DAY


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.lists(st.integers(1, 120), min_size=1, max_size=5), st.data())
def test_each_extension_taken_moves_the_end_to_that_of_its_term(
    first_day: date, months: list[int], data: st.DataObject
) -> None:
    taken = data.draw(st.integers(1, len(months)))
    terms = [
        SchemeTerm(number, length, "D" if number < taken else "", first_day if number < taken else None)
        for number, length in enumerate(months)
    ]
    assert contract_last_day(first_day, terms) == contract_ends(first_day, terms)[taken - 1]


@pytest.mark.parametrize(
    ("first_day", "last_day", "months"),
    [
        (date(2022, 6, 15), date(2026, 6, 14), 48),
        (date(2027, 4, 1), date(2027, 4, 30), 1),
        (date(2027, 4, 1), date(2031, 3, 30), None),
        (date(2027, 4, 1), date(2027, 4, 1), None),
        (date(2027, 4, 1), None, None),
    ],
)
def test_days_are_told_in_whole_months_or_not_at_all(
    first_day: date, last_day: date | None, months: int | None
) -> None:
    assert whole_months(Period(first_day, last_day)) == months
