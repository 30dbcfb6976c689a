"""The terms of a scheme's contracts, its estimated value by year, and what its lots allow."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.unit import Unit
from brokerage.storage.column_types import ByValue, Pence, values_check
from brokerage.storage.tables.base import STRICT, Base, Numbered


class SchemeTermRow(Numbered, Base):
    """The initial term (ordinal 0) or an extension, in order. One that nobody decided on is an option still open."""

    __tablename__ = "scheme_terms"
    __table_args__ = (
        UniqueConstraint("scheme_id", "ordinal"),
        CheckConstraint("ordinal >= 0", name="ordinal_not_negative"),
        CheckConstraint("months BETWEEN 1 AND 600", name="months_in_reach"),
        CheckConstraint("(decided_on IS NULL) = (decision_reference = '')", name="decision_whole_or_absent"),
        STRICT,
    )

    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"))
    ordinal: Mapped[int]
    months: Mapped[int]
    decision_reference: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]


class SchemeValueRow(Base):
    """What the council expects to buy through the scheme in the financial year that begins in April of `year`."""

    __tablename__ = "scheme_values"
    __table_args__ = (CheckConstraint("estimated_value >= 0", name="value_not_negative"), STRICT)

    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    estimated_value: Mapped[Decimal] = mapped_column(Pence())


class LotCpvCodeRow(Base):
    """A code of the common procurement vocabulary that the lot was advertised under."""

    __tablename__ = "lot_cpv_codes"
    __table_args__ = (STRICT,)

    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class LotUnitRow(Base):
    """A unit the lot may be priced by; a lot that names none may be priced by any."""

    __tablename__ = "lot_units"
    __table_args__ = (values_check("unit", Unit), STRICT)

    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), primary_key=True)
    unit: Mapped[Unit] = mapped_column(ByValue(Unit), primary_key=True)


class LotRatioRow(Base):
    """A ratio the lot may be priced at; a lot that names none may be priced at any."""

    __tablename__ = "lot_ratios"
    __table_args__ = (CheckConstraint("staff > 0 AND people > 0", name="ratio_positive"), STRICT)

    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), primary_key=True)
    staff: Mapped[int] = mapped_column(primary_key=True)
    people: Mapped[int] = mapped_column(primary_key=True)
