from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from brokerage.domain.changes import Kind
from brokerage.domain.person import LegalBasis
from brokerage.domain.person_record import PersonDetails
from brokerage.services.manage_people import keep_person, read_open_person
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.people import PersonRow
from tests.builders import NOW, TODAY
from tests.builders import Desk as Council
from tests.services.call_off_builders import raised
from tests.ui.accessibility import assert_accessible
from tests.ui.keyboard import Presses, longest_gap
from ui.desk import Desk, Notice
from ui.people import presenter
from ui.people.details_form import DetailsForm
from ui.people.money_forms import BudgetForm, ContributionForm
from ui.people.page import PeoplePage
from ui.people.plan_form import PlanForm

AtRest = Callable[[], None]


@pytest.fixture
def page(window_desk: Desk, shown: Callable[[PeoplePage], PeoplePage]) -> PeoplePage:
    """The page, told of changes as the shell would."""
    made = PeoplePage(window_desk)
    window_desk.changes.changed.connect(made.reload)
    return shown(made)


@pytest.fixture
def said(window_desk: Desk) -> list[str]:
    """What the banner is told."""
    told: list[str] = []

    def hear(notice: Notice) -> None:
        told.append(notice.text)

    window_desk.noticed.connect(hear)
    return told


def settle(at_rest: AtRest) -> None:
    for _ in range(3):
        at_rest()
        QApplication.processEvents()


def opened(page: PeoplePage, at_rest: AtRest, person_id: int) -> None:
    page.activated()
    page.open_person(person_id)
    settle(at_rest)


def texts(page: PeoplePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def buttons(page: PeoplePage) -> set[str]:
    return {made.text() for made in page.findChildren(QPushButton) if made.isVisible()}


def test_the_list_shows_references_and_initials_and_never_a_name(
    council: Council, page: PeoplePage, at_rest: AtRest
) -> None:
    council.person(family_name="Unmistakable")
    page.activated()
    settle(at_rest)
    cells = [
        page.list.table.model.data(page.list.table.model.index(0, column))
        for column in range(page.list.table.model.columnCount())
    ]
    assert "W.U." in cells
    assert not [cell for cell in cells if "Unmistakable" in cell]


def test_typing_the_beginning_of_a_name_finds(
    qtbot: QtBot, council: Council, page: PeoplePage, at_rest: AtRest
) -> None:
    council.person(family_name="Alder", reference="P-7001")
    council.person(family_name="Birch", reference="P-7002")
    page.activated()
    settle(at_rest)
    page.list.search.setText("bir")
    qtbot.wait(250)
    settle(at_rest)
    assert [person.reference for person in page.list.table.rows] == ["P-7002"]


def test_a_record_opened_by_keyboard_is_put_on_record_once(
    qtbot: QtBot, council: Council, page: PeoplePage, at_rest: AtRest
) -> None:
    council.person()
    page.activated()
    settle(at_rest)
    press = Presses(qtbot, page)
    page.list.search.setFocus()
    press.tab_to(page.list.table.view)
    press.key(Qt.Key.Key_Return)
    settle(at_rest)
    page.reload(frozenset(Kind))
    settle(at_rest)
    with council.session() as session:
        assert session.scalars(select(AuditEntryRow.action)).all() == ["open"]
    assert page.record.record is not None


def test_the_title_of_the_page_and_its_heading_name_nobody(council: Council, page: PeoplePage, at_rest: AtRest) -> None:
    opened(page, at_rest, council.person(family_name="Unmistakable"))
    record = page.record.record
    assert record is not None
    assert "Unmistakable" not in presenter.heading(record, TODAY)
    assert "Unmistakable" not in page.windowTitle() + page.accessibleName()
    assert "Unmistakable" in texts(page)


def test_the_package_stands_against_the_budget(council: Council, page: PeoplePage, at_rest: AtRest) -> None:
    raised(council, budget="310")
    with council.session() as session:
        person_id = session.scalars(select(PersonRow.id)).one()
    opened(page, at_rest, person_id)
    assert "£141.40 a week of £310.00: ✓ £168.60 left." in texts(page)
    assert len(page.record.package.rows) == 1


def test_who_may_only_read_is_told_who_can_change(
    council: Council, window_desk: Desk, page: PeoplePage, at_rest: AtRest
) -> None:
    window_desk.work_as(council.auditor)
    opened(page, at_rest, council.person())
    assert "A practitioner or a broker can change it." in texts(page)
    assert not buttons(page) & {"Change details", "New plan", "New budget", "New contribution", "End…"}


def test_take_in_hand_and_find_support(council: Council, window_desk: Desk, page: PeoplePage, at_rest: AtRest) -> None:
    person_id = council.person()
    opened(page, at_rest, person_id)
    asked: list[str] = []
    window_desk.sent_to.connect(lambda name, _intent: asked.append(name.value))
    page.record.search_support.click()
    settle(at_rest)
    assert window_desk.person is not None
    assert (window_desk.person.person_id, asked) == (person_id, ["find"])


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


def test_a_conflict_names_the_colleague_and_puts_both_changes_together(
    council: Council, page: PeoplePage, at_rest: AtRest
) -> None:
    person_id = council.person()
    opened(page, at_rest, person_id)
    page._change_details()
    settle(at_rest)
    form = page.form
    assert isinstance(form, DetailsForm)
    form._address.setText("2 Mill Lane")
    seen = read_open_person(council.database, person_id).details
    keep_person(council.database, council.broker, replace(seen, given_name="Robin"), NOW)
    form.save.click()
    settle(at_rest)
    assert "Broker (demo) changed" in texts(page)
    assert (form._given.text(), form._address.text()) == ("Robin", "2 Mill Lane")
    form.save.click()
    settle(at_rest)
    kept = read_open_person(council.database, person_id).details
    assert (kept.given_name, kept.address) == ("Robin", "2 Mill Lane")


def test_where_both_changed_the_same_field_mine_stands_and_is_named() -> None:
    before = PersonDetails("Wren", "Sample", date(1990, 5, 17), LegalBasis.CARE_ACT, version=1)
    theirs = replace(before, given_name="Robin", address="1 High Street", version=2)
    together, both = presenter.merged(before, replace(before, given_name="Lee"), theirs)
    assert (together.given_name, together.address, together.version) == ("Lee", "1 High Street", 2)
    assert both == ("given name",)


def test_every_control_has_a_name_and_no_wheel_changes_a_value(
    council: Council, page: PeoplePage, at_rest: AtRest
) -> None:
    council.outcome()
    person_id = council.person()
    opened(page, at_rest, person_id)
    assert_accessible(page)
    page._change_details()
    settle(at_rest)
    assert_accessible(page)
    page._change_plan(0)
    settle(at_rest)
    assert_accessible(page)
    page._change_contribution(0)
    assert_accessible(page)


def test_the_window_answers_while_a_record_is_opened_and_changed(
    council: Council, page: PeoplePage, at_rest: AtRest
) -> None:
    person_id = council.person()
    page.activated()
    settle(at_rest)
    with longest_gap() as held:
        opened(page, at_rest, person_id)
    assert held() <= 0.1
    with longest_gap() as held:
        page._change_details()
        settle(at_rest)
    assert held() <= 0.1
