"""The form that raises a call-off, from what was chosen to its reference."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_summary import CallOffTab
from brokerage.domain.changes import Kind
from brokerage.storage.tables.call_offs import CallOffRow, EvidenceRow
from tests.builders import Desk as Council
from tests.ui.accessibility import assert_accessible, focusable
from tests.ui.call_off_desk import (
    chosen,
    count_of,
    looked_at,
    one_service,
    only_call_off,
    open_form,
    person_in_hand,
    raise_it,
    show_tab,
)
from tests.ui.keyboard import Presses
from tests.ui.own_thread import no_database_on_this_thread
from ui.call_offs import package_money
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk

AtRest = Callable[[], None]


def test_a_package_of_one_is_priced_with_its_budget_before_and_after(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk, budget="310")
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    sums = package_money.together(looked_at(form))
    assert sums is not None
    assert (sums.weekly, sums.left_before, sums.left_after) == (Decimal("141.40"), Decimal(310), Decimal("168.60"))


def test_raising_answers_with_the_reference_and_keeps_the_list_it_was_chosen_from(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    raise_it(page, at_rest)
    row = only_call_off(council)
    assert form.is_done
    assert (row.reference, row.state) == ("CO-2026-0001", CallOffState.AWAITING_APPROVAL)
    assert count_of(council, EvidenceRow) == 1


def test_raising_tells_other_pages_what_was_raised(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    told: list[object] = []
    window_desk.raised.connect(told.append)
    person_in_hand(council, window_desk)
    ready, found = one_service(council)
    open_form(page, at_rest, chosen(found))
    raise_it(page, at_rest)
    assert told == [frozenset({(ready.service_id, ready.lot_id)})]


def test_the_whole_form_is_filled_in_and_raised_by_keyboard_alone(
    qtbot: QtBot, council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    press = Presses(qtbot, page)
    part = form.parts[0]
    press.key(Qt.Key.Key_PageUp)
    press.tab_to(part.room)
    press.text("Room 4")
    press.tab_to(form.check)
    at_rest()
    qtbot.waitUntil(lambda: not form.is_pausing)
    at_rest()
    press.key(Qt.Key.Key_Space)
    assert form.answers.raise_button.hasFocus()
    press.key(Qt.Key.Key_Space)
    at_rest()
    row = only_call_off(council)
    assert (row.first_day, row.room) == (date(2026, 12, 14), "Room 4")
    assert form.done.open.hasFocus()


def test_a_double_click_raises_once(council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    form.check.click()
    for _ in range(3):
        QTest.mouseClick(form.answers.raise_button, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(form.answers.raise_button, Qt.MouseButton.LeftButton)
    at_rest()
    assert count_of(council, CallOffRow) == 1


def test_even_two_requests_of_one_form_raise_once(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    form._raise()
    form._raise()
    at_rest()
    assert count_of(council, CallOffRow) == 1
    assert form.is_done


def test_without_a_person_it_says_to_choose_one_and_raises_nothing(
    council: Council, page: CallOffsPage, at_rest: AtRest
) -> None:
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    raise_it(page, at_rest)
    assert "Choose the person" in form._standing.text()
    assert count_of(council, CallOffRow) == 0


def test_choosing_the_person_afterwards_prices_it_for_them(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    person_id = person_in_hand(council, window_desk, budget="200")
    at_rest()
    assert looked_at(form).looks[0].draft.person_id == person_id
    assert "Everything is there" in form._standing.text()


def test_a_draft_is_saved_opened_again_as_it_was_left_and_raised_under_its_reference(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_id = person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    form.parts[0].room.setText("Room 4")
    form.parts[0]._texts()
    form.save.click()
    at_rest()
    form.save.click()
    at_rest()
    request_id = looked_at(form).package.drafts[0].request_id
    form.leave.click()
    window_desk.take_in_hand(None)
    show_tab(page, at_rest, CallOffTab.DRAFTS)
    page.list.detail.draft_pressed.emit()
    at_rest()
    again = page.form
    while not again.is_ready:
        QApplication.processEvents()
    assert again.parts[0].room.text() == "Room 4"
    assert looked_at(again).package.drafts[0].request_id == request_id
    assert window_desk.person is not None
    assert window_desk.person.person_id == person_id
    raise_it(page, at_rest)
    row = only_call_off(council)
    assert (row.reference, row.state, row.room) == ("CO-2026-0001", CallOffState.AWAITING_APPROVAL, "Room 4")


def test_typing_goes_on_while_another_desk_changes_things(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    part = form.parts[0]
    part.room.setText("half typ")
    part.room.setFocus()
    page.reload(frozenset(Kind))
    at_rest()
    assert part.room.text() == "half typ"


def test_every_control_of_the_form_has_a_name_and_no_wheel_changes_a_value(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1], one_service(council)[1]))
    assert len(focusable(form)) > 20
    assert_accessible(form)


def test_the_window_answers_while_a_package_is_priced_and_raised(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    first, second = one_service(council)[1], one_service(council)[1]
    with no_database_on_this_thread():
        open_form(page, at_rest, chosen(first, second))
    with no_database_on_this_thread():
        raise_it(page, at_rest)
