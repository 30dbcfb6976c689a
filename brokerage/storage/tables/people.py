"""People, their plans and outcomes, their budgets and what they contribute."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.storage.column_types import ByValue, Pence, days_in_order_check, values_check
from brokerage.storage.tables.base import STRICT, Base, Versioned


class PersonRow(Versioned, Base):
    """Somebody who draws on support. `reference` (P-1043) is what lists show, with initials."""

    __tablename__ = "people"
    __table_args__ = (values_check("legal_basis", LegalBasis), STRICT)

    reference: Mapped[str] = mapped_column(unique=True)
    case_number: Mapped[str | None] = mapped_column(unique=True)
    nhs_number: Mapped[str | None] = mapped_column(unique=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    born_on: Mapped[date]
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    district_code: Mapped[str | None] = mapped_column(ForeignKey("districts.code"), index=True)
    easting: Mapped[int | None]
    northing: Mapped[int | None]
    legal_basis: Mapped[LegalBasis] = mapped_column(ByValue(LegalBasis))
    representative: Mapped[str] = mapped_column(default="")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"), index=True)
    practitioner_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)
    is_demonstration: Mapped[bool] = mapped_column(default=False)


class PersonNeedRow(Base):
    """A need category of the person; `position` 0 is the first to show."""

    __tablename__ = "person_needs"
    __table_args__ = (STRICT,)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need_categories.id"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)


class SupportPlanRow(Versioned, Base):
    """What was agreed with the person for a time. `week` is the usual week wanted, as `parse_week` reads it."""

    __tablename__ = "support_plans"
    __table_args__ = (days_in_order_check(), STRICT)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    review_on: Mapped[date | None]
    summary: Mapped[str] = mapped_column(default="")
    week: Mapped[str] = mapped_column(default="")
    ratio: Mapped[str] = mapped_column(default="")


class PlanOutcomeRow(Base):
    """An outcome in a plan, with the person's own words."""

    __tablename__ = "plan_outcomes"
    __table_args__ = (STRICT,)

    plan_id: Mapped[int] = mapped_column(ForeignKey("support_plans.id"), primary_key=True)
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcomes.id"), primary_key=True)
    own_words: Mapped[str] = mapped_column(default="")


class BudgetRow(Versioned, Base):
    """A personal budget: pounds a week from a day to a day."""

    __tablename__ = "budgets"
    __table_args__ = (
        values_check("route", BudgetRoute),
        days_in_order_check(),
        CheckConstraint("weekly >= 0", name="weekly_not_negative"),
        STRICT,
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    route: Mapped[BudgetRoute] = mapped_column(ByValue(BudgetRoute))
    weekly: Mapped[Decimal] = mapped_column(Pence())
    cost_centre: Mapped[str] = mapped_column(default="")
    first_day: Mapped[date]
    last_day: Mapped[date | None]


class ContributionRow(Versioned, Base):
    """What the person pays towards their support: pounds a week from a day to a day, and who collects it."""

    __tablename__ = "contributions"
    __table_args__ = (
        values_check("collected_by", CollectedBy),
        days_in_order_check(),
        CheckConstraint("weekly >= 0", name="weekly_not_negative"),
        STRICT,
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    weekly: Mapped[Decimal] = mapped_column(Pence())
    collected_by: Mapped[CollectedBy] = mapped_column(ByValue(CollectedBy))
    first_day: Mapped[date]
    last_day: Mapped[date | None]
