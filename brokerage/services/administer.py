"""What the administrator keeps: the council's own details, teams, staff with their limits, reference lists."""

import re
from dataclasses import replace
from datetime import date, datetime

from brokerage.domain.changes import Done, Kind
from brokerage.domain.council import Council, NamedCode, ReferenceList, StaffEntry, Team
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.money import format_pounds
from brokerage.domain.ocid import check_own_prefix
from brokerage.domain.scheme_summary import SchemeSummary
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.services.changed_meanwhile import naming_who_changed
from brokerage.services.typed_text import typed_line, typed_text
from brokerage.storage.engine import Database
from brokerage.storage.queries import administration as queries
from brokerage.storage.queries.council import council as read_council
from brokerage.storage.queries.scheme_list import schemes
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes import council as writes

__all__ = [
    "LOGO_BYTES",
    "change_mark",
    "find_council",
    "keep_council",
    "keep_ocid_prefix",
    "keep_staff",
    "keep_team",
    "keep_title",
    "list_schemes",
    "list_teams",
    "list_titles",
]

LOGO_BYTES = 512 * 1024
_PNG_START = b"\x89PNG\r\n\x1a\n"
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,62}")
_SETTINGS = frozenset({Kind.SETTINGS})


_APPROVING = frozenset({Job.APPROVER})


def find_council(database: Database) -> Council | None:
    """The council this database belongs to, or None before its name is set."""
    with database.reading() as connection:
        return read_council(connection)


def keep_ocid_prefix(
    database: Database, actor: Actor, prefix: str, now: datetime, *, dry_run: bool = False
) -> Done[Council]:
    """Keeps what the council's open contracting ids begin with, empty for none, and all else of the council as it is.

    Raises: BadInput for another form; RuleBroken before the council has its name. A dry run keeps nothing.
    """
    _refuse_who_may_not(actor)
    own = check_own_prefix(prefix, "prefix")
    with unit_of_work(database, actor, now) as work:
        known = read_council(work.session)
        if known is None:
            raise RuleBroken("The council has no name yet: name it in Settings first.")
        kept = writes.write_council(work.session, replace(known, ocid_prefix=own))
        work.record("change-council", "council", "1", {"version": str(kept.version), "ocid_prefix": own})
        if dry_run:
            work.undo()
    return Done(kept, frozenset() if dry_run else _SETTINGS)


def list_teams(database: Database) -> tuple[Team, ...]:
    """Every team, by name."""
    with database.reading() as connection:
        return queries.teams(connection)


def list_titles(database: Database, which: ReferenceList) -> tuple[NamedCode, ...]:
    """The lines of a reference list and how often each is used, by title."""
    with database.reading() as connection:
        return queries.need_categories(connection) if which is ReferenceList.NEEDS else queries.outcomes(connection)


def list_schemes(database: Database, today: date) -> tuple[SchemeSummary, ...]:
    """Every purchasing system with its lots, their admitted services today, and its policies."""
    with database.reading() as connection:
        return schemes(connection, today)


def change_mark(database: Database) -> str:
    """A text that is another once anybody has changed anything."""
    with database.reading() as connection:
        return queries.change_mark(connection)


def keep_council(database: Database, actor: Actor, council: Council, now: datetime) -> Done[Council]:
    """Keeps the council's details as given; the result carries the new version.

    Raises: BadInput for a missing name or a logo that is no picture; Conflict when a colleague changed them; RuleBroken.
    """
    _refuse_who_may_not(actor)
    cleaned = _cleaned(council)
    with unit_of_work(database, actor, now) as work:
        with naming_who_changed(work, "council", "1", "the council’s details"):
            kept = writes.write_council(work.session, cleaned)
        work.record("change-council", "council", "1", {"version": str(kept.version)})
    return Done(kept, _SETTINGS)


def keep_team(database: Database, actor: Actor, team: Team, now: datetime) -> Done[int]:
    """Keeps a team, new where `team_id` is 0; the result is its number.

    Raises: BadInput at a field, Conflict when a colleague changed the team, RuleBroken.
    """
    _refuse_who_may_not(actor)
    cleaned = replace(
        team,
        name=typed_line(team.name, "name"),
        phone=typed_line(team.phone, "phone"),
        email=typed_line(team.email, "email"),
    )
    if not cleaned.name:
        raise BadInput("The team has no name: give one.", "name")
    with unit_of_work(database, actor, now) as work:
        with naming_who_changed(work, "teams", str(team.team_id), "this team"):
            kept = writes.write_team(work.session, cleaned)
        work.record("change-team" if team.team_id else "add-team", "teams", str(kept))
    return Done(kept, _SETTINGS)


