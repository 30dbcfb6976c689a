"""A colleague was first: what they saved is told field by field, and nothing of either is lost."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.week_wanted import parse_week
from brokerage.services.change_call_off import change_call_off
from brokerage.services.draft_call_offs import draft_of
from brokerage.storage.tables.call_offs import CallOffRow
from tests.builders import NOW
from tests.builders import Desk as Council
from tests.services.call_off_builders import listed, raised
from tests.ui.call_offs.change_desk import THREE_DAYS, ask_for_three_days, only_row, open_form, settle, steps_of
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk

AtRest = Callable[[], None]
Shown = Callable[[CallOffsPage], CallOffsPage]


@pytest.fixture
def page(council: Council, window_desk: Desk, shown: Shown) -> CallOffsPage:
    window_desk.open(council.database, council.broker)
    return shown(CallOffsPage(window_desk))


def colleague_changes(council: Council, **fields: object) -> None:
    """Somebody else saves a change first."""
    reference = only_row(council).reference
    theirs = replace(draft_of(council.database, reference), **fields)  # type: ignore[arg-type]  # fields of a draft
    change_call_off(council.database, council.practitioner, reference, theirs, "Rung up", NOW, listed())


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
