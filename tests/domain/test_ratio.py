"""Staff to people."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.errors import BadInput
from brokerage.domain.ratio import Ratio, parse_ratio


def test_a_ratio_of_1_to_3_pays_exactly_a_third() -> None:
    assert parse_ratio("1:3") == Ratio(1, 3)
    assert Ratio(1, 3).share == Fraction(1, 3)
    assert Ratio(2, 1).share == 2


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_written_ratio_reads_back_as_the_same_ratio(staff: int, people: int) -> None:
    assert parse_ratio(str(Ratio(staff, people))) == Ratio(staff, people)


@pytest.mark.parametrize("typed", ["", "3", "1:0", "0:3", "1:-3", "1/3", "one to three", "1:3:5", "100:1"])
def test_what_is_no_ratio_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput, match="1:3 or 2:1"):
        parse_ratio(typed)
