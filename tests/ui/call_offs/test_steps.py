"""The steps of a call-off, pressed in the window."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.changes import Kind
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.approve import approve
from brokerage.services.call_off_standing import CallOffStanding
from brokerage.services.run_placement import mark_signed, start_placement
from brokerage.services.send_and_answer import decline_call_off
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.call_offs import CallOffRow
from tests.builders import NOW
from tests.builders import Desk as Council
from tests.services.call_off_builders import accepted, approved, raised, sent
from tests.ui.accessibility import assert_accessible
from tests.ui.call_off_desk import button_of, show_tab, state_of, texts
from tests.ui.keyboard import Presses
from ui.call_offs.page import CallOffsPage
from ui.call_offs.steps import StepAnswer
from ui.desk import Desk

AtRest = Callable[[], None]


def test_approving_shows_the_year_against_the_limit_and_says_it_is_not_independent(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, said: list[str]
) -> None:
    standing = raised(council)
    window_desk.work_as(council.approver)
    show_tab(page, at_rest)
    button_of(page, "Approve…").click()
    dialog = page.dialog
    assert dialog is not None
    words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "£7,352.80" in words
    assert "£25,000.00" in words
    assert "Not independently approved" in words
    assert_accessible(dialog)
    dialog.do.click()
    at_rest()
    assert state_of(council, standing) is CallOffState.APPROVED
    assert "A broker sends it to the provider." in said[-1]


def test_nobody_approves_their_own_and_the_page_says_so(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    standing = raised(council)
    with council.session() as session:
        session.get_one(CallOffRow, standing.call_off_id).raised_by_id = council.approver.staff_id
    window_desk.work_as(council.approver)
    show_tab(page, at_rest)
    assert not button_of(page, "Approve…").isEnabled()
    assert "Nobody approves their own request." in texts(page)


def test_above_the_limit_is_refused_in_a_sentence_with_both_figures(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    raised(council, price="300", budget="1000")
    window_desk.work_as(council.approver)
    show_tab(page, at_rest)
    assert not button_of(page, "Approve…").isEnabled()
    assert "The estimated year of £31,200.00 is over your limit of £25,000.00, by £6,200.00." in texts(page)


@pytest.mark.parametrize(
    ("make", "who", "words", "ends"),
    [
        (raised, "approver", "Return…", CallOffState.DRAFT),
        (raised, "practitioner", "Withdraw…", CallOffState.WITHDRAWN),
        (sent, "broker", "Record refusal…", CallOffState.DECLINED),
        (sent, "broker", "Cancel call-off…", CallOffState.CANCELLED),
    ],
)
def test_a_reason_is_asked_where_one_is_owed(
    council: Council,
    window_desk: Desk,
    page: CallOffsPage,
    at_rest: AtRest,
    make: Callable[[Council], CallOffStanding],
    who: str,
    words: str,
    ends: CallOffState,
) -> None:
    standing = make(council)
    before = state_of(council, standing)
    window_desk.work_as(getattr(council, who))
    show_tab(page, at_rest)
    button_of(page, words).click()
    dialog = page.dialog
    assert dialog is not None
    dialog.do.click()
    at_rest()
    assert state_of(council, standing) is before
    dialog._reason.setPlainText("The family moved away.")
    dialog.do.click()
    at_rest()
    assert state_of(council, standing) is ends
    at_rest()
    at_rest()
    assert "The family moved away." in texts(page)


def test_the_answer_is_recorded_with_the_room_by_keyboard_alone(
    qtbot: QtBot, council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    standing = sent(council)
    window_desk.work_as(council.broker)
    show_tab(page, at_rest)
    press = Presses(qtbot, page)
    page.list.table.setFocus()
    press.tab_to(button_of(page, "Record acceptance…"))
    press.key(Qt.Key.Key_Space)
    dialog = page.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    press = Presses(qtbot, dialog)
    press.tab_to(dialog._room)
    press.text("Room 4")
    press.tab_to(dialog.do)
    press.key(Qt.Key.Key_Space)
    at_rest()
    assert state_of(council, standing) is CallOffState.ACCEPTED


def primary_buttons(page: CallOffsPage) -> list[str]:
    QApplication.processEvents()
    made = [each for each in page.list.detail.findChildren(QPushButton) if each.isVisible()]
    return [each.text() for each in made if each.property("kind") == "primary"]


def test_the_primary_button_is_the_step_that_comes_next_whatever_else_is_open(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    """Once the agreement is issued its signatures are awaited: neither the next edition nor the start comes first."""
    standing = accepted(council)
    window_desk.work_as(council.broker)
    show_tab(page, at_rest)
    assert primary_buttons(page) == ["Issue agreement"]
    issue_agreement(council.database, council.broker, standing.reference, NOW)
    page.reload(frozenset({Kind.CALL_OFFS}))
    at_rest()
    at_rest()
    assert primary_buttons(page) == ["Record signatures"]
    assert button_of(page, "Issue next edition").isEnabled()
    assert button_of(page, "Record start").isEnabled()
    mark_signed(council.database, council.broker, standing.reference, NOW)
    page.reload(frozenset({Kind.CALL_OFFS}))
    at_rest()
    at_rest()
    assert primary_buttons(page) == ["Record start"]


def test_a_placement_is_ended_with_its_last_day_and_reason(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    standing = accepted(council)
    issue_agreement(council.database, council.broker, standing.reference, NOW)
    mark_signed(council.database, council.broker, standing.reference, NOW)
    with council.session() as session:
        session.get_one(CallOffRow, standing.call_off_id).first_day = date(2026, 11, 1)
    start_placement(council.database, council.broker, standing.reference, NOW)
    window_desk.work_as(council.broker)
    show_tab(page, at_rest)
    button_of(page, "End placement…").click()
    dialog = page.dialog
    assert dialog is not None
    dialog._day.set_day(date(2026, 12, 31))
    dialog._reason.setPlainText("A new home nearer to family.")
    dialog.do.click()
    at_rest()
    assert "still to come" in dialog._wrong.text()
    dialog._day.set_day(date(2026, 11, 2))
    dialog.do.click()
    at_rest()
    assert state_of(council, standing) is CallOffState.ENDED


def test_pressing_send_twice_sends_once(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, failures: list[Exception]
) -> None:
    standing = approved(council)
    window_desk.work_as(council.broker)
    show_tab(page, at_rest)
    made = button_of(page, "Send to provider")
    made.click()
    made.click()
    at_rest()
    with council.session() as session:
        sendings = session.scalars(select(AuditEntryRow.action).where(AuditEntryRow.action == "send")).all()
    assert state_of(council, standing) is CallOffState.SENT
    assert len(sendings) == 1
    assert not failures


def test_a_colleague_who_was_first_is_named_and_the_list_is_read_again(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    standing = raised(council)
    window_desk.work_as(council.approver)
    show_tab(page, at_rest)
    button_of(page, "Return…").click()
    dialog = page.dialog
    assert dialog is not None
    approve(council.database, council.senior_approver, standing.reference, NOW)
    dialog._reason.setPlainText("Look for something nearer.")
    dialog.do.click()
    at_rest()
    at_rest()
    assert dialog._wrong.text()
    assert state_of(council, standing) is CallOffState.APPROVED
    detail = page.list.detail.detail
    assert detail is not None
    assert detail.summary.state is CallOffState.APPROVED


def test_a_declined_call_off_leads_back_to_the_search_it_came_from(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    decline_call_off(council.database, council.broker, sent(council).reference, "Full.", NOW)
    asked: list[object] = []
    window_desk.sent_to.connect(lambda name, intent: asked.append((name.value, intent.criteria.week)))
    show_tab(page, at_rest)
    button_of(page, "Find another service").click()
    assert asked
    assert asked[0][0] == "find"  # type: ignore[index]


# The agreement


def test_a_press_of_a_step_that_is_not_open_any_more_is_refused_in_a_sentence(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, said: list[str]
) -> None:
    standing = approved(council)
    show_tab(page, at_rest)
    page._take(Step.SEND, StepAnswer(), None)
    at_rest()
    assert "broker" in said[-1]
    assert state_of(council, standing) is CallOffState.APPROVED
