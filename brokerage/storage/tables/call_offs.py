"""Packages, call-offs with their lines, steps taken, frozen evidence, approvals and agreements."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.staff import Job
from brokerage.domain.unit import Unit
from brokerage.storage.column_types import ByValue, Pence, days_in_order_check, values_check
from brokerage.storage.tables.base import STRICT, Base, Numbered, Versioned


class PackageRow(Versioned, Base):
    """What is put together for one person; its call-offs share one budget."""

    __tablename__ = "packages"
    __table_args__ = (UniqueConstraint("id", "person_id"), STRICT)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]


class CallOffRow(Versioned, Base):
    """One service's part of a package. Money in pounds a week unless named otherwise; days are included.

    `year_estimate` follows the approval convention (weekly × the policy's weeks + one-offs). `request_id` is made by the
    client once for each form, so a repeated press finds the first answer. Lines are insert-only: `lines_edition` says which
    of their editions stands. `contribution_asked`, `collector_asked` and `top_up_asked` were settled for this call-off;
    null where the person's record and the rules say it.
    """

    __tablename__ = "call_offs"
    __table_args__ = (
        values_check("state", CallOffState),
        values_check("route", AwardRoute),
        CheckConstraint("collected_by IS NULL OR collected_by IN ('council', 'provider')", name="collected_by_known"),
        days_in_order_check("first_day", "planned_last_day"),
        CheckConstraint("weekly >= 0 AND one_off >= 0 AND year_estimate >= 0", name="money_not_negative"),
        CheckConstraint("contribution_weekly >= 0 AND contribution_weekly <= weekly", name="contribution_within_cost"),
        CheckConstraint("top_up_weekly >= 0", name="top_up_not_negative"),
        CheckConstraint(
            "collector_asked IS NULL OR collector_asked IN ('council', 'provider')", name="collector_known"
        ),
        CheckConstraint("contribution_asked >= 0 AND top_up_asked >= 0", name="asked_not_negative"),
        # A package is for one person: its call-offs cannot be for another.
        ForeignKeyConstraint(["package_id", "person_id"], ["packages.id", "packages.person_id"]),
        Index("ix_call_offs_state_first_day", "state", "first_day"),
        STRICT,
    )

    reference: Mapped[str] = mapped_column(unique=True)
    request_id: Mapped[str] = mapped_column(unique=True)
    package_id: Mapped[int] = mapped_column(index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), index=True)
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lots.id"), index=True)
    admission_id: Mapped[int | None] = mapped_column(ForeignKey("admissions.id"))
    route: Mapped[AwardRoute] = mapped_column(ByValue(AwardRoute))
    reason: Mapped[str] = mapped_column(default="")
    state: Mapped[CallOffState] = mapped_column(ByValue(CallOffState))
    first_day: Mapped[date]
    planned_last_day: Mapped[date | None]
    ended_on: Mapped[date | None]
    week: Mapped[str] = mapped_column(default="")
    ratio: Mapped[str] = mapped_column(default="")
    weekly: Mapped[Decimal] = mapped_column(Pence())
    four_weekly: Mapped[Decimal] = mapped_column(Pence())
    first_year: Mapped[Decimal] = mapped_column(Pence())
    one_off: Mapped[Decimal] = mapped_column(Pence(), default=Decimal(0))
    year_estimate: Mapped[Decimal] = mapped_column(Pence())
    budget_weekly: Mapped[Decimal | None] = mapped_column(Pence())
    contribution_weekly: Mapped[Decimal] = mapped_column(Pence(), default=Decimal(0))
    collected_by: Mapped[CollectedBy | None] = mapped_column(ByValue(CollectedBy))
    contribution_asked: Mapped[Decimal | None] = mapped_column(Pence())
    collector_asked: Mapped[CollectedBy | None] = mapped_column(ByValue(CollectedBy))
    top_up_weekly: Mapped[Decimal] = mapped_column(Pence(), default=Decimal(0))
    top_up_asked: Mapped[Decimal | None] = mapped_column(Pence())
    top_up_payer: Mapped[str] = mapped_column(default="")
    price_locked: Mapped[bool] = mapped_column(default=False)
    holds_place: Mapped[bool] = mapped_column(default=False)
    room: Mapped[str] = mapped_column(default="")
    lines_edition: Mapped[int] = mapped_column(default=1)
    raised_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime]
    raised_at: Mapped[datetime | None]
    answer_due_on: Mapped[date | None]
    competition_id: Mapped[int | None] = mapped_column(ForeignKey("competitions.id"), index=True)


class CallOffLineRow(Numbered, Base):
    """One fee line with the price as it was frozen when the call-off was raised.

    `per_attended_day` is a number as text (two journeys a day), empty where the line has a week of its own. `ratio_derived`
    says that the price is the one-to-one price, of which the ratio's share is paid.
    """

    __tablename__ = "call_off_lines"
    __table_args__ = (
        values_check("kind", FeeKind),
        values_check("unit", Unit),
        UniqueConstraint("call_off_id", "edition", "position"),
        CheckConstraint("price > 0", name="price_above_zero"),
        STRICT,
    )

    call_off_id: Mapped[int] = mapped_column(ForeignKey("call_offs.id"))
    edition: Mapped[int] = mapped_column(default=1)
    position: Mapped[int]
    kind: Mapped[FeeKind] = mapped_column(ByValue(FeeKind))
    description: Mapped[str]
    unit: Mapped[Unit] = mapped_column(ByValue(Unit))
    ratio: Mapped[str] = mapped_column(default="")
    price: Mapped[Decimal] = mapped_column(Pence())
    rate_id: Mapped[int | None] = mapped_column(ForeignKey("rates.id"))
    week: Mapped[str] = mapped_column(default="")
    per_attended_day: Mapped[str] = mapped_column(default="")
    ratio_derived: Mapped[bool] = mapped_column(default=False)
    weekly: Mapped[Decimal] = mapped_column(Pence())


class CallOffStepRow(Numbered, Base):
    """A step somebody took: the timeline of a call-off. Insert-only.

    `request_id` is made once for each form that changes a call-off, so a repeated press finds the first answer.
    """

    __tablename__ = "call_off_steps"
    __table_args__ = (
        values_check("step", Step),
        values_check("from_state", CallOffState),
        values_check("to_state", CallOffState),
        STRICT,
    )

    call_off_id: Mapped[int] = mapped_column(ForeignKey("call_offs.id"), index=True)
    step: Mapped[Step] = mapped_column(ByValue(Step))
    from_state: Mapped[CallOffState] = mapped_column(ByValue(CallOffState))
    to_state: Mapped[CallOffState] = mapped_column(ByValue(CallOffState))
    taken_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    taken_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")
    request_id: Mapped[str | None] = mapped_column(unique=True)


class AllowedStepRow(Base):
    """Which job may take which step between which states; a test holds it equal to the domain's copy."""

    __tablename__ = "allowed_steps"
    __table_args__ = (
        values_check("step", Step),
        values_check("from_state", CallOffState),
        values_check("to_state", CallOffState),
        values_check("job", Job),
        STRICT,
    )

    step: Mapped[Step] = mapped_column(ByValue(Step), primary_key=True)
    from_state: Mapped[CallOffState] = mapped_column(ByValue(CallOffState), primary_key=True)
    to_state: Mapped[CallOffState] = mapped_column(ByValue(CallOffState))
    job: Mapped[Job] = mapped_column(ByValue(Job), primary_key=True)


class EvidenceRow(Numbered, Base):
    """The list a call-off was chosen from, as it stood: criteria, every offer with its figures, the time. Insert-only.

    A call-off that is returned and raised again has one for each time; the newest is the one it stands on.
    """

    __tablename__ = "evidence"
    __table_args__ = (STRICT,)

    call_off_id: Mapped[int] = mapped_column(ForeignKey("call_offs.id"), index=True)
    criteria: Mapped[dict[str, Any]] = mapped_column(JSON())
    offers: Mapped[list[Any]] = mapped_column(JSON())
    listed_at: Mapped[datetime]


class ApprovalRow(Numbered, Base):
    """An approver's decision. `independent` is false where one person plays every job on the embedded database. Insert-only.

    `answers_step_id` is the raising, or the change of money, that was decided on: an approval stands for that one only.
    """

    __tablename__ = "approvals"
    __table_args__ = (STRICT,)

    call_off_id: Mapped[int] = mapped_column(ForeignKey("call_offs.id"), index=True)
    answers_step_id: Mapped[int | None] = mapped_column(ForeignKey("call_off_steps.id"))
    approver_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    approved: Mapped[bool]
    year_estimate: Mapped[Decimal] = mapped_column(Pence())
    approval_limit: Mapped[Decimal | None] = mapped_column(Pence())
    reason: Mapped[str] = mapped_column(default="")
    independent: Mapped[bool]
    decided_at: Mapped[datetime]


class AgreementRow(Numbered, Base):
    """A version of the printed terms. Insert-only; `terms` is all the document needs."""

    __tablename__ = "agreements"
    __table_args__ = (
        UniqueConstraint("number", "edition"),
        UniqueConstraint("call_off_id", "edition"),
        CheckConstraint("edition > 0", name="edition_from_one"),
        STRICT,
    )

    call_off_id: Mapped[int] = mapped_column(ForeignKey("call_offs.id"))
    number: Mapped[str]
    edition: Mapped[int]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"))
    terms: Mapped[dict[str, Any]] = mapped_column(JSON())
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    issued_at: Mapped[datetime]


class ReferenceCounterRow(Base):
    """The last number given out in one row of references, such as `CO-2026-`. Taking the next locks the row until the commit."""

    __tablename__ = "reference_counters"
    __table_args__ = (STRICT,)

    prefix: Mapped[str] = mapped_column(primary_key=True)
    last_number: Mapped[int]
