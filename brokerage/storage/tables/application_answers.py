"""What a provider wrote in its application: answers to the scheme's questions, and the prices it offers."""

from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.unit import Unit
from brokerage.storage.column_types import ByValue, Pence, values_check
from brokerage.storage.tables.base import STRICT, Base, Numbered


class ApplicationAnswerRow(Base):
    """The answer to one question of a lot, in the provider's words."""

    __tablename__ = "application_answers"
    __table_args__ = (CheckConstraint("length(answer) > 0", name="answer_given"), STRICT)

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True, index=True)
    answer: Mapped[str]


class OfferedPriceRow(Numbered, Base):
    """A price a service offers for one lot. It becomes an agreed rate with the award, and binds nobody before."""

    __tablename__ = "offered_prices"
    __table_args__ = (
        values_check("kind", FeeKind),
        values_check("unit", Unit),
        CheckConstraint("price > 0", name="price_above_zero"),
        CheckConstraint("(ratio_staff IS NULL) = (ratio_people IS NULL)", name="ratio_whole_or_absent"),
        CheckConstraint("ratio_staff IS NULL OR (ratio_staff > 0 AND ratio_people > 0)", name="ratio_positive"),
        Index(
            "uq_offered_prices_line",
            "application_lot_id",
            text("coalesce(activity_id, 0)"),
            "kind",
            "unit",
            text("coalesce(ratio_staff, 0)"),
            text("coalesce(ratio_people, 0)"),
            "band",
            unique=True,
        ),
        STRICT,
    )

    application_lot_id: Mapped[int] = mapped_column(ForeignKey("application_lots.id"))
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"))
    kind: Mapped[FeeKind] = mapped_column(ByValue(FeeKind))
    unit: Mapped[Unit] = mapped_column(ByValue(Unit))
    ratio_staff: Mapped[int | None]
    ratio_people: Mapped[int | None]
    band: Mapped[str] = mapped_column(default="")
    price: Mapped[Decimal] = mapped_column(Pence())
    note: Mapped[str] = mapped_column(default="")
