"""What the lots of a scheme ask, now and of an application that came before a change; how many applications wait."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.question_plan import LotQuestions, QuestionPlan
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.application_answers import ApplicationAnswerRow
from brokerage.storage.tables.applications import ApplicationLotRow, ApplicationRow
from brokerage.storage.tables.assessments import QuestionRow, ScoreRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_UNDER_WAY = (ApplicationState.RECEIVED, ApplicationState.ACKNOWLEDGED, ApplicationState.IN_ASSESSMENT)
_SCHEME_ID = bindparam("scheme_id", type_=Integer())
_LOTS = (
    select(
        LotRow.id,
        LotRow.number,
        LotRow.title,
        select(func.count(func.distinct(ApplicationRow.id)))
        .join(ApplicationLotRow, ApplicationLotRow.application_id == ApplicationRow.id)
        .where(
            ApplicationLotRow.lot_id == LotRow.id,
            ApplicationLotRow.outcome == LotOutcome.ASKED,
            ApplicationRow.state.in_(_UNDER_WAY),
        )
        .scalar_subquery(),
        select(func.coalesce(func.max(QuestionRow.id), 0)).where(QuestionRow.lot_id == LotRow.id).scalar_subquery(),
        select(func.count(QuestionRow.retired_at)).where(QuestionRow.lot_id == LotRow.id).scalar_subquery(),
    )
    .where(LotRow.scheme_id == _SCHEME_ID)
    .order_by(func.length(LotRow.number), LotRow.number)
)
_ASKED = (
    select(
        QuestionRow.lot_id,
        QuestionRow.number,
        QuestionRow.kind,
        QuestionRow.text,
        QuestionRow.weight,
        QuestionRow.threshold,
        QuestionRow.highest_score,
        QuestionRow.document_kind,
    )
    .join(LotRow, LotRow.id == QuestionRow.lot_id)
    .where(LotRow.scheme_id == _SCHEME_ID, QuestionRow.retired_at.is_(None))
    .order_by(func.length(QuestionRow.number), QuestionRow.number)
)
_WAITING = select(func.count(ApplicationRow.id)).where(
    ApplicationRow.scheme_id == _SCHEME_ID, ApplicationRow.state.in_(_UNDER_WAY)
)
_OTHER_LOTS = (
    select(SchemeRow.reference, LotRow.number, LotRow.title)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .where(exists().where(QuestionRow.lot_id == LotRow.id, QuestionRow.retired_at.is_(None)))
    .order_by(SchemeRow.reference, func.length(LotRow.number), LotRow.number)
)
_ASSESSORS = select(SchemeRow.assessors_needed, SchemeRow.version).where(SchemeRow.id == _SCHEME_ID)


def asked_of_the_application() -> ColumnElement[bool]:
    """Whether a question is one of those an application lot is assessed by, where both stand in one statement.

    What was answered or scored is. What is asked now is too, unless the lot was decided by its scores, or what the provider
    wrote answers questions that are asked no more.
    """
    old = aliased(QuestionRow)
    scored = exists().where(ScoreRow.application_lot_id == ApplicationLotRow.id)
    of_the_application = ApplicationAnswerRow.application_id == ApplicationLotRow.application_id
    of_old_ones = or_(
        scored.where(ScoreRow.question_id == old.id).correlate(ApplicationLotRow, old),
        exists()
        .where(of_the_application, ApplicationAnswerRow.question_id == old.id)
        .correlate(ApplicationLotRow, old),
    )
    answers_old_ones = exists().where(old.lot_id == ApplicationLotRow.lot_id, old.retired_at.is_not(None), of_old_ones)
    is_decided = ApplicationLotRow.outcome != LotOutcome.ASKED
    return or_(
        scored.where(ScoreRow.question_id == QuestionRow.id).correlate(ApplicationLotRow, QuestionRow),
        exists()
        .where(of_the_application, ApplicationAnswerRow.question_id == QuestionRow.id)
        .correlate(ApplicationLotRow, QuestionRow),
        and_(
            QuestionRow.retired_at.is_(None),
            ~and_(is_decided, scored.correlate(ApplicationLotRow)),
            ~answers_old_ones.correlate(ApplicationLotRow),
        ),
    )


def lot_questions(reader: Reader, scheme_id: int, reference: str) -> tuple[LotQuestions, ...]:
    """Return what each lot of the scheme asks, by the lot's number, then in the questions' order."""
    questions: dict[int, list[QuestionPlan]] = defaultdict(list)
    for lot_id, *plan in reader.execute(_ASKED, {"scheme_id": scheme_id}):
        questions[lot_id].append(QuestionPlan(*plan))
    return tuple(
        LotQuestions(lot_id, reference, number, title, tuple(questions[lot_id]), waiting, mark=f"{newest}-{retired}")
        for lot_id, number, title, waiting, newest, retired in reader.execute(_LOTS, {"scheme_id": scheme_id})
    )


def lots_that_ask(reader: Reader) -> Sequence[tuple[str, str, str]]:
    """Return the lots of any scheme that ask something: scheme, number, title, in that order."""
    return [(scheme, number, title) for scheme, number, title in reader.execute(_OTHER_LOTS)]


def assessors_of(reader: Reader, scheme_id: int) -> tuple[int, int]:
    """Return how many people assess an application of the scheme, and the scheme's version."""
    row = reader.execute(_ASSESSORS, {"scheme_id": scheme_id}).one()
    return row[0], row[1]


def applications_waiting(reader: Reader, scheme_id: int) -> int:
    """Return how many applications of the scheme are not decided."""
    return reader.execute(_WAITING, {"scheme_id": scheme_id}).scalar_one()
