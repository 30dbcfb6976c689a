"""The list of people and one person's record."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from brokerage.domain.changes import Kind
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.people import PersonRow
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.services.call_off_builders import raised
from tests.ui.accessibility import assert_accessible
from tests.ui.keyboard import Presses
from tests.ui.own_thread import no_database_on_this_thread
from tests.ui.people.record_desk import AtRest, buttons, opened, settle, texts
from ui.desk import Desk
from ui.people import presenter
from ui.people.page import PeoplePage


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
    qtbot.waitUntil(lambda: [person.reference for person in page.list.table.rows] == ["P-7002"])


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
    with no_database_on_this_thread():
        opened(page, at_rest, person_id)
    with no_database_on_this_thread():
        page._change_details()
        settle(at_rest)
