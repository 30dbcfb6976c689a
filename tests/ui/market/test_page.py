"""The Market page: its sections behind tabs, one at a time, each read when it comes to the front."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import Desk as Council
from tests.services.application_builders import received
from tests.services.scheme_builders import scheme_with_terms
from tests.ui.keyboard import Presses
from ui.desk import Desk
from ui.market.applications.section import ApplicationsSection
from ui.market.page import MarketPage
from ui.market.schemes.section import SchemesSection

AtRest = Callable[[], None]


def test_a_section_is_reached_by_keyboard_and_its_tab_says_so(
    page: MarketPage, council: Council, qtbot: QtBot, at_rest: AtRest
) -> None:
    received(council)
    page.activated()
    at_rest()
    keys = Presses(qtbot, page)
    keys.tab_to(page.tabs[ApplicationsSection])
    keys.key(Qt.Key.Key_Space)
    at_rest()
    assert isinstance(page.section, ApplicationsSection)
    assert [kind for kind, tab in page.tabs.items() if tab.isChecked()] == [ApplicationsSection]
    assert len(page.section.table.rows) == 1


def test_the_section_left_is_in_front_again_and_up_to_date(page: MarketPage, council: Council, at_rest: AtRest) -> None:
    page.activated()
    page.show_section(ApplicationsSection)
    at_rest()
    received(council)
    page.activated()
    at_rest()
    assert isinstance(page.section, ApplicationsSection)
    assert len(page.section.table.rows) == 1


def test_the_key_for_searching_goes_to_the_list(
    page: MarketPage, council: Council, qtbot: QtBot, at_rest: AtRest
) -> None:
    scheme_with_terms(council)
    page.activated()
    at_rest()
    Presses(qtbot, page)
    page.focus_search()
    assert isinstance(page.section, SchemesSection)
    assert QApplication.focusWidget() is page.section.table.view


def test_newcomers_between_rounds_are_warned_of_above_the_schemes(
    page: MarketPage, council: Council, at_rest: AtRest
) -> None:
    known = received(council)
    page.activated()
    at_rest()
    assert isinstance(page.section, SchemesSection)
    said = page.section.warnings.text()
    assert (
        said
        == f"▲ {known.applicant.scheme}: 1 application came between rounds; the day of receipt is kept and the clock runs."
    )


def test_the_heading_gives_its_room_to_the_section_where_the_text_is_large(
    page: MarketPage, window_desk: Desk, at_rest: AtRest
) -> None:
    assert page.header.isVisible()
    page.resize(1366, 620)
    window_desk.look.set_text_scale(2.0)
    at_rest()
    assert not page.header.isVisible()
    window_desk.look.set_text_scale(1.0)
    assert page.header.isVisible()
