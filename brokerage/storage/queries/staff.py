"""Who works at the desk, and under which name this connection signed in."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, Select, Text, bindparam, func, literal_column, select

from brokerage.domain.council import StaffEntry
from brokerage.domain.staff import Job
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.council import StaffRow, TeamRow

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
    .outerjoin(TeamRow, TeamRow.id == StaffRow.team_id)
    .order_by(StaffRow.full_name, StaffRow.login)
)
_BY_LOGIN = _STAFF.where(StaffRow.login == bindparam("login"))
_SESSION_USER = select(literal_column("session_user", Text))


def staff(connection: Reader) -> tuple[StaffEntry, ...]:
    """Everybody who works or worked at the desk, by name."""
    return tuple(StaffEntry(*row) for row in connection.execute(_STAFF))


def staff_member(connection: Reader, login: str) -> StaffEntry | None:
    """Who has this login, or None."""
    row = connection.execute(_BY_LOGIN, {"login": login}).first()
    return None if row is None else StaffEntry(*row)


def session_user(connection: Connection) -> str:
    """The login the shared database knows this connection by (PostgreSQL only)."""
    return connection.execute(_SESSION_USER).scalar_one()
