"""A lot, its scheme, and how one service stands in it: admissions, suspensions, award routes."""

from sqlalchemy import BindParameter, Integer, bindparam, select

from brokerage.domain.call_off_facts import AdmissionFacts, LotFacts
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.scheme import last_day_to_call_off
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow
from brokerage.storage.tables.schemes import LotRow, SchemeRouteRow, SchemeRow

_SERVICE_ID: BindParameter[int] = bindparam("service_id", type_=Integer())
_LOT_ID: BindParameter[int] = bindparam("lot_id", type_=Integer())

_LOT = (
    select(
        LotRow.scheme_id,
        SchemeRow.reference,
        SchemeRow.title,
        LotRow.number,
        LotRow.title,
        LotRow.last_call_off_day,
        SchemeRow.last_call_off_day,
        SchemeRow.last_day,
        LotRow.min_age,
        LotRow.max_age,
        LotRow.registration_needed,
        LotRow.derives_ratio,
    )
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .where(LotRow.id == _LOT_ID)
)
_ROUTES = select(SchemeRouteRow.route).where(SchemeRouteRow.scheme_id == bindparam("scheme_id"))
_ADMISSIONS = (
    select(AdmissionRow.id, AdmissionRow.reference, AdmissionRow.first_day, AdmissionRow.last_day)
    .where(AdmissionRow.service_id == _SERVICE_ID, AdmissionRow.lot_id == _LOT_ID)
    .order_by(AdmissionRow.first_day)
)
_SUSPENSIONS = (
    select(SuspensionRow.admission_id, SuspensionRow.first_day, SuspensionRow.last_day)
    .join(AdmissionRow, AdmissionRow.id == SuspensionRow.admission_id)
    .where(AdmissionRow.service_id == _SERVICE_ID, AdmissionRow.lot_id == _LOT_ID)
    .order_by(SuspensionRow.first_day)
)


def lot_facts(reader: Reader, service_id: int, lot_id: int) -> LotFacts:
    """Return the lot and the service's admissions to it. Raises: RuleBroken when the lot is not there."""
    row = reader.execute(_LOT, {"lot_id": lot_id}).first()
    if row is None:
        raise RuleBroken("The lot is not in this database: choose another.")
    scheme_id, reference, scheme, number, title, lot_last, scheme_last, contract_last, *rest = row
    min_age, max_age, registration, derives = rest
    return LotFacts(
        lot_id=lot_id,
        key=f"{reference}/{number}",
        scheme_id=scheme_id,
        scheme=scheme,
        lot=f"{number} {title}",
        last_call_off_day=last_day_to_call_off(lot_last, scheme_last, contract_last),
        contract_last_day=contract_last,
        min_age=min_age,
        max_age=max_age,
        registration_needed=registration,
        derives_ratio=derives,
        routes=tuple(reader.execute(_ROUTES, {"scheme_id": scheme_id}).scalars()),
        admissions=_admissions(reader, service_id, lot_id),
    )


def _admissions(reader: Reader, service_id: int, lot_id: int) -> tuple[AdmissionFacts, ...]:
    asked = {"service_id": service_id, "lot_id": lot_id}
    suspensions = reader.execute(_SUSPENSIONS, asked).all()
    return tuple(
        AdmissionFacts(
            admission_id,
            reference,
            Period(first_day, last_day),
            tuple(Period(first, last) for of, first, last in suspensions if of == admission_id),
        )
        for admission_id, reference, first_day, last_day in reader.execute(_ADMISSIONS, asked)
    )
