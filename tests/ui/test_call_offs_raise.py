from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_summary import CallOffTab
from brokerage.domain.changes import Kind
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.storage.tables.call_offs import CallOffRow, EvidenceRow
from tests.builders import START
from tests.builders import Desk as Council
from tests.services.call_off_builders import offer
from tests.ui.accessibility import assert_accessible, focusable
from tests.ui.call_off_desk import chosen, looked_at, one_service, open_form, person_in_hand, show_tab
from tests.ui.keyboard import Presses
from tests.ui.own_thread import no_database_on_this_thread
from ui.call_offs import package_money
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk

AtRest = Callable[[], None]
Shown = Callable[[CallOffsPage], CallOffsPage]
REASON = "Close to home, and the person asked for it."


@pytest.fixture
def page(window_desk: Desk, shown: Shown) -> CallOffsPage:
    return shown(CallOffsPage(window_desk))


def count_of(council: Council, table: type[CallOffRow | EvidenceRow]) -> int:
    with council.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def only_call_off(council: Council) -> CallOffRow:
    with council.session() as session:
        return session.scalars(select(CallOffRow)).one()


def raise_it(page: CallOffsPage, at_rest: AtRest) -> None:
    page.form.check.click()
    page.form.answers.raise_button.click()
    at_rest()


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
    qtbot.wait(200)
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


def test_a_dearer_choice_asks_for_a_reason_and_is_never_blocked(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_in_hand(council, window_desk)
    dear, cheap = one_service(council)[1], one_service(council, "60.00")[1]
    cheaper = replace(cheap, weekly=Decimal("120.00"), service="Cheaper Yard (demo)")
    intent = replace(chosen(dear), listed=(cheaper, dear))
    form = open_form(page, at_rest, intent)
    form.check.click()
    assert "£21.40 a week dearer than Cheaper Yard (demo)" in form._standing.text()
    assert form.parts[0].fields["reason"].isVisibleTo(form.parts[0])
    form.parts[0].reason.setPlainText(REASON)
    qtbot.wait(200)
    at_rest()
    raise_it(page, at_rest)
    assert only_call_off(council).reason == REASON


def test_over_the_budget_asks_for_a_reason(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk, budget="100")
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    assert "£41.40 a week over what is left of the budget" in form._standing.text()


def test_the_persons_own_choice_asks_for_a_reason(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    form.parts[0].route.choose(AwardRoute.PERSONS_CHOICE)
    form.parts[0]._route()
    qtbot.wait(200)
    at_rest()
    assert "own choice" in form._standing.text()


def test_a_service_without_an_agreed_rate_is_raised_outside_the_scheme_with_a_price_and_a_reason(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_in_hand(council, window_desk)
    lot_id = council.lot()
    service_id = council.service()
    bare = replace(offer(council.ready_service(lot_id=lot_id)), service_id=service_id, rate_id=None, weekly=None)
    form = open_form(page, at_rest, chosen(bare))
    part = form.parts[0]
    assert part.route.value() is AwardRoute.OFF_SCHEME
    part.lines._unit.choose(Unit.DAY)
    part.lines._price.setText("50")
    part.lines._price_typed()
    part.reason.setPlainText("No admitted service is within reach.")
    qtbot.wait(200)
    at_rest()
    raise_it(page, at_rest)
    row = only_call_off(council)
    assert (row.route, row.weekly) == (AwardRoute.OFF_SCHEME, Decimal("100.00"))


def test_a_gate_that_closes_on_another_first_day_is_said_at_once(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_in_hand(council, window_desk)
    ready, found = one_service(council)
    council.suspension(ready.admission_id, START, date(2026, 12, 31))
    form = open_form(page, at_rest, chosen(found))
    assert "cannot start then" in form._standing.text()
    form.parts[0].first_day._choose(date(2027, 1, 4))
    qtbot.wait(200)
    at_rest()
    assert "Everything is there" in form._standing.text()


def test_transport_is_added_where_it_was_asked_for_and_follows_attendance(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    ready, found = one_service(council)
    council.rate(ready.service_id, ready.lot_id, "7.50", Unit.DAY, kind=FeeKind.TRANSPORT)
    form = open_form(page, at_rest, chosen(found, transport=True))
    kinds = [line.kind for line in looked_at(form).looks[0].draft.lines]
    sums = package_money.together(looked_at(form))
    assert sums is not None
    assert (kinds, sums.weekly) == ([FeeKind.CARE, FeeKind.TRANSPORT], Decimal("156.40"))


def test_a_one_off_is_added_with_its_price(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    lines = form.parts[0].lines
    lines.add.click()
    lines._once_words.setText("Hoist")
    lines._once_price.setText("150")
    lines._add_once()
    qtbot.wait(200)
    at_rest()
    sums = package_money.together(looked_at(form))
    assert sums is not None
    assert (sums.one_off, sums.year_estimate) == (Decimal(150), Decimal("7502.80"))


def test_several_services_are_one_package_and_share_the_budget(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk, budget="310")
    first, second = one_service(council)[1], one_service(council)[1]
    form = open_form(page, at_rest, chosen(first, second))
    priced = looked_at(form).looks[1].priced
    assert priced is not None
    assert priced.budget_left == Decimal("168.60")
    raise_it(page, at_rest)
    with council.session() as session:
        packages = session.scalars(select(CallOffRow.package_id)).all()
    assert len(packages) == 2
    assert len(set(packages)) == 1


def test_services_on_the_same_hours_are_told_and_not_refused(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk, budget="310")
    form = open_form(page, at_rest, chosen(one_service(council)[1], one_service(council)[1]))
    assert "overlap on Monday and Wednesday" in form.view.clash.text()
    assert "Everything is there" in form._standing.text()


def test_taking_a_service_out_leaves_the_other(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    first, second = one_service(council)[1], one_service(council)[1]
    form = open_form(page, at_rest, chosen(first, second))
    form.parts[0].removed.emit()
    at_rest()
    while not form.is_ready:
        QApplication.processEvents()
    assert [look.draft.service_id for look in looked_at(form).looks] == [second.service_id]


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


def test_another_package_is_begun_over_an_unsaved_one_only_when_that_is_meant(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    first, second = one_service(council)[1], one_service(council)[1]
    form = open_form(page, at_rest, chosen(first))
    page.activated(chosen(second))
    dialog = page.dialog
    assert dialog is not None
    at_rest()
    assert looked_at(form).looks[0].draft.service_id == first.service_id
    dialog.do.click()
    at_rest()
    assert looked_at(form).looks[0].draft.service_id == second.service_id


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
