"""The week wanted, by pressing days or by writing it."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from brokerage.domain.errors import BadInput
from brokerage.domain.week_wanted import WeekWanted, parse_week
from tests.ui.accessibility import assert_accessible
from ui.look import Look
from ui.widgets.week_field import WeekField


@pytest.fixture
def told() -> list[WeekWanted | None]:
    return []


@pytest.fixture
def field(qtbot: QtBot, look: Look, told: list[WeekWanted | None]) -> WeekField:
    made = WeekField()
    qtbot.addWidget(made)
    made.week_changed.connect(told.append)
    return made


def pressed(field: WeekField) -> str:
    return "".join("x" if day.isChecked() else "-" for day in field._days)


def test_pressing_days_wants_them(field: WeekField, told: list[WeekWanted | None]) -> None:
    field._days[0].click()
    field._days[2].click()
    assert told == [parse_week("Mon"), parse_week("Mon,Wed")]
    assert field.week() == parse_week("Mon,Wed")


def test_writing_a_week_presses_its_days(qtbot: QtBot, field: WeekField, told: list[WeekWanted | None]) -> None:
    field.show()
    QTest.keyClicks(field._text, "Mon,Wed 10:00-15:00")
    assert pressed(field) == "x-x----"
    assert told[-1] == parse_week("Mon,Wed 10:00-15:00")


def test_pressing_another_day_keeps_the_times(field: WeekField, told: list[WeekWanted | None]) -> None:
    field.set_week(parse_week("Mon,Wed 10:00-15:00"))
    field._days[4].click()
    assert told == [parse_week("Mon,Wed,Fri 10:00-15:00")]


def test_taking_every_day_away_asks_for_no_week_and_the_times_come_back_with_a_day(
    field: WeekField, told: list[WeekWanted | None]
) -> None:
    field.set_week(parse_week("Mon 10:00-15:00"))
    field._days[0].click()
    field._days[0].click()
    assert told == [None, parse_week("Mon 10:00-15:00")]


def test_a_half_typed_week_is_not_told_and_says_what_is_wrong(
    qtbot: QtBot, field: WeekField, told: list[WeekWanted | None]
) -> None:
    field.show()
    QTest.keyClicks(field._text, "Mon 15:00-10:00")
    assert told == [parse_week("Mon")]
    assert field._below.text().startswith("▲ ")
    with pytest.raises(BadInput):
        field.week()


def test_showing_a_week_tells_nobody(field: WeekField, told: list[WeekWanted | None]) -> None:
    field.set_week(parse_week("Mon,Wed 10:00-15:00; Sat 09:00-12:00"))
    assert told == []
    assert pressed(field) == "x-x--x-"


def test_every_day_has_its_whole_name_for_a_screen_reader(field: WeekField) -> None:
    assert_accessible(field)
    assert [day.accessibleName() for day in field._days][1:4:2] == ["Tuesday", "Thursday"]
