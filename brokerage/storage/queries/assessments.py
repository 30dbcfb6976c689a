"""Reads an application under assessment: its lots, their questions, the scores, who assesses, the decisions."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import BindParameter, Integer, bindparam, func, select

from brokerage.domain.application import LotOutcome
from brokerage.domain.application_assessment import (
    ApplicationAssessment,
    AskedLot,
    AskedService,
    AssessorEntry,
    DecisionEntry,
    LotAssessment,
    ScoreEntry,
)
from brokerage.domain.assessment import Question, Score, Stage
from brokerage.storage.queries.application_answers import answers_given, prices_offered
from brokerage.storage.queries.application_at_hand import ApplicationAtHand
from brokerage.storage.queries.lot_questions import asked_of_the_application
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.applications import ApplicationLotRow, ApplicationRow
from brokerage.storage.tables.assessments import AssessorRow, DecisionRow, QuestionRow, ScoreRow
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_APPLICATION: BindParameter[int] = bindparam("application_id", type_=Integer())
_OF_THE_APPLICATION = ApplicationLotRow.application_id == _APPLICATION

_SCHEME = select(SchemeRow.title, SchemeRow.reference, SchemeRow.assessors_needed).where(
    SchemeRow.id == bindparam("scheme_id", type_=Integer())
)
_PROVIDER = select(ProviderRow.name).where(ProviderRow.id == bindparam("provider_id", type_=Integer()))
_LOTS = (
    select(
        ApplicationLotRow.id,
        ApplicationLotRow.outcome,
        ServiceRow.id.label("service_id"),
        ServiceRow.name.label("service"),
        ServiceRow.regulator_id,
        ServiceRow.rating,
        ServiceRow.rated_on,
        ServiceRow.registration,
        LotRow.id.label("lot_id"),
        LotRow.number,
        LotRow.title,
        LotRow.registration_needed,
    )
    .join(ServiceRow, ServiceRow.id == ApplicationLotRow.service_id)
    .join(LotRow, LotRow.id == ApplicationLotRow.lot_id)
    .where(_OF_THE_APPLICATION)
    .order_by(func.length(LotRow.number), LotRow.number, ServiceRow.name, ApplicationLotRow.id)
)
_QUESTIONS = (
    select(
        ApplicationLotRow.id,
        QuestionRow.id,
        QuestionRow.number,
        QuestionRow.text,
        QuestionRow.kind,
        QuestionRow.weight,
        QuestionRow.threshold,
        QuestionRow.highest_score,
    )
    .join(ApplicationRow, ApplicationRow.id == ApplicationLotRow.application_id)
    .join(QuestionRow, QuestionRow.lot_id == ApplicationLotRow.lot_id)
    .where(_OF_THE_APPLICATION, asked_of_the_application())
    .order_by(func.length(QuestionRow.number), QuestionRow.number)
)
_SCORES = (
    select(
        ScoreRow.application_lot_id,
        StaffRow.full_name,
        ScoreRow.question_id,
        ScoreRow.staff_id,
        ScoreRow.stage,
        ScoreRow.points,
        ScoreRow.reason,
    )
    .join(StaffRow, StaffRow.id == ScoreRow.staff_id)
    .where(ScoreRow.application_lot_id.in_(select(ApplicationLotRow.id).where(_OF_THE_APPLICATION)))
    .order_by(ScoreRow.id)
)
_ASSESSORS = (
    select(AssessorRow.staff_id, StaffRow.full_name, AssessorRow.has_conflict, AssessorRow.note)
    .join(StaffRow, StaffRow.id == AssessorRow.staff_id)
    .where(AssessorRow.application_id == _APPLICATION)
    .order_by(AssessorRow.declared_at, AssessorRow.staff_id)
)
_DECISIONS = (
    select(
        DecisionRow.application_lot_id,
        DecisionRow.outcome,
        DecisionRow.reasons,
        DecisionRow.feedback,
        DecisionRow.decided_on,
        StaffRow.full_name,
        StaffRow.id,
    )
    .join(StaffRow, StaffRow.id == DecisionRow.decided_by_id)
    .where(DecisionRow.application_lot_id.in_(select(ApplicationLotRow.id).where(_OF_THE_APPLICATION)))
)


def application_assessment(reader: Reader, application: ApplicationAtHand) -> ApplicationAssessment:
    """Return the application with its lots by number, then service; scores in the order they were given."""
    scheme = reader.execute(_SCHEME, {"scheme_id": application.scheme_id}).one()
    asked = {"application_id": application.application_id}
    assessors = tuple(AssessorEntry(*row) for row in reader.execute(_ASSESSORS, asked))
    return ApplicationAssessment(
        reference=application.reference,
        version=application.version,
        state=application.state,
        scheme=scheme.title,
        scheme_reference=scheme.reference,
        provider=reader.execute(_PROVIDER, {"provider_id": application.provider_id}).scalar_one(),
        received_on=application.received_on,
        due_on=application.due_on,
        assessors_needed=scheme.assessors_needed,
        assessors=assessors,
        lots=_lots(reader, asked, scheme.assessors_needed, assessors),
    )


def _lots(
    reader: Reader, asked: Mapping[str, int], assessors_needed: int, assessors: Sequence[AssessorEntry]
) -> tuple[LotAssessment, ...]:
    questions: dict[int, list[Question]] = defaultdict(list)
    for application_lot_id, *question in reader.execute(_QUESTIONS, asked):
        questions[application_lot_id].append(Question(*question))
    scores: dict[int, list[ScoreEntry]] = defaultdict(list)
    for application_lot_id, assessor, *score in reader.execute(_SCORES, asked):
        scores[application_lot_id].append(ScoreEntry(Score(*score), assessor))
    answers = answers_given(reader, asked["application_id"])
    offered = prices_offered(reader, asked["application_id"])
    conflicted = frozenset(assessor.staff_id for assessor in assessors if assessor.has_conflict)
    decisions = {row[0]: DecisionEntry(*row[1:]) for row in reader.execute(_DECISIONS, asked)}
    return tuple(
        LotAssessment(
            application_lot_id=row.id,
            service=AskedService(
                row.service_id, row.service, row.regulator_id, row.rating, row.rated_on, row.registration
            ),
            lot=AskedLot(row.lot_id, row.number, row.title, row.registration_needed),
            outcome=row.outcome,
            questions=tuple(questions[row.id]),
            scores=tuple(scores[row.id]),
            decision=decisions.get(row.id),
            assessors_needed=(
                assessors_needed if row.outcome is LotOutcome.ASKED else _assessors_then(scores[row.id], conflicted)
            ),
            conflicted=conflicted,
            answers=tuple(given for given in answers if given.lot == row.number),
            offered=tuple(price for price in offered if price.application_lot_id == row.id),
        )
        for row in reader.execute(_LOTS, asked)
    )


def _assessors_then(scores: Sequence[ScoreEntry], conflicted: Collection[int]) -> int:
    """How many assessed a lot that is decided, whatever number the scheme has set since."""
    by_question: dict[int, set[int]] = defaultdict(set)
    for entry in scores:
        if entry.score.stage is Stage.INDIVIDUAL and entry.score.assessor_id not in conflicted:
            by_question[entry.score.question_id].add(entry.score.assessor_id)
    return min((len(assessors) for assessors in by_question.values()), default=1)
