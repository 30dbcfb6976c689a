"""Reads contracts under a scheme, the days they may run, and which admissions stand already."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import BindParameter, Date, Integer, Row, Select, Text, bindparam, func, or_, select
from sqlalchemy.orm import Session

from brokerage.domain.contract import AdmissionMade, Contract, ContractTerms
from brokerage.domain.period import Period
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.contracts import ContractRow
from brokerage.storage.tables.providers import ServiceRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_FIRST_DAY: BindParameter[date] = bindparam("first_day", type_=Date())
_LAST_DAY: BindParameter[date] = bindparam("last_day", type_=Date())

_SCHEME = select(SchemeRow.first_day, SchemeRow.last_day).where(SchemeRow.id == bindparam("scheme_id", type_=Integer()))
_Standing = tuple[int, str, Decimal | None, date, date | None, date]
_CONTRACT: Select[_Standing] = select(
    ContractRow.id,
    ContractRow.number,
    ContractRow.value,
    ContractRow.first_day,
    ContractRow.last_day,
    ContractRow.sealed_on,
)
_NUMBERED = select(ContractRow.application_id).where(
    func.lower(ContractRow.number) == func.lower(bindparam("number", type_=Text()))
)
_OF_APPLICATION = _CONTRACT.where(ContractRow.application_id == bindparam("application_id", type_=Integer())).order_by(
    ContractRow.id
)
_ADMISSIONS = (
    select(AdmissionRow.id, AdmissionRow.application_lot_id, ServiceRow.id, ServiceRow.name, LotRow.number)
    .join(ServiceRow, ServiceRow.id == AdmissionRow.service_id)
    .join(LotRow, LotRow.id == AdmissionRow.lot_id)
    .where(AdmissionRow.contract_id == bindparam("contract_id", type_=Integer()))
    .order_by(func.length(LotRow.number), LotRow.number, ServiceRow.name, AdmissionRow.id)
)
_STANDING_ADMISSION = (
    select(AdmissionRow.first_day, AdmissionRow.last_day)
    .where(
        AdmissionRow.service_id == bindparam("service_id", type_=Integer()),
        AdmissionRow.lot_id == bindparam("lot_id", type_=Integer()),
        or_(AdmissionRow.last_day.is_(None), AdmissionRow.last_day >= _FIRST_DAY),
        or_(_LAST_DAY.is_(None), AdmissionRow.first_day <= _LAST_DAY),
    )
    .order_by(AdmissionRow.first_day)
    .limit(1)
)
_SERVICE_IDS: BindParameter[Sequence[int]] = bindparam("service_ids", expanding=True)
_LOCK_SERVICES = select(ServiceRow.id).where(ServiceRow.id.in_(_SERVICE_IDS)).order_by(ServiceRow.id).with_for_update()


def contract_days(reader: Reader, scheme_id: int) -> Period:
    """Return the days on which contracts of the scheme may run, as extended so far."""
    return Period(*reader.execute(_SCHEME, {"scheme_id": scheme_id}).one())


def contracts_of(reader: Reader, application_id: int) -> tuple[Contract, ...]:
    """Return the contracts awarded on the application, in the order they were, with their admissions."""
    rows = reader.execute(_OF_APPLICATION, {"application_id": application_id}).all()
    return tuple(_contract(reader, row) for row in rows)


def number_is_taken(reader: Reader, number: str) -> bool:
    """Return whether a contract has this number already, in any case of its letters."""
    return reader.execute(_NUMBERED, {"number": number}).first() is not None


def standing_admission(
    reader: Reader, service_id: int, lot_id: int, first_day: date, last_day: date | None
) -> Period | None:
    """Return the days of an admission of the service to the lot that shares a day with these, the earliest; else None."""
    asked = {"service_id": service_id, "lot_id": lot_id, "first_day": first_day, "last_day": last_day}
    row = reader.execute(_STANDING_ADMISSION, asked).first()
    return None if row is None else Period(*row)


def lock_services(session: Session, service_ids: Sequence[int]) -> None:
    """Lock the services until the transaction ends, so that no two contracts admit one to the same lot at once."""
    session.execute(_LOCK_SERVICES, {"service_ids": list(service_ids)}).all()


def _contract(reader: Reader, row: Row[_Standing]) -> Contract:
    contract_id, *terms = row
    admissions = reader.execute(_ADMISSIONS, {"contract_id": contract_id})
    return Contract(contract_id, ContractTerms(*terms), tuple(AdmissionMade(*each) for each in admissions))
