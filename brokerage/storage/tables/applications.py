"""Rounds, applications to join a scheme, and the steps taken with them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.application import ApplicationState, ApplicationStep, LotOutcome
from brokerage.domain.staff import Job
from brokerage.storage.column_types import ByValue, days_in_order_check, values_check
from brokerage.storage.tables.base import STRICT, Base, Numbered, Versioned


class RoundRow(Versioned, Base):
    """Days on which a scheme is open to newcomers, both included; one without a closing day stays open."""

    __tablename__ = "rounds"
    __table_args__ = (
        UniqueConstraint("scheme_id", "number"),
        days_in_order_check("opens_on", "closes_on"),
        STRICT,
    )

    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"))
    number: Mapped[int]
    title: Mapped[str]
    opens_on: Mapped[date]
    closes_on: Mapped[date | None]
    notice_reference: Mapped[str] = mapped_column(default="")


class ApplicationRow(Versioned, Base):
    """A provider asks to join a scheme. `round_id` is null where it came between rounds. `due_on` is the day of the answer.

    `request_id` is made by the client once for each form, so a repeated press finds the first answer.
    """

    __tablename__ = "applications"
    __table_args__ = (
        values_check("state", ApplicationState),
        CheckConstraint("due_on >= received_on", name="due_after_receipt"),
        Index("ix_applications_state_due_on", "state", "due_on"),
        STRICT,
    )

    reference: Mapped[str] = mapped_column(unique=True)
    request_id: Mapped[str] = mapped_column(unique=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"), index=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"), index=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("providers.id"), index=True)
    received_on: Mapped[date]
    due_on: Mapped[date]
    extension_reason: Mapped[str] = mapped_column(default="")
    acknowledged_on: Mapped[date | None]
    state: Mapped[ApplicationState] = mapped_column(ByValue(ApplicationState))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class ApplicationLotRow(Numbered, Base):
    """One service that asks to be admitted to one lot, and what became of that."""

    __tablename__ = "application_lots"
    __table_args__ = (
        values_check("outcome", LotOutcome),
        UniqueConstraint("application_id", "service_id", "lot_id"),
        STRICT,
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), index=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), index=True)
    outcome: Mapped[LotOutcome] = mapped_column(ByValue(LotOutcome), default=LotOutcome.ASKED)


class ApplicationStepRow(Numbered, Base):
    """A step somebody took with an application. Insert-only."""

    __tablename__ = "application_steps"
    __table_args__ = (
        values_check("step", ApplicationStep),
        values_check("from_state", ApplicationState),
        values_check("to_state", ApplicationState),
        STRICT,
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    step: Mapped[ApplicationStep] = mapped_column(ByValue(ApplicationStep))
    from_state: Mapped[ApplicationState] = mapped_column(ByValue(ApplicationState))
    to_state: Mapped[ApplicationState] = mapped_column(ByValue(ApplicationState))
    taken_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    taken_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")


class AllowedApplicationStepRow(Base):
    """Which step leads from which state to which, for which job. The database refuses any other way."""

    __tablename__ = "allowed_application_steps"
    __table_args__ = (
        values_check("step", ApplicationStep),
        values_check("from_state", ApplicationState),
        values_check("to_state", ApplicationState),
        values_check("job", Job),
        STRICT,
    )

    step: Mapped[ApplicationStep] = mapped_column(ByValue(ApplicationStep), primary_key=True)
    from_state: Mapped[ApplicationState] = mapped_column(ByValue(ApplicationState), primary_key=True)
    to_state: Mapped[ApplicationState] = mapped_column(ByValue(ApplicationState), primary_key=True)
    job: Mapped[Job] = mapped_column(ByValue(Job), primary_key=True)
