"""One admission: as it is decided on, locked; and whole, with what happened to it and the placements under it."""

from datetime import date

from sqlalchemy import BindParameter, Integer, bindparam, select
from sqlalchemy.orm import Session, aliased

from brokerage.domain.admission_event import AdmissionAtHand, AdmissionEventKind
from brokerage.domain.admission_summary import AdmissionDetail, EventShown, PlacementThere, SuspensionShown
from brokerage.domain.call_off import HOLDS_A_PLACE, CallOffState
from brokerage.domain.contract import ContractTerms
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import Period
from brokerage.storage.queries.admission_list import admission_summary
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.contracts import AdmissionEventRow, ContractRow
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

SUBJECT = "admissions"
"""What an audit entry of an admission calls its subject; the key is the admission's number."""

_ID: BindParameter[int] = bindparam("admission_id", type_=Integer())
_LATER = aliased(AdmissionRow)
_NEXT_FIRST_DAY = (
    select(_LATER.first_day)
    .where(
        _LATER.service_id == AdmissionRow.service_id,
        _LATER.lot_id == AdmissionRow.lot_id,
        _LATER.first_day > AdmissionRow.first_day,
    )
    .order_by(_LATER.first_day)
    .limit(1)
    .correlate(AdmissionRow)
    .scalar_subquery()
)
_REMOVED = (
    select(AdmissionEventRow.id)
    .where(AdmissionEventRow.admission_id == AdmissionRow.id, AdmissionEventRow.kind == AdmissionEventKind.REMOVED)
    .exists()
)
_AT_HAND = (
    select(
        AdmissionRow.version,
        AdmissionRow.first_day,
        AdmissionRow.last_day,
        SchemeRow.last_day,
        _NEXT_FIRST_DAY,
        _REMOVED,
    )
    .join(LotRow, LotRow.id == AdmissionRow.lot_id)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .where(AdmissionRow.id == _ID)
)
# Locked apart from the read: who waited for the lock then reads everything that was committed meanwhile.
_LOCK = held(select(AdmissionRow.id).where(AdmissionRow.id == _ID))
_SUSPENSIONS = (
    select(SuspensionRow.first_day, SuspensionRow.last_day, SuspensionRow.reason)
    .where(SuspensionRow.admission_id == _ID)
    .order_by(SuspensionRow.first_day, SuspensionRow.id)
)
_EVENTS = (
    select(
        AdmissionEventRow.kind,
        AdmissionEventRow.first_day,
        AdmissionEventRow.last_day,
        AdmissionEventRow.reason,
        StaffRow.full_name,
        AdmissionEventRow.done_at,
    )
    .join(StaffRow, StaffRow.id == AdmissionEventRow.done_by_id)
    .where(AdmissionEventRow.admission_id == _ID)
    .order_by(AdmissionEventRow.id)
)
_CONTRACT = (
    select(ContractRow.number, ContractRow.value, ContractRow.first_day, ContractRow.last_day, ContractRow.sealed_on)
    .join(AdmissionRow, AdmissionRow.contract_id == ContractRow.id)
    .where(AdmissionRow.id == _ID)
)
_PLACEMENTS = (
    select(CallOffRow.reference, CallOffRow.state, CallOffRow.first_day, CallOffRow.planned_last_day)
    .where(
        CallOffRow.admission_id == _ID,
        CallOffRow.state.in_(sorted(HOLDS_A_PLACE, key=lambda state: state.value)),
    )
    .order_by(CallOffRow.first_day, CallOffRow.id)
)


def admission_for_update(session: Session, admission_id: int) -> AdmissionAtHand:
    """Return the admission, locked until the transaction ends. Raises: RuleBroken when there is none of this number."""
    session.execute(_LOCK, {"admission_id": admission_id}).all()
    return _at_hand(session, admission_id)


def admission_detail(reader: Reader, admission_id: int, today: date) -> AdmissionDetail:
    """Return the admission with its suspensions, events and placements. Raises: RuleBroken when there is none of this number."""
    asked = {"admission_id": admission_id}
    placements = tuple(PlacementThere(*row) for row in reader.execute(_PLACEMENTS, asked))
    contract = reader.execute(_CONTRACT, asked).first()
    return AdmissionDetail(
        summary=admission_summary(reader, admission_id, today),
        at_hand=_at_hand(reader, admission_id),
        contract=None if contract is None else ContractTerms(*contract),
        suspensions=tuple(
            SuspensionShown(Period(first, last), reason) for first, last, reason in reader.execute(_SUSPENSIONS, asked)
        ),
        events=tuple(EventShown(*row) for row in reader.execute(_EVENTS, asked)),
        running=tuple(each for each in placements if each.state is CallOffState.RUNNING),
        to_start=tuple(each for each in placements if each.state is not CallOffState.RUNNING),
    )


def _at_hand(reader: Reader, admission_id: int) -> AdmissionAtHand:
    asked = {"admission_id": admission_id}
    row = reader.execute(_AT_HAND, asked).first()
    if row is None:
        raise RuleBroken("This admission is not in the database: list the admissions again.")
    version, first_day, last_day, contracts_last_day, next_first_day, is_removed = row
    suspensions = tuple(Period(first, last) for first, last, _ in reader.execute(_SUSPENSIONS, asked))
    return AdmissionAtHand(
        admission_id,
        version,
        Period(first_day, last_day),
        contracts_last_day,
        next_first_day,
        is_removed,
        suspensions,
    )
