"""Contracts under a scheme, what happened to admissions since, changes of ownership, and news of places."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.storage.column_types import ByValue, Pence, days_in_order_check, values_check
from brokerage.storage.tables.base import STRICT, Base, Numbered, Versioned


class ContractRow(Versioned, Base):
    """What was awarded to a provider under a scheme. Days are included; `value` is the estimate over the whole term."""

    __tablename__ = "contracts"
    __table_args__ = (
        days_in_order_check(),
        CheckConstraint("value IS NULL OR value >= 0", name="value_not_negative"),
        STRICT,
    )

    number: Mapped[str] = mapped_column(unique=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"), index=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("providers.id"), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    value: Mapped[Decimal | None] = mapped_column(Pence())
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    sealed_on: Mapped[date]


class AdmissionEventRow(Numbered, Base):
    """What was done to an admission, with the reason. Insert-only."""

    __tablename__ = "admission_events"
    __table_args__ = (
        values_check("kind", AdmissionEventKind),
        days_in_order_check(),
        CheckConstraint("length(reason) > 0", name="reason_given"),
        STRICT,
    )

    admission_id: Mapped[int] = mapped_column(ForeignKey("admissions.id"), index=True)
    kind: Mapped[AdmissionEventKind] = mapped_column(ByValue(AdmissionEventKind))
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    reason: Mapped[str]
    done_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    done_at: Mapped[datetime]


class ServiceTransferRow(Numbered, Base):
    """A service moved to another legal body from a day on. Insert-only."""

    __tablename__ = "service_transfers"
    __table_args__ = (CheckConstraint("from_provider_id <> to_provider_id", name="to_another_provider"), STRICT)

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), index=True)
    from_provider_id: Mapped[int] = mapped_column(ForeignKey("providers.id"))
    to_provider_id: Mapped[int] = mapped_column(ForeignKey("providers.id"))
    first_day: Mapped[date]
    reason: Mapped[str]
    done_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    done_at: Mapped[datetime]


class PlacesNewsRow(Numbered, Base):
    """How many places a service said were free, who said it, and when. Insert-only; the latest stands on the service."""

    __tablename__ = "places_news"
    __table_args__ = (CheckConstraint("places_free >= 0", name="places_not_negative"), STRICT)

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), index=True)
    places_free: Mapped[int]
    said_on: Mapped[date]
    said_by: Mapped[str]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
