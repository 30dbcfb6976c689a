"""The week wanted: read from what people type, counted exactly, written back the same."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.errors import BadInput
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import DayWanted, WeekWanted, parse_week, say_minutes, say_weekdays, week_in_words


@st.composite
def weeks(draw: st.DrawFn) -> WeekWanted:
    quantity = draw(st.none() | st.decimals("0.1", "100", places=1))
    days: list[DayWanted] = []
    for weekday in draw(st.lists(st.integers(0, 6), min_size=1, unique=True)):
        bounds = sorted(draw(st.lists(st.integers(0, 1440), max_size=6, unique=True)))
        pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
        days += [DayWanted(weekday, start, end) for start, end in pairs] or [DayWanted(weekday)]
    return WeekWanted(tuple(days), quantity)


@given(weeks())
def test_a_written_week_reads_back_as_the_same_week(week: WeekWanted) -> None:
    assert parse_week(str(week)) == week


@given(weeks())
def test_the_days_of_a_week_add_up_to_the_week(week: WeekWanted) -> None:
    for unit in Unit:
        if week.counts_in(unit):
            by_day = sum((week.units_on(unit, weekday) for weekday in range(7)), Fraction(0))
            assert by_day == week.units_per_week(unit)
    assert week.days_per_week == week.weekday_mask.bit_count()


def test_days_with_the_same_times_are_read() -> None:
    week = parse_week("Mon,Thu 09:30-15:00")
    assert week.days == (DayWanted(0, 570, 900), DayWanted(3, 570, 900))
    assert week.quantity is None
    assert week.minutes_per_week == 660
    assert week.weekday_mask == 0b1001
    assert week.units_per_week(Unit.HOUR) == 11
    assert week.units_per_week(Unit.SESSION) == 2
    assert week.units_on(Unit.HOUR, 3) == Fraction(11, 2)
    assert week.units_on(Unit.HOUR, 1) == 0


def test_parts_with_different_times_are_read() -> None:
    week = parse_week("Mon 09:30-15:00; Thu 10:00-12:00")
    assert week.units_per_week(Unit.HOUR) == Fraction(15, 2)


def test_a_range_of_days_is_read() -> None:
    assert parse_week("Mon-Fri 09:00-17:00").days_per_week == 5
    assert parse_week("Sat-Mon x1").weekday_mask == 0b1100001


def test_a_quantity_stands_for_units_of_each_day() -> None:
    assert parse_week("Mon,Tue,Wed x1").units_per_week(Unit.DAY) == 3
    assert parse_week("Mon x2.5").units_per_week(Unit.HOUR) == Fraction(5, 2)
    assert parse_week("Mon,Tue x24.8").units_per_week(Unit.MILE) == Fraction(248, 5)


def test_two_visits_on_one_day_are_two_sessions_but_one_day() -> None:
    week = parse_week("Mon 09:00-12:00, 13:00-15:00")
    assert week.units_per_week(Unit.SESSION) == week.units_per_week(Unit.HALF_DAY) == 2
    assert week.units_per_week(Unit.DAY) == week.units_per_week(Unit.NIGHT) == 1
    assert week.units_per_week(Unit.HOUR) == 5


def test_a_price_by_the_week_is_one_a_week_and_a_seventh_a_day() -> None:
    week = parse_week("Mon")
    assert week.units_per_week(Unit.WEEK) == 1
    assert week.units_on(Unit.WEEK, 6) == Fraction(1, 7)
    assert week.units_per_week(Unit.ONCE) == 0


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("monday, THURS 9.30 – 15", "Mon,Thu 09:30-15:00"),
        ("Thu 10:00-12:00, Mon 9-15", "Mon 09:00-15:00; Thu 10:00-12:00"),
        ("Weds x 2", "Wed x2"),
        ("Tue,Mon ×2.50", "Mon,Tue x2.5"),
        ("Fri 22:00-24:00; Sat 0:00-7:00", "Fri 22:00-24:00; Sat 00:00-07:00"),
        ("Mon 9-10;;", "Mon 09:00-10:00"),
    ],
)
def test_what_people_type_is_read_generously(typed: str, canonical: str) -> None:
    assert str(parse_week(typed)) == canonical


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "no days"),
        (" ; ", "no days"),
        ("09:30-15:00", "names no day"),
        ("x1", "names no day"),
        ("Mon 15:00-09:30", "does not end after it starts"),
        ("Mon 09:30-09:30", "does not end after it starts"),
        ("Fri 22:00-07:00", "Mon 22:00-24:00; Tue 00:00-07:00"),
        ("Mon 25:00-26:00", "outside the day"),
        ("Mon 09:75-10:00", "59 minutes"),
        ("Mon 09:00-12:00; Mon 11:00-13:00", "overlap"),
        ("Mon,Mon", "named twice"),
        ("Mon; Mon 09:00-10:00", "named twice"),
        ("Mun 09:00-10:00", "“Mun”, which is not a day"),
        ("Mo", "not a day"),
        ("Mon x0", "above zero"),
        ("Mon x1; Tue x2", "more than one quantity"),
        ("Mon x1; Tue", "more than one quantity"),
        ("Mon x1 x1", "two quantities"),
        ("Mon x-1", "not a day"),
        ("Mon," * 200, "longer than"),
    ],
)
def test_what_is_no_week_is_refused_saying_what_and_how_to_mend_it(typed: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        parse_week(typed)


def test_hours_and_miles_are_not_counted_where_the_week_does_not_say_them() -> None:
    week = WeekWanted((DayWanted(0, 540, 600), DayWanted(2)))
    assert not week.counts_in(Unit.HOUR)
    assert week.counts_in(Unit.DAY)
    with pytest.raises(BadInput, match="how many hours"):
        week.units_per_week(Unit.HOUR)
    with pytest.raises(BadInput, match="how many miles"):
        week.units_on(Unit.MILE, 0)


def test_a_day_has_both_of_its_times_or_neither() -> None:
    with pytest.raises(BadInput, match="only one of its two times"):
        DayWanted(0, 540, None)
    with pytest.raises(BadInput, match="0 \\(Monday\\) to 6"):
        DayWanted(7)


def test_a_quantity_is_kept_exactly() -> None:
    assert parse_week("Mon x2.5").quantity == Decimal("2.5")


@pytest.mark.parametrize(
    ("week", "half_days"),
    [
        ("Mon,Wed 10:00-15:00", 4),
        ("Mon 09:00-13:00", 1),
        ("Mon 09:00-13:01", 2),
        ("Mon 09:00-12:00; Mon 13:00-16:00", 2),
        ("Mon,Tue", 2),
        ("Mon,Tue x1.5", 3),
    ],
)
def test_an_attendance_longer_than_four_hours_takes_two_half_days(week: str, half_days: int) -> None:
    assert parse_week(week).units_per_week(Unit.HALF_DAY) == half_days


@pytest.mark.parametrize(("longest_minutes", "half_days"), [(299, 4), (300, 2), (1440, 2)])
def test_a_scheme_says_how_long_its_half_day_is(longest_minutes: int, half_days: int) -> None:
    week = parse_week("Mon,Wed 10:00-15:00")
    assert week.units_per_week(Unit.HALF_DAY, longest_minutes) == half_days
    assert week.units_on(Unit.HALF_DAY, 2, longest_minutes) * 2 == half_days
    assert week.units_per_week(Unit.SESSION, longest_minutes) == 2


@pytest.mark.parametrize(
    ("minutes", "words"), [(240, "4 hours"), (210, "3 hours 30 minutes"), (61, "1 hour 1 minute"), (45, "45 minutes")]
)
def test_a_length_of_time_is_said_in_hours_and_minutes(minutes: int, words: str) -> None:
    assert say_minutes(minutes) == words


@pytest.mark.parametrize(
    ("weekdays", "words"),
    [([0], "Mon"), ([2, 0], "Mon, Wed"), ([4, 3, 2], "Wed–Fri"), ([0, 1, 2, 4], "Mon, Tue, Wed, Fri")],
)
def test_weekdays_in_a_row_are_said_as_from_and_to(weekdays: list[int], words: str) -> None:
    assert say_weekdays(weekdays) == words


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ("Mon-Fri", "Mon–Fri"),
        ("Mon,Wed,Fri 09:30-15:00", "Mon, Wed, Fri 09:30–15:00"),
        ("Mon,Tue x1", "Mon, Tue x1"),
        ("Mon 10:00-12:00; Sat,Sun 09:00-11:00", "Mon 10:00–12:00; Sat, Sun 09:00–11:00"),
    ],
)
def test_week_is_said_shortly(week: str, words: str) -> None:
    assert week_in_words(parse_week(week)) == words
