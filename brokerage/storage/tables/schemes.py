"""Purchasing systems: schemes with their dated policies, award routes, lots and need categories."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.scheme import AwardRoute, SchemeKind
from brokerage.domain.week_wanted import LONGEST_HALF_DAY_MINUTES
from brokerage.storage.column_types import ByValue, Pence, days_in_order_check, values_check
from brokerage.storage.tables.base import STRICT, Base, Numbered, Versioned

_FROM_A_NOTICE = text("notice_ocid <> ''")


class SchemeRow(Versioned, Base):
    """A purchasing system. `last_day` is the contract's end as extended so far; `last_call_off_day` may be long before it.

    `notice_ocid` is the open contracting id of the notice it was started from, where there was one.
    """

    __tablename__ = "schemes"
    __table_args__ = (
        values_check("kind", SchemeKind),
        days_in_order_check(),
        Index(
            "ix_schemes_notice_ocid",
            "notice_ocid",
            unique=True,
            sqlite_where=_FROM_A_NOTICE,
            postgresql_where=_FROM_A_NOTICE,
        ),
        STRICT,
    )

    reference: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    kind: Mapped[SchemeKind] = mapped_column(ByValue(SchemeKind))
    law: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    last_call_off_day: Mapped[date | None]
    estimated_value: Mapped[Decimal | None] = mapped_column(Pence())
    answer_working_days: Mapped[int] = mapped_column(default=10)
    extended_answer_working_days: Mapped[int] = mapped_column(default=15)
    assessors_needed: Mapped[int] = mapped_column(default=1)
    notice_ocid: Mapped[str] = mapped_column(default="")


class SchemePolicyRow(Numbered, Base):
    """The council's own rules for a scheme from a day to a day. Seeded values are examples, labelled so.

    `direct_payment_stay_days` is the longest stay in a home that a direct payment may buy; null where the scheme buys none.
    """

    __tablename__ = "scheme_policies"
    __table_args__ = (
        values_check("bank_holiday_rule", BankHolidayRule),
        days_in_order_check(),
        UniqueConstraint("scheme_id", "first_day"),
        CheckConstraint("absence_share_percent BETWEEN 0 AND 100", name="absence_share_is_a_percentage"),
        CheckConstraint("approval_weeks > 0", name="approval_weeks_positive"),
        CheckConstraint("longest_half_day_minutes BETWEEN 1 AND 1440", name="longest_half_day_within_a_day"),
        CheckConstraint("direct_payment_stay_days IS NULL OR direct_payment_stay_days > 0", name="stay_days_positive"),
        STRICT,
    )

    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    bank_holiday_rule: Mapped[BankHolidayRule] = mapped_column(ByValue(BankHolidayRule))
    notice_days: Mapped[int]
    trial_days: Mapped[int] = mapped_column(default=28)
    review_weeks: Mapped[int] = mapped_column(default=6)
    absence_full_days: Mapped[int]
    absence_share_percent: Mapped[int]
    days_after_death: Mapped[int] = mapped_column(default=0)
    payment_weeks: Mapped[int] = mapped_column(default=4)
    approval_weeks: Mapped[int] = mapped_column(default=52)
    longest_half_day_minutes: Mapped[int] = mapped_column(default=LONGEST_HALF_DAY_MINUTES)
    answer_days: Mapped[int] = mapped_column(default=2)
    direct_payment_stay_days: Mapped[int | None]
    price_review: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class SchemeRouteRow(Base):
    """An award route the scheme allows, with the rule that allows it."""

    __tablename__ = "scheme_routes"
    __table_args__ = (values_check("route", AwardRoute), STRICT)

    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"), primary_key=True)
    route: Mapped[AwardRoute] = mapped_column(ByValue(AwardRoute), primary_key=True)
    rule_reference: Mapped[str] = mapped_column(default="")


class LotRow(Versioned, Base):
    """A part of a scheme. `derives_ratio` says that a 1:1 price is multiplied by the ratio where no price for it is agreed."""

    __tablename__ = "lots"
    __table_args__ = (
        UniqueConstraint("scheme_id", "number"),
        CheckConstraint("min_age IS NULL OR max_age IS NULL OR min_age <= max_age", name="ages_in_order"),
        STRICT,
    )

    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"), index=True)
    number: Mapped[str]
    title: Mapped[str]
    min_age: Mapped[int | None]
    max_age: Mapped[int | None]
    registration_needed: Mapped[bool] = mapped_column(default=False)
    derives_ratio: Mapped[bool] = mapped_column(default=False)
    last_call_off_day: Mapped[date | None]


class NeedCategoryRow(Numbered, Base):
    """What support is for, e.g. learning disability."""

    __tablename__ = "need_categories"
    __table_args__ = (STRICT,)

    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]


class LotNeedRow(Base):
    """A need category a lot is for."""

    __tablename__ = "lot_needs"
    __table_args__ = (STRICT,)

    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need_categories.id"), primary_key=True, index=True)


class OutcomeRow(Numbered, Base):
    """Something a person wants to achieve, from the council's own list, e.g. cook a meal."""

    __tablename__ = "outcomes"
    __table_args__ = (STRICT,)

    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
