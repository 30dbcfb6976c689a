"""The council, its teams, its staff and its reference lists as the administrator sees them."""

from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy.orm import InstrumentedAttribute

from brokerage.domain.council import Council, NamedCode, StaffEntry, Team
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.council import CouncilRow, StaffRow, TeamRow
from brokerage.storage.tables.people import PersonNeedRow, PlanOutcomeRow
from brokerage.storage.tables.providers import ActivityOutcomeRow, ServiceNeedRow
from brokerage.storage.tables.schemes import NeedCategoryRow, OutcomeRow

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
_ACTIVE_STAFF = (
    select(func.count(StaffRow.id))
    .where(StaffRow.team_id == TeamRow.id, StaffRow.active)
    .correlate(TeamRow)
    .scalar_subquery()
)
_TEAMS = select(TeamRow.id, TeamRow.name, TeamRow.phone, TeamRow.email, _ACTIVE_STAFF).order_by(TeamRow.name)
_STAFF = (
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
    .outerjoin(TeamRow, TeamRow.id == StaffRow.team_id)
    .order_by(StaffRow.full_name, StaffRow.login)
)


def _times_used(uses: InstrumentedAttribute[int], listed: InstrumentedAttribute[int]) -> ColumnElement[int]:
    return select(func.count()).where(uses == listed).scalar_subquery()


_NEEDS = select(
    NeedCategoryRow.code,
    NeedCategoryRow.title,
    _times_used(ServiceNeedRow.need_id, NeedCategoryRow.id) + _times_used(PersonNeedRow.need_id, NeedCategoryRow.id),
).order_by(NeedCategoryRow.title)
_OUTCOMES = select(
    OutcomeRow.code,
    OutcomeRow.title,
    _times_used(ActivityOutcomeRow.outcome_id, OutcomeRow.id) + _times_used(PlanOutcomeRow.outcome_id, OutcomeRow.id),
).order_by(OutcomeRow.title)
_NEWEST_ENTRY = select(func.coalesce(func.max(AuditEntryRow.id), 0))


def council(connection: Connection) -> Council | None:
    """The council this database belongs to, or None before its name is set."""
    row = connection.execute(_COUNCIL).first()
    return None if row is None else Council(*row)


def teams(connection: Connection) -> tuple[Team, ...]:
    """Every team, by name."""
    return tuple(Team(*row) for row in connection.execute(_TEAMS))


def staff_entries(connection: Connection) -> tuple[StaffEntry, ...]:
    """Everybody who works or worked at the desk, by name."""
    return tuple(StaffEntry(*row) for row in connection.execute(_STAFF))


def need_categories(connection: Connection) -> tuple[NamedCode, ...]:
    """Need categories by title, and how many services and people have each."""
    return tuple(NamedCode(*row) for row in connection.execute(_NEEDS))


def outcomes(connection: Connection) -> tuple[NamedCode, ...]:
    """Outcomes by title, and how many activities and plans have each."""
    return tuple(NamedCode(*row) for row in connection.execute(_OUTCOMES))


def change_mark(connection: Connection) -> str:
    """A text that is another once anybody has changed anything: every change writes an audit entry."""
    return str(connection.execute(_NEWEST_ENTRY).scalar_one())
