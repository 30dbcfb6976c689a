"""Admissions as they are listed, of one lot or service or of all."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Date, Integer, Row, Select, Text, bindparam, func, or_, select

from brokerage.domain.admission_summary import AdmissionSummary
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import Period
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_DAY: BindParameter[date] = bindparam("day", type_=Date())
_HOLDS_TODAY = (SuspensionRow.admission_id == AdmissionRow.id) & (SuspensionRow.first_day <= _DAY)
_ADMISSIONS = (
    select(
        AdmissionRow.id,
        AdmissionRow.version,
        AdmissionRow.service_id,
        ServiceRow.name.label("service"),
        ProviderRow.name.label("provider"),
        (SchemeRow.reference + "/" + LotRow.number).label("lot"),
        LotRow.title.label("lot_title"),
        AdmissionRow.reference,
        AdmissionRow.first_day,
        AdmissionRow.last_day,
        SuspensionRow.first_day.label("suspended_from"),
        SuspensionRow.last_day.label("suspended_to"),
    )
    .join(ServiceRow, ServiceRow.id == AdmissionRow.service_id)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .join(LotRow, LotRow.id == AdmissionRow.lot_id)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .outerjoin(SuspensionRow, _HOLDS_TODAY & or_(SuspensionRow.last_day.is_(None), SuspensionRow.last_day >= _DAY))
)
_ONE = _ADMISSIONS.where(AdmissionRow.id == bindparam("admission_id", type_=Integer()))
_NOT_ENDED = or_(AdmissionRow.last_day.is_(None), AdmissionRow.last_day >= _DAY)
_IN_ORDER = (ServiceRow.name, SchemeRow.reference, LotRow.number, AdmissionRow.first_day, AdmissionRow.id)


def list_admissions(
    reader: Reader, day: date, *, service_id: int | None, lot: str, with_ended: bool
) -> tuple[AdmissionSummary, ...]:
    """Return admissions by service, lot and first day; of one service or lot (`SCHEME/1`, in any case) where it is given."""
    asked = {"day": day, "service_id": service_id, "lot": lot.strip().lower()}
    listed = _listed(service=service_id is not None, lot=bool(lot.strip()), with_ended=with_ended)
    return tuple(_summary(row) for row in reader.execute(listed, asked))


def admission_summary(reader: Reader, admission_id: int, day: date) -> AdmissionSummary:
    """Return one admission as it stands on the day. Raises: RuleBroken when there is none of this number."""
    row = reader.execute(_ONE, {"admission_id": admission_id, "day": day}).first()
    if row is None:
        raise RuleBroken("This admission is not in the database: list the admissions again.")
    return _summary(row)


@cache
def _listed(*, service: bool, lot: bool, with_ended: bool) -> Select[Any]:
    statement = _ADMISSIONS if with_ended else _ADMISSIONS.where(_NOT_ENDED)
    if service:
        statement = statement.where(AdmissionRow.service_id == bindparam("service_id", type_=Integer()))
    if lot:
        named = func.lower(SchemeRow.reference + "/" + LotRow.number)
        statement = statement.where(named == bindparam("lot", type_=Text()))
    return statement.order_by(*_IN_ORDER)


def _summary(row: Row[Any]) -> AdmissionSummary:
    return AdmissionSummary(
        admission_id=row.id,
        version=row.version,
        service_id=row.service_id,
        service=row.service,
        provider=row.provider,
        lot=row.lot,
        lot_title=row.lot_title,
        reference=row.reference,
        period=Period(row.first_day, row.last_day),
        suspended=None if row.suspended_from is None else Period(row.suspended_from, row.suspended_to),
    )
