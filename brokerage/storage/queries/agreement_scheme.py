"""The scheme of an agreement: lot, contract, admission, award route with its rule."""

from typing import Any

from sqlalchemy import Integer, Row, bindparam, select

from brokerage.domain.agreement_terms import SchemeTerms
from brokerage.domain.scheme import last_day_of_contract
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.schemes import LotRow, SchemeRouteRow, SchemeRow

_SCHEME = (
    select(
        SchemeRow.reference,
        SchemeRow.title,
        SchemeRow.law,
        SchemeRow.last_day,
        LotRow.number,
        LotRow.title.label("lot"),
        SchemeRouteRow.rule_reference,
    )
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .outerjoin(
        SchemeRouteRow,
        (SchemeRouteRow.scheme_id == SchemeRow.id)
        & (SchemeRouteRow.route == bindparam("route", type_=CallOffRow.route.type)),
    )
    .where(LotRow.id == bindparam("lot_id", type_=Integer()))
)
_ADMISSION = select(AdmissionRow.reference, AdmissionRow.first_day, AdmissionRow.last_day).where(
    AdmissionRow.id == bindparam("admission_id", type_=Integer())
)


def scheme_agreed(reader: Reader, call_off: Row[Any]) -> SchemeTerms:
    """Return the scheme the call-off is made under; `call_off` has its lot, admission and route."""
    row = reader.execute(_SCHEME, {"lot_id": call_off.lot_id, "route": call_off.route}).one()
    admission = reader.execute(_ADMISSION, {"admission_id": call_off.admission_id}).first()
    return SchemeTerms(
        reference=row.reference,
        title=row.title,
        law=row.law,
        lot=f"{row.number} {row.lot}",
        contract_reference="" if admission is None else admission.reference,
        contract_last_day=last_day_of_contract(row.last_day, None if admission is None else admission.last_day),
        admitted_from=None if admission is None else admission.first_day,
        route=call_off.route,
        route_rule=row.rule_reference or "",
    )
