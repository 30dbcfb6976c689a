"""Staff, teams and the lists a council words for itself."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtTest import QTest

from brokerage.domain.council import ReferenceList, StaffEntry
from brokerage.domain.staff import Job
from brokerage.services.administer import list_teams, list_titles
from brokerage.services.staff import list_staff
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.ui.settings.sections import AtRest, section_of
from ui.settings import presenter
from ui.settings.list_section import OutcomesSection
from ui.settings.page import SettingsPage
from ui.settings.staff_section import StaffSection
from ui.settings.team_section import TeamSection


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


def test_whether_somebody_works_here_is_said_in_words(council: Council) -> None:
    entry: StaffEntry = list_staff(council.database)[0]
    assert presenter.works(replace(entry, active=False), TODAY) == "No longer"
    assert presenter.works(replace(entry, first_day=TODAY.replace(year=2027)), TODAY) == "From 2 Nov 2027"
    assert presenter.works(replace(entry, last_day=TODAY), TODAY) == "Until 2 Nov 2026"
    assert presenter.works(entry, TODAY) == "Yes"
