"""Writes who assesses an application, the scores, and the decisions lot by lot. Scores and decisions are added, never changed."""

from collections.abc import Sequence
from datetime import date

from brokerage.domain.application import LotOutcome
from brokerage.domain.assessment import Score
from brokerage.storage.tables.applications import ApplicationLotRow
from brokerage.storage.tables.assessments import AssessorRow, DecisionRow, ScoreRow
from brokerage.storage.unit_of_work import UnitOfWork


def write_assessor(work: UnitOfWork, application_id: int, *, has_conflict: bool, note: str) -> None:
    """Write that whoever acts assesses the application, or stays out of it; what they declared before is followed."""
    row = work.session.get(AssessorRow, (application_id, work.actor.staff_id))
    if row is None:
        row = AssessorRow(application_id=application_id, staff_id=work.actor.staff_id)
        work.session.add(row)
    row.has_conflict, row.note, row.declared_at = has_conflict, note, work.now
    work.session.flush()


def add_scores(work: UnitOfWork, application_lot_id: int, scores: Sequence[Score]) -> None:
    """Write the scores in their order."""
    for score in scores:
        work.session.add(
            ScoreRow(
                application_lot_id=application_lot_id,
                question_id=score.question_id,
                staff_id=score.assessor_id,
                stage=score.stage,
                points=score.points,
                reason=score.reason,
                given_at=work.now,
            )
        )
        work.session.flush()  # one after another: of two scores the one with the higher id counts


def add_decision(
    work: UnitOfWork, application_lot_id: int, outcome: LotOutcome, reasons: str, feedback: str, decided_on: date
) -> None:
    """Write the decision, and what became of the lot."""
    work.session.add(
        DecisionRow(
            application_lot_id=application_lot_id,
            outcome=outcome,
            reasons=reasons,
            feedback=feedback,
            decided_on=decided_on,
            decided_by_id=work.actor.staff_id,
            decided_at=work.now,
        )
    )
    work.session.flush()  # the decision first: what becomes of the lot follows from it
    work.session.get_one(ApplicationLotRow, application_lot_id).outcome = outcome
    work.session.flush()
