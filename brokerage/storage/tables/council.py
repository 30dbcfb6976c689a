"""The council itself, its teams and staff."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.staff import Job
from brokerage.storage.column_types import ByValue, Pence, days_in_order_check, values_check
from brokerage.storage.tables.base import STRICT, Base, Versioned


class CouncilRow(Versioned, Base):
    """The one council this database belongs to. `ocid_prefix` is what its open contracting ids begin with."""

    __tablename__ = "council"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"), STRICT)

    name: Mapped[str]
    department: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    safeguarding_contact: Mapped[str] = mapped_column(default="")
    information_contact: Mapped[str] = mapped_column(default="")
    logo_png: Mapped[bytes | None]
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    ocid_prefix: Mapped[str] = mapped_column(default="")


class TeamRow(Versioned, Base):
    """A team of staff; people belong to one."""

    __tablename__ = "teams"
    __table_args__ = (STRICT,)

    name: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")


class StaffRow(Versioned, Base):
    """Somebody who works at the desk. The limit is the dearest estimated year an approver may approve."""

    __tablename__ = "staff"
    __table_args__ = (
        values_check("job", Job),
        days_in_order_check(),
        CheckConstraint("approval_limit IS NULL OR approval_limit >= 0", name="limit_not_negative"),
        STRICT,
    )

    login: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    job: Mapped[Job] = mapped_column(ByValue(Job))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"), index=True)
    approval_limit: Mapped[Decimal | None] = mapped_column(Pence())
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
