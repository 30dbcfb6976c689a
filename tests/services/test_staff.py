from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from brokerage.domain.errors import RuleBroken
from brokerage.domain.staff import Job
from brokerage.services import staff
from brokerage.services.staff import actor_for, list_staff, work_as
from brokerage.storage.engine import Database, open_database
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, TODAY, Desk, open_council


@pytest.fixture
def own_desk(sqlite_url: str) -> Iterator[Desk]:
    """The one-person desk."""
    database = open_database(sqlite_url)
    yield open_council(database)
    database.close()


@pytest.fixture
def shared_desk(postgresql_url: str) -> Iterator[Desk]:
    """The shared desk; the tests sign in as postgres."""
    database = open_database(postgresql_url)
    yield open_council(database)
    database.close()


def works_as_entries(database: Database) -> list[tuple[str, str]]:
    asked = select(AuditEntryRow.actor, AuditEntryRow.signed_in_as).where(AuditEntryRow.action == "works-as")
    with database.reading() as connection:
        return [(row[0], row[1]) for row in connection.execute(asked)]


def test_staff_are_listed_by_name_with_team_and_limit(desk: Desk) -> None:
    listed = list_staff(desk.database)
    assert [member.full_name for member in listed] == sorted(member.full_name for member in listed)
    approver = next(member for member in listed if member.login == "approver")
    assert (approver.team, approver.approval_limit) == ("Brokerage (demo)", desk.approver.approval_limit)


def test_on_ones_own_desk_one_chooses_whom_to_work_as_and_is_never_independent(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "computer_user", lambda: "jo")
    actor = actor_for(own_desk.database, "broker", today=TODAY)
    assert (actor.login, actor.job, actor.signed_in_as, actor.independent) == ("broker", Job.BROKER, "jo", False)


def test_without_a_choice_it_is_the_computers_user_when_they_work_here_else_the_practitioner(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "computer_user", lambda: "nobody-here")
    assert actor_for(own_desk.database, None, today=TODAY).login == "practitioner"
    monkeypatch.setattr(staff, "computer_user", lambda: "finance")
    assert actor_for(own_desk.database, None, today=TODAY).login == "finance"


def test_the_choice_is_put_on_record(own_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "computer_user", lambda: "jo")
    work_as(own_desk.database, "approver", NOW)
    assert works_as_entries(own_desk.database) == [("approver", "jo")]


def test_on_a_shared_desk_one_is_who_signed_in_and_independent(shared_desk: Desk) -> None:
    shared_desk.staff("postgres", Job.BROKER)
    actor = work_as(shared_desk.database, None, NOW)
    assert (actor.login, actor.signed_in_as, actor.job, actor.independent) == ("postgres", "postgres", Job.BROKER, True)
    assert actor_for(shared_desk.database, "postgres", today=TODAY) == actor
    assert works_as_entries(shared_desk.database) == []


def test_on_a_shared_desk_nobody_works_as_another(shared_desk: Desk) -> None:
    shared_desk.staff("postgres", Job.BROKER)
    with pytest.raises(RuleBroken, match="sign in with that login"):
        actor_for(shared_desk.database, "approver", today=TODAY)


def test_on_a_shared_desk_a_login_that_is_no_staff_is_refused(shared_desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="Nobody with the login “postgres” works at this desk"):
        actor_for(shared_desk.database, None, today=TODAY)


@pytest.mark.parametrize(
    "columns",
    [{"active": False}, {"first_day": TODAY + timedelta(days=1)}, {"last_day": TODAY - timedelta(days=1)}],
    ids=["inactive", "not yet", "no longer"],
)
def test_whoever_does_not_work_here_today_is_refused(desk: Desk, columns: dict[str, Any]) -> None:
    login = "temp" if desk.database.is_embedded else "postgres"
    desk.staff(login, Job.BROKER, **columns)
    chosen = login if desk.database.is_embedded else None
    with pytest.raises(RuleBroken, match="may not work at this desk today"):
        actor_for(desk.database, chosen, today=TODAY)


def test_the_first_and_the_last_day_of_work_count(own_desk: Desk) -> None:
    own_desk.staff("temp", Job.BROKER, first_day=TODAY, last_day=TODAY)
    assert actor_for(own_desk.database, "temp", today=TODAY).login == "temp"
