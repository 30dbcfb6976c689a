"""The list: saved filters with counts, free text, and that the window goes on."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from brokerage.domain.call_off_summary import CallOffTab
from tests.builders import Desk as Council
from tests.services.call_off_builders import accepted, approved, raised
from tests.ui.accessibility import assert_accessible
from tests.ui.call_off_desk import open_agreement, show_tab
from tests.ui.own_thread import no_database_on_this_thread
from ui.call_offs.page import CallOffsPage
from ui.call_offs.presenter import TAB_WORDS

AtRest = Callable[[], None]


def test_every_saved_filter_says_how_many_it_holds(council: Council, page: CallOffsPage, at_rest: AtRest) -> None:
    raised(council)
    approved(council)
    show_tab(page, at_rest)
    assert page.list.tabs[CallOffTab.ALL].text() == "All  2"
    assert page.list.tabs[CallOffTab.TO_SEND].accessibleName() == "To send, 1 call-off"
    assert set(page.list.tabs) == set(TAB_WORDS)


def test_an_empty_filter_says_why_and_offers_all(council: Council, page: CallOffsPage, at_rest: AtRest) -> None:
    raised(council)
    show_tab(page, at_rest, CallOffTab.RUNNING)
    assert "None is running." in page.list.table._panel.accessibleName()
    page.list.table._panel._press()
    at_rest()
    assert len(page.list.table.rows) == 1


def test_typing_finds_by_reference_person_and_service(
    qtbot: QtBot, council: Council, page: CallOffsPage, at_rest: AtRest
) -> None:
    first = raised(council)
    raised(council)
    show_tab(page, at_rest)
    page.list.search.setText(first.reference)
    qtbot.waitUntil(lambda: [row.reference for row in page.list.table.rows] == [first.reference])


def test_every_control_of_the_page_has_a_name(council: Council, page: CallOffsPage, at_rest: AtRest) -> None:
    accepted(council)
    show_tab(page, at_rest)
    assert_accessible(page)
    open_agreement(page, at_rest)
    assert_accessible(page)


def test_the_window_answers_while_lists_details_and_papers_are_read(
    council: Council, page: CallOffsPage, at_rest: AtRest
) -> None:
    accepted(council)
    with no_database_on_this_thread():
        show_tab(page, at_rest)
        open_agreement(page, at_rest)
