"""Who may approve an estimated year: active approvers with a limit that is high enough."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, Date, Integer, bindparam, or_, select

from brokerage.domain.staff import Job
from brokerage.storage.column_types import Pence
from brokerage.storage.tables.council import StaffRow

_DAY = bindparam("day", type_=Date())
_APPROVERS = (
    select(StaffRow.full_name)
    .where(
        StaffRow.job == Job.APPROVER,
        StaffRow.active,
        StaffRow.id != bindparam("asking", type_=Integer()),
        StaffRow.approval_limit >= bindparam("year_estimate", type_=Pence()),
        StaffRow.first_day <= _DAY,
        or_(StaffRow.last_day.is_(None), StaffRow.last_day >= _DAY),
    )
    .order_by(StaffRow.approval_limit, StaffRow.full_name)
)


def approvers_of(connection: Connection, year_estimate: Decimal, asking: int, day: date) -> tuple[str, ...]:
    """Return the names of those who may approve the estimate on the day, the lowest limit first; never who is asking."""
    asked = {"year_estimate": year_estimate, "asking": asking, "day": day}
    return tuple(connection.execute(_APPROVERS, asked).scalars())
