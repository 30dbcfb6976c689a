"""A total shared out loses no penny, and no part is negative."""

from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.costing import (
    equal_parts,
)
from brokerage.domain.line_cost import share_out, split_total
from brokerage.domain.money import from_pence, round_to_penny


@given(st.lists(st.fractions(0, 1_000, max_denominator=840), min_size=1, max_size=8))
def test_splitting_never_changes_a_total_nor_makes_a_part_negative(exact_parts: list[Fraction]) -> None:
    whole = round_to_penny(sum(exact_parts, Fraction(0)))
    parts = split_total(whole, exact_parts)
    assert sum(parts) == whole
    assert min(parts) >= 0


def test_the_last_part_takes_the_remainder() -> None:
    thirds = [Fraction(100, 3)] * 3
    assert [str(part) for part in split_total(Decimal("100.00"), thirds)] == ["33.33", "33.33", "33.34"]


@given(st.integers(0, 10**8), st.integers(1, 24))
def test_equal_parts_are_within_a_penny_of_each_other(pence: int, number: int) -> None:
    parts = equal_parts(from_pence(pence), number)
    assert sum(parts) == from_pence(pence)
    assert max(parts) - min(parts) <= Decimal("0.01")


@given(
    st.integers(0, 10**9).map(from_pence),
    st.lists(st.sampled_from([Fraction(1), Fraction(11, 2), Fraction(1, 7), Fraction(1, 3)]), min_size=1, max_size=60),
)
def test_a_share_is_the_step_from_one_rounded_running_sum_to_the_next(total: Decimal, weights: list[Fraction]) -> None:
    shares = share_out(total, weights)
    reached = [round_to_penny(Fraction(total) * run / sum(weights)) for run in accumulate(weights)]
    assert list(accumulate(shares)) == reached
    assert reached[-1] == total
