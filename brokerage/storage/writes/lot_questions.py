"""Writes what a lot asks: a question that stays is left, one that goes is retired, for older applications answered it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from brokerage.domain.question_plan import QuestionPlan
from brokerage.storage.tables.assessments import QuestionRow
from brokerage.storage.tables.schemes import SchemeRow
from brokerage.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class QuestionsReplaced:
    """How many questions stay as they were, are asked no more, and are new."""

    kept: int
    retired: int
    added: int

    @property
    def is_change(self) -> bool:
        """Whether anything differs."""
        return bool(self.retired or self.added)


def replace_questions(work: UnitOfWork, lot_id: int, plans: Sequence[QuestionPlan]) -> QuestionsReplaced:
    """Make these the questions of the lot."""
    asked = work.session.scalars(select(QuestionRow).filter_by(lot_id=lot_id, retired_at=None).order_by(QuestionRow.id))
    stays = {_plan(row): row for row in asked.all()}
    wanted = set(plans)
    gone = [row for plan, row in stays.items() if plan not in wanted]
    for row in gone:
        row.retired_at = work.now
    work.session.flush()
    new = [plan for plan in plans if plan not in stays]
    work.session.add_all(
        QuestionRow(
            lot_id=lot_id,
            number=plan.number,
            text=plan.text,
            kind=plan.kind,
            weight=plan.weight,
            threshold=plan.threshold,
            highest_score=plan.highest_score,
            document_kind=plan.document,
        )
        for plan in new
    )
    work.session.flush()
    return QuestionsReplaced(len(stays) - len(gone), len(gone), len(new))


def write_assessors_needed(work: UnitOfWork, scheme_id: int, assessors: int) -> None:
    """Write how many people assess an application of the scheme."""
    work.session.get_one(SchemeRow, scheme_id).assessors_needed = assessors
    work.session.flush()


def _plan(row: QuestionRow) -> QuestionPlan:
    return QuestionPlan(row.number, row.kind, row.text, row.weight, row.threshold, row.highest_score, row.document_kind)
