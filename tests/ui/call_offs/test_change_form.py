"""Changing a call-off that was raised: the same form, before and after, the approval it opens again, a colleague who was first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.person import LegalBasis
from brokerage.domain.week_wanted import parse_week
from brokerage.services.change_call_off import change_call_off
from brokerage.services.draft_call_offs import draft_of
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.tables.call_offs import CallOffRow, CallOffStepRow
from tests.builders import NOW
from tests.builders import Desk as Council
from tests.services.call_off_builders import approved, form, listed, raised
from tests.ui.accessibility import assert_accessible
from tests.ui.call_off_desk import show_tab
from tests.ui.keyboard import Presses
from ui.call_offs.change_form import ChangeForm
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk

AtRest = Callable[[], None]
Shown = Callable[[CallOffsPage], CallOffsPage]
THREE_DAYS = parse_week("Mon,Wed,Fri 10:00-15:00")


@pytest.fixture
def page(council: Council, window_desk: Desk, shown: Shown) -> CallOffsPage:
    window_desk.actor = council.broker
    return shown(CallOffsPage(window_desk))


def press_change(page: CallOffsPage) -> None:
    """Press the button of the call-off that is selected."""
    made = [each for each in page.list.detail.findChildren(QPushButton) if each.text() == "Change…"]
    made[-1].click()


def open_form(page: CallOffsPage, at_rest: AtRest) -> ChangeForm:
    """The form of the only call-off."""
    show_tab(page, at_rest)
    press_change(page)
    at_rest()
    while not page.change.is_ready:
        QApplication.processEvents()
    QApplication.processEvents()
    return page.change


def settle(qtbot: QtBot, change: ChangeForm, at_rest: AtRest) -> None:
    """What was typed is priced."""
    qtbot.waitUntil(lambda: not change.is_pausing)
    at_rest()


def ask_for_three_days(change: ChangeForm) -> None:
    part = change.view.parts[0]
    part.week.set_week(THREE_DAYS)
    part.week.week_changed.emit(THREE_DAYS)


def table_of(change: ChangeForm) -> list[str]:
    return [label.text() for label in change.answers._table.findChildren(QLabel)]


def only_row(council: Council) -> CallOffRow:
    with council.session() as session:
        return session.scalars(select(CallOffRow)).one()


def steps_of(council: Council) -> list[Step]:
    with council.session() as session:
        return list(session.scalars(select(CallOffStepRow.step).order_by(CallOffStepRow.id)))


def colleague_changes(council: Council, **fields: object) -> None:
    """Somebody else saves a change first."""
    reference = only_row(council).reference
    theirs = replace(draft_of(council.database, reference), **fields)  # type: ignore[arg-type]  # fields of a draft
    change_call_off(council.database, council.practitioner, reference, theirs, "Rung up", NOW, listed())


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
    money._tell()
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


def test_what_a_colleague_saved_first_is_told_field_by_field_and_nothing_of_either_is_lost(
    council: Council, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    raised(council)
    change = open_form(page, at_rest)
    ask_for_three_days(change)
    change.why.setPlainText("A third day")
    settle(qtbot, change, at_rest)
    colleague_changes(council, room="7", week=parse_week("Tue 10:00-15:00"))
    change.check.click()
    change.answers.save.click()
    at_rest()
    at_rest()
    assert change.conflict.isVisible()
    assert change.conflict.lines == [
        ("Room or place", "Nothing", "7", "Nothing", "Theirs"),
        ("Days and hours", "Mon,Wed 10:00-15:00", "Tue 10:00-15:00", "Mon,Wed,Fri 10:00-15:00", "▲ Yours"),
    ]
    settle(qtbot, change, at_rest)
    change.check.click()
    change.answers.save.click()
    at_rest()
    row = only_row(council)
    assert (row.room, row.week, row.weekly) == ("7", str(THREE_DAYS), Decimal("212.10"))


def test_a_field_both_changed_takes_theirs_when_that_is_chosen(
    council: Council, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    raised(council)
    change = open_form(page, at_rest)
    ask_for_three_days(change)
    change.why.setPlainText("A third day")
    settle(qtbot, change, at_rest)
    colleague_changes(council, week=parse_week("Tue 10:00-15:00"))
    change.check.click()
    change.answers.save.click()
    at_rest()
    at_rest()
    change.conflict.take_theirs("week")
    settle(qtbot, change, at_rest)
    assert str(change.view.parts[0].draft.week) == "Tue 10:00-15:00"
    assert change.view.standing.text() == "▲ Nothing is changed yet."


def test_a_call_off_that_moved_on_past_changing_says_so_and_saves_nothing(
    council: Council, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    raised(council)
    change = open_form(page, at_rest)
    ask_for_three_days(change)
    change.why.setPlainText("A third day")
    settle(qtbot, change, at_rest)
    with council.session() as session:
        session.scalars(select(CallOffRow)).one().state = CallOffState.WITHDRAWN
    change.check.click()
    change.answers.save.click()
    at_rest()
    at_rest()
    assert "Nothing was saved." in change.answers._refusal.text()
    assert steps_of(council) == [Step.RAISE]


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
    window_desk.actor = council.approver
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
