"""Writes the council, its teams, its staff and its reference lists."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.domain.council import Council, ReferenceList, StaffEntry, Team
from brokerage.domain.errors import BadInput, Conflict
from brokerage.storage.tables.council import CouncilRow, StaffRow, TeamRow
from brokerage.storage.tables.schemes import NeedCategoryRow, OutcomeRow

_CHANGED_MEANWHILE = "A colleague changed {what} meanwhile. Look at it again, then decide."


def write_council(session: Session, council: Council) -> Council:
    """Writes the council, the first time or over the row of the same version; returns it with its new version. Raises: Conflict."""
    row = session.get(CouncilRow, 1)
    if row is None:
        row = CouncilRow(id=1, name=council.name, is_demonstration=council.is_demonstration)
        session.add(row)
    elif row.version != council.version:
        raise Conflict(_CHANGED_MEANWHILE.format(what="the council’s details"))
    row.name, row.department, row.address = council.name, council.department, council.address
    row.phone, row.email = council.phone, council.email
    row.safeguarding_contact, row.information_contact = council.safeguarding_contact, council.information_contact
    row.logo_png, row.ocid_prefix = council.logo_png, council.ocid_prefix
    session.flush()
    return Council(
        row.name,
        row.department,
        row.address,
        row.phone,
        row.email,
        row.safeguarding_contact,
        row.information_contact,
        row.logo_png,
        row.is_demonstration,
        row.version,
        row.ocid_prefix,
    )


def write_team(session: Session, team: Team) -> int:
    """Writes a team, new where its number is 0, else over the row of the same version; returns its number.

    Raises: BadInput at the name when another team has it; Conflict.
    """
    same = session.scalar(select(TeamRow.id).where(func.lower(TeamRow.name) == team.name.lower()))
    if same is not None and same != team.team_id:
        raise BadInput("There is a team of that name already: give another name.", "name")
    row = session.get(TeamRow, team.team_id) if team.team_id else None
    if row is None:
        row = TeamRow(name=team.name)
        session.add(row)
    elif row.version != team.version:
        raise Conflict(_CHANGED_MEANWHILE.format(what="this team"))
    row.name, row.phone, row.email = team.name, team.phone, team.email
    session.flush()
    return row.id


def write_staff_entry(session: Session, entry: StaffEntry) -> int:
    """Writes somebody, new where the number is 0, else over the row of the same version; returns the number. Raises: Conflict."""
    row = session.get(StaffRow, entry.staff_id) if entry.staff_id else None
    if row is None:
        row = StaffRow(login=entry.login)
        session.add(row)
    elif row.version != entry.version:
        raise Conflict(_CHANGED_MEANWHILE.format(what="this member of staff"))
    row.full_name, row.job, row.team_id = entry.full_name, entry.job, entry.team_id
    row.approval_limit, row.active = entry.approval_limit, entry.active
    row.phone, row.email = entry.phone, entry.email
    row.first_day, row.last_day = entry.first_day, entry.last_day
    session.flush()
    return row.id


def login_is_taken(session: Session, login: str, *, other_than: int) -> bool:
    """Whether another member of staff has this login."""
    found = session.scalar(select(StaffRow.id).where(StaffRow.login == login))
    return found is not None and found != other_than


def title_is_there(session: Session, which: ReferenceList, code: str) -> bool:
    """Whether the reference list has a line of this code."""
    table = NeedCategoryRow if which is ReferenceList.NEEDS else OutcomeRow
    return session.scalar(select(table.id).where(table.code == code)) is not None


def write_title(session: Session, which: ReferenceList, code: str, title: str) -> None:
    """Adds a line to a reference list, or gives the line of that code another title."""
    if which is ReferenceList.NEEDS:
        need = session.scalar(select(NeedCategoryRow).where(NeedCategoryRow.code == code))
        session.add(need or NeedCategoryRow(code=code, title=title))
        _retitle(need, title)
    else:
        outcome = session.scalar(select(OutcomeRow).where(OutcomeRow.code == code))
        session.add(outcome or OutcomeRow(code=code, title=title))
        _retitle(outcome, title)
    session.flush()


def _retitle(row: NeedCategoryRow | OutcomeRow | None, title: str) -> None:
    if row is not None:
        row.title = title
