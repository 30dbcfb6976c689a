"""The sections of Settings: appearance, districts, schemes, whom to work as."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from brokerage.services.areas import chosen_districts
from tests.builders import Desk as Council
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.settings.sections import AtRest, section_of
from ui.desk import Desk, Notice
from ui.settings.appearance_section import AppearanceSection
from ui.settings.council_section import CouncilSection
from ui.settings.district_section import DistrictSection
from ui.settings.list_section import OutcomesSection
from ui.settings.page import SECTIONS, SettingsPage
from ui.settings.scheme_section import SchemeSection
from ui.settings.section import Section
from ui.settings.staff_section import StaffSection
from ui.settings.team_section import TeamSection
from ui.settings.working_as_section import WorkingAsSection
from ui.theme import ThemeChoice


@pytest.mark.parametrize("number", range(len(SECTIONS)), ids=lambda number: SECTIONS[number].__name__)
def test_every_section_is_accessible_and_not_clipped(
    page: SettingsPage, council: Council, at_rest: AtRest, number: int
) -> None:
    council.ready_service()
    council.person()
    page.activated()
    page.show_section(SECTIONS[number])
    at_rest()
    assert_accessible(page)
    assert_nothing_clipped(page)


def test_where_there_is_little_room_the_sections_fold_into_one_line(page: SettingsPage, at_rest: AtRest) -> None:
    page.resize(600, 700)
    at_rest()
    assert (page.list.isVisible(), page.choice.isVisible()) == (False, True)
    page.choice.setCurrentIndex(SECTIONS.index(CouncilSection))
    page.choice.activated.emit(page.choice.currentIndex())
    assert isinstance(page.section, CouncilSection)
    page.resize(1200, 700)
    at_rest()
    assert page.list.isVisible()
    assert page.list.currentItem().text() == CouncilSection.title


@pytest.mark.parametrize("kind", [CouncilSection, StaffSection, TeamSection, OutcomesSection])
def test_who_may_not_change_it_sees_it_read_only_with_the_reason(
    page: SettingsPage, window_desk: Desk, council: Council, at_rest: AtRest, kind: type[Section]
) -> None:
    section = section_of(page, kind)
    window_desk.work_as(council.practitioner)
    at_rest()
    assert section._why_not.isVisible()
    assert "only an administrator" in section._why_not.text()
    assert not section._save.isEnabled()  # type: ignore[attr-defined]  # each of these has one
    window_desk.work_as(council.administrator)
    assert section._save.isEnabled()  # type: ignore[attr-defined]  # each of these has one


def test_working_as_somebody_else_says_its_consequence_and_is_put_on_record(
    page: SettingsPage, window_desk: Desk, council: Council, at_rest: AtRest, notices: list[Notice]
) -> None:
    section = section_of(page, WorkingAsSection)
    assert isinstance(section, WorkingAsSection)
    at_rest()
    assert "not independent" in section._means.text()
    section.table.make_current(council.broker.staff_id)
    section.work_as.click()
    at_rest()
    assert window_desk.actor.login == council.broker.login
    assert "broker" in section._now.text()
    assert "on record" in notices[-1].text
    with council.session() as session:
        recorded = session.connection().exec_driver_sql(
            "SELECT actor FROM audit_entries WHERE action = 'works-as' ORDER BY id DESC LIMIT 1"
        )
        assert recorded.scalar_one() == council.broker.login


def test_on_a_shared_database_one_is_who_one_signed_in_as(
    page: SettingsPage, window_desk: Desk, council: Council, at_rest: AtRest
) -> None:
    window_desk.work_as(replace(council.administrator, independent=True))
    section = section_of(page, WorkingAsSection)
    assert isinstance(section, WorkingAsSection)
    at_rest()
    assert not section.work_as.isVisible()
    assert not section.table.isVisible()
    assert "shared database" in section._means.text()


def test_districts_are_found_ticked_and_saved_with_their_postcodes(
    page: SettingsPage, council: Council, at_rest: AtRest, notices: list[Notice]
) -> None:
    section = section_of(page, DistrictSection)
    assert isinstance(section, DistrictSection)
    at_rest()
    QTest.keyClicks(section.finder.line, "dart")
    (dartford,) = (row for row in section.table.rows if row.name == "Dartford")
    section.table.tick_only((dartford,))
    section._save.click()
    at_rest()
    assert [district.name for district in chosen_districts(council.database)] == ["Dartford"]
    assert "postcodes" in notices[-1].text
    section.finder.line.setText("atlantis")
    assert "No district" in section.table._panel.accessibleName()


def test_the_theme_and_the_text_size_change_at_once(page: SettingsPage, window_desk: Desk) -> None:
    section = section_of(page, AppearanceSection)
    assert isinstance(section, AppearanceSection)
    section.themes[ThemeChoice.DARK].click()
    assert window_desk.look.tokens.name == "dark"
    section._larger.click()
    assert section._size.text() == "110 %"
    section._usual.click()
    assert window_desk.look.text_scale == 1.0


def test_schemes_are_shown_with_their_lots_and_rules(page: SettingsPage, council: Council, at_rest: AtRest) -> None:
    council.lot(council.scheme(title="Everyday Life (demo)"), title="Evenings and weekends")
    section = section_of(page, SchemeSection)
    assert isinstance(section, SchemeSection)
    at_rest()
    assert section._cards.count() == 1
    item = section._cards.itemAt(0)
    card = item.widget() if item else None
    assert card is not None
    assert card.accessibleName() == "Everyday Life (demo)"


def test_no_scheme_yet_is_said(page: SettingsPage, at_rest: AtRest) -> None:
    section = section_of(page, SchemeSection)
    assert isinstance(section, SchemeSection)
    at_rest()
    assert "No purchasing system yet" in section._panel.accessibleName()
