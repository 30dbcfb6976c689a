"""What is typed is asked once it pauses; what cannot be read stands at its field and asks nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.builders import Desk
from tests.ui.example_market import Market
from tests.ui.find.hands import chips, field, services, ways_out
from ui.desk import Desk as WindowDesk
from ui.find.form import Question
from ui.find.page import FindPage


def test_typing_asks_once_when_it_pauses_and_rows_follow(
    page: FindPage, market: Market, settled: Callable[[], None], asked: list[Question]
) -> None:
    QTest.keyClicks(page.criteria.words, "cooking")
    settled()
    assert services(page) == [market.cheap, market.over]
    assert len(asked) == 1


def test_only_the_latest_answer_is_shown(
    page: FindPage, market: Market, settled: Callable[[], None], qtbot: QtBot
) -> None:
    page.criteria.words.setText("gardening")
    qtbot.waitUntil(lambda: not page.is_pausing)
    page.criteria.words.setText("cooking")
    settled()
    assert services(page) == [market.cheap, market.over]


def test_blank_typed_asks_nothing_new(page: FindPage, settled: Callable[[], None], asked: list[Question]) -> None:
    QTest.keyClicks(page.criteria.words, "   ")
    settled()
    assert asked == []


def test_unknown_postcode_is_told_at_its_field_and_the_list_stays(page: FindPage, settled: Callable[[], None]) -> None:
    before = services(page)
    place = field(page, "Postcode or outcode")
    QTest.keyClicks(place, "ZZ99 9ZZ")
    settled()
    assert services(page) == before
    assert place.property("wrong") == "true"
    assert place.accessibleDescription()
    assert "as it was" in page.results._note.text()


def test_mended_postcode_is_searched_again(page: FindPage, market: Market, settled: Callable[[], None]) -> None:
    place = field(page, "Postcode or outcode")
    QTest.keyClicks(place, "ZZ99 9ZZ")
    settled()
    place.clear()
    QTest.keyClicks(place, "me14 1xx")
    settled()
    assert place.property("wrong") == "false"
    assert market.far not in services(page)
    assert all(offer.miles is not None for offer in page.results.table.rows)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Weekly budget", "20%"),
        ("Days and hours wanted, as text", "Mon 15:00-10:00"),
        ("Days and hours wanted, as text", "10:00-15:00"),
        ("First day", "31 Feb 2027"),
    ],
)
def test_what_cannot_be_read_asks_nothing_and_is_marked(
    page: FindPage, settled: Callable[[], None], asked: list[Question], name: str, typed: str
) -> None:
    before = services(page)
    line = field(page, name)
    line.clear()
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled()
    assert (services(page), asked) == (before, [])
    assert line.property("wrong") == "true"
    assert "as it was" in page.results._note.text()


def test_another_field_does_not_hide_what_is_still_wrong(
    page: FindPage, settled: Callable[[], None], asked: list[Question]
) -> None:
    budget = field(page, "Weekly budget")
    budget.clear()
    QTest.keyClicks(budget, "20%")
    settled()
    QTest.keyClicks(page.criteria.words, "cooking")
    settled()
    assert asked == []
    assert "as it was" in page.results._note.text()
    budget.selectAll()
    QTest.keyClick(budget, Qt.Key.Key_Delete)
    settled()
    assert len(asked) == 1
    assert "fit" not in page.results._count.text()


def test_markup_in_the_words_is_shown_as_it_was_typed(page: FindPage, settled: Callable[[], None]) -> None:
    typed = "<b>x</b>&y"
    page.criteria.words.setText(typed)
    settled()
    (without,) = ways_out(page)
    assert without.text() == "Search without “<b>x</b>&&y”"
    assert chips(page)[0].text() == "“<b>x</b>&&y”  ×"
    assert "&lt;b&gt;" in chips(page)[0].toolTip()
    assert page.criteria.words.text() == typed


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Words to find", "too long"),
        ("Postcode or outcode", "not a postcode"),
        ("Days and hours wanted, as text", "longer than 500 characters"),
        ("First day", "cannot be read"),
        ("Weekly budget", "not an amount of money"),
    ],
)
def test_ten_thousand_letters_are_kept_and_a_sentence_stands_at_the_field(
    page: FindPage, settled: Callable[[], None], asked: list[Question], name: str, sentence: str
) -> None:
    before, line = services(page), field(page, name)
    QApplication.clipboard().setText("X" * 10_000)
    line.selectAll()
    line.paste()
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled()
    assert services(page) == before
    assert len(line.text()) == 10_000
    assert line.property("wrong") == "true"
    said = [label.text() for label in page.criteria.findChildren(QLabel) if label.isVisible()]
    assert any(sentence in words or sentence in line.toolTip() for words in said)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("£1,234.5", "£1,234.50"), (" 310 ", "£310.00"), ("0", "£0.00"), ("-5", "-5"), ("1,23", "1,23")],
)
def test_money_is_taken_with_pounds_and_commas_and_what_is_no_money_stays_as_typed(
    page: FindPage, settled: Callable[[], None], typed: str, written: str
) -> None:
    line = field(page, "Weekly budget")
    line.clear()
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled()
    assert line.text() == written
    assert (line.property("wrong") == "true") is (typed == written)


def test_what_is_typed_while_the_database_is_being_opened_is_asked_once_it_is(
    market: Market,
    council: Desk,
    window_desk: WindowDesk,
    shown: Callable[[FindPage], FindPage],
    at_rest: Callable[[], None],
    qtbot: QtBot,
) -> None:
    reads, writes, changes = window_desk.reads, window_desk.writes, window_desk.changes
    early = WindowDesk(None, None, reads, writes, changes, window_desk.look, window_desk.icons, window_desk.now)
    page = shown(FindPage(early))
    page.criteria.words.setText("apple yard")
    qtbot.waitUntil(lambda: not page.is_pausing)
    assert not reads.is_busy
    early.open(council.database, council.practitioner)
    page.activated()
    qtbot.waitUntil(lambda: not page.is_pausing and not reads.is_busy)
    assert page.criteria.words.text() == "apple yard"
    assert services(page) == [market.cheap]
