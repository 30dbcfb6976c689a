"""The council, its teams, its staff and its reference lists, as Settings shows and changes them."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, Select, func, select

from brokerage.domain.council import Council, NamedCode, StaffEntry, Team
from brokerage.domain.staff import Job
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.council import CouncilRow, StaffRow, TeamRow
from brokerage.storage.tables.people import PersonNeedRow, PlanOutcomeRow
from brokerage.storage.tables.schemes import NeedCategoryRow, OutcomeRow

RECENT_ENTRIES = 200

_COUNCIL = select(
    CouncilRow.name,
    CouncilRow.department,
    CouncilRow.address,
    CouncilRow.phone,
    CouncilRow.email,
    CouncilRow.safeguarding_contact,
    CouncilRow.information_contact,
    CouncilRow.logo_png,
    CouncilRow.is_demonstration,
    CouncilRow.version,
)
_TEAMS: Select[tuple[int, str, str, str, int]] = (
    select(TeamRow.id, TeamRow.name, TeamRow.phone, TeamRow.email, func.count(StaffRow.id))
    .join(StaffRow, (StaffRow.team_id == TeamRow.id) & StaffRow.active, isouter=True)
    .group_by(TeamRow.id, TeamRow.name, TeamRow.phone, TeamRow.email)
    .order_by(TeamRow.name)
)
_StaffColumns = tuple[int, int, str, str, Job, int | None, str, Decimal | None, str, str, bool, date, date | None]
_STAFF: Select[_StaffColumns] = (
    select(
        StaffRow.id,
        StaffRow.version,
        StaffRow.login,
        StaffRow.full_name,
        StaffRow.job,
        StaffRow.team_id,
        func.coalesce(TeamRow.name, ""),
        StaffRow.approval_limit,
        StaffRow.phone,
        StaffRow.email,
        StaffRow.active,
        StaffRow.first_day,
        StaffRow.last_day,
    )
    .join(TeamRow, TeamRow.id == StaffRow.team_id, isouter=True)
    .order_by(StaffRow.full_name, StaffRow.id)
)
_NEEDS: Select[tuple[str, str, int]] = (
    select(NeedCategoryRow.code, NeedCategoryRow.title, func.count(PersonNeedRow.person_id))
    .join(PersonNeedRow, PersonNeedRow.need_id == NeedCategoryRow.id, isouter=True)
    .group_by(NeedCategoryRow.code, NeedCategoryRow.title)
    .order_by(NeedCategoryRow.title)
)
_OUTCOMES: Select[tuple[str, str, int]] = (
    select(OutcomeRow.code, OutcomeRow.title, func.count(PlanOutcomeRow.plan_id))
    .join(PlanOutcomeRow, PlanOutcomeRow.outcome_id == OutcomeRow.id, isouter=True)
    .group_by(OutcomeRow.code, OutcomeRow.title)
    .order_by(OutcomeRow.title)
)
_LAST_ENTRY = select(func.max(AuditEntryRow.id)).scalar_subquery()
_MARK: Select[tuple[int, int]] = select(func.max(AuditEntryRow.id), func.count(AuditEntryRow.id)).where(
    AuditEntryRow.id > _LAST_ENTRY - RECENT_ENTRIES
)


def council(connection: Connection) -> Council | None:
    """The council this database belongs to, or None before its name is set."""
    row = connection.execute(_COUNCIL).one_or_none()
    return None if row is None else Council(*row)


def teams(connection: Connection) -> tuple[Team, ...]:
    """Every team, by name."""
    return tuple(Team(*row) for row in connection.execute(_TEAMS))


def staff_entries(connection: Connection) -> tuple[StaffEntry, ...]:
    """Everybody who works or worked at the desk, by name."""
    return tuple(StaffEntry(*row) for row in connection.execute(_STAFF))


def need_categories(connection: Connection) -> tuple[NamedCode, ...]:
    """Every need category and how many people have it, by title."""
    return tuple(NamedCode(*row) for row in connection.execute(_NEEDS))


def outcomes(connection: Connection) -> tuple[NamedCode, ...]:
    """Every outcome and how many plans hold it, by title."""
    return tuple(NamedCode(*row) for row in connection.execute(_OUTCOMES))


def change_mark(connection: Connection) -> str:
    """A text that is another once a use case has written anything: every one leaves an audit entry.

    The count of recent entries is part of it, since on a shared database an entry with an earlier number may be committed later.
    """
    last, recent = connection.execute(_MARK).one()
    return f"{last or 0}/{recent}"
