"""Something wrong in a field of Settings: said at that field, what was typed stays, nothing is kept."""

from pathlib import Path

import pytest

from brokerage.domain.council import ReferenceList
from brokerage.services.administer import find_council, list_teams, list_titles
from brokerage.services.areas import chosen_districts
from brokerage.services.staff import list_staff
from tests.builders import Desk as Council
from tests.ui.settings.sections import AtRest, section_of
from ui.desk import Notice
from ui.settings.council_section import CouncilSection
from ui.settings.district_section import DistrictSection
from ui.settings.list_section import NeedsSection
from ui.settings.page import SettingsPage
from ui.settings.staff_section import StaffSection
from ui.settings.team_section import TeamSection

LONG = "W" * 2_001


@pytest.mark.parametrize(
    ("control", "typed", "field", "said"),
    [
        ("_limit", "-1", "approval_limit", "is negative"),
        ("_limit", "25%", "approval_limit", "percent sign"),
        ("_limit", "lots", "approval_limit", "is not an amount of money"),
        ("_limit", "", "approval_limit", "An approver needs a limit"),
        ("_first_day", "", "first day", "Give the first day"),
        ("_first_day", "31 Feb 2026", "first day", "does not exist"),
        ("_last_day", "1 Jan 2020", "last day", "before the first"),
        ("_full_name", " ", "full_name", "The name is empty"),
        ("_full_name", LONG, "full_name", "shorten it"),
        ("_email", LONG, "email", "shorten it"),
    ],
)
def test_an_entry_of_staff_that_cannot_be_kept(
    page: SettingsPage, council: Council, at_rest: AtRest, control: str, typed: str, field: str, said: str
) -> None:
    section = section_of(page, StaffSection)
    assert isinstance(section, StaffSection)
    at_rest()
    section.table.make_current(council.approver.staff_id)
    before = list_staff(council.database)
    line = getattr(getattr(section._form, control), "_line", None) or getattr(section._form, control)
    line.setText(typed)
    section._save.click()
    at_rest()
    assert said in section._form.fields[field].control.accessibleDescription()
    assert (line.text(), list_staff(council.database)) == (typed, before)


@pytest.mark.parametrize("field", ["name", "phone", "email"])
def test_a_team_that_cannot_be_kept(page: SettingsPage, council: Council, at_rest: AtRest, field: str) -> None:
    section = section_of(page, TeamSection)
    assert isinstance(section, TeamSection)
    at_rest()
    before = list_teams(council.database)
    getattr(section, f"_{field}").setText(LONG)
    section._save.click()
    at_rest()
    assert "shorten it" in section._fields[field].control.accessibleDescription()
    assert list_teams(council.database) == before


def test_a_line_that_is_there_already_is_refused_and_words_nothing_anew(
    page: SettingsPage, council: Council, at_rest: AtRest
) -> None:
    council.need("learning-disability")
    section = section_of(page, NeedsSection)
    assert isinstance(section, NeedsSection)
    at_rest()
    section._add.click()
    section._words.setText("LEARNING disability")
    section._save.click()
    at_rest()
    assert "has this line already" in section._field.control.accessibleDescription()
    assert [line.title for line in list_titles(council.database, ReferenceList.NEEDS)] == ["Learning disability"]


def test_no_district_ticked_is_said_and_nothing_changed(
    page: SettingsPage, council: Council, at_rest: AtRest, notices: list[Notice]
) -> None:
    section = section_of(page, DistrictSection)
    assert isinstance(section, DistrictSection)
    at_rest()
    section.table.tick_only(())
    section._save.click()
    at_rest()
    assert notices[-1].text == "No district is ticked: tick at least one, then save."
    assert chosen_districts(council.database) == ()


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"\x89PNG\r\n\x1a\nbroken", b"0" * (4 * 1024 * 1024 + 1)])
def test_a_logo_that_is_no_picture_is_refused_at_its_field_and_the_one_before_stays(
    page: SettingsPage, council: Council, at_rest: AtRest, tmp_path: Path, content: bytes
) -> None:
    section = section_of(page, CouncilSection)
    assert isinstance(section, CouncilSection)
    at_rest()
    file = tmp_path / "logo.png"
    file.write_bytes(content)
    section._read_logo(file)
    at_rest()
    assert section._fields["logo"].control.accessibleDescription().startswith("The ")
    assert section._logo is None
    kept = find_council(council.database)
    assert kept is not None
    assert kept.logo_png is None
