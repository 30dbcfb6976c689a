"""The Find page as one works with it: type, read, loosen, tick, open, compare, call off; by keyboard alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from brokerage.domain.changes import Kind
from brokerage.domain.errors import Unavailable
from brokerage.domain.money import parse_pounds
from brokerage.domain.offer import OfferOrder, SearchCriteria
from brokerage.domain.week_wanted import parse_week
from brokerage.services.find_support import find_choices
from brokerage.services.manage_people import read_person
from brokerage.storage.engine import Database, open_database
from tests.builders import START, TODAY, Desk, open_council
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.market import WEEK, Market, council, market, market_made, open_market
from ui.desk import Desk as WindowDesk
from ui.find import columns, presenter
from ui.find.detail_cost import CostBlock, DatesBlock
from ui.find.form import Question
from ui.find.page import FindPage
from ui.find.ticks import Ticks
from ui.intents import CompareOffers, FindSupport, RaiseCallOffs
from ui.page import PageName

__all__ = ["council", "market", "market_made"]

ASKED = SearchCriteria(START, parse_week(WEEK), weekly_budget=Decimal(310))


@pytest.fixture
def page(
    market: Market,
    window_desk: WindowDesk,
    shown: Callable[[FindPage], FindPage],
    at_rest: Callable[[], None],
    qtbot: QtBot,
) -> FindPage:
    """The page asking for two days a week within £310, answered."""
    made = shown(FindPage(window_desk))
    made.activated(FindSupport(ASKED))
    at_rest()
    qtbot.waitUntil(lambda: not made.is_pausing)
    return made


@pytest.fixture
def settled(qtbot: QtBot, page: FindPage, at_rest: Callable[[], None]) -> Callable[[], None]:
    """Wait until the typing has paused and every answer is there."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not page.is_pausing)
        at_rest()
        qtbot.waitUntil(lambda: not page.desk.reads.is_busy and not page.is_pausing)

    return wait


@pytest.fixture
def sent(window_desk: WindowDesk) -> list[tuple[PageName, object]]:
    """Where the page went, and with what."""
    found: list[tuple[PageName, object]] = []
    window_desk.sent_to.connect(lambda name, intent: found.append((name, intent)))
    return found


