"""Reads contracts under a scheme, the days they may run, and which admissions stand already."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import BindParameter, Date, Integer, Row, Select, Text, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from brokerage.domain.application_answers import say_priced
from brokerage.domain.contract import AdmissionMade, Contract, ContractTerms, RateFromOffer, source_of_offer
from brokerage.domain.period import Period
from brokerage.domain.ratio import Ratio
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.applications import ApplicationRow
from brokerage.storage.tables.contracts import ContractRow
from brokerage.storage.tables.providers import ActivityRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
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
_REFERENCE = select(ApplicationRow.reference).where(ApplicationRow.id == bindparam("application_id", type_=Integer()))
_RATES = (
    select(
        ServiceRow.name.label("service"),
        LotRow.number,
        func.coalesce(ActivityRow.name, "").label("activity"),
        RateLineRow.band,
        RateLineRow.kind,
        RateLineRow.unit,
        RateLineRow.ratio_staff,
        RateLineRow.ratio_people,
        RateRow.price,
        RateRow.first_day,
        RateRow.last_day,
    )
    .join(RateLineRow, RateLineRow.id == RateRow.rate_line_id)
    .join(
        AdmissionRow, and_(AdmissionRow.service_id == RateLineRow.service_id, AdmissionRow.lot_id == RateLineRow.lot_id)
    )
    .join(ServiceRow, ServiceRow.id == RateLineRow.service_id)
    .join(LotRow, LotRow.id == RateLineRow.lot_id)
    .outerjoin(ActivityRow, ActivityRow.id == RateLineRow.activity_id)
    .where(
        AdmissionRow.contract_id == bindparam("contract_id", type_=Integer()),
        RateRow.source == bindparam("source", type_=Text()),
    )
    .order_by(func.length(LotRow.number), LotRow.number, ServiceRow.name, RateRow.id)
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
_LOCK_SERVICES = held(select(ServiceRow.id).where(ServiceRow.id.in_(_SERVICE_IDS)).order_by(ServiceRow.id))


def contract_days(reader: Reader, scheme_id: int) -> Period:
    """Return the days on which contracts of the scheme may run, as extended so far."""
    return Period(*reader.execute(_SCHEME, {"scheme_id": scheme_id}).one())


def contracts_of(reader: Reader, application_id: int) -> tuple[Contract, ...]:
    """Return the contracts awarded on the application, in the order they were, with their admissions and rates."""
    asked = {"application_id": application_id}
    source = source_of_offer(reader.execute(_REFERENCE, asked).scalar_one())
    return tuple(_contract(reader, row, source) for row in reader.execute(_OF_APPLICATION, asked).all())


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


def _contract(reader: Reader, row: Row[_Standing], source: str) -> Contract:
    contract_id, *terms = row
    admissions = reader.execute(_ADMISSIONS, {"contract_id": contract_id})
    rates = _rates_of(reader, contract_id, source)
    return Contract(contract_id, ContractTerms(*terms), tuple(AdmissionMade(*each) for each in admissions), rates)


def _rates_of(reader: Reader, contract_id: int, source: str) -> tuple[RateFromOffer, ...]:
    return tuple(
        RateFromOffer(
            service=row.service,
            lot=row.number,
            is_for=say_priced(
                row.activity,
                row.band,
                row.kind,
                row.unit,
                None if row.ratio_staff is None else Ratio(row.ratio_staff, row.ratio_people),
            ),
            unit=row.unit,
            price=row.price,
            first_day=row.first_day,
            last_day=row.last_day,
        )
        for row in reader.execute(_RATES, {"contract_id": contract_id, "source": source})
    )
