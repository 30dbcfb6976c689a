"""Changing a call-off that was raised: the same form, before and after, the approval it opens again."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.person import LegalBasis
from brokerage.services.raise_call_off import raise_call_off
from tests.builders import NOW
from tests.builders import Desk as Council
from tests.services.call_off_builders import approved, form, listed, raised
from tests.ui.accessibility import assert_accessible
from tests.ui.call_off_desk import show_tab
from tests.ui.call_offs.change_desk import THREE_DAYS, ask_for_three_days, only_row, open_form, settle, steps_of
from tests.ui.keyboard import Presses
from ui.call_offs.change_form import ChangeForm
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk

AtRest = Callable[[], None]
Shown = Callable[[CallOffsPage], CallOffsPage]


@pytest.fixture
def page(council: Council, window_desk: Desk, shown: Shown) -> CallOffsPage:
    window_desk.open(council.database, council.broker)
    return shown(CallOffsPage(window_desk))


def table_of(change: ChangeForm) -> list[str]:
    return [label.text() for label in change.answers._table.findChildren(QLabel)]


def test_the_form_is_filled_with_what_stands_and_says_that_nothing_is_changed_yet(
    council: Council, page: CallOffsPage, at_rest: AtRest
) -> None:
    raised(council, room="4")
    change = open_form(page, at_rest)
    part = change.view.parts[0]
    assert (part.room.text(), str(part.week.week())) == ("4", "Mon,Wed 10:00-15:00")
    assert change.view.standing.text() == "▲ Nothing is changed yet."
    change.check.click()
    assert not change.answers.isVisible()


def test_a_change_is_shown_before_and_after_in_words_and_pounds_and_saved_once(
    council: Council, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    approved(council)
    change = open_form(page, at_rest)
    ask_for_three_days(change)
    change.why.setPlainText("A third day")
    settle(qtbot, change, at_rest)
    assert "A week: £141.40 becomes £212.10." in change.view.standing.text()
    change.check.click()
    told = table_of(change)
    for words in (
        ["Days and hours", "Mon,Wed 10:00-15:00", "Mon,Wed,Fri 10:00-15:00"],
        ["A week", "£141.40", "£212.10"],
        ["Estimated year, for approval", "£7,352.80", "£11,029.20"],
    ):
        at = told.index(words[0])
        assert told[at : at + 3] == words
    assert (
        "opens the approval again: the one given by Approver (demo) no longer stands" in change.answers.reopens.text()
    )
    for _ in range(3):
        QTest.mouseClick(change.answers.save, Qt.MouseButton.LeftButton)
    at_rest()
    row = only_row(council)
    assert (row.state, row.weekly, row.week) == (CallOffState.AWAITING_APPROVAL, Decimal("212.10"), str(THREE_DAYS))
    assert steps_of(council) == [Step.RAISE, Step.APPROVE, Step.CHANGE]
    assert page.list.isVisible()


def test_noting_the_room_says_that_the_approval_stands_and_opens_nothing_again(
    council: Council, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    approved(council)
    change = open_form(page, at_rest)
    room = change.view.parts[0].room
    room.setFocus()
    QTest.keyClicks(room, "4")
    change.why.setPlainText("The provider named it")
    settle(qtbot, change, at_rest)
    stands = "Nothing the approver decided on changes: the approval by Approver (demo) stands."
    assert stands in [label.text() for label in change.view.parts[0].findChildren(QLabel)]
    change.check.click()
    assert table_of(change) == ["What", "Before", "After", "Room or place", "none", "4"]
    assert change.answers.reopens.text() == f"✓ {stands}"
    said = [label.text() for label in change.answers.findChildren(QLabel)]
    assert "Stays as it was frozen: £141.40 a week, £7,352.80 estimated year." in said
    change.answers.save.click()
    at_rest()
    row = only_row(council)
    assert (row.state, row.room) == (CallOffState.APPROVED, "4")
    assert steps_of(council) == [Step.RAISE, Step.APPROVE, Step.AMEND]
    timeline = [label.text() for label in page.list.detail.findChildren(QLabel)]
    assert any("Room or reason amended" in each for each in timeline)


def test_two_requests_of_one_form_change_it_once(
    council: Council, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    raised(council)
    change = open_form(page, at_rest)
    ask_for_three_days(change)
    change.why.setPlainText("A third day")
    settle(qtbot, change, at_rest)
    change._save()
    change._save()
    at_rest()
    assert steps_of(council) == [Step.RAISE, Step.CHANGE]


def test_a_change_without_a_reason_asks_for_one(
    council: Council, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    raised(council)
    change = open_form(page, at_rest)
    ask_for_three_days(change)
    settle(qtbot, change, at_rest)
    change.check.click()
    assert change.view.standing.text() == "▲ Say why it is changed."
    assert change.why.hasFocus()


def test_who_collects_the_contribution_and_how_much_is_chosen_on_the_call_off(
    council: Council, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    ready, person = council.ready_service(), council.person()
    council.contribution(person, "42.00")
    raise_call_off(council.database, council.practitioner, form(person, ready), NOW, listed())
    change = open_form(page, at_rest)
    money = change.view.parts[0].money
    assert money.collector.currentText() == "As on record: the council"
    money.contribution.setText("40")
    money.contribution.editingFinished.emit()
    money.collector.choose(CollectedBy.PROVIDER)
    money.take_typed()
    change.why.setPlainText("The provider collects from now on")
    settle(qtbot, change, at_rest)
    change.check.click()
    told = table_of(change)
    at = told.index("Contribution collected by")
    assert told[at : at + 3] == ["Contribution collected by", "the council", "the provider"]
    change.answers.save.click()
    at_rest()
    row = only_row(council)
    assert (row.contribution_weekly, row.collected_by) == (Decimal("40.00"), CollectedBy.PROVIDER)


def test_a_contribution_over_the_cost_is_said_at_its_field_when_checked(
    council: Council, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    raised(council)
    change = open_form(page, at_rest)
    money = change.view.parts[0].money
    money.contribution.setText("500")
    money.contribution.editingFinished.emit()
    settle(qtbot, change, at_rest)
    change.check.click()
    assert "£500.00 a week is more than the cost" in money.contribution.accessibleDescription()


def test_aftercare_shows_no_contribution_to_choose(council: Council, page: CallOffsPage, at_rest: AtRest) -> None:
    person = council.person(legal_basis=LegalBasis.AFTERCARE_117)
    draft = form(person, council.ready_service())
    raise_call_off(council.database, council.practitioner, draft, NOW, listed())
    part = open_form(page, at_rest).view.parts[0]
    assert not part.fields["contribution_weekly"].isVisibleTo(part)
    assert not part.fields["collected_by"].isVisibleTo(part)


def test_it_is_changed_and_saved_by_keyboard_alone(
    council: Council, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    raised(council)
    change = open_form(page, at_rest)
    press = Presses(qtbot, page)
    press.key(Qt.Key.Key_PageUp)
    press.tab_to(change.view.parts[0].room)
    press.text("Room 4")
    press.tab_to(change.why)
    press.text("The provider named it")
    press.tab_to(change.check)
    settle(qtbot, change, at_rest)
    press.key(Qt.Key.Key_Space)
    assert change.answers.save.hasFocus()
    press.key(Qt.Key.Key_Space)
    at_rest()
    row = only_row(council)
    assert (row.first_day, row.room) == (date(2026, 12, 14), "Room 4")
    assert page.list.isVisible()


def test_whoever_may_not_change_it_has_no_button_for_it(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    raised(council)
    window_desk.open(council.database, council.approver)
    show_tab(page, at_rest)
    assert "Change…" not in [each.text() for each in page.list.detail.findChildren(QPushButton)]


def test_every_control_of_the_form_and_its_answers_has_a_name(
    council: Council, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    raised(council)
    change = open_form(page, at_rest)
    assert_accessible(change)
    ask_for_three_days(change)
    change.why.setPlainText("A third day")
    settle(qtbot, change, at_rest)
    change.check.click()
    assert_accessible(change.answers)
