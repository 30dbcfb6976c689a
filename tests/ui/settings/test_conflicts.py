"""What is half typed in Settings stays when a colleague saves; mine, theirs and before stand side by side."""

from dataclasses import replace
from decimal import Decimal

from brokerage.domain.council import Council as Details
from brokerage.domain.council import ReferenceList, StaffEntry, Team
from brokerage.services.administer import find_council, keep_council, keep_staff, keep_team, keep_title, list_teams
from brokerage.services.staff import list_staff
from tests.builders import NOW
from tests.builders import Desk as Council
from tests.ui.people.record_desk import differences_shown
from tests.ui.settings.sections import AtRest, section_of
from ui.desk import Notice
from ui.settings.council_section import CouncilSection
from ui.settings.list_section import OutcomesSection
from ui.settings.page import SettingsPage
from ui.settings.staff_section import StaffSection
from ui.settings.team_section import TeamSection

ADMINISTRATOR_WAS_FIRST = "Administrator (demo) changed {} on 2 Nov 2026 at 09:00 UTC"


def details_of(council: Council) -> Details:
    found = find_council(council.database)
    assert found is not None
    return found


def entry_of(council: Council, staff_id: int) -> StaffEntry:
    return next(entry for entry in list_staff(council.database) if entry.staff_id == staff_id)


def settle(at_rest: AtRest) -> None:
    for _ in range(3):
        at_rest()


def council_shown(page: SettingsPage, at_rest: AtRest) -> CouncilSection:
    section = section_of(page, CouncilSection)
    assert isinstance(section, CouncilSection)
    settle(at_rest)
    return section


def approver_shown(page: SettingsPage, council: Council, at_rest: AtRest) -> StaffSection:
    section = section_of(page, StaffSection)
    assert isinstance(section, StaffSection)
    settle(at_rest)
    section.table.make_current(council.approver.staff_id)
    return section


def test_a_refused_save_of_the_council_names_who_when_and_which_fields(
    page: SettingsPage, council: Council, at_rest: AtRest, notices: list[Notice]
) -> None:
    section = council_shown(page, at_rest)
    section._lines["phone"].setText("01622 111111")
    keep_council(
        council.database, council.administrator, replace(details_of(council), email="a@weald.example", phone="1"), NOW
    )
    section._save.click()
    settle(at_rest)
    assert ADMINISTRATOR_WAS_FIRST.format("the council’s details") in notices[-1].text
    assert "Changed meanwhile: telephone and email." in notices[-1].text
    assert details_of(council).phone == "1"
    assert differences_shown(section) == [
        ("Telephone", "Nothing", "1", "01622 111111", "▲ Yours"),
        ("Email", "Nothing", "a@weald.example", "Nothing", "Theirs"),
    ]
    section._save.click()
    settle(at_rest)
    kept = details_of(council)
    assert (kept.phone, kept.email) == ("01622 111111", "a@weald.example")
    assert differences_shown(section) == []


def test_half_typed_words_stay_when_a_colleagues_save_arrives(
    page: SettingsPage, council: Council, at_rest: AtRest, notices: list[Notice]
) -> None:
    section = council_shown(page, at_rest)
    section._lines["phone"].setText("01622 111111")
    section.load()
    settle(at_rest)
    assert (section._lines["phone"].text(), notices) == ("01622 111111", [])
    keep_council(council.database, council.administrator, replace(details_of(council), email="a@weald.example"), NOW)
    section.load()
    settle(at_rest)
    assert (section._lines["phone"].text(), section._lines["email"].text()) == ("01622 111111", "a@weald.example")
    assert notices[-1].text.startswith("A colleague saved this meanwhile. Changed meanwhile: email.")


def test_an_approval_limit_a_colleague_changed_stands_beside_mine(
    page: SettingsPage, council: Council, at_rest: AtRest, notices: list[Notice]
) -> None:
    section = approver_shown(page, council, at_rest)
    section._form._limit.setText("£30,000")
    entry = entry_of(council, council.approver.staff_id)
    keep_staff(council.database, council.administrator, replace(entry, approval_limit=Decimal(20_000), phone="7"), NOW)
    section._save.click()
    settle(at_rest)
    assert ADMINISTRATOR_WAS_FIRST.format("this member of staff") in notices[-1].text
    assert differences_shown(section) == [
        ("Approval limit", "£25,000.00 a year", "£20,000.00 a year", "£30,000.00 a year", "▲ Yours"),
        ("Telephone", "Nothing", "7", "Nothing", "Theirs"),
    ]
    section._form.kept_fields.panel.take_theirs("approval_limit")
    section._save.click()
    settle(at_rest)
    kept = entry_of(council, council.approver.staff_id)
    assert (kept.approval_limit, kept.phone) == (Decimal(20_000), "7")


def test_a_limit_that_is_half_typed_and_unreadable_stays(
    page: SettingsPage, council: Council, at_rest: AtRest, notices: list[Notice]
) -> None:
    section = approver_shown(page, council, at_rest)
    section._form._limit.setText("30,0")
    section._form._limit.setText("thirty")
    entry = entry_of(council, council.approver.staff_id)
    keep_staff(council.database, council.administrator, replace(entry, phone="7"), NOW)
    section.load()
    settle(at_rest)
    assert section._form._limit.text() == "thirty"
    section._form._limit.setText("30000")
    section._save.click()
    settle(at_rest)
    assert ADMINISTRATOR_WAS_FIRST.format("this member of staff") in notices[-1].text
    assert entry_of(council, council.approver.staff_id).approval_limit == Decimal(25_000)


def test_a_team_a_colleague_changed_stands_beside_mine(
    page: SettingsPage, council: Council, at_rest: AtRest, notices: list[Notice]
) -> None:
    section = section_of(page, TeamSection)
    assert isinstance(section, TeamSection)
    settle(at_rest)
    section._phone.setText("01622 2")
    keep_team(council.database, council.administrator, replace(list_teams(council.database)[0], phone="01622 1"), NOW)
    section._save.click()
    settle(at_rest)
    assert ADMINISTRATOR_WAS_FIRST.format("this team") in notices[-1].text
    assert differences_shown(section) == [("Telephone", "Nothing", "01622 1", "01622 2", "▲ Yours")]
    section._save.click()
    settle(at_rest)
    assert [team.phone for team in list_teams(council.database)] == ["01622 2"]


def test_another_team_in_the_form_takes_the_differences_away(
    page: SettingsPage, council: Council, at_rest: AtRest
) -> None:
    other = keep_team(council.database, council.administrator, Team(0, 0, "Reviews (demo)", "", "", 0), NOW).result
    section = section_of(page, TeamSection)
    assert isinstance(section, TeamSection)
    settle(at_rest)
    section._phone.setText("01622 2")
    keep_team(council.database, council.administrator, replace(list_teams(council.database)[0], phone="01622 1"), NOW)
    section._save.click()
    settle(at_rest)
    section.table.make_current(other)
    assert (differences_shown(section), section._phone.text()) == ([], "")


def test_a_half_worded_line_of_a_list_stays_when_the_list_is_read_again(
    page: SettingsPage, council: Council, at_rest: AtRest
) -> None:
    keep_title(council.database, council.administrator, ReferenceList.OUTCOMES, "", "Cook a meal", NOW)
    section = section_of(page, OutcomesSection)
    assert isinstance(section, OutcomesSection)
    settle(at_rest)
    section._words.setText("Cook a meal for")
    section.load()
    settle(at_rest)
    assert section._words.text() == "Cook a meal for"
