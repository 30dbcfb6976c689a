"""Which service is admitted to which lot, from when to when, and when that was suspended."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.storage.column_types import days_in_order_check
from brokerage.storage.tables.base import STRICT, Base, Numbered, Versioned


class AdmissionRow(Versioned, Base):
    """A service's place in a lot. `reference` is the contract's number. Days are included."""

    __tablename__ = "admissions"
    __table_args__ = (
        UniqueConstraint("service_id", "lot_id", "first_day"),
        Index("ix_admissions_lot_id_service_id", "lot_id", "service_id"),
        days_in_order_check(),
        STRICT,
    )

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"))
    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"))
    reference: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    sealed_on: Mapped[date | None]
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"), index=True)
    application_lot_id: Mapped[int | None] = mapped_column(ForeignKey("application_lots.id"), index=True)


class SuspensionRow(Numbered, Base):
    """Days on which no new call-off may start; running placements are untouched."""

    __tablename__ = "suspensions"
    __table_args__ = (days_in_order_check(), STRICT)

    admission_id: Mapped[int] = mapped_column(ForeignKey("admissions.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    reason: Mapped[str]
