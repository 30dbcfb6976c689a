"""Writes the answers to a competition and the points they are given. Both are kept; the last one counts."""

from decimal import Decimal

from brokerage.domain.competition_answer import AnswerForm, GivenPoints
from brokerage.storage.queries.competition_at_hand import SUBJECT, CompetitionAtHand
from brokerage.storage.tables.competitions import CompetitionAnswerRow, CompetitionScoreRow
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.competitions import touch


def record_answer(
    work: UnitOfWork, competition: CompetitionAtHand, invitation_id: int, form: AnswerForm, weekly: Decimal | None
) -> None:
    """Write the answer and its audit entry. `weekly` is what the week asked costs at the offered price; None without one."""
    offer = form.offer
    work.session.add(
        CompetitionAnswerRow(
            invitation_id=invitation_id,
            request_id=form.request_id,
            is_offer=offer is not None,
            unit=None if offer is None else offer.unit,
            price=None if offer is None else offer.price,
            weekly=weekly,
            starts_on=None if offer is None else offer.starts_on,
            fit=form.fit,
            answered_on=form.answered_on,
            recorded_by_id=work.actor.staff_id,
            recorded_at=work.now,
        )
    )
    work.session.flush()
    touch(work.session, competition.competition_id)
    said = {"service_id": str(form.service_id), "answered_on": form.answered_on.isoformat()}
    priced = {"answer": "declined"} if weekly is None else {"answer": "offer", "weekly": str(weekly)}
    work.record("answer", SUBJECT, competition.reference, {**said, **priced})


def give_points(
    work: UnitOfWork,
    competition: CompetitionAtHand,
    service_id: int,
    answer_id: int,
    criterion_id: int,
    given: GivenPoints,
) -> None:
    """Write the points an answer of the service has on a criterion, and the audit entry."""
    work.session.add(
        CompetitionScoreRow(
            answer_id=answer_id,
            criterion_id=criterion_id,
            points=given.points,
            reason=given.reason,
            given_by_id=work.actor.staff_id,
            given_at=work.now,
        )
    )
    work.session.flush()
    touch(work.session, competition.competition_id)
    said = {"service_id": str(service_id), "criterion": str(given.criterion), "points": str(given.points)}
    work.record("score", SUBJECT, competition.reference, said)
