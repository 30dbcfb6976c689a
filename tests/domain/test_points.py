"""Points of one table align by their decimal point and stay exact."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.points import LEAST_PLACES, format_points, places_of, with_places

figures = st.lists(st.decimals("0", "100", places=4) | st.decimals("0", "100", places=2), min_size=1)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (("36.00", "34.488"), ["36.000", "34.488"]),
        (("35", "54.00"), ["35.00", "54.00"]),
        (("11.6655", "0", "100"), ["11.6655", "0.0000", "100.0000"]),
    ],
)
def test_the_figures_of_one_table_have_as_many_places_as_the_one_that_needs_the_most(
    written: Sequence[str], shown: list[str]
) -> None:
    points = [Decimal(text) for text in written]
    assert [format_points(each, places_of(points)) for each in points] == shown


def test_a_table_without_a_figure_has_two_places() -> None:
    assert places_of(()) == places_of((None,)) == LEAST_PLACES


@given(figures)
def test_no_figure_is_rounded_and_every_point_stands_at_the_same_distance_from_the_end(points: list[Decimal]) -> None:
    places = places_of(points)
    assert [with_places(each, places) for each in points] == points
    assert {len(format_points(each, places).partition(".")[2]) for each in points} == {places}
