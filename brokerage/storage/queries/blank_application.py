"""A scheme as an applicant meets it: its lots with their questions and what they may be priced by."""

from collections import defaultdict

from sqlalchemy import bindparam, func, select

from brokerage.domain.assessment import Question
from brokerage.domain.blank_application import BlankApplication, BlankLot
from brokerage.domain.scheme import last_day_to_call_off
from brokerage.storage.queries.lot_pricing import lot_pricings
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.scheme_at_hand import SchemeAtHand
from brokerage.storage.tables.assessments import QuestionRow
from brokerage.storage.tables.council import CouncilRow
from brokerage.storage.tables.schemes import LotRow, NeedCategoryRow

_LOTS = (
    select(LotRow.id, LotRow.number, LotRow.title, LotRow.registration_needed, LotRow.last_call_off_day)
    .where(LotRow.scheme_id == bindparam("scheme_id"))
    .order_by(func.length(LotRow.number), LotRow.number)
)
_QUESTIONS = (
    select(
        QuestionRow.lot_id,
        QuestionRow.id,
        QuestionRow.number,
        QuestionRow.text,
        QuestionRow.kind,
        QuestionRow.weight,
        QuestionRow.threshold,
        QuestionRow.highest_score,
    )
    .join(LotRow, LotRow.id == QuestionRow.lot_id)
    .where(LotRow.scheme_id == bindparam("scheme_id"), QuestionRow.retired_at.is_(None))
    .order_by(func.length(QuestionRow.number), QuestionRow.number)
)
_NEEDS = select(NeedCategoryRow.title, NeedCategoryRow.code).order_by(NeedCategoryRow.title)
_COUNCIL = select(CouncilRow.name)


def blank_application(reader: Reader, scheme: SchemeAtHand) -> BlankApplication:
    """Return what the scheme asks, lot by lot."""
    asked = {"scheme_id": scheme.scheme_id}
    questions: dict[int, list[Question]] = defaultdict(list)
    for lot_id, *question in reader.execute(_QUESTIONS, asked):
        questions[lot_id].append(Question(*question))
    pricings = lot_pricings(reader)
    needs = reader.execute(_NEEDS).tuples().all()
    return BlankApplication(
        reference=scheme.reference,
        title=scheme.title,
        council=reader.execute(_COUNCIL).scalar() or "",
        answer_working_days=scheme.answer_working_days,
        lots=tuple(
            BlankLot(
                lot_id=row.id,
                number=row.number,
                title=row.title,
                registration_needed=row.registration_needed,
                pricing=pricings[row.id],
                questions=tuple(questions[row.id]),
                ends_on=last_day_to_call_off(row.last_call_off_day, scheme.last_call_off_day, scheme.last_day),
            )
            for row in reader.execute(_LOTS, asked)
        ),
        needs=tuple(title for title, _ in needs),
        need_codes=tuple(code for _, code in needs),
    )
