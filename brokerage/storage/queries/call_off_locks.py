"""Locks what a call-off is decided on until the transaction ends.

On PostgreSQL the rows are locked one after another in a fixed order (person, the call-off itself, service, lot,
admissions, budgets, rates), so that two call-offs wait for each other and never in a ring. On SQLite the transaction
holds the whole database already.
"""

from collections.abc import Sequence

from sqlalchemy import BindParameter, Integer, Select, bindparam, select
from sqlalchemy.orm import Session

from brokerage.storage.row_locks import held
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.people import BudgetRow, PersonRow
from brokerage.storage.tables.providers import ServiceRow
from brokerage.storage.tables.rates import RateRow
from brokerage.storage.tables.schemes import LotRow

_PERSON_ID: BindParameter[int] = bindparam("person_id", type_=Integer())
_SERVICE_ID: BindParameter[int] = bindparam("service_id", type_=Integer())
_LOT_ID: BindParameter[int] = bindparam("lot_id", type_=Integer())
_RATE_IDS: BindParameter[Sequence[int]] = bindparam("rate_ids", expanding=True)
_LOCK_PERSON = held(select(PersonRow.id).where(PersonRow.id == _PERSON_ID))
_LOCKS: tuple[Select[tuple[int]], ...] = (
    held(select(ServiceRow.id).where(ServiceRow.id == _SERVICE_ID)),
    select(LotRow.id).where(LotRow.id == _LOT_ID).with_for_update(read=True),
    held(
        select(AdmissionRow.id)
        .where(AdmissionRow.service_id == _SERVICE_ID, AdmissionRow.lot_id == _LOT_ID)
        .order_by(AdmissionRow.id)
    ),
    held(select(BudgetRow.id).where(BudgetRow.person_id == _PERSON_ID).order_by(BudgetRow.id)),
)
_LOCK_RATES = held(select(RateRow.id).where(RateRow.id.in_(_RATE_IDS)).order_by(RateRow.id))


def lock_person(session: Session, person_id: int) -> None:
    """Lock the person until the transaction ends: their call-offs are decided one after another, against one budget."""
    session.execute(_LOCK_PERSON, {"person_id": person_id}).all()


def lock_for_call_off(session: Session, person_id: int, service_id: int, lot_id: int, rate_ids: Sequence[int]) -> None:
    """Lock what the call-off is decided on until the transaction ends; a colleague's change waits, or is seen."""
    found = {"person_id": person_id, "service_id": service_id, "lot_id": lot_id}
    for lock in _LOCKS:
        session.execute(lock, found).all()
    if rate_ids:
        session.execute(_LOCK_RATES, {"rate_ids": list(rate_ids)}).all()
