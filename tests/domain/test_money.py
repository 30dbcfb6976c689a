"""Pounds and pence: rounded once, half up; read from what people type; refused with a way to mend it."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.errors import BadInput
from brokerage.domain.money import format_pounds, from_pence, parse_pounds, round_to_penny, to_pence

amounts = st.fractions(min_value=-10_000_000, max_value=10_000_000, max_denominator=5_040)
pence = st.integers(min_value=-(10**14), max_value=10**14)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("2.675", "2.68"), ("-0.005", "-0.01"), ("1234.5", "1234.50")],
)
def test_half_a_penny_is_rounded_up(exact: str, rounded: str) -> None:
    assert str(round_to_penny(Decimal(exact))) == rounded


def test_a_third_of_a_pound_is_rounded_from_the_exact_fraction() -> None:
    assert round_to_penny(Fraction(2, 3)) == Decimal("0.67")


@given(amounts)
def test_rounding_is_never_more_than_half_a_penny_out_and_changes_nothing_twice(amount: Fraction) -> None:
    rounded = round_to_penny(amount)
    assert abs(Fraction(rounded) - amount) <= Fraction(1, 200)
    assert round_to_penny(rounded) == rounded


@given(amounts | amounts.map(lambda amount: Decimal(amount.numerator) / amount.denominator))
def test_rounding_is_half_a_penny_up_away_from_nothing(amount: Fraction | Decimal) -> None:
    whole_pence = math.floor(abs(Fraction(amount)) * 100 + Fraction(1, 2))
    assert round_to_penny(amount) == (1 if amount >= 0 else -1) * from_pence(whole_pence)


@given(amounts, amounts)
def test_rounding_keeps_order(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert round_to_penny(low) <= round_to_penny(high)


@given(pence)
def test_pence_and_pounds_are_the_same_amount_both_ways(amount: int) -> None:
    assert to_pence(from_pence(amount)) == amount
    assert from_pence(amount).as_tuple().exponent == -2


def test_parts_of_a_penny_cannot_become_pence_unnoticed() -> None:
    with pytest.raises(ValueError, match="rounded"):
        to_pence(Decimal("0.005"))


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("1234.5", "£1,234.50"), ("0", "£0.00"), ("-12.4", "−£12.40"), ("1000000", "£1,000,000.00"), ("-0.001", "£0.00")],
)
def test_money_is_shown_with_pound_sign_commas_and_pence(amount: str, shown: str) -> None:
    assert format_pounds(Decimal(amount)) == shown


@pytest.mark.parametrize(
    ("typed", "pounds"),
    [
        ("£1,234.50", "1234.50"),
        ("1234.5", "1234.50"),
        (" £ 24.08 ", "24.08"),
        ("70", "70.00"),
        ("1,000,000", "1000000.00"),
    ],
)
def test_pound_signs_and_commas_are_read(typed: str, pounds: str) -> None:
    assert str(parse_pounds(typed)) == pounds


@given(st.integers(min_value=1, max_value=10**14 - 1))
def test_what_is_shown_reads_back_as_the_same_amount(amount: int) -> None:
    assert parse_pounds(format_pounds(from_pence(amount))) == from_pence(amount)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("£", "is empty"),
        ("4%", "percent sign"),
        ("-5", "negative"),
        ("−5", "negative"),
        ("(5.00)", "negative"),
        ("0", "is zero"),
        ("0.00", "is zero"),
        ("24.085", "parts of a penny"),
        ("1,23", "not an amount"),
        ("24.", "not an amount"),
        ("abc", "not an amount"),
        ("1e3", "not an amount"),
        ("NaN", "not an amount"),
        ("٣", "not an amount"),
        ("9999999999999", "too large"),
        ("9" * 10_000, "too large"),
    ],
)
def test_what_is_no_price_is_refused_in_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refusal:
        parse_pounds(typed)
    assert refusal.value.sentence.endswith(".")


def test_zero_is_read_where_it_is_allowed() -> None:
    assert parse_pounds("0", zero_allowed=True) == 0


def test_a_refusal_names_the_amount_it_is_about() -> None:
    with pytest.raises(BadInput, match="The contribution is empty"):
        parse_pounds("", what="contribution")
