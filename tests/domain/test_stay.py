from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.call_off_draft import LineChosen
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import Period
from brokerage.domain.stay import buys_a_stay, stay_too_long
from brokerage.domain.unit import Unit

FOUR_WEEKS = 28
MONDAY = date(2026, 12, 7)


def stay(days: int, *, after: int = 0) -> Period:
    """A stay of so many days, beginning so many days after the Monday."""
    first_day = MONDAY + timedelta(days=after)
    return Period(first_day, first_day + timedelta(days=days - 1))


def test_a_stay_of_exactly_the_longest_length_is_bought_both_ends_counted() -> None:
    assert stay(28) == Period(date(2026, 12, 7), date(2027, 1, 3))
    assert stay_too_long(stay(28), (), FOUR_WEEKS) is None


def test_a_stay_of_one_day_more_is_refused_with_the_last_day_that_is_allowed() -> None:
    refused = stay_too_long(stay(29), (), FOUR_WEEKS)
    assert refused is not None
    assert (refused.days, refused.shorter) == (29, stay(28))
    assert refused.sentence == (
        "A direct payment buys at most 28 days in a home in twelve months; this comes to 29 days. "
        "Plan its end for 3 Jan 2027 or before, or let the council manage the budget."
    )


def test_an_open_ended_stay_is_refused_and_says_the_last_day_to_plan() -> None:
    refused = stay_too_long(Period(MONDAY), (), FOUR_WEEKS)
    assert refused is not None
    assert refused.days is None
    assert refused.sentence == (
        "A direct payment buys at most 28 days in a home in twelve months, and this stay has no planned end. "
        "Plan its end for 3 Jan 2027 or before, or let the council manage the budget."
    )


def test_stays_27_free_days_apart_count_together_and_28_apart_do_not() -> None:
    before = stay(14)
    assert stay_too_long(stay(15, after=14 + 28), (before,), FOUR_WEEKS) is None
    refused = stay_too_long(stay(15, after=14 + 27), (before,), FOUR_WEEKS)
    assert refused is not None
    assert (refused.days, refused.counted_with_others, refused.shorter) == (29, True, stay(14, after=14 + 27))
    assert "this comes to 29 days, with stays less than 28 days apart" in refused.sentence


def test_a_later_stay_that_is_near_counts_as_well_as_an_earlier_one() -> None:
    refused = stay_too_long(stay(15), (stay(14, after=20),), FOUR_WEEKS)
    assert refused is not None
    assert refused.days == 29


def test_a_week_every_six_weeks_is_bought_all_year() -> None:
    others = tuple(stay(7, after=42 * number) for number in range(1, 9))
    assert stay_too_long(stay(7), others, FOUR_WEEKS) is None


def test_near_stays_count_in_twelve_months_not_for_ever() -> None:
    """A day every four weeks is near the one before it for years, yet no twelve months hold more than fourteen of them."""
    others = tuple(stay(1, after=28 * number) for number in range(1, 40))
    assert stay_too_long(stay(1), others, FOUR_WEEKS) is None


def test_where_earlier_stays_took_all_of_it_no_end_is_early_enough() -> None:
    refused = stay_too_long(stay(1, after=30), (stay(28),), FOUR_WEEKS)
    assert refused is not None
    assert refused.shorter is None
    assert refused.sentence.endswith("Choose a later first day, or let the council manage the budget.")


def test_days_of_two_stays_that_overlap_are_counted_once() -> None:
    assert stay_too_long(stay(28), (stay(10, after=5), stay(28)), FOUR_WEEKS) is None


def test_an_earlier_stay_without_an_end_leaves_nothing_to_buy() -> None:
    refused = stay_too_long(stay(2, after=400), (Period(MONDAY),), FOUR_WEEKS)
    assert refused is not None
    assert refused.shorter is None


def test_the_length_is_the_schemes_own() -> None:
    assert stay_too_long(stay(29), (), 42) is None
    refused = stay_too_long(stay(15), (), 14)
    assert refused is not None
    assert refused.shorter == stay(14)


@pytest.mark.parametrize(
    ("kind", "unit", "is_stay"),
    [
        (FeeKind.ACCOMMODATION, Unit.DAY, True),
        (FeeKind.CARE, Unit.WEEK, True),
        (FeeKind.CARE, Unit.NIGHT, True),
        (FeeKind.CARE, Unit.DAY, False),
        (FeeKind.TRANSPORT, Unit.MILE, False),
    ],
)
def test_accommodation_and_what_is_priced_by_the_week_or_night_is_a_stay(
    kind: FeeKind, unit: Unit, is_stay: bool
) -> None:
    assert buys_a_stay([LineChosen(kind, unit, price=Decimal(1))]) is is_stay


@given(
    length=st.integers(1, 120),
    others=st.lists(st.tuples(st.integers(-300, 300), st.integers(1, 40)), max_size=5),
    longest=st.integers(1, 60),
)
def test_the_shorter_stay_it_names_is_allowed_and_a_day_more_is_not(
    length: int, others: list[tuple[int, int]], longest: int
) -> None:
    kept = tuple(stay(days, after=after) for after, days in others)
    refused = stay_too_long(stay(length), kept, longest)
    if refused is None:
        return
    assert refused.days is not None
    assert refused.days > longest
    if refused.shorter is not None:
        assert stay_too_long(refused.shorter, kept, longest) is None
        one_more = Period(MONDAY, refused.shorter.known_last_day + timedelta(days=1))
        assert stay_too_long(one_more, kept, longest) is not None
