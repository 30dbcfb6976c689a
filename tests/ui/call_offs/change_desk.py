"""What the tests of the form that changes a call-off share."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from brokerage.domain.call_off import Step
from brokerage.domain.week_wanted import parse_week
from brokerage.storage.tables.call_offs import CallOffRow, CallOffStepRow
from tests.builders import Desk as Council
from tests.ui.call_off_desk import show_tab
from ui.call_offs.change_form import ChangeForm
from ui.call_offs.page import CallOffsPage
from ui.call_offs.parts_view import PartsView

AtRest = Callable[[], None]
Shown = Callable[[CallOffsPage], CallOffsPage]
THREE_DAYS = parse_week("Mon,Wed,Fri 10:00-15:00")


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
    type_three_days(change.view)


def type_three_days(view: PartsView) -> None:
    part = view.parts[0]
    part.week.set_week(THREE_DAYS)
    part.week.week_changed.emit(THREE_DAYS)


def only_row(council: Council) -> CallOffRow:
    with council.session() as session:
        return session.scalars(select(CallOffRow)).one()


def steps_of(council: Council) -> list[Step]:
    with council.session() as session:
        return list(session.scalars(select(CallOffStepRow.step).order_by(CallOffStepRow.id)))
