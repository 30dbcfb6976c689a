"""Who was invited to a competition, what each answered last, and the points that count."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Integer, Text, bindparam, func, select

from brokerage.domain.competition_summary import AnswerGiven, Invited
from brokerage.domain.competition_weighing import OfferToWeigh, PointsGiven
from brokerage.domain.unit import Unit
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.competitions import (
    CompetitionAnswerRow,
    CompetitionCriterionRow,
    CompetitionScoreRow,
    InvitationRow,
)
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow

_COMPETITION_ID = bindparam("competition_id", type_=Integer())
_LAST_ANSWERS = (
    select(func.max(CompetitionAnswerRow.id))
    .join(InvitationRow, InvitationRow.id == CompetitionAnswerRow.invitation_id)
    .where(InvitationRow.competition_id == _COMPETITION_ID)
    .group_by(CompetitionAnswerRow.invitation_id)
)
_INVITED = (
    select(
        InvitationRow.id,
        InvitationRow.service_id,
        ServiceRow.name,
        ProviderRow.name.label("provider"),
        StaffRow.full_name,
        InvitationRow.invited_at,
    )
    .join(ServiceRow, ServiceRow.id == InvitationRow.service_id)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .join(StaffRow, StaffRow.id == InvitationRow.invited_by_id)
    .where(InvitationRow.competition_id == _COMPETITION_ID)
    .order_by(ServiceRow.name, InvitationRow.service_id)
)
_ANSWERS = (
    select(
        CompetitionAnswerRow.id,
        CompetitionAnswerRow.invitation_id,
        CompetitionAnswerRow.is_offer,
        CompetitionAnswerRow.unit,
        CompetitionAnswerRow.price,
        CompetitionAnswerRow.weekly,
        CompetitionAnswerRow.starts_on,
        CompetitionAnswerRow.fit,
        CompetitionAnswerRow.answered_on,
        StaffRow.full_name,
        CompetitionAnswerRow.recorded_at,
    )
    .join(StaffRow, StaffRow.id == CompetitionAnswerRow.recorded_by_id)
    .where(CompetitionAnswerRow.id.in_(_LAST_ANSWERS))
)
_SCORES = (
    select(
        CompetitionScoreRow.answer_id,
        CompetitionCriterionRow.number,
        CompetitionScoreRow.points,
        CompetitionScoreRow.reason,
        CompetitionScoreRow.given_by_id,
    )
    .join(CompetitionCriterionRow, CompetitionCriterionRow.id == CompetitionScoreRow.criterion_id)
    # By invitation and answer, which have indexes for it: scores have none by criterion.
    .join(CompetitionAnswerRow, CompetitionAnswerRow.id == CompetitionScoreRow.answer_id)
    .join(InvitationRow, InvitationRow.id == CompetitionAnswerRow.invitation_id)
    .where(InvitationRow.competition_id == _COMPETITION_ID)
    .order_by(CompetitionScoreRow.id)
)
_OF_REQUEST = (
    select(
        InvitationRow.competition_id,
        InvitationRow.service_id,
        CompetitionAnswerRow.is_offer,
        CompetitionAnswerRow.price,
        CompetitionAnswerRow.unit,
        CompetitionAnswerRow.starts_on,
        CompetitionAnswerRow.fit,
        CompetitionAnswerRow.answered_on,
    )
    .join(InvitationRow, InvitationRow.id == CompetitionAnswerRow.invitation_id)
    .where(CompetitionAnswerRow.request_id == bindparam("request_id", type_=Text()))
)


@dataclass(frozen=True, slots=True)
class ScoreKept:
    """The score that counts for one answer on one criterion, and who gave it."""

    points: int
    reason: str
    given_by_id: int


@dataclass(frozen=True, slots=True)
class AnswerKept:
    """An answer as one form recorded it. Price, unit and start are None where the service cannot."""

    competition_id: int
    service_id: int
    is_offer: bool
    price: Decimal | None
    unit: Unit | None
    starts_on: date | None
    fit: str
    answered_on: date


def invited_to(reader: Reader, competition_id: int) -> tuple[Invited, ...]:
    """Return every invited service by name, with its last answer, None where it has not answered."""
    asked = {"competition_id": competition_id}
    answers = {row.invitation_id: row for row in reader.execute(_ANSWERS, asked)}
    invited = []
    for invitation_id, service_id, service, provider, who, at in reader.execute(_INVITED, asked):
        row = answers.get(invitation_id)
        answer = None if row is None else AnswerGiven(row.id, *row[2:])
        invited.append(Invited(invitation_id, service_id, service, provider, who, at, answer))
    return tuple(invited)


def scores_of(reader: Reader, competition_id: int) -> dict[tuple[int, int], ScoreKept]:
    """Return the score that counts, the last one given, by answer and number of the criterion."""
    rows = reader.execute(_SCORES, {"competition_id": competition_id})
    return {(answer_id, number): ScoreKept(*score) for answer_id, number, *score in rows}


def offers_to_weigh(reader: Reader, competition_id: int) -> tuple[OfferToWeigh, ...]:
    """Return the last answer of every invited service that offers, with its points."""
    points: dict[int, dict[int, PointsGiven]] = defaultdict(dict)
    for (answer_id, number), score in scores_of(reader, competition_id).items():
        points[answer_id][number] = PointsGiven(score.points, score.reason)
    offers = []
    for one in invited_to(reader, competition_id):
        given = one.answer
        if (
            given is None
            or given.unit is None
            or given.price is None
            or given.weekly is None
            or given.starts_on is None
        ):
            continue
        offers.append(
            OfferToWeigh(
                given.answer_id,
                one.service_id,
                one.service,
                one.provider,
                given.unit,
                given.price,
                given.weekly,
                given.starts_on,
                points[given.answer_id],
            )
        )
    return tuple(offers)


def answer_of_request(reader: Reader, request_id: str) -> AnswerKept | None:
    """Return the answer this form recorded, or None when it has recorded none yet."""
    row = reader.execute(_OF_REQUEST, {"request_id": request_id}).first()
    return None if row is None else AnswerKept(*row)
