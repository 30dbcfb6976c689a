"""Chips, counts and ways out: what is asked, how many there are behind each, what to leave out when nothing is found."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel

from brokerage.domain.changes import Kind
from brokerage.services.find_support import find_choices
from brokerage.services.manage_people import read_person
from tests.builders import TODAY, Desk
from tests.ui.example_market import WEEK, Market
from tests.ui.find.hands import box, chips, column_words, combo, services, ways_out
from ui.desk import Desk as WindowDesk
from ui.find import columns
from ui.find.page import FindPage
from ui.find.ticks import Ticks


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
