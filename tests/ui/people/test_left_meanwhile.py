"""A form or a question may be left while a press is being answered: what came of it is told all the same."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from brokerage.services.manage_people import read_open_person
from tests.builders import Desk as Council
from tests.ui.people.record_desk import AtRest, opened, settle
from ui.people.details_form import DetailsForm
from ui.people.money_forms import BudgetForm
from ui.people.page import PeoplePage
from ui.widgets.ask import AskDialog

Leave = Callable[[AskDialog], object]


def gone() -> None:
    """Let what was left be destroyed before the answer comes."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_form_left_while_it_is_saved_is_told_as_saved(
    council: Council, page: PeoplePage, at_rest: AtRest, said: list[str]
) -> None:
    person_id = council.person(budget="310")
    opened(page, at_rest, person_id)
    page._change_budget(0)
    assert isinstance(page.form, BudgetForm)
    page.form._weekly.setText("340")
    leave_while_saving(page, at_rest)
    assert said == ["Saved."]
    assert len(read_open_person(council.database, person_id).budgets) == 2


def test_refusal_of_a_form_that_was_left_is_told(
    council: Council, page: PeoplePage, at_rest: AtRest, failures: list[Exception]
) -> None:
    opened(page, at_rest, council.person())
    page._change_details()
    settle(at_rest)
    assert isinstance(page.form, DetailsForm)
    page.form._postcode.setText("ZZ99 9ZZ")
    leave_while_saving(page, at_rest)
    assert ["does not have this one" in str(failure) for failure in failures] == [True]


def leave_while_saving(page: PeoplePage, at_rest: AtRest) -> None:
    assert page.form is not None
    page.form.save.click()
    page.form.leave.click()
    gone()
    settle(at_rest)


@pytest.mark.parametrize(
    "leave",
    [lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape), lambda dialog: dialog.leave.click()],
    ids=["escape", "not-now"],
)
@pytest.mark.parametrize(
    ("last_day", "told"), [(date(2026, 11, 30), "Saved."), (date(1900, 1, 1), "before")], ids=["saved", "refused"]
)
def test_question_left_while_it_is_answered_is_told(
    council: Council, page: PeoplePage, at_rest: AtRest, said: list[str], leave: Leave, last_day: date, told: str
) -> None:
    opened(page, at_rest, council.person(budget="310"))
    record = page.record.record
    assert record is not None
    page._end_budget(record.budgets[0])
    dialog = page.dialog
    assert dialog is not None
    dialog._day.set_day(last_day)
    dialog.do.click()
    leave(dialog)
    gone()
    settle(at_rest)
    assert len(said) == 1
    assert told in said[0]


def test_nobody_is_taken_to_a_record_they_have_left(
    council: Council, page: PeoplePage, at_rest: AtRest, said: list[str]
) -> None:
    opened(page, at_rest, council.person(budget="310"))
    record = page.record.record
    assert record is not None
    page._end_budget(record.budgets[0])
    assert page.dialog is not None
    page.dialog._day.set_day(date(2026, 11, 30))
    page.dialog.do.click()
    page.dialog.leave.click()
    page._show_list()
    settle(at_rest)
    assert (said, page.record.record) == (["Saved."], None)
