"""Competitions as they are listed, and one opened whole."""

from typing import Any

from sqlalchemy import Integer, Row, Select, Text, bindparam, func, select
from sqlalchemy.orm import aliased

from brokerage.domain.competition import CompetitionState
from brokerage.domain.competition_summary import (
    AwardMade,
    CompetitionDetail,
    CompetitionSummary,
    StepTaken,
)
from brokerage.domain.competition_weighing import WeighedOffer, aligned
from brokerage.domain.errors import BadInput
from brokerage.domain.market_sheet import MarketSheet
from brokerage.domain.plain import from_plain
from brokerage.domain.said_back import said_back
from brokerage.storage.column_types import ByValue
from brokerage.storage.queries.award_criteria import criteria_of_competition
from brokerage.storage.queries.competition_answers import invited_to
from brokerage.storage.queries.competition_awards import CALL_OFF_STANDS
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.competitions import (
    CompetitionAnswerRow,
    CompetitionAwardRow,
    CompetitionRow,
    CompetitionStepRow,
    InvitationRow,
)
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.people import PersonRow
from brokerage.storage.tables.providers import ServiceRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_LATER = aliased(CompetitionAnswerRow)
_HAS_LATER = (
    select(_LATER.id).where(
        _LATER.invitation_id == CompetitionAnswerRow.invitation_id, _LATER.id > CompetitionAnswerRow.id
    )
).exists()
_INVITED = select(func.count()).where(InvitationRow.competition_id == CompetitionRow.id).scalar_subquery()
_LAST_ANSWERS = (
    select(func.count())
    .select_from(CompetitionAnswerRow)
    .join(InvitationRow, InvitationRow.id == CompetitionAnswerRow.invitation_id)
    .where(InvitationRow.competition_id == CompetitionRow.id, ~_HAS_LATER)
)
_AWARDED_TO = (
    select(ServiceRow.name)
    .join(InvitationRow, InvitationRow.service_id == ServiceRow.id)
    .join(CompetitionAnswerRow, CompetitionAnswerRow.invitation_id == InvitationRow.id)
    .join(CompetitionAwardRow, CompetitionAwardRow.answer_id == CompetitionAnswerRow.id)
    .where(CompetitionAwardRow.competition_id == CompetitionRow.id)
    .scalar_subquery()
)
_STANDS_ON_IT = (CallOffRow.competition_id == CompetitionRow.id, CALL_OFF_STANDS)
_CALL_OFF = select(func.max(CallOffRow.reference)).where(*_STANDS_ON_IT).scalar_subquery()
_CALL_OFF_ID = select(func.max(CallOffRow.id)).where(*_STANDS_ON_IT).scalar_subquery()
_Summary = tuple[Any, ...]
_SUMMARIES = (
    select(
        CompetitionRow.reference,
        CompetitionRow.state,
        SchemeRow.reference.label("scheme"),
        LotRow.number + " " + LotRow.title,
        PersonRow.reference.label("person"),
        CompetitionRow.opened_on,
        CompetitionRow.answers_due_on,
        CompetitionRow.first_day,
        _INVITED,
        _LAST_ANSWERS.scalar_subquery(),
        _LAST_ANSWERS.where(CompetitionAnswerRow.is_offer).scalar_subquery(),
        func.coalesce(_AWARDED_TO, ""),
        func.coalesce(_CALL_OFF, ""),
        CompetitionRow.version,
        func.substr(PersonRow.given_name, 1, 1) + "." + func.substr(PersonRow.family_name, 1, 1) + ".",
        _CALL_OFF_ID,
    )
    .join(LotRow, LotRow.id == CompetitionRow.lot_id)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .join(PersonRow, PersonRow.id == CompetitionRow.person_id)
)
_IN_ORDER = (
    (CompetitionRow.state != CompetitionState.OPEN),
    CompetitionRow.answers_due_on,
    CompetitionRow.reference,
)
_ALL = _SUMMARIES.order_by(*_IN_ORDER).limit(bindparam("limit", type_=Integer()))
_OF_STATE = _ALL.where(CompetitionRow.state == bindparam("state", type_=ByValue(CompetitionState)))
_ONE = _SUMMARIES.where(CompetitionRow.reference == bindparam("reference", type_=Text()))
_WHOLE = (
    select(
        CompetitionRow.id,
        CompetitionRow.planned_last_day,
        CompetitionRow.week,
        CompetitionRow.ratio,
        CompetitionRow.why,
        StaffRow.full_name,
        CompetitionRow.opened_at,
        CompetitionRow.sheet,
    )
    .join(StaffRow, StaffRow.id == CompetitionRow.opened_by_id)
    .where(CompetitionRow.reference == bindparam("reference", type_=Text()))
)
_STEPS = (
    select(CompetitionStepRow.step, StaffRow.full_name, CompetitionStepRow.taken_at, CompetitionStepRow.note)
    .join(StaffRow, StaffRow.id == CompetitionStepRow.taken_by_id)
    .where(CompetitionStepRow.competition_id == bindparam("competition_id", type_=Integer()))
    .order_by(CompetitionStepRow.id)
)
_AWARD = (
    select(
        InvitationRow.service_id,
        ServiceRow.name,
        CompetitionAwardRow.reasons,
        CompetitionAwardRow.awarded_on,
        StaffRow.full_name,
        CompetitionAwardRow.weighed,
    )
    .join(CompetitionAnswerRow, CompetitionAnswerRow.id == CompetitionAwardRow.answer_id)
    .join(InvitationRow, InvitationRow.id == CompetitionAnswerRow.invitation_id)
    .join(ServiceRow, ServiceRow.id == InvitationRow.service_id)
    .join(StaffRow, StaffRow.id == CompetitionAwardRow.awarded_by_id)
    .where(CompetitionAwardRow.competition_id == bindparam("competition_id", type_=Integer()))
)


