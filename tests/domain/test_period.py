"""Days and periods: both ends count, reversed is refused, what is shown reads back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period, format_day, parse_day

days = st.dates(date(1950, 1, 1), date(2150, 1, 1))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first_day = draw(st.dates(date(2020, 1, 1), date(2021, 1, 1)))
    length = draw(st.none() | st.integers(0, 400))
    return Period(first_day, None if length is None else first_day + timedelta(days=length))


def test_both_ends_of_a_period_count() -> None:
    december = Period(date(2026, 12, 1), date(2026, 12, 31))
    assert december.days == 31
    assert december.contains(date(2026, 12, 1))
    assert december.contains(date(2026, 12, 31))
    assert not december.contains(date(2027, 1, 1))
    assert [*december.dates()][::30] == [date(2026, 12, 1), date(2026, 12, 31)]


def test_a_period_may_be_one_day() -> None:
    assert Period(date(2026, 12, 1), date(2026, 12, 1)).days == 1


def test_a_reversed_period_is_refused_with_its_days() -> None:
    with pytest.raises(RuleBroken, match="ends on 6 Dec 2026, before it starts on 7 Dec 2026") as refusal:
        Period(date(2026, 12, 7), date(2026, 12, 6))
    assert refusal.value.figures == {"first_day": "7 Dec 2026", "last_day": "6 Dec 2026"}


def test_an_open_ended_period_contains_every_later_day_and_has_no_number_of_days() -> None:
    running = Period(date(2026, 12, 7))
    assert running.is_open
    assert running.contains(date.max)
    assert not running.contains(date(2026, 12, 6))
    with pytest.raises(RuleBroken, match="no last day"):
        running.dates()


@given(periods(), periods())
def test_overlapping_periods_share_exactly_the_days_both_contain(one: Period, other: Period) -> None:
    shared = one.intersection(other)
    assert one.overlaps(other) is other.overlaps(one) is (shared is not None)
    for day in (one.first_day, other.first_day, one.last_day, other.last_day, date(2020, 7, 1)):
        if day is not None:
            assert (shared is not None and shared.contains(day)) is (one.contains(day) and other.contains(day))


@pytest.mark.parametrize("typed", ["2026-12-07", "7 Dec 2026", "07/12/2026", " 7  december 2026 ", "7/12/2026"])
def test_a_day_is_read_in_each_way_people_write_it(typed: str) -> None:
    assert parse_day(typed) == date(2026, 12, 7)


def test_the_regulators_slashed_dates_put_the_day_first() -> None:
    assert parse_day("14/06/2019") == date(2019, 6, 14)


@pytest.mark.parametrize(
    "typed",
    ["", "tomorrow", "2026-13-01", "2026-02-30", "7 Dek 2026", "07/12/26", "31 Jun 2026", "20261207", "9999-12-31"],
)
def test_what_is_no_day_is_refused_with_an_example_or_a_reason(typed: str) -> None:
    with pytest.raises(BadInput, match=r"The first day .+: .+\."):
        parse_day(typed, what="first day")


@given(days)
def test_a_shown_day_reads_back_as_the_same_day(day: date) -> None:
    assert parse_day(format_day(day)) == day
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day:%d/%m/%Y}") == day