@pytest.fixture
def asked(page: FindPage, monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """The questions that reach the search from now on."""
    seen: list[Question] = []
    search = presenter.search

    def note(database: Database, question: Question, now: datetime) -> presenter.Answer:
        seen.append(question)
        return search(database, question, now)

    monkeypatch.setattr(presenter, "search", note)
    return seen


def services(page: FindPage) -> list[int]:
    return [offer.service_id for offer in page.results.table.rows]


def chips(page: FindPage) -> list[QPushButton]:
    return [chip for chip in page.findChildren(QPushButton, "chip") if chip.isVisible()]


def ways_out(page: FindPage) -> list[QPushButton]:
    return [one for one in page.results.table.findChildren(QPushButton) if one.isVisible()]


def combo(page: FindPage, name: str) -> QComboBox:
    return next(one for one in page.criteria.findChildren(QComboBox) if one.accessibleName() == name)


def column_words(page: FindPage, column: int) -> list[str]:
    model = page.results.table.model
    return [model.index(line, column).data() for line in range(model.rowCount())]


def field(page: QWidget, name: str) -> QLineEdit:
    (found,) = (line for line in page.findChildren(QLineEdit) if line.accessibleName() == name)
    return found


def box(page: FindPage, words: str) -> QCheckBox:
    return next(one for one in page.findChildren(QCheckBox) if one.text() == words)


def test_list_has_every_service_those_that_fit_first_and_the_stopped_last(page: FindPage, market: Market) -> None:
    assert services(page) == [
        market.far, market.cheap, market.dearer, market.over, market.suspended, market.rateless,
    ]  # fmt: skip
    assert page.results._count.text() == "6 services · 3 fit the budget"


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


def test_chip_asks_without_its_criterion_and_clear_all_without_any(page: FindPage, settled: Callable[[], None]) -> None:
    assert [chip.text().removesuffix("  ×") for chip in chips(page)] == ["Mon, Wed 10:00–15:00", "£310.00 a week"]
    chips(page)[1].click()
    settled()
    assert page.results._count.text() == "6 services · 4 may be called off"
    page.results._clear_all.click()
    settled()
    assert chips(page) == []
    assert "days and hours" in page.results._note.text()


def test_needs_have_counts_and_a_tick_narrows(page: FindPage, council: Desk, settled: Callable[[], None]) -> None:
    council.ready_service(lot_id=council.lot(needs=("autism",)), needs=("autism",))
    page.reload(frozenset({Kind.PROVIDERS}))
    settled()
    needs = page.criteria.findChildren(Ticks)[0]
    assert {code: count.text() for code, (_, count) in needs._boxes.items()} == {
        "autism": "1",
        "learning-disability": "6",
    }
    box(page, "Autism").click()
    settled()
    assert len(services(page)) == 1
    assert "Autism, 1 service" in box(page, "Autism").accessibleName()


def test_counts_stay_when_the_choices_come_after_them(page: FindPage, council: Desk) -> None:
    page.criteria.show_counts({("need", "learning-disability"): 4})
    page.criteria.offer(find_choices(council.database))
    needs = page.criteria.findChildren(Ticks)[0]
    assert [count.text() for _, count in needs._boxes.values()] == ["4"]


def test_nothing_found_says_which_criterion_to_leave_out_and_one_press_does_it(
    page: FindPage, settled: Callable[[], None]
) -> None:
    QTest.keyClicks(page.criteria.words, "barn elder")
    settled()
    (way_out,) = ways_out(page)
    assert way_out.text() == "Search without “barn elder”"
    way_out.click()
    settled()
    assert len(services(page)) == 6
    assert page.criteria.words.text() == ""


def test_mistyped_word_is_answered_with_what_was_meant_and_one_press_takes_it(
    page: FindPage, market: Market, settled: Callable[[], None]
) -> None:
    QTest.keyClicks(page.criteria.words, "gardning")
    settled()
    assert "Nothing is called “gardning”" in [label.text() for label in page.results.table.findChildren(QLabel)]
    assert "Did you mean gardening? There is 1 service." in [
        label.text() for label in page.results.table.findChildren(QLabel)
    ]
    meant, without = ways_out(page)
    assert (meant.text(), without.text()) == ("Search for gardening", "Search without “gardning”")
    meant.click()
    settled()
    assert services(page) == [market.dearer]
    assert page.criteria.words.text() == "gardening"


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


def test_outcomes_lots_and_schemes_have_counts(
    page: FindPage, council: Desk, market: Market, settled: Callable[[], None]
) -> None:
    council.activity(market.cheap, name="Cookery", outcomes=("cook-a-meal",))
    page.reload(frozenset({Kind.PROVIDERS}))
    settled()
    assert "Cook a meal, 1 service" in [one.accessibleName() for one in page.criteria.findChildren(QCheckBox)]
    scheme, lot = (combo(page, name) for name in ("Scheme", "Lot"))
    assert [scheme.itemText(number) for number in range(scheme.count())] == ["Any scheme", "Everyday Life (demo) · 6"]
    assert [lot.itemText(number) for number in range(lot.count())] == ["Any lot", "Skills and training · 6"]


def test_outcomes_of_the_plan_are_chips_that_hide_nothing_and_say_how_many_match(
    page: FindPage, council: Desk, market: Market, window_desk: WindowDesk, settled: Callable[[], None]
) -> None:
    council.activity(market.cheap, name="Cookery", outcomes=("cook-a-meal",))
    person_id = council.person(week=WEEK, outcomes=("cook-a-meal", "make-friends"))
    page.reload(frozenset({Kind.PROVIDERS}))
    settled()
    window_desk.take_in_hand(read_person(council.database, person_id, TODAY))
    settled()
    words = [chip.text().removesuffix("  ×") for chip in chips(page)]
    assert words[1:3] == ["Cook a meal (marked)", "Make friends (marked)"]
    assert len(services(page)) == 6
    matched = {offer.service_id: offer.outcomes_matched for offer in page.results.table.rows}
    assert matched[market.cheap] == 1
    assert sum(matched.values()) == 1
    assert "1 of 2" in column_words(page, columns.OUTCOMES)
    chips(page)[2].click()
    settled()
    assert "1 of 1" in column_words(page, columns.OUTCOMES)
    box(page, "Hide services with none").click()
    settled()
    assert services(page) == [market.cheap]


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1366 - 148), (1.0, 1920 - 148), (2.0, 1366 - 296)])
def test_what_stops_a_service_is_read_in_the_list_without_dots(
    page: FindPage, market: Market, settled: Callable[[], None], scale: float, width: int
) -> None:
    page.desk.look.set_text_scale(scale)
    page.resize(width, 700)
    settled()
    view, line = page.results.table.view, services(page).index(market.suspended)
    reason = column_words(page, columns.WEEK)[line]
    assert reason == "◆ suspended from 1 Nov 2026 until further notice"
    room = sum(
        view.columnWidth(column)
        for column in range(columns.WEEK, columns.OUTCOMES + 1)
        if not view.isColumnHidden(column)
    )
    assert view.columnSpan(line, columns.WEEK) == columns.OUTCOMES - columns.WEEK + 1
    assert QFontMetrics(page.desk.look.font()).horizontalAdvance(reason) < room
    assert view.columnViewportPosition(columns.WEEK) + room <= view.viewport().width() + 1


