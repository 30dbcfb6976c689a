"""Who works at the desk, and under which name this connection signed in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, Row, Select, Text, bindparam, func, literal_column, select

from brokerage.domain.staff import Job
from brokerage.storage.tables.council import StaffRow, TeamRow


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works at the desk. `approval_limit` in pounds of estimated year; days are included."""

    id: int
    login: str
    full_name: str
    job: Job
    team_id: int | None
    team: str
    approval_limit: Decimal | None
    phone: str
    email: str
    active: bool
    first_day: date
    last_day: date | None

    def works_on(self, day: date) -> bool:
        """Whether they may work on this day: active, and the day within their own days."""
        return self.active and self.first_day <= day and (self.last_day is None or day <= self.last_day)


_StaffColumns = tuple[int, str, str, Job, int | None, str, Decimal | None, str, str, bool, date, date | None]

_STAFF: Select[_StaffColumns] = (
    select(
        StaffRow.id,
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
_BY_LOGIN = _STAFF.where(StaffRow.login == bindparam("login"))
_SESSION_USER = select(literal_column("session_user", Text))


def staff(connection: Connection) -> tuple[StaffMember, ...]:
    """Everybody who works or worked at the desk, by name."""
    return tuple(_member(row) for row in connection.execute(_STAFF))


def staff_member(connection: Connection, login: str) -> StaffMember | None:
    """Who has this login, or None."""
    row = connection.execute(_BY_LOGIN, {"login": login}).first()
    return None if row is None else _member(row)


def session_user(connection: Connection) -> str:
    """The login the shared database knows this connection by (PostgreSQL only)."""
    return connection.execute(_SESSION_USER).scalar_one()


def _member(row: Row[_StaffColumns]) -> StaffMember:
    return StaffMember(*row)
