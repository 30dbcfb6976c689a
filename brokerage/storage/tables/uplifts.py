"""Uplifts: agreed rates of a scheme raised together, and which rate became which."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.uplift import UpliftKind, UpliftRounding
from brokerage.storage.column_types import ByValue, Pence, days_in_order_check, values_check
from brokerage.storage.tables.base import STRICT, Base, Versioned


class UpliftRow(Versioned, Base):
    """One uplift as it was applied. `amount` is hundredths of a percent, or pence. Taken back whole, before its first day only.

    `taken_back_on` is the day in England on which that was.
    `request_id` is made by the client once for each form, so a repeated press finds the first answer.
    """

    __tablename__ = "uplifts"
    __table_args__ = (
        values_check("kind", UpliftKind),
        values_check("rounding", UpliftRounding),
        CheckConstraint("amount > 0", name="amount_above_zero"),
        CheckConstraint(
            "(taken_back_at IS NULL) = (taken_back_by_id IS NULL) AND (taken_back_at IS NULL) = (taken_back_on IS NULL)",
            name="taken_back_by_somebody",
        ),
        CheckConstraint("taken_back_on < first_day", name="taken_back_before_its_first_day"),
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
    taken_back_on: Mapped[date | None]
    taken_back_at: Mapped[datetime | None]


class UpliftRateRow(Base):
    """The rate of a line that an uplift ended, and the price that followed it. Insert-only, kept when the uplift is taken back.

    It names the line and not the rates: the rate that followed is gone again once the uplift is taken back.
    """

    __tablename__ = "uplift_rates"
    __table_args__ = (days_in_order_check("old_first_day", "old_last_day"), STRICT)

    uplift_id: Mapped[int] = mapped_column(ForeignKey("uplifts.id"), primary_key=True)
    rate_line_id: Mapped[int] = mapped_column(ForeignKey("rate_lines.id"), primary_key=True, index=True)
    old_price: Mapped[Decimal] = mapped_column(Pence())
    old_first_day: Mapped[date]
    old_last_day: Mapped[date | None]
    new_price: Mapped[Decimal] = mapped_column(Pence())
