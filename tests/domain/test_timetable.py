"""Whether a service runs something when it is wanted, and how that is said."""

import pytest

from brokerage.domain.timetable import WeeklySession, say_unmet, unmet_times
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week

EVENINGS = (WeeklySession(3, 1080, 1260), WeeklySession(1, 1080, 1260), WeeklySession(5, 600, 780))
DAYS = tuple(WeeklySession(weekday, 600, 900) for weekday in range(5))


def said(week: str, sessions: tuple[WeeklySession, ...], unit: Unit | None) -> str | None:
    unmet = unmet_times(parse_week(week), sessions, unit)
    return None if unmet is None else say_unmet(unmet)


@pytest.mark.parametrize("unit", [Unit.HOUR, Unit.SESSION, Unit.HALF_DAY, Unit.DAY, None])
def test_an_evening_club_has_nothing_on_by_day(unit: Unit | None) -> None:
    assert said("Mon 10:00-15:00", EVENINGS, unit) == (
        "nothing on at these times: Mon 10:00–15:00; it runs Tue, Thu 18:00–21:00 and Sat 10:00–13:00"
    )


@pytest.mark.parametrize("unit", [Unit.NIGHT, Unit.WEEK, Unit.MILE, Unit.ONCE])
def test_a_night_or_a_week_follows_no_timetable(unit: Unit) -> None:
    assert said("Mon 10:00-15:00", EVENINGS, unit) is None


def test_without_a_week_nothing_is_wanted_in_vain() -> None:
    assert unmet_times(None, EVENINGS, Unit.HOUR) is None


@pytest.mark.parametrize("week", ["Tue 18:00-21:00", "Tue 20:30-22:00", "Tue 12:00-18:01", "Tue", "Tue,Sat x1"])
def test_a_session_is_bought_as_it_is_held_so_an_overlap_is_enough(week: str) -> None:
    assert said(week, EVENINGS, Unit.SESSION) is None


@pytest.mark.parametrize("week", ["Tue 15:00-18:00", "Tue 21:00-22:00"])
def test_times_that_only_touch_a_session_are_not_met(week: str) -> None:
    assert said(week, EVENINGS, Unit.SESSION) is not None


def test_every_hour_paid_by_the_hour_must_be_one_at_which_the_session_runs() -> None:
    assert said("Mon 10:00-15:00", DAYS, Unit.HOUR) is None
    assert said("Mon 09:30-15:00", DAYS, Unit.SESSION) is None
    assert said("Mon 09:30-15:00", DAYS, Unit.HOUR) == (
        "no session lasts through these times: Mon 09:30–15:00; it runs Mon–Fri 10:00–15:00"
    )


def test_two_times_on_a_day_count_from_the_first_start_to_the_last_end() -> None:
    assert said("Mon 10:00-11:00 14:00-15:00", DAYS, Unit.HOUR) is None
    assert said("Mon 09:00-10:00 14:00-15:00", DAYS, Unit.HOUR) is not None


def test_only_the_days_wanted_in_vain_are_named() -> None:
    assert said("Fri,Sat 10:00-15:00; Sun 11:00-12:00", DAYS, Unit.DAY) == (
        "nothing on at these times: Sat 10:00–15:00 and Sun 11:00–12:00; it runs Mon–Fri 10:00–15:00"
    )


def test_a_quantity_without_times_needs_a_session_on_the_weekday() -> None:
    assert said("Mon x1", DAYS, Unit.HOUR) is None
    assert said("Mon x1", EVENINGS, Unit.HOUR) == ("nothing on: Mon; it runs Tue, Thu 18:00–21:00 and Sat 10:00–13:00")


def test_a_long_timetable_is_cut_short() -> None:
    sessions = tuple(WeeklySession(weekday, 540 + weekday * 10, 600 + weekday * 10) for weekday in range(6))
    assert said("Sun", sessions, Unit.DAY) == (
        "nothing on: Sun; it runs Mon 09:00–10:00; Tue 09:10–10:10; Wed 09:20–10:20 and at other times"
    )


def test_a_timetable_that_has_ended_says_so() -> None:
    assert said("Mon 10:00-15:00", (), Unit.DAY) == (
        "nothing on at these times: Mon 10:00–15:00; nothing on its timetable runs on the start day"
    )
