"""What a competition was awarded, for the call-off that follows from it, and whether one was raised already."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Row, Text, bindparam, select
from sqlalchemy.orm import Session

from brokerage.domain.call_off import CallOffState
from brokerage.domain.competition_award import AwardAtHand
from brokerage.domain.competition_weighing import WeighedOffer
from brokerage.domain.plain import from_plain
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.week_wanted import parse_week
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.competitions import (
    CompetitionAnswerRow,
    CompetitionAwardRow,
    CompetitionRow,
    InvitationRow,
)
from brokerage.storage.tables.providers import ServiceRow

CALL_OFF_STANDS = CallOffRow.state.not_in(
    [
        CallOffState.DRAFT,
        CallOffState.DECLINED,
        CallOffState.EXPIRED,
        CallOffState.WITHDRAWN,
        CallOffState.CANCELLED,
    ]
)
"""A call-off that came to nothing leaves the award to be called off again."""

_COMPETITION_ID = bindparam("competition_id", type_=Integer())
_AWARD = (
    select(
        CompetitionRow.id,
        CompetitionRow.reference,
        CompetitionRow.person_id,
        CompetitionRow.lot_id,
        InvitationRow.service_id,
        ServiceRow.name,
        CompetitionAnswerRow.unit,
        CompetitionAnswerRow.price,
        CompetitionAnswerRow.weekly,
        CompetitionAnswerRow.starts_on,
        CompetitionRow.planned_last_day,
        CompetitionRow.week,
        CompetitionRow.ratio,
    )
    .join(CompetitionAwardRow, CompetitionAwardRow.competition_id == CompetitionRow.id)
    .join(CompetitionAnswerRow, CompetitionAnswerRow.id == CompetitionAwardRow.answer_id)
    .join(InvitationRow, InvitationRow.id == CompetitionAnswerRow.invitation_id)
    .join(ServiceRow, ServiceRow.id == InvitationRow.service_id)
)
_OF_ID = _AWARD.where(CompetitionRow.id == _COMPETITION_ID)
_OF_REFERENCE = _AWARD.where(CompetitionRow.reference == bindparam("reference", type_=Text()))
_REFERENCE = select(CompetitionRow.reference).where(CompetitionRow.id == _COMPETITION_ID)
_LOCK = held(select(CompetitionRow.id).where(CompetitionRow.id == _COMPETITION_ID))
_WEIGHED = select(CompetitionAwardRow.answer_id, CompetitionAwardRow.weighed, CompetitionAwardRow.awarded_at).where(
    CompetitionAwardRow.competition_id == _COMPETITION_ID
)
_RAISED = select(CallOffRow.reference).where(
    CallOffRow.competition_id == _COMPETITION_ID, CallOffRow.id != bindparam("own_id"), CALL_OFF_STANDS
)


@dataclass(frozen=True, slots=True)
class AwardKept:
    """To which answer it was awarded, the list as it was weighed, and when (UTC)."""

    answer_id: int
    weighed: tuple[WeighedOffer, ...]
    awarded_at: datetime


def award_of_reference(reader: Reader, reference: str) -> AwardAtHand | None:
    """Return what the competition of this reference was awarded, or None before an award."""
    return _award(reader.execute(_OF_REFERENCE, {"reference": reference}).first())


def award_of_id(reader: Reader, competition_id: int) -> AwardAtHand | None:
    """Return what the competition was awarded, or None before an award."""
    return _award(reader.execute(_OF_ID, {"competition_id": competition_id}).first())


def award_kept(reader: Reader, competition_id: int) -> AwardKept | None:
    """Return the award with the list as it was weighed, or None before an award."""
    row = reader.execute(_WEIGHED, {"competition_id": competition_id}).first()
    if row is None:
        return None
    return AwardKept(row[0], tuple(from_plain(WeighedOffer, plain) for plain in row[1]), row[2])


def lock_competition(session: Session, competition_id: int) -> None:
    """Lock the competition until the transaction ends: two call-offs from one award wait for each other."""
    session.execute(_LOCK, {"competition_id": competition_id}).all()


def call_off_raised_from(reader: Reader, competition_id: int, own_id: int) -> str | None:
    """Return the reference of another call-off that stands on this award, or None."""
    return reader.execute(_RAISED, {"competition_id": competition_id, "own_id": own_id}).scalar()


def competition_reference(reader: Reader, competition_id: int) -> str:
    """Return what the competition is called."""
    return reader.execute(_REFERENCE, {"competition_id": competition_id}).scalar_one()


def _award(row: Row[Any] | None) -> AwardAtHand | None:
    if row is None:
        return None
    return AwardAtHand(
        competition_id=row.id,
        reference=row.reference,
        person_id=row.person_id,
        lot_id=row.lot_id,
        service_id=row.service_id,
        service=row.name,
        unit=row.unit,
        price=row.price,
        weekly=row.weekly,
        starts_on=row.starts_on,
        planned_last_day=row.planned_last_day,
        week=parse_week(row.week) if row.week else None,
        ratio=parse_ratio(row.ratio) if row.ratio else None,
    )
