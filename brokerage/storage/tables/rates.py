"""Agreed rates. A rate is never edited: it is ended and followed. Both databases refuse an overlap."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, FetchedValue, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.fee_line import SUPPORT, FeeKind
from brokerage.domain.unit import COUNTED_UNITS, Unit
from brokerage.storage.column_types import ByValue, Pence, days_in_order_check, values_check
from brokerage.storage.tables.base import STRICT, Base, Numbered


def _among(column: str, values: tuple[FeeKind, ...] | tuple[Unit, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value.value) for value in values)})"


# Word for word as the search asks, by which SQLite knows that the index answers it.
_PRICES_A_WEEK = f"{_among('kind', SUPPORT)} AND {_among('unit', COUNTED_UNITS)}"


class RateLineRow(Numbered, Base):
    """One line of a service's rate card in a lot: for what, per which unit, ratio and band. Its rates follow one another.

    `activity_id` is null where the line is for the whole service; both ratio columns are null where the price is for the
    place and not for a ratio.
    """

    __tablename__ = "rate_lines"
    __table_args__ = (
        values_check("kind", FeeKind),
        values_check("unit", Unit),
        CheckConstraint("(ratio_staff IS NULL) = (ratio_people IS NULL)", name="ratio_whole_or_absent"),
        CheckConstraint("ratio_staff IS NULL OR (ratio_staff > 0 AND ratio_people > 0)", name="ratio_positive"),
        Index(
            "uq_rate_lines_line",
            "service_id",
            "lot_id",
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

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"))
    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)
    kind: Mapped[FeeKind] = mapped_column(ByValue(FeeKind))
    unit: Mapped[Unit] = mapped_column(ByValue(Unit))
    ratio_staff: Mapped[int | None]
    ratio_people: Mapped[int | None]
    band: Mapped[str] = mapped_column(default="")


class RateRow(Numbered, Base):
    """A price agreed for a rate line from a day to a day, both included. `source` is where it comes from, `note` what was said.

    `end_reason` is why somebody ended it; empty where another rate follows it, or it had its last day from the start.
    `service_id` to `ratio_people` repeat its line, so that the search finds all rates of a service in a lot side by side.
    The databases write them themselves and let nobody change them (decision 0018): they are read, never given.
    """

    __tablename__ = "rates"
    __table_args__ = (
        CheckConstraint("price > 0", name="price_above_zero"),
        CheckConstraint(
            # PostgreSQL's overlap rule packs the line and the day into one number, five digits for the day since 2000.
            "first_day >= '2000-01-01' AND (last_day IS NULL OR last_day < '2270-01-01')",
            name="days_in_reach",
        ),
        days_in_order_check(),
        Index("ix_rates_in_force", "rate_line_id", "first_day", "last_day"),
        # All the search asks of a rate that can price a week, so that it reads no other and never has to open the rate itself.
        Index(
            "ix_rates_search",
            "service_id",
            "lot_id",
            "first_day",
            "last_day",
            "unit",
            "activity_id",
            "ratio_staff",
            "ratio_people",
            "price",
            "kind",
            "id",
            postgresql_where=text(_PRICES_A_WEEK),
            sqlite_where=text(_PRICES_A_WEEK),
        ),
        STRICT,
    )
    # What the databases write themselves is not asked for again after every row.
    __mapper_args__ = {"eager_defaults": False}  # noqa: RUF012 - SQLAlchemy reads it once

    rate_line_id: Mapped[int] = mapped_column(ForeignKey("rate_lines.id"))
    price: Mapped[Decimal] = mapped_column(Pence())
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    end_reason: Mapped[str] = mapped_column(default="")
    uplift_id: Mapped[int | None] = mapped_column(ForeignKey("uplifts.id"), index=True)
    service_id: Mapped[int] = mapped_column(server_default=FetchedValue())
    lot_id: Mapped[int] = mapped_column(server_default=FetchedValue())
    activity_id: Mapped[int | None] = mapped_column(server_default=FetchedValue())
    kind: Mapped[FeeKind] = mapped_column(ByValue(FeeKind), server_default=FetchedValue())
    unit: Mapped[Unit] = mapped_column(ByValue(Unit), server_default=FetchedValue())
    ratio_staff: Mapped[int | None] = mapped_column(server_default=FetchedValue())
    ratio_people: Mapped[int | None] = mapped_column(server_default=FetchedValue())