def test_a_long_area_gives_way_to_the_whole_name_of_a_service(page: FindPage, settled: Callable[[], None]) -> None:
    page.resize(1366 - 148, 700)
    settled()
    results, name = page.results, "The Walled Garden Project"
    rows = [replace(offer, service=name, district="Tonbridge and Malling") for offer in results.table.rows]
    results.table.show_rows(rows)
    results._room.show(marks_outcomes=True)
    words = QFontMetrics(page.desk.look.font())
    view = results.table.view
    assert view.columnWidth(columns.AREA) < words.horizontalAdvance("Tonbridge and Malling")
    assert view.columnWidth(columns.SERVICE) > words.horizontalAdvance(name) + view.iconSize().width()


def test_order_chosen_is_asked_in_the_database(page: FindPage, market: Market, settled: Callable[[], None]) -> None:
    page.results._order.choose(OfferOrder.BEST_RATED)
    page.results.order_chosen.emit(OfferOrder.BEST_RATED)
    settled()
    assert services(page)[0] == market.dearer


def test_selected_offer_shows_its_cost_and_dates_that_add_up(
    page: FindPage, market: Market, settled: Callable[[], None]
) -> None:
    page.results.table.make_current((market.cheap, market.lot_id))
    settled()
    dates = page.detail.findChild(DatesBlock)
    cost = page.detail.findChild(CostBlock)
    assert isinstance(dates, DatesBlock)
    assert isinstance(cost, CostBlock)
    total = sum(parse_pounds(row.amount) for row in dates.table.rows)
    assert f"together £{total:,.2f}" in dates.accessibleName()
    assert "£70.70 a day × 2 days" in cost._sums.text()


def test_selected_offer_stands_in_the_budget_bar(
    page: FindPage, market: Market, window_desk: WindowDesk, settled: Callable[[], None]
) -> None:
    told: list[Decimal | None] = []
    window_desk.choice_changed.connect(told.append)
    page.results.table.make_current((market.dearer, market.lot_id))
    settled()
    assert told[-1] == Decimal("200.00")


def test_six_may_be_chosen_and_the_seventh_is_refused_in_words(
    page: FindPage, council: Desk, market: Market, window_desk: WindowDesk, settled: Callable[[], None]
) -> None:
    council.ready_service(lot_id=market.lot_id)
    page.reload(frozenset({Kind.PROVIDERS}))
    settled()
    said: list[str] = []
    window_desk.noticed.connect(lambda notice: said.append(notice.text))
    for line in range(7):
        page.results.table.model.toggle(line)
    assert len(page.results.table.ticked) == 6
    assert "no more than 6" in said[-1]
    assert page.detail.compare.text() == "Compare (6)"


def test_ticks_outside_another_list_stay_while_the_week_is_the_same(
    page: FindPage, market: Market, settled: Callable[[], None]
) -> None:
    page.results.table.tick_only(page.results.table.rows[:2])
    QTest.keyClicks(page.criteria.words, "gardening")
    settled()
    assert {offer.service_id for offer in page.results.table.ticked} == {market.far, market.cheap}
    week = field(page, "Days and hours wanted, as text")
    week.clear()
    QTest.keyClicks(week, "Fri 10:00-15:00")
    settled()
    assert page.results.table.ticked == ()


def test_compare_and_call_off_carry_the_list_they_were_chosen_from(
    page: FindPage, sent: list[tuple[PageName, object]]
) -> None:
    page.results.table.tick_only(page.results.table.rows[:2])
    page.detail.compare.click()
    page.detail.call_off.click()
    (first, compared), (second, raised) = sent
    assert (first, second) == (PageName.COMPARE, PageName.CALL_OFFS)
    assert isinstance(compared, CompareOffers)
    assert isinstance(raised, RaiseCallOffs)
    assert raised.chosen == compared.offers == page.results.table.rows[:2]
    assert raised.listed == compared.listed == page.results.table.rows
    assert raised.criteria == ASKED
    assert raised.listed_at == page.desk.now()


