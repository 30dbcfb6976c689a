"""What may be told of call-offs without telling of anybody: by lot and quarter, coarsely, and only of enough people."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.ocds import (
    FEWEST_PEOPLE,
    NEAREST_CALL_OFFS,
    NEAREST_POUNDS,
    OpenLot,
    Quarter,
    StartedCallOff,
    count_by_quarter,
    quarter_of,
)

LOT = OpenLot(1, "1", "Skills and training", ())
OTHER = OpenLot(2, "2", "Residential", ())
TODAY = date(2026, 11, 2)
IN_SUMMER = date(2026, 8, 3)


def began(
    people: Sequence[int], day: date = IN_SUMMER, pounds: str = "7352.80", lot: OpenLot = LOT
) -> list[StartedCallOff]:
    """A call-off for each of the people, by their numbers."""
    return [StartedCallOff(lot.lot_id, person, day, Decimal(pounds)) for person in people]


@pytest.mark.parametrize(
    ("day", "label", "first_day", "last_day"),
    [
        (date(2026, 1, 1), "2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), "2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 12, 31), "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_quarters_are_those_of_the_calendar_year(day: date, label: str, first_day: date, last_day: date) -> None:
    quarter = quarter_of(day)
    assert (quarter.label, quarter.first_day, quarter.last_day) == (label, first_day, last_day)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_each_day_lies_in_its_quarter_and_quarters_join(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert quarter_of(quarter.last_day + timedelta(days=1)) > quarter


def test_four_people_are_too_few_to_be_told_of() -> None:
    assert count_by_quarter([LOT], began([1, 2, 3, 4]), TODAY) == ()


def test_many_call_offs_of_four_people_are_still_four_people() -> None:
    assert count_by_quarter([LOT], began([1, 2, 3, 4] * 10), TODAY) == ()


def test_five_people_are_told_of_coarsely() -> None:
    # 7 × £7,352.80 = £51,469.60
    (counted,) = count_by_quarter([LOT], began([1, 2, 3, 4, 5, 5, 5]), TODAY)
    assert counted.lot == LOT
    assert counted.quarter == Quarter(2026, 3)
    assert counted.about_call_offs == 5
    assert counted.about_pounds == Decimal(51_000)


def test_eight_call_offs_are_about_ten_and_half_a_thousand_goes_up() -> None:
    (counted,) = count_by_quarter([LOT], began(range(8), pounds="1312.50"), TODAY)
    assert counted.about_call_offs == 10
    assert counted.about_pounds == Decimal(11_000)


def test_a_quarter_is_told_of_from_the_day_after_it_ended() -> None:
    call_offs = began(range(9))
    assert count_by_quarter([LOT], call_offs, date(2026, 9, 30)) == ()
    assert len(count_by_quarter([LOT], call_offs, date(2026, 10, 1))) == 1


def test_people_of_two_lots_or_two_quarters_are_not_put_together() -> None:
    apart = began(range(3)) + began(range(3, 6), lot=OTHER) + began(range(6, 9), date(2026, 5, 1))
    assert count_by_quarter([LOT, OTHER], apart, TODAY) == ()


@given(
    st.lists(
        st.builds(
            StartedCallOff,
            st.sampled_from([1, 2]),
            st.integers(1, 12),
            st.dates(date(2026, 1, 1), date(2026, 12, 31)),
            st.decimals("0", "99999.99", places=2),
        ),
        max_size=80,
    )
)
def test_whatever_began_no_figure_rests_on_few_people_or_is_exact(call_offs: list[StartedCallOff]) -> None:
    for counted in count_by_quarter([LOT, OTHER], call_offs, TODAY):
        behind = [
            one
            for one in call_offs
            if one.lot_id == counted.lot.lot_id and quarter_of(one.first_day) == counted.quarter
        ]
        assert len({one.person_id for one in behind}) >= FEWEST_PEOPLE
        assert counted.about_call_offs % NEAREST_CALL_OFFS == 0
        assert counted.about_pounds % NEAREST_POUNDS == 0
        assert abs(counted.about_call_offs - len(behind)) < NEAREST_CALL_OFFS