def competitions(reader: Reader, state: CompetitionState | None, limit: int) -> tuple[CompetitionSummary, ...]:
    """Return competitions, all or those in the state: open ones by their last day for answers first, then the others."""
    statement: Select[_Summary] = _ALL if state is None else _OF_STATE
    return tuple(_summary(row) for row in reader.execute(statement, {"limit": limit, "state": state}))


def competition_summary(reader: Reader, reference: str) -> CompetitionSummary:
    """Return one line of the list. Raises: BadInput when there is none of this reference."""
    row = reader.execute(_ONE, {"reference": reference}).first()
    if row is None:
        raise BadInput(f"There is no competition {said_back(reference)}. Check the reference.")
    return _summary(row)


def competition_detail(reader: Reader, reference: str) -> CompetitionDetail:
    """Return one competition whole. Raises: BadInput when there is none of this reference."""
    summary = competition_summary(reader, reference)
    row = reader.execute(_WHOLE, {"reference": reference}).one()
    competition_id, planned_last_day, week, ratio, why, opened_by, opened_at, sheet = row
    steps = reader.execute(_STEPS, {"competition_id": competition_id})
    return CompetitionDetail(
        summary,
        planned_last_day,
        week,
        ratio,
        why,
        opened_by,
        opened_at,
        MarketSheet.from_plain(sheet),
        tuple(criteria_of_competition(reader, competition_id).values()),
        invited_to(reader, competition_id),
        tuple(StepTaken(*step) for step in steps),
        _award(reader, competition_id),
    )


def _summary(row: Row[_Summary]) -> CompetitionSummary:
    return CompetitionSummary(*row)


def _award(reader: Reader, competition_id: int) -> AwardMade | None:
    row = reader.execute(_AWARD, {"competition_id": competition_id}).first()
    if row is None:
        return None
    service_id, service, reasons, awarded_on, awarded_by, weighed = row
    offers = aligned([from_plain(WeighedOffer, plain) for plain in weighed])
    return AwardMade(service_id, service, reasons, awarded_on, awarded_by, offers)
