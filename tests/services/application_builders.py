"""Schemes with questions, applicants and applications for the tests of running a scheme, on top of `tests.builders`.

A builder writes rows as they would stand; only what is under test goes through the services.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

from brokerage.domain.application import ApplicationState
from brokerage.domain.assessment import QuestionKind
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.unit import Unit
from brokerage.storage.tables.application_answers import ApplicationAnswerRow, OfferedPriceRow
from brokerage.storage.tables.applications import ApplicationLotRow, ApplicationRow, RoundRow
from brokerage.storage.tables.assessments import QuestionRow
from tests.builders import NOW, Desk

RECEIVED = date(2026, 11, 2)
DUE = date(2026, 11, 16)
"""Ten working days after `RECEIVED`."""

_FORMS = count(1)


@dataclass(frozen=True, slots=True)
class Applicant:
    """The ids of a scheme with a lot that asks questions, and of a provider whose service may apply to it."""

    scheme_id: int
    scheme: str
    lot_id: int
    lot: str
    questions: tuple[int, ...]
    provider_id: int
    service_id: int


@dataclass(frozen=True, slots=True)
class Received:
    """An application as it was recorded; `asked` are the ids of its services × lots, in the order given."""

    applicant: Applicant
    application_id: int
    reference: str
    asked: tuple[int, ...]


def applicant(
    desk: Desk,
    *,
    assessors_needed: int = 1,
    answer_working_days: int = 10,
    last_call_off_day: date | None = None,
    documents: Sequence[str] = (),
) -> Applicant:
    """A scheme with one lot, its questions, and a provider with a service that is not admitted yet.

    `documents` are what the first questions ask to be sent.
    """
    number = next(_FORMS)
    scheme = f"DPS-{number}"
    scheme_id = desk.scheme(
        reference=scheme,
        assessors_needed=assessors_needed,
        answer_working_days=answer_working_days,
        extended_answer_working_days=max(15, answer_working_days),
    )
    lot_id = desk.lot(scheme_id, number="1", last_call_off_day=last_call_off_day)
    provider_id = desk.provider()
    asked = questions(desk, lot_id, documents)
    return Applicant(scheme_id, scheme, lot_id, "1", asked, provider_id, desk.service(provider_id))


def questions(desk: Desk, lot_id: int, documents: Sequence[str] = ()) -> tuple[int, ...]:
    """Two criteria to pass, and two scored ones out of 5 with threshold 3, weighing 60 and 40; their ids in this order."""
    asked = (
        QuestionRow(lot_id=lot_id, number="1", text="Insured for 5 million pounds", kind=QuestionKind.PASS_FAIL),
        QuestionRow(lot_id=lot_id, number="2", text="Keeps to the safeguarding policy", kind=QuestionKind.PASS_FAIL),
        _scored(lot_id, "3", "How people choose what they learn", 60),
        _scored(lot_id, "4", "How progress is seen", 40),
    )
    for question, document in zip(asked, documents, strict=False):
        question.document_kind = document
    with desk.session() as session:
        session.add_all(asked)
        session.flush()
        return tuple(question.id for question in asked)


def opened_round(
    desk: Desk, scheme_id: int, opens_on: date = date(2026, 10, 1), closes_on: date | None = None, number: int = 1
) -> int:
    """A round of the scheme; continuous unless a closing day is given."""
    row = RoundRow(scheme_id=scheme_id, number=number, title=f"Round {number}", opens_on=opens_on, closes_on=closes_on)
    with desk.session() as session:
        session.add(row)
        session.flush()
        return row.id


def received(
    desk: Desk,
    who: Applicant | None = None,
    *,
    state: ApplicationState = ApplicationState.RECEIVED,
    asked: Sequence[tuple[int, int]] = (),
    received_on: date = RECEIVED,
    due_on: date = DUE,
) -> Received:
    """An application in this state, for the applicant's service and lot, or for the (service, lot) pairs asked for."""
    known = who or applicant(desk)
    number = next(_FORMS)
    row = ApplicationRow(
        reference=f"AP-2025-{number:04d}",
        request_id=f"application-form-{number}",
        scheme_id=known.scheme_id,
        provider_id=known.provider_id,
        received_on=received_on,
        due_on=due_on,
        acknowledged_on=None if state is ApplicationState.RECEIVED else received_on,
        state=state,
        recorded_by_id=desk.commissioner.staff_id,
        recorded_at=NOW,
    )
    with desk.session() as session:
        session.add(row)
        session.flush()
        lots = [
            ApplicationLotRow(application_id=row.id, service_id=service_id, lot_id=lot_id)
            for service_id, lot_id in asked or ((known.service_id, known.lot_id),)
        ]
        session.add_all(lots)
        session.flush()
        return Received(known, row.id, row.reference, tuple(lot.id for lot in lots))


def answered(
    desk: Desk, came: Received, answers: Sequence[str] = ("Yes", "Yes, as enclosed", "They choose", "In a diary")
) -> None:
    """The application answers the first questions of its applicant's lot, in their order."""
    with desk.session() as session:
        session.add_all(
            ApplicationAnswerRow(application_id=came.application_id, question_id=question_id, answer=answer)
            for question_id, answer in zip(came.applicant.questions, answers, strict=False)
        )


def offered(
    desk: Desk,
    application_lot_id: int,
    price: str = "70.70",
    unit: Unit = Unit.DAY,
    *,
    ratio: str = "",
    activity_id: int | None = None,
    band: str = "",
    note: str = "",
) -> None:
    """The service offers this price for care in the lot it asks for."""
    at = parse_ratio(ratio) if ratio else None
    with desk.session() as session:
        session.add(
            OfferedPriceRow(
                application_lot_id=application_lot_id,
                activity_id=activity_id,
                kind=FeeKind.CARE,
                unit=unit,
                ratio_staff=at.staff if at else None,
                ratio_people=at.people if at else None,
                band=band,
                price=Decimal(price),
                note=note,
            )
        )


def _scored(lot_id: int, number: str, text: str, weight: int) -> QuestionRow:
    return QuestionRow(
        lot_id=lot_id,
        number=number,
        text=text,
        kind=QuestionKind.SCORED,
        weight=weight,
        threshold=3,
        highest_score=5,
    )
