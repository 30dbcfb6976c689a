from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.renewal import REMINDER_DAYS, Lapse, LapseKind, reminder_due_on, reminder_reached

LAST = date(2026, 11, 30)
INSURANCE = Lapse(LapseKind.INSURANCE, 1, "Orchard Yard (demo)", "Northbourne Support (demo)", "", LAST)


@pytest.mark.parametrize(
    ("day", "reminder"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 10, 1), 60),
        (date(2026, 10, 2), None),
        (date(2026, 10, 31), 30),
        (date(2026, 11, 23), 7),
        (date(2026, 11, 24), None),
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), None),
    ],
)
def test_reminders_are_due_60_30_and_7_days_before_the_last_day_and_on_no_other(
    day: date, reminder: int | None
) -> None:
    assert reminder_due_on(LAST, day) == reminder


@pytest.mark.parametrize(
    ("day", "reminder"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 10, 1), 60),
        (date(2026, 10, 30), 60),
        (date(2026, 10, 31), 30),
        (date(2026, 11, 22), 30),
        (date(2026, 11, 23), 7),
        (date(2026, 11, 30), 7),
        (date(2026, 12, 1), None),
    ],
)
def test_the_latest_reminder_whose_day_has_come_stands_until_the_last_day(day: date, reminder: int | None) -> None:
    assert reminder_reached(LAST, day) == reminder


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_each_reminder_falls_on_exactly_one_day(last_day: date) -> None:
    days = [last_day - timedelta(days=number) for number in range(-10, 100)]
    due = [reminder for day in days if (reminder := reminder_due_on(last_day, day)) is not None]
    assert sorted(due) == sorted(REMINDER_DAYS)


def test_the_gate_closes_on_the_day_after_the_last() -> None:
    assert INSURANCE.closes_on == date(2026, 12, 1)
    assert (INSURANCE.has_lapsed(LAST), INSURANCE.days_left(LAST)) == (False, 0)
    assert (INSURANCE.has_lapsed(date(2026, 12, 1)), INSURANCE.days_left(date(2026, 12, 1))) == (True, -1)


def test_a_registration_that_is_not_in_force_has_closed_its_gate_though_the_day_is_not_known() -> None:
    dormant = Lapse(LapseKind.REGISTRATION, 1, "Orchard Yard (demo)", "Northbourne Support (demo)", "DPS/1", None)
    assert (dormant.closes_on, dormant.days_left(LAST), dormant.has_lapsed(LAST)) == (None, None, True)
