"""Small competitions: criteria, who was invited, what they answered, how that was weighed, the award and the letters."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.competition import CompetitionLetterKind, CompetitionState, CompetitionStep, CriterionKind
from brokerage.domain.unit import Unit
from brokerage.storage.column_types import ByValue, Pence, days_in_order_check, values_check
from brokerage.storage.tables.base import STRICT, Base, Numbered, Versioned

_WEIGHT = "weight BETWEEN 1 AND 99"
_POINTS = "(kind = 'scored') = (highest_score > 0)"


class AwardCriterionRow(Versioned, Base):
    """By what a scheme weighs the answers to a small competition. Weights are whole percent; no single one is all of it."""

    __tablename__ = "scheme_award_criteria"
    __table_args__ = (
        values_check("kind", CriterionKind),
        UniqueConstraint("scheme_id", "number"),
        CheckConstraint(_WEIGHT, name="weight_is_a_part"),
        CheckConstraint(_POINTS, name="only_scored_have_points"),
        STRICT,
    )

    scheme_id: Mapped[int] = mapped_column(ForeignKey("schemes.id"))
    number: Mapped[int]
    kind: Mapped[CriterionKind] = mapped_column(ByValue(CriterionKind))
    text: Mapped[str]
    weight: Mapped[int]
    highest_score: Mapped[int] = mapped_column(default=0)


class CompetitionRow(Versioned, Base):
    """A request for one person that was put to the services of a lot. `sheet` is all that the market sees of it.

    Days are included; `answers_due_on` is the last day for answers. `request_id` is made by the client once for each form,
    so a repeated press finds the first answer.
    """

    __tablename__ = "competitions"
    __table_args__ = (
        values_check("state", CompetitionState),
        days_in_order_check("first_day", "planned_last_day"),
        CheckConstraint("answers_due_on >= opened_on", name="due_after_opening"),
        Index("ix_competitions_state_answers_due_on", "state", "answers_due_on"),
        STRICT,
    )

    reference: Mapped[str] = mapped_column(unique=True)
    request_id: Mapped[str] = mapped_column(unique=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[CompetitionState] = mapped_column(ByValue(CompetitionState))
    opened_on: Mapped[date]
    answers_due_on: Mapped[date]
    first_day: Mapped[date]
    planned_last_day: Mapped[date | None]
    week: Mapped[str] = mapped_column(default="")
    ratio: Mapped[str] = mapped_column(default="")
    why: Mapped[str]
    sheet: Mapped[dict[str, Any]] = mapped_column(JSON())
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    opened_at: Mapped[datetime]


class CompetitionCriterionRow(Numbered, Base):
    """A criterion as it stood when the competition was opened. Insert-only."""

    __tablename__ = "competition_criteria"
    __table_args__ = (
        values_check("kind", CriterionKind),
        UniqueConstraint("competition_id", "number"),
        CheckConstraint(_WEIGHT, name="weight_is_a_part"),
        CheckConstraint(_POINTS, name="only_scored_have_points"),
        STRICT,
    )

    competition_id: Mapped[int] = mapped_column(ForeignKey("competitions.id"))
    number: Mapped[int]
    kind: Mapped[CriterionKind] = mapped_column(ByValue(CriterionKind))
    text: Mapped[str]
    weight: Mapped[int]
    highest_score: Mapped[int] = mapped_column(default=0)


class InvitationRow(Numbered, Base):
    """A service that was asked, by whom and when. Insert-only."""

    __tablename__ = "competition_invitations"
    __table_args__ = (UniqueConstraint("competition_id", "service_id"), STRICT)

    competition_id: Mapped[int] = mapped_column(ForeignKey("competitions.id"))
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), index=True)
    admission_id: Mapped[int] = mapped_column(ForeignKey("admissions.id"), index=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    invited_at: Mapped[datetime]


class CompetitionAnswerRow(Numbered, Base):
    """What an invited service answered: an offer with its price, or that it cannot. Insert-only: the last one counts.

    `price` is per unit; `weekly` is what the week asked for costs at it, in pounds a week. `fit` is how it meets the need, or why
    it cannot.
    """

    __tablename__ = "competition_answers"
    __table_args__ = (
        values_check("unit", Unit),
        CheckConstraint("price > 0", name="price_above_zero"),
        CheckConstraint(
            "is_offer = (price IS NOT NULL) AND is_offer = (unit IS NOT NULL)"
            " AND is_offer = (weekly IS NOT NULL) AND is_offer = (starts_on IS NOT NULL)",
            name="offer_whole_or_absent",
        ),
        CheckConstraint("length(fit) > 0", name="fit_given"),
        STRICT,
    )

    invitation_id: Mapped[int] = mapped_column(ForeignKey("competition_invitations.id"), index=True)
    request_id: Mapped[str] = mapped_column(unique=True)
    is_offer: Mapped[bool]
    unit: Mapped[Unit | None] = mapped_column(ByValue(Unit))
    price: Mapped[Decimal | None] = mapped_column(Pence())
    weekly: Mapped[Decimal | None] = mapped_column(Pence())
    starts_on: Mapped[date | None]
    fit: Mapped[str]
    answered_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class CompetitionScoreRow(Numbered, Base):
    """The points an answer was given on a scored criterion, with the reason. Insert-only: the last one counts."""

    __tablename__ = "competition_scores"
    __table_args__ = (
        CheckConstraint("points >= 0", name="points_not_negative"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
        Index("ix_competition_scores_answer_id_criterion_id", "answer_id", "criterion_id"),
        STRICT,
    )

    answer_id: Mapped[int] = mapped_column(ForeignKey("competition_answers.id"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("competition_criteria.id"))
    points: Mapped[int]
    reason: Mapped[str]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    given_at: Mapped[datetime]


class CompetitionStepRow(Numbered, Base):
    """A step somebody took with a competition. Insert-only."""

    __tablename__ = "competition_steps"
    __table_args__ = (values_check("step", CompetitionStep), STRICT)

    competition_id: Mapped[int] = mapped_column(ForeignKey("competitions.id"), index=True)
    step: Mapped[CompetitionStep] = mapped_column(ByValue(CompetitionStep))
    note: Mapped[str] = mapped_column(default="")
    taken_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    taken_at: Mapped[datetime]


class CompetitionAwardRow(Base):
    """The answer a competition was awarded to, with its reasons and the list it was chosen from. Insert-only."""

    __tablename__ = "competition_awards"
    __table_args__ = (CheckConstraint("length(reasons) > 0", name="reasons_given"), STRICT)

    competition_id: Mapped[int] = mapped_column(ForeignKey("competitions.id"), primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("competition_answers.id"), unique=True)
    reasons: Mapped[str]
    weighed: Mapped[list[Any]] = mapped_column(JSON())
    awarded_on: Mapped[date]
    awarded_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    awarded_at: Mapped[datetime]


class CompetitionLetterRow(Numbered, Base):
    """A letter to an invited provider, with all it says, so that it prints the same for ever. Insert-only."""

    __tablename__ = "competition_letters"
    __table_args__ = (values_check("kind", CompetitionLetterKind), STRICT)

    invitation_id: Mapped[int] = mapped_column(ForeignKey("competition_invitations.id"), index=True)
    kind: Mapped[CompetitionLetterKind] = mapped_column(ByValue(CompetitionLetterKind))
    terms: Mapped[dict[str, Any]] = mapped_column(JSON())
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    issued_at: Mapped[datetime]
