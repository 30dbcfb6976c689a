"""Settings: the council, its staff and lists, appearance, and whom to work as."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.council import ReferenceList, StaffEntry
from brokerage.domain.errors import BadInput
from brokerage.domain.staff import Job
from brokerage.services.administer import find_council, keep_council, list_teams, list_titles
from brokerage.services.areas import chosen_districts
from brokerage.services.staff import list_staff
from tests.builders import NOW, TODAY
from tests.builders import Desk as Council
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from ui.desk import Desk, Notice
from ui.settings import presenter
from ui.settings.appearance_section import AppearanceSection
from ui.settings.council_section import CouncilSection
from ui.settings.district_section import DistrictSection
from ui.settings.list_section import OutcomesSection
from ui.settings.logo import KEPT, LARGEST_FILE, read_logo
from ui.settings.page import SECTIONS, SettingsPage
from ui.settings.scheme_section import SchemeSection
from ui.settings.section import Section
from ui.settings.staff_section import StaffSection
from ui.settings.team_section import TeamSection
from ui.settings.working_as_section import WorkingAsSection
from ui.theme import ThemeChoice

AtRest = Callable[[], None]
Show = Callable[[SettingsPage], SettingsPage]


@pytest.fixture
def notices(window_desk: Desk) -> list[Notice]:
    seen: list[Notice] = []
    window_desk.noticed.connect(seen.append)
    return seen


@pytest.fixture
def page(window_desk: Desk, council: Council, shown: Show, notices: list[Notice]) -> Iterator[SettingsPage]:
    """The page, the administrator at work."""
    assert notices == []
    window_desk.actor = council.administrator
    yield shown(SettingsPage(window_desk))
    window_desk.look.choose(ThemeChoice.LIGHT)


def section_of(page: SettingsPage, kind: type[Section]) -> Section:
    page.show_section(kind)
    return page.section


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


def test_the_council_is_shown_changed_and_kept(
    page: SettingsPage, council: Council, at_rest: AtRest, notices: list[Notice]
) -> None:
    section = section_of(page, CouncilSection)
    assert isinstance(section, CouncilSection)
    at_rest()
    assert section._lines["name"].text() == "Weald County Council (demonstration)"
    section._lines["phone"].setText("01622 000000")
    section._address.setPlainText("County Hall\nMaidstone")
    section._save.click()
    at_rest()
    kept = find_council(council.database)
    assert kept is not None
    assert (kept.phone, kept.address) == ("01622 000000", "County Hall\nMaidstone")
    assert "saved" in notices[-1].text


def test_a_council_without_a_name_is_refused_at_the_name(page: SettingsPage, at_rest: AtRest) -> None:
    section = section_of(page, CouncilSection)
    assert isinstance(section, CouncilSection)
    at_rest()
    section._lines["name"].setText("  ")
    section._save.click()
    at_rest()
    assert "no name" in section._fields["name"]._below.text()


def test_what_is_half_typed_stays_and_a_colleagues_save_is_not_overwritten(
    page: SettingsPage, council: Council, at_rest: AtRest, notices: list[Notice]
) -> None:
    section = section_of(page, CouncilSection)
    assert isinstance(section, CouncilSection)
    at_rest()
    section._lines["phone"].setText("01622 111111")
    section.load()
    at_rest()
    assert section._lines["phone"].text() == "01622 111111"
    before = find_council(council.database)
    assert before is not None
    keep_council(council.database, council.administrator, replace(before, email="a@weald.example"), NOW)
    section._save.click()
    at_rest()
    assert "colleague" in notices[-1].text
    after = find_council(council.database)
    assert after is not None
    assert (after.phone, after.email) == ("", "a@weald.example")


def test_an_approval_limit_is_changed(page: SettingsPage, council: Council, at_rest: AtRest) -> None:
    section = section_of(page, StaffSection)
    assert isinstance(section, StaffSection)
    at_rest()
    section.table.make_current(council.approver.staff_id)
    section._form._limit.setText("18755.60")
    section._save.click()
    at_rest()
    limits = {entry.login: entry.approval_limit for entry in list_staff(council.database)}
    assert limits[council.approver.login] == Decimal("18755.60")


def test_somebody_new_is_added_and_a_wrong_limit_is_said_at_its_field(
    page: SettingsPage, council: Council, at_rest: AtRest
) -> None:
    section = section_of(page, StaffSection)
    assert isinstance(section, StaffSection)
    at_rest()
    section._add.click()
    form = section._form
    QTest.keyClicks(form._full_name, "Nell Newcomer (demo)")
    QTest.keyClicks(form._login, "n.newcomer")
    form._job.choose(Job.APPROVER)
    form._limit.setText("25%")
    section._save.click()
    assert "percent" in form.fields["approval_limit"]._below.text()
    form._limit.setText("25000")
    section._save.click()
    at_rest()
    kept = {entry.login: entry for entry in list_staff(council.database)}["n.newcomer"]
    assert (kept.full_name, kept.approval_limit, kept.first_day) == ("Nell Newcomer (demo)", Decimal(25000), TODAY)
    assert section.table.current == kept


def test_a_team_and_a_line_of_a_list_are_added(page: SettingsPage, council: Council, at_rest: AtRest) -> None:
    teams = section_of(page, TeamSection)
    assert isinstance(teams, TeamSection)
    at_rest()
    teams._add.click()
    teams._name.setText("Reviews (demo)")
    teams._save.click()
    at_rest()
    assert "Reviews (demo)" in {team.name for team in list_teams(council.database)}
    outcomes = section_of(page, OutcomesSection)
    assert isinstance(outcomes, OutcomesSection)
    at_rest()
    outcomes._words.setText("Grow vegetables")
    outcomes._save.click()
    at_rest()
    assert [line.code for line in list_titles(council.database, ReferenceList.OUTCOMES)] == ["grow-vegetables"]


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
    QTest.keyClicks(section._line, "dart")
    (dartford,) = (row for row in section.table.rows if row.name == "Dartford")
    section.table.tick_only((dartford,))
    section._save.click()
    at_rest()
    assert [district.name for district in chosen_districts(council.database)] == ["Dartford"]
    assert "postcodes" in notices[-1].text
    section._line.setText("atlantis")
    section._show_those_asked_for()
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


def picture(file: Path, width: int, height: int) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#0B5C6B"))
    assert image.save(str(file))
    return file


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_logo_is_kept_as_png_at_the_size_letters_need(qapp: object, tmp_path: Path, ending: str) -> None:
    kept = read_logo(picture(tmp_path / f"logo.{ending}", 2400, 600))
    image = QImage.fromData(kept)
    assert kept.startswith(b"\x89PNG")
    assert (image.width(), image.height()) == (KEPT.width(), 200)


def test_what_is_no_picture_or_too_large_is_refused(qapp: object, tmp_path: Path) -> None:
    note = tmp_path / "logo.png"
    note.write_text("no picture")
    with pytest.raises(BadInput, match="no PNG or JPEG"):
        read_logo(note)
    note.write_bytes(b"0" * (LARGEST_FILE + 1))
    with pytest.raises(BadInput, match="larger than 4 MB"):
        read_logo(note)
    with pytest.raises(BadInput, match="cannot be read"):
        read_logo(tmp_path / "missing.png")
    with pytest.raises(BadInput, match="pixels"):
        read_logo(picture(tmp_path / "wide.png", 6001, 10))
    cut = picture(tmp_path / "cut.png", 300, 300)
    cut.write_bytes(cut.read_bytes()[:60])
    with pytest.raises(BadInput, match="damaged"):
        read_logo(cut)


def test_every_bank_holiday_rule_has_a_sentence() -> None:
    assert set(presenter.EXAMPLE_WORDS) == set(BankHolidayRule)


def test_whether_somebody_works_here_is_said_in_words(council: Council) -> None:
    entry: StaffEntry = list_staff(council.database)[0]
    assert presenter.works(replace(entry, active=False), TODAY) == "No longer"
    assert presenter.works(replace(entry, first_day=TODAY.replace(year=2027)), TODAY) == "From 2 Nov 2027"
    assert presenter.works(replace(entry, last_day=TODAY), TODAY) == "Until 2 Nov 2026"
    assert presenter.works(entry, TODAY) == "Yes"
