"""What the administrator keeps, on both databases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from brokerage.domain.changes import Kind
from brokerage.domain.council import Council, ReferenceList, StaffEntry, Team
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.staff import Job
from brokerage.services.administer import (
    LOGO_BYTES,
    change_mark,
    find_council,
    keep_council,
    keep_ocid_prefix,
    keep_staff,
    keep_team,
    keep_title,
    list_schemes,
    list_teams,
    list_titles,
)
from brokerage.services.staff import list_staff
from brokerage.storage.engine import Database
from brokerage.storage.unit_of_work import unit_of_work
from tests.builders import NOW, TODAY, Desk

NEW_TEAM = Team(0, 0, "Reviews (demo)", "", "", 0)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def council_of(desk: Desk) -> Council:
    council = find_council(desk.database)
    assert council is not None
    return council


def entry_of(desk: Desk, login: str) -> StaffEntry:
    return next(entry for entry in list_staff(desk.database) if entry.login == login)


def newcomer(**fields: object) -> StaffEntry:
    given = StaffEntry(
        staff_id=0,
        version=0,
        login="n.newcomer",
        full_name="Nell Newcomer (demo)",
        job=Job.BROKER,
        team_id=None,
        team="",
        approval_limit=None,
        phone="",
        email="",
        active=True,
        first_day=TODAY,
        last_day=None,
    )
    return replace(given, **fields)  # type: ignore[arg-type]  # as the test says


def test_a_database_without_a_council_has_none_until_its_name_is_kept(database: Database, desk: Desk) -> None:
    with desk.session() as session:
        session.connection().exec_driver_sql("DELETE FROM council")
    assert find_council(database) is None
    nameless = Council("", "", "", "", "", "", "", None, is_demonstration=False, version=0)
    with pytest.raises(BadInput, match="no name") as refused:
        keep_council(database, desk.administrator, nameless, NOW)
    assert refused.value.field == "name"
    kept = keep_council(database, desk.administrator, replace(nameless, name="  Weald   Council "), NOW)
    assert kept.result.name == "Weald Council"
    assert kept.changed == {Kind.SETTINGS}
    assert find_council(database) == kept.result


def test_the_councils_details_are_kept_with_a_new_version(desk: Desk) -> None:
    before = council_of(desk)
    kept = keep_council(
        desk.database, desk.administrator, replace(before, phone=" 01622 000000 ", logo_png=PNG), NOW
    ).result
    assert (kept.phone, kept.logo_png, kept.version) == ("01622 000000", PNG, before.version + 1)
    assert council_of(desk) == kept


def test_a_colleagues_change_to_the_council_is_never_overwritten(desk: Desk) -> None:
    stale = council_of(desk)
    keep_council(desk.database, desk.administrator, replace(stale, phone="01622 000001"), NOW)
    with pytest.raises(
        Conflict, match=r"Administrator \(demo\) changed the council’s details on 2 Nov 2026 at 09:00 UTC"
    ):
        keep_council(desk.database, desk.administrator, replace(stale, phone="01622 000002"), NOW)
    assert council_of(desk).phone == "01622 000001"


@pytest.mark.parametrize("field", ["name", "department", "address", "phone", "email", "safeguarding_contact"])
@pytest.mark.parametrize("text", ["W" * 2_001, "Weald\0", "Weald \u202ednuoP"])
def test_words_of_the_council_that_no_letter_can_carry_are_refused_at_their_field(
    desk: Desk, field: str, text: str
) -> None:
    before = council_of(desk)
    changes: dict[str, Any] = {field: text}
    with pytest.raises(BadInput) as refused:
        keep_council(desk.database, desk.administrator, replace(before, **changes), NOW)
    assert refused.value.field == field
    assert council_of(desk) == before


@pytest.mark.parametrize(
    ("logo", "why"), [(b"GIF89a", "no PNG"), (PNG + b"0" * LOGO_BYTES, "larger"), (b"<svg/>", "no PNG")]
)
def test_a_logo_that_is_no_small_picture_is_refused_at_its_field(desk: Desk, logo: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why) as refused:
        keep_council(desk.database, desk.administrator, replace(council_of(desk), logo_png=logo), NOW)
    assert refused.value.field == "logo"


@pytest.mark.parametrize("job", [job for job in Job if job is not Job.ADMINISTRATOR])
def test_only_the_administrator_changes_settings(desk: Desk, job: Job) -> None:
    actor = desk.staff(f"other-{job.value}", job)
    with pytest.raises(RuleBroken, match="Only the administrator"):
        keep_council(desk.database, actor, council_of(desk), NOW)
    with pytest.raises(RuleBroken, match="Only the administrator"):
        keep_staff(desk.database, actor, newcomer(), NOW)
    with pytest.raises(RuleBroken, match="Only the administrator"):
        keep_team(desk.database, actor, NEW_TEAM, NOW)
    with pytest.raises(RuleBroken, match="Only the administrator"):
        keep_title(desk.database, actor, ReferenceList.NEEDS, "", "Epilepsy", NOW)


def test_somebody_new_is_kept_with_a_tidied_login(desk: Desk) -> None:
    number = keep_staff(desk.database, desk.administrator, newcomer(login=" N.Newcomer "), NOW).result
    kept = entry_of(desk, "n.newcomer")
    assert (kept.staff_id, kept.version, kept.full_name) == (number, 1, "Nell Newcomer (demo)")


def test_an_approvers_limit_is_changed_and_dropped_with_the_job(desk: Desk) -> None:
    entry = entry_of(desk, desk.approver.login)
    keep_staff(desk.database, desk.administrator, replace(entry, approval_limit=Decimal("18755.60")), NOW)
    raised = entry_of(desk, desk.approver.login)
    assert (raised.approval_limit, raised.version) == (Decimal("18755.60"), entry.version + 1)
    keep_staff(desk.database, desk.administrator, replace(raised, job=Job.BROKER), NOW)
    assert entry_of(desk, desk.approver.login).approval_limit is None


def test_a_stale_staff_entry_is_refused(desk: Desk) -> None:
    entry = entry_of(desk, desk.broker.login)
    keep_staff(desk.database, desk.administrator, replace(entry, phone="1"), NOW)
    with pytest.raises(Conflict, match=r"Administrator \(demo\) changed this member of staff on 2 Nov 2026"):
        keep_staff(desk.database, desk.administrator, replace(entry, phone="2"), NOW)


def test_who_only_worked_as_somebody_is_not_named_as_who_changed_the_entry(desk: Desk) -> None:
    entry = entry_of(desk, desk.broker.login)
    keep_staff(desk.database, desk.administrator, replace(entry, phone="1"), NOW)
    with unit_of_work(desk.database, desk.broker, NOW) as work:
        work.record("works-as", "staff", desk.broker.login)
    with pytest.raises(Conflict, match=r"Administrator \(demo\) changed"):
        keep_staff(desk.database, desk.administrator, replace(entry, phone="2"), NOW)


def test_a_stale_team_is_refused_and_nothing_overwritten(desk: Desk) -> None:
    number = keep_team(desk.database, desk.administrator, NEW_TEAM, NOW).result
    stale = next(team for team in list_teams(desk.database) if team.team_id == number)
    keep_team(desk.database, desk.administrator, replace(stale, phone="1"), NOW)
    with pytest.raises(Conflict, match=r"Administrator \(demo\) changed this team on 2 Nov 2026"):
        keep_team(desk.database, desk.administrator, replace(stale, phone="2"), NOW)
    assert [team.phone for team in list_teams(desk.database) if team.team_id == number] == ["1"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"login": "x"}, "login"),
        ({"login": "broker"}, "login"),
        ({"login": "has spaces"}, "login"),
        ({"full_name": "  "}, "full_name"),
        ({"full_name": "N" * 201}, "full_name"),
        ({"full_name": "Nell\0"}, "full_name"),
        ({"phone": "0" * 201}, "phone"),
        ({"job": Job.APPROVER}, "approval_limit"),
        ({"job": Job.APPROVER, "approval_limit": Decimal(-1)}, "approval_limit"),
    ],
)
def test_an_entry_that_cannot_be_used_is_refused_at_its_field(
    desk: Desk, fields: dict[str, object], field: str
) -> None:
    if fields.get("login") == "broker":
        fields = {"login": desk.broker.login}
    with pytest.raises(BadInput) as refused:
        keep_staff(desk.database, desk.administrator, newcomer(**fields), NOW)
    assert refused.value.field == field


def test_days_at_the_desk_in_the_wrong_order_are_refused(desk: Desk) -> None:
    with pytest.raises(BadInput, match="before the first") as refused:
        keep_staff(desk.database, desk.administrator, newcomer(last_day=date(2020, 1, 1)), NOW)
    assert refused.value.field == "last day"


def test_nobody_who_signed_in_changes_their_own_entry(desk: Desk) -> None:
    signed_in = replace(desk.administrator, independent=True)
    own = entry_of(desk, desk.administrator.login)
    with pytest.raises(RuleBroken, match="their own"):
        keep_staff(desk.database, signed_in, own, NOW)


def test_teams_are_named_once_and_count_their_active_staff(desk: Desk) -> None:
    typed = replace(NEW_TEAM, name=" Reviews  (demo) ", phone="01622 1")
    number = keep_team(desk.database, desk.administrator, typed, NOW).result
    with pytest.raises(BadInput, match="already") as refused:
        keep_team(desk.database, desk.administrator, replace(NEW_TEAM, name="reviews (DEMO)"), NOW)
    assert refused.value.field == "name"
    with pytest.raises(BadInput, match="no name"):
        keep_team(desk.database, desk.administrator, replace(NEW_TEAM, name=" "), NOW)
    kept = next(team for team in list_teams(desk.database) if team.team_id == number)
    keep_team(desk.database, desk.administrator, replace(kept, phone="01622 2"), NOW)
    leaver = entry_of(desk, desk.finance.login)
    keep_staff(desk.database, desk.administrator, replace(leaver, active=False), NOW)
    teams = {team.name: team for team in list_teams(desk.database)}
    assert (teams["Reviews (demo)"].phone, teams["Reviews (demo)"].staff_count) == ("01622 2", 0)
    active = sum(entry.active and entry.team == "Brokerage (demo)" for entry in list_staff(desk.database))
    assert teams["Brokerage (demo)"].staff_count == active


@pytest.mark.parametrize("which", ReferenceList)
def test_a_list_is_worded_anew_without_changing_its_codes(desk: Desk, which: ReferenceList) -> None:
    code = keep_title(desk.database, desk.administrator, which, "", " Sensory   loss ", NOW).result
    assert code == "sensory-loss"
    keep_title(desk.database, desk.administrator, which, code, "Loss of hearing or sight", NOW)
    assert [(line.code, line.title) for line in list_titles(desk.database, which) if line.code == code] == [
        ("sensory-loss", "Loss of hearing or sight")
    ]
    with pytest.raises(BadInput, match="has this line already"):
        keep_title(desk.database, desk.administrator, which, "", "sensory LOSS", NOW)
    with pytest.raises(BadInput, match="no words"):
        keep_title(desk.database, desk.administrator, which, "", "  ", NOW)


def test_a_need_counts_the_people_who_have_it(desk: Desk) -> None:
    desk.person(needs=("autism",))
    desk.person(needs=("autism", "learning-disability"))
    used = {line.code: line.used for line in list_titles(desk.database, ReferenceList.NEEDS)}
    assert used == {"autism": 2, "learning-disability": 1}


def test_schemes_are_listed_with_their_lots_routes_policies_and_admitted_services(desk: Desk) -> None:
    scheme_id = desk.scheme(routes=(AwardRoute.OFF_SCHEME, AwardRoute.DIRECT), estimated_value=Decimal(9_500_000))
    lot_id = desk.lot(scheme_id, title="Evenings and weekends")
    desk.ready_service(lot_id=lot_id)
    desk.admission(desk.service(), lot_id, last_day=date(2025, 1, 1))
    (scheme,) = list_schemes(desk.database, TODAY)
    assert scheme.routes == (AwardRoute.DIRECT, AwardRoute.OFF_SCHEME)
    assert scheme.estimated_value == Decimal(9_500_000)
    assert [(lot.title, lot.admitted) for lot in scheme.lots] == [("Evenings and weekends", 1)]
    assert [policy.rules.source for policy in scheme.policies] == ["Example"]


def test_the_mark_of_changes_is_another_after_any_use_case_and_else_the_same(desk: Desk) -> None:
    before = change_mark(desk.database)
    assert change_mark(desk.database) == before
    keep_team(desk.database, desk.administrator, NEW_TEAM, NOW)
    assert change_mark(desk.database) != before


def test_the_councils_prefix_is_kept_with_all_else_as_it_was_and_taken_away_again(desk: Desk) -> None:
    before = council_of(desk)
    tried = keep_ocid_prefix(desk.database, desk.administrator, "ocds-b5fd17", NOW, dry_run=True)
    assert (tried.changed, council_of(desk)) == (frozenset(), before)
    kept = keep_ocid_prefix(desk.database, desk.administrator, "ocds-b5fd17", NOW).result
    assert council_of(desk) == kept == replace(before, ocid_prefix="ocds-b5fd17", version=kept.version)
    assert keep_ocid_prefix(desk.database, desk.administrator, " ", NOW).result.ocid_prefix == ""


@pytest.mark.parametrize("prefix", ["ocds-", "b5fd17", "ocds-B5FD17", "ocds-b5fd17-", "ocds-000000"])
def test_what_is_no_prefix_of_the_councils_own_is_refused_at_its_field(desk: Desk, prefix: str) -> None:
    with pytest.raises(BadInput) as refused:
        keep_council(desk.database, desk.administrator, replace(council_of(desk), ocid_prefix=prefix), NOW)
    assert refused.value.field == "ocid_prefix"


def test_only_the_administrator_keeps_the_councils_prefix(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="Only the administrator may change this"):
        keep_ocid_prefix(desk.database, desk.commissioner, "ocds-b5fd17", NOW)
