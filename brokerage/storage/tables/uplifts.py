"""Uplifts: agreed rates of a scheme raised together, and which rate became which."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.uplift import UpliftKind, UpliftRounding
from brokerage.storage.column_types import ByValue, Pence, values_check
from brokerage.storage.tables.base import STRICT, Base, Versioned


class UpliftRow(Versioned, Base):
    """One uplift as it was applied. `amount` is hundredths of a percent, or pence. Taken back whole, before its first day only.

    `request_id` is made by the client once for each form, so a repeated press finds the first answer.
    """

    __tablename__ = "uplifts"
    __table_args__ = (
        values_check("kind", UpliftKind),
        values_check("rounding", UpliftRounding),
        CheckConstraint("amount > 0", name="amount_above_zero"),
        CheckConstraint("(taken_back_at IS NULL) = (taken_back_by_id IS NULL)", name="taken_back_by_somebody"),
        STRICT,
    )

    request_id: Mapped[str] = mapped_column(unique=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"), index=True)
    kind: Mapped[UpliftKind] = mapped_column(ByValue(UpliftKind))
    amount: Mapped[int]
    rounding: Mapped[UpliftRounding] = mapped_column(ByValue(UpliftRounding))
    first_day: Mapped[date]
    note: Mapped[str]
    applied_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    applied_at: Mapped[datetime]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    taken_back_at: Mapped[datetime | None]


class UpliftRateRow(Base):
    """One rate that an uplift ended, and what followed it: kept also when the uplift was taken back. Insert-only."""

    __tablename__ = "uplift_rates"
    __table_args__ = (STRICT,)

    uplift_id: Mapped[int] = mapped_column(ForeignKey("uplifts.id"), primary_key=True)
    rate_id: Mapped[int] = mapped_column(ForeignKey("rates.id"), primary_key=True, index=True)
    old_price: Mapped[Decimal] = mapped_column(Pence())
    old_last_day: Mapped[date | None]
    new_price: Mapped[Decimal] = mapped_column(Pence())
