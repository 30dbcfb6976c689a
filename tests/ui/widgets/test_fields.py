"""Fields for money, days, places and choices."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from brokerage.domain.errors import BadInput
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from ui.failures import Failure, Family
from ui.icons import Icons
from ui.look import Look
from ui.widgets.budget_bar import BudgetBar
from ui.widgets.choice import ChoiceField, CountField, tick
from ui.widgets.day_field import DayField
from ui.widgets.labelled import Labelled, place_failure
from ui.widgets.money_field import MoneyField
from ui.widgets.place_field import PlaceField


@pytest.mark.parametrize(("typed", "amount"), [("310", "310.00"), ("£1,234.50", "1234.50"), (" 24.08 ", "24.08")])
def test_money_is_read_as_typed_and_written_out(qtbot: QtBot, typed: str, amount: str) -> None:
    field = MoneyField("Weekly budget")
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    assert field.amount() == Decimal(amount)
    field.editingFinished.emit()
    assert field.text() == f"£{Decimal(amount):,.2f}"


@pytest.mark.parametrize("typed", ["20%", "ten", "-5", "0"])
def test_what_is_no_price_is_refused_and_stays_as_typed(qtbot: QtBot, typed: str) -> None:
    field = MoneyField("Weekly budget")
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    field.editingFinished.emit()
    assert field.text() == typed
    with pytest.raises(BadInput, match="weekly budget"):
        field.amount()


def test_no_money_typed_is_no_amount(qtbot: QtBot) -> None:
    field = MoneyField("Weekly budget")
    qtbot.addWidget(field)
    assert field.amount() is None


@pytest.fixture
def day_field(qtbot: QtBot, icons: Icons) -> Iterator[DayField]:
    window = QWidget()
    qtbot.addWidget(window)
    field = DayField("Start", icons)
    QVBoxLayout(window).addWidget(field)
    window.resize(600, 500)
    with qtbot.waitExposed(window):
        window.show()
    yield field
    window.close()


@pytest.mark.parametrize("typed", ["7 Dec 2026", "2026-12-07", "7/12/2026", "7 december 2026"])
def test_a_day_is_read_in_every_usual_way_and_written_in_one(qtbot: QtBot, day_field: DayField, typed: str) -> None:
    told: list[date | None] = []
    day_field.day_changed.connect(told.append)
    QTest.keyClicks(day_field._line, typed)
    QTest.keyClick(day_field._line, Qt.Key.Key_Return)
    assert told == [date(2026, 12, 7)]
    assert day_field._line.text() == "7 Dec 2026"


def test_arrows_go_a_day_and_pages_a_week(qtbot: QtBot, day_field: DayField) -> None:
    day_field.set_day(date(2026, 12, 7))
    QTest.keyClick(day_field._line, Qt.Key.Key_Up)
    QTest.keyClick(day_field._line, Qt.Key.Key_PageUp)
    QTest.keyClick(day_field._line, Qt.Key.Key_Down)
    assert day_field.day() == date(2026, 12, 14)


def test_a_day_that_does_not_exist_is_refused_in_a_sentence(qtbot: QtBot, day_field: DayField) -> None:
    QTest.keyClicks(day_field._line, "31 Feb 2026")
    QTest.keyClick(day_field._line, Qt.Key.Key_Return)
    with pytest.raises(BadInput, match="start"):
        day_field.day()
    assert "does not exist" in day_field._line.toolTip()


def test_the_calendar_drops_down_and_a_day_is_picked_from_it(qtbot: QtBot, day_field: DayField) -> None:
    day_field.set_day(date(2026, 12, 7))
    day_field._pick.click()
    calendar = day_field.window().findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.isVisible()
    assert calendar.selectedDate() == QDate(2026, 12, 7)
    calendar.activated.emit(QDate(2026, 12, 9))
    assert day_field.day() == date(2026, 12, 9)
    assert not calendar.isVisible()


@pytest.mark.parametrize(
    ("typed", "place"), [("me142aa", "ME14 2AA"), ("me14 2aa", "ME14 2AA"), ("ME14", "ME14"), ("", "")]
)
def test_a_place_is_written_as_postcodes_are(qtbot: QtBot, typed: str, place: str) -> None:
    field = PlaceField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    field.editingFinished.emit()
    assert (field.place(), field.text()) == (place, place)


def test_a_choice_keeps_its_value_when_others_are_offered(qtbot: QtBot) -> None:
    field: ChoiceField[int] = ChoiceField("Miles", ((5, "5 miles"), (10, "10 miles")))
    qtbot.addWidget(field)
    field.choose(10)
    field.offer(((10, "10 miles"), (20, "20 miles")))
    assert field.value() == 10
    field.offer(((20, "20 miles"),))
    assert field.value() == 20


def test_every_field_is_named_and_the_wheel_changes_nothing(qtbot: QtBot, icons: Icons) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    choice: ChoiceField[int] = ChoiceField("Miles", ((5, "5 miles"), (10, "10 miles"), (20, "20 miles")))
    choice.choose(10)
    count = CountField("Age", 0, 120, "years")
    count.setValue(34)
    fields = (choice, count, MoneyField("Budget"), DayField("Start", icons), PlaceField())
    for field in fields:
        column.addWidget(Labelled("A field", field, "A hint."))
    column.addWidget(tick("Transport", lambda _ticked: None))
    with qtbot.waitExposed(form):
        form.show()
    assert_accessible(form)
    assert_nothing_clipped(form)


def test_a_failure_is_placed_at_the_field_it_names(qtbot: QtBot) -> None:
    price = Labelled("Price", MoneyField("Price"), "Pounds and pence.")
    qtbot.addWidget(price)
    failure = Failure(Family.RULE, "The price is empty.", "price")
    assert not place_failure(failure, {"price": price}), "nobody sees it: it is told elsewhere too"
    price.show()
    assert place_failure(failure, {"price": price})
    assert price._below.text() == "▲ The price is empty."
    assert price.control.accessibleDescription() == "The price is empty."
    assert not place_failure(Failure(Family.RULE, "The day is empty.", "day"), {"price": price})
    assert price._below.text() == "Pounds and pence."


def test_a_day_that_is_refused_has_the_sentence_and_the_border_where_the_cursor_is(
    qtbot: QtBot, day_field: DayField
) -> None:
    labelled = Labelled("Opens on", day_field, "The first day; it counts.")
    qtbot.addWidget(labelled)
    line = day_field.focusProxy()
    assert line is not None
    assert line.accessibleDescription() == "The first day; it counts."
    place_failure(Failure(Family.RULE, "Give the day.", "opens_on"), {"opens_on": labelled})
    assert (line.property("wrong"), line.accessibleDescription()) == ("true", "Give the day.")
    labelled.clear_error()
    assert (line.property("wrong"), line.accessibleDescription()) == ("false", "The first day; it counts.")


@pytest.mark.parametrize(
    ("spent", "choice", "words"),
    [("0", "0", "£310.00 left"), ("168.60", "141.40", "£0.00 left"), ("223.80", "98.60", "£12.40 over")],
)
def test_the_budget_bar_says_in_words_what_it_paints(
    qtbot: QtBot, look: Look, spent: str, choice: str, words: str
) -> None:
    bar = BudgetBar(look)
    qtbot.addWidget(bar)
    bar.show_budget(Decimal(310), Decimal(spent), Decimal(choice))
    assert bar.words == words
    assert bar.accessibleName().endswith(words)
    assert not bar.grab().isNull()