def test_whole_page_by_keyboard(
    page: FindPage, market: Market, settled: Callable[[], None], sent: list[tuple[PageName, object]]
) -> None:
    page.focus_search()
    QTest.keyClicks(page.focusWidget(), "cooking")
    settled()
    page.results.table.view.setFocus()
    QTest.keyClick(page.results.table.view, Qt.Key.Key_Space)
    QTest.keyClick(page.results.table.view, Qt.Key.Key_Down)
    QTest.keyClick(page.results.table.view, Qt.Key.Key_Space)
    assert [offer.service_id for offer in page.results.table.ticked] == [market.cheap, market.over]
    settled()
    QTest.keyClick(page.results.table.view, Qt.Key.Key_Return)
    assert page.detail.isAncestorOf(page.focusWidget())
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [name for name, _ in sent] == [PageName.CALL_OFFS]


def test_person_in_hand_fills_the_form_and_another_begins_anew(
    page: FindPage, council: Desk, window_desk: WindowDesk, settled: Callable[[], None]
) -> None:
    page.results.table.tick_only(page.results.table.rows[:1])
    person_id = council.person(budget="250", week="Tue 10:00-15:00", ratio="1:2")
    window_desk.take_in_hand(read_person(council.database, person_id, TODAY))
    settled()
    words = [chip.text().removesuffix("  ×") for chip in chips(page)]
    assert words == ["Learning disability", "Tue 10:00–15:00", "ratio 1:2", "£250.00 a week", "aged 36"]
    assert page.results.table.ticked == ()


def test_what_was_raised_is_ticked_no_longer(
    page: FindPage, market: Market, window_desk: WindowDesk, settled: Callable[[], None]
) -> None:
    rows = {offer.service_id: offer for offer in page.results.table.rows}
    rateless = replace(rows[market.rateless], lot_id=None)
    page.results.table.tick_only((rows[market.cheap], rows[market.dearer], rateless))
    assert page.detail.call_off.text() == "Call off these 3"
    window_desk.tell_raised(frozenset({(market.dearer, market.lot_id), (market.rateless, market.lot_id)}))
    settled()
    assert [offer.service_id for offer in page.results.table.ticked] == [market.cheap]
    assert page.detail.call_off.text() == "Call off"


def test_raised_call_off_lowers_the_budget_asked_for(
    page: FindPage, council: Desk, window_desk: WindowDesk, settled: Callable[[], None]
) -> None:
    person = read_person(council.database, council.person(budget="250"), TODAY)
    assert person is not None
    window_desk.take_in_hand(person)
    settled()
    window_desk.person_renewed.emit(replace(person, spent_weekly=Decimal(100)))
    settled()
    assert "£150.00 a week  ×" in [chip.text() for chip in chips(page)]


def test_failure_of_the_first_answer_stands_in_place_of_the_rows_and_is_tried_again(
    market: Market,
    window_desk: WindowDesk,
    shown: Callable[[FindPage], FindPage],
    at_rest: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = shown(FindPage(window_desk))
    with monkeypatch.context() as broken:
        broken.setattr(presenter, "search", _fail)
        page.activated()
        at_rest()
    (again,) = (one for one in page.results.table.findChildren(QPushButton) if one.isVisible())
    assert again.text() == "Try again"
    again.click()
    at_rest()
    assert len(services(page)) == 6


def test_change_elsewhere_is_read_and_the_place_in_the_list_stays(
    page: FindPage, council: Desk, market: Market, settled: Callable[[], None]
) -> None:
    page.results.table.make_current((market.dearer, market.lot_id))
    settled()
    council.rate(market.rateless, market.lot_id, "10")
    page.reload(frozenset({Kind.RATES}))
    settled()
    assert services(page)[0] == market.rateless
    current = page.results.table.current
    assert current is not None
    assert current.service_id == market.dearer


def test_every_control_has_a_name_and_no_wheel_changes_a_value(page: FindPage) -> None:
    assert_accessible(page)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off_at_any_size_of_text(
    page: FindPage, settled: Callable[[], None], qtbot: QtBot, scale: float
) -> None:
    page.desk.look.set_text_scale(scale)
    settled()
    qtbot.wait(50)
    assert_nothing_clipped(page)


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


def test_page_answers_the_same_on_postgresql(
    postgresql_url: str,
    window_desk: WindowDesk,
    shown: Callable[[FindPage], FindPage],
    at_rest: Callable[[], None],
) -> None:
    database = open_database(postgresql_url)
    market = open_market(open_council(database))
    window_desk.open(database, window_desk.actor)
    page = shown(FindPage(window_desk))
    page.activated(FindSupport(ASKED))
    at_rest()
    assert services(page)[:4] == [market.far, market.cheap, market.dearer, market.over]
    page.deleteLater()
    database.close()


def _fail(*_: object) -> presenter.Answer:
    raise Unavailable("The database does not answer.")