def keep_staff(database: Database, actor: Actor, entry: StaffEntry, now: datetime) -> Done[int]:
    """Keeps somebody who works at the desk, new where `staff_id` is 0; the result is their number.

    Only an approver has a limit; it is dropped for every other job. Nobody changes their own job, limit or days.
    Raises: BadInput at a field, Conflict when a colleague changed the entry, RuleBroken.
    """
    _refuse_who_may_not(actor)
    if entry.staff_id == actor.staff_id and actor.independent:
        raise RuleBroken("Nobody changes their own entry: another administrator can.")
    cleaned = _cleaned_entry(entry)
    with unit_of_work(database, actor, now) as work:
        if writes.login_is_taken(work.session, cleaned.login, other_than=cleaned.staff_id):
            raise BadInput("Another member of staff has this login: give another.", "login")
        with naming_who_changed(work, "staff", cleaned.login, "this member of staff"):
            kept = writes.write_staff_entry(work.session, cleaned)
        limit = "" if cleaned.approval_limit is None else format_pounds(cleaned.approval_limit)
        work.record(
            "change-staff" if cleaned.staff_id else "add-staff",
            "staff",
            cleaned.login,
            {"job": cleaned.job.value, "approval_limit": limit, "active": str(cleaned.active).lower()},
        )
    return Done(kept, _SETTINGS)


def keep_title(
    database: Database, actor: Actor, which: ReferenceList, code: str, title: str, now: datetime
) -> Done[str]:
    """Adds a line to a reference list, or words the line of that code anew; without a code it is made of the title.

    Raises: BadInput for an empty title; RuleBroken.
    """
    _refuse_who_may_not(actor)
    words = typed_line(title, "title")
    made = code or _code_of(words)
    if not made:
        raise BadInput("The line has no words: give its title.", "title")
    with unit_of_work(database, actor, now) as work:
        if not code and writes.title_is_there(work.session, which, made):
            raise BadInput("The list has this line already: choose it in the list to word it anew.", "title")
        writes.write_title(work.session, which, made, words)
        work.record("change-list", which.value, made)
    return Done(made, _SETTINGS)


def _refuse_who_may_not(actor: Actor) -> None:
    refuse_other_jobs(actor, Job.ADMINISTRATOR, "change this")


def _cleaned(council: Council) -> Council:
    if not council.name.strip():
        raise BadInput("The council has no name: give the name that letters carry.", "name")
    if council.logo_png is not None:
        _refuse_bad_logo(council.logo_png)
    return replace(
        council,
        name=typed_line(council.name, "name"),
        department=typed_line(council.department, "department"),
        address=typed_text(council.address, "address"),
        phone=typed_line(council.phone, "phone"),
        email=typed_line(council.email, "email"),
        safeguarding_contact=typed_line(council.safeguarding_contact, "safeguarding_contact"),
        information_contact=typed_line(council.information_contact, "information_contact"),
        ocid_prefix=check_own_prefix(council.ocid_prefix),
    )


def _refuse_bad_logo(picture: bytes) -> None:
    if len(picture) > LOGO_BYTES:
        raise BadInput(
            f"The logo is larger than {LOGO_BYTES // 1024} kB: save it smaller, then choose it again.", "logo"
        )
    if not picture.startswith(_PNG_START):
        raise BadInput("The logo is no PNG picture: save it as one, then choose it again.", "logo")


def _cleaned_entry(entry: StaffEntry) -> StaffEntry:
    login = entry.login.strip().lower()
    if not entry.staff_id and _LOGIN.fullmatch(login) is None:
        raise BadInput("The login needs 2 to 63 letters, figures, dots or hyphens, as in a.baker.", "login")
    if not entry.full_name.strip():
        raise BadInput("The name is empty: give the name that colleagues know.", "full_name")
    if entry.last_day is not None and entry.last_day < entry.first_day:
        raise BadInput("The last day is before the first: put the earlier day first.", "last day")
    if entry.approval_limit is not None and entry.approval_limit < 0:
        raise BadInput("The approval limit is negative: give pounds of estimated year.", "approval_limit")
    if entry.job in _APPROVING and entry.approval_limit is None:
        raise BadInput("An approver needs a limit: give the dearest estimated year they may approve.", "approval_limit")
    return replace(
        entry,
        login=login if not entry.staff_id else entry.login,
        full_name=typed_line(entry.full_name, "full_name"),
        approval_limit=entry.approval_limit if entry.job in _APPROVING else None,
        phone=typed_line(entry.phone, "phone"),
        email=typed_line(entry.email, "email"),
    )


def _code_of(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60]
