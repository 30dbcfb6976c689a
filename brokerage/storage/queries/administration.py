"""The council's teams and its reference lists, as Settings shows and changes them; and whether anything has changed."""

from sqlalchemy import Connection, Select, func, select

from brokerage.domain.council import NamedCode, Team
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.council import StaffRow, TeamRow
from brokerage.storage.tables.people import PersonNeedRow, PlanOutcomeRow
from brokerage.storage.tables.schemes import NeedCategoryRow, OutcomeRow

RECENT_ENTRIES = 200

_TEAMS: Select[tuple[int, int, str, str, str, int]] = (
    select(TeamRow.id, TeamRow.version, TeamRow.name, TeamRow.phone, TeamRow.email, func.count(StaffRow.id))
    .join(StaffRow, (StaffRow.team_id == TeamRow.id) & StaffRow.active, isouter=True)
    .group_by(TeamRow.id, TeamRow.version, TeamRow.name, TeamRow.phone, TeamRow.email)
    .order_by(TeamRow.name)
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


def teams(connection: Connection) -> tuple[Team, ...]:
    """Every team, by name."""
    return tuple(Team(*row) for row in connection.execute(_TEAMS))


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
