"""What a lot asks of an applicant, who assesses it, each score with its reason, the decision on each lot, the letters."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.application import LotOutcome
from brokerage.domain.application_letter import LetterKind
from brokerage.domain.assessment import QuestionKind, Stage
from brokerage.storage.column_types import ByValue, values_check
from brokerage.storage.tables.base import STRICT, Base, Numbered, Versioned

_ASKED = text("retired_at IS NULL")


class QuestionRow(Versioned, Base):
    """A criterion, document or declaration the lot asks for. Weight, threshold and highest score belong to scored ones.

    One that is asked no more is retired, never edited or deleted: what was answered and scored refers to it.
    """

    __tablename__ = "questions"
    __table_args__ = (
        values_check("kind", QuestionKind),
        Index("uq_questions_asked", "lot_id", "number", unique=True, sqlite_where=_ASKED, postgresql_where=_ASKED),
        CheckConstraint("weight >= 0 AND threshold >= 0 AND threshold <= highest_score", name="threshold_in_reach"),
        CheckConstraint("(kind = 'scored') = (highest_score > 0)", name="only_scored_have_points"),
        STRICT,
    )

    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), index=True)
    number: Mapped[str]
    text: Mapped[str]
    kind: Mapped[QuestionKind] = mapped_column(ByValue(QuestionKind))
    weight: Mapped[int] = mapped_column(default=0)
    threshold: Mapped[int] = mapped_column(default=0)
    highest_score: Mapped[int] = mapped_column(default=0)
    document_kind: Mapped[str] = mapped_column(default="")
    retired_at: Mapped[datetime | None]


class AssessorRow(Base):
    """Somebody who assesses an application, or declared an interest in it and stays out."""

    __tablename__ = "assessors"
    __table_args__ = (STRICT,)

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    has_conflict: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    declared_at: Mapped[datetime]


class ScoreRow(Numbered, Base):
    """What one assessor, or the moderation, gave for one question, with the reason. Insert-only: the last one counts."""

    __tablename__ = "scores"
    __table_args__ = (
        values_check("stage", Stage),
        CheckConstraint("points >= 0", name="points_not_negative"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
        Index("ix_scores_application_lot_id_question_id", "application_lot_id", "question_id"),
        STRICT,
    )

    application_lot_id: Mapped[int] = mapped_column(ForeignKey("application_lots.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    stage: Mapped[Stage] = mapped_column(ByValue(Stage))
    points: Mapped[int]
    reason: Mapped[str]
    given_at: Mapped[datetime]


class DecisionRow(Numbered, Base):
    """The decision on one service in one lot, with its reasons. Insert-only, one for each."""

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("outcome IN ('admitted', 'refused')", name="outcome_decides"),
        CheckConstraint("length(reasons) > 0", name="reasons_given"),
        STRICT,
    )

    application_lot_id: Mapped[int] = mapped_column(ForeignKey("application_lots.id"), unique=True)
    outcome: Mapped[LotOutcome] = mapped_column(ByValue(LotOutcome))
    reasons: Mapped[str]
    feedback: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime]


class LetterRow(Numbered, Base):
    """A letter that was issued, with all it says, so that it prints the same for ever. Insert-only."""

    __tablename__ = "letters"
    __table_args__ = (values_check("kind", LetterKind), STRICT)

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    kind: Mapped[LetterKind] = mapped_column(ByValue(LetterKind))
    terms: Mapped[dict[str, Any]] = mapped_column(JSON())
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    issued_at: Mapped[datetime]
