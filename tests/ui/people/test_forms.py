"""The forms of a record: what is typed is kept, or refused at its field."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from brokerage.domain.person import LegalBasis
from brokerage.services.manage_people import read_open_person
from tests.builders import Desk as Council
from tests.ui.accessibility import assert_accessible
from tests.ui.keyboard import Presses
from tests.ui.people.record_desk import AtRest, opened, settle, texts
from ui.people.details_form import DetailsForm
from ui.people.money_forms import BudgetForm, ContributionForm
from ui.people.page import PeoplePage
from ui.people.plan_form import PlanForm


def test_somebody_new_is_kept_and_their_record_opened(
    council: Council, page: PeoplePage, at_rest: AtRest, said: list[str]
) -> None:
    council.need()
    page.activated()
    page.list.new.click()
    settle(at_rest)
    form = page.form
    assert isinstance(form, DetailsForm)
    form.save.click()
    assert "▲ The birth date is missing." in texts(page)
    form._given.setText("Ada")
    form._family.setText("Sample")
    form._born.set_day(date(1990, 5, 17))
    form._needs["learning-disability"].setChecked(True)
    form.save.click()
    settle(at_rest)
    record = page.record.record
    assert record is not None
    assert (record.details.reference, said) == ("P-1001", ["Saved."])


def test_a_new_budget_is_typed_by_keyboard_alone(
    qtbot: QtBot, council: Council, page: PeoplePage, at_rest: AtRest
) -> None:
    person_id = council.person(budget="310")
    opened(page, at_rest, person_id)
    press = Presses(qtbot, page)
    press.tab_to(next(made for made in page.findChildren(QPushButton) if made.text() == "New budget"))
    press.key(Qt.Key.Key_Space)
    form = page.form
    assert isinstance(form, BudgetForm)
    form._weekly.selectAll()
    press.text("340.50")
    press.tab_to(form.save)
    press.key(Qt.Key.Key_Space)
    settle(at_rest)
    kept = read_open_person(council.database, person_id).budgets
    assert [(entry.weekly, entry.last_day) for entry in kept] == [
        (Decimal("340.50"), None),
        (Decimal(310), date(2026, 11, 1)),
    ]


@pytest.mark.parametrize(("typed", "sentence"), [("0", "zero"), ("12%", "percent sign"), ("", "Give pounds a week")])
def test_an_amount_that_is_none_is_said_at_its_field(
    council: Council, page: PeoplePage, at_rest: AtRest, typed: str, sentence: str
) -> None:
    opened(page, at_rest, council.person())
    page._change_budget(0)
    form = page.form
    assert isinstance(form, BudgetForm)
    form._weekly.setText(typed)
    form.save.click()
    settle(at_rest)
    assert sentence in form.fields["weekly"].control.accessibleDescription()


def test_a_contribution_is_refused_for_aftercare_at_its_field(
    council: Council, page: PeoplePage, at_rest: AtRest
) -> None:
    opened(page, at_rest, council.person(legal_basis=LegalBasis.AFTERCARE_117))
    page._change_contribution(0)
    form = page.form
    assert isinstance(form, ContributionForm)
    form._weekly.setText("20")
    form.save.click()
    settle(at_rest)
    assert "section 117" in form.fields["weekly"].control.accessibleDescription()


def test_a_plan_is_changed_with_the_persons_own_words(council: Council, page: PeoplePage, at_rest: AtRest) -> None:
    council.outcome()
    person_id = council.person(week="Mon 10:00-15:00")
    opened(page, at_rest, person_id)
    page._change_plan(read_open_person(council.database, person_id).plans[0].plan_id)
    settle(at_rest)
    form = page.form
    assert isinstance(form, PlanForm)
    box, own = form._outcomes["cook-a-meal"]
    own.setText("Soup for my friends")
    own.textEdited.emit("Soup for my friends")
    assert box.isChecked()
    form.save.click()
    settle(at_rest)
    plans = read_open_person(council.database, person_id).plans
    assert [(len(plans), outcome.own_words) for outcome in plans[0].outcomes] == [(1, "Soup for my friends")]


def test_a_budget_is_ended_on_a_day_that_is_asked(council: Council, page: PeoplePage, at_rest: AtRest) -> None:
    person_id = council.person(budget="310")
    opened(page, at_rest, person_id)
    next(made for made in page.findChildren(QPushButton) if made.text() == "End…").click()
    dialog = page.dialog
    assert dialog is not None
    assert_accessible(dialog)
    dialog._day.set_day(date(2026, 11, 30))
    dialog.do.click()
    settle(at_rest)
    assert read_open_person(council.database, person_id).budgets[0].last_day == date(2026, 11, 30)
