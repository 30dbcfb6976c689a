"""Agreed rates by lot, need, kind, unit, ratio, band and service: what a list or a spread of prices is made of."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Integer, Text, bindparam, or_, select

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import Period
from brokerage.domain.rate_standing import ServiceRates
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.storage.column_types import ByValue
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.uplift_scope import LINE_COLUMNS, line_named
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.providers import ActivityRow, ProviderRow, ServiceNeedRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import LotRow, NeedCategoryRow

_LOT_ID = bindparam("lot_id", type_=Integer())
_SERVICE_ID = bindparam("service_id", type_=Integer())
_NEED_ID = bindparam("need_id", type_=Integer())
_KIND = bindparam("kind", type_=ByValue(FeeKind))
_UNIT = bindparam("unit", type_=ByValue(Unit))
_STAFF = bindparam("staff", type_=Integer())
_PEOPLE = bindparam("people", type_=Integer())
_BAND = bindparam("band", type_=Text())

_NEED = select(NeedCategoryRow.id).where(NeedCategoryRow.code == bindparam("code", type_=Text()))
_HAS_NEED = (
    select(ServiceNeedRow.service_id)
    .where(ServiceNeedRow.service_id == RateLineRow.service_id, ServiceNeedRow.need_id == _NEED_ID)
    .exists()
)
_ASKED_FOR = (
    or_(_LOT_ID.is_(None), RateLineRow.lot_id == _LOT_ID),
    or_(_SERVICE_ID.is_(None), RateLineRow.service_id == _SERVICE_ID),
    or_(_NEED_ID.is_(None), _HAS_NEED),
    or_(_KIND.is_(None), RateLineRow.kind == _KIND),
    or_(_UNIT.is_(None), RateLineRow.unit == _UNIT),
    or_(_STAFF.is_(None), (RateLineRow.ratio_staff == _STAFF) & (RateLineRow.ratio_people == _PEOPLE)),
    or_(_BAND.is_(None), RateLineRow.band == _BAND),
)
_LINES = (
    select(RateLineRow.service_id, RateLineRow.lot_id, *LINE_COLUMNS)
    .join(ServiceRow, ServiceRow.id == RateLineRow.service_id)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .join(LotRow, LotRow.id == RateLineRow.lot_id)
    .outerjoin(ActivityRow, ActivityRow.id == RateLineRow.activity_id)
    .where(*_ASKED_FOR)
    .order_by(ProviderRow.name, ServiceRow.name, LotRow.number, RateLineRow.kind, RateLineRow.unit, RateLineRow.id)
)
_RATES = (
    select(RateRow.rate_line_id, RateRow.id, RateRow.price, RateRow.first_day, RateRow.last_day, RateRow.source)
    .join(RateLineRow, RateLineRow.id == RateRow.rate_line_id)
    .where(*_ASKED_FOR)
    .order_by(RateRow.rate_line_id, RateRow.first_day)
)
_ADMISSIONS = (
    select(AdmissionRow.service_id, AdmissionRow.lot_id, AdmissionRow.first_day, AdmissionRow.last_day)
    .where(
        or_(_LOT_ID.is_(None), AdmissionRow.lot_id == _LOT_ID),
        or_(_SERVICE_ID.is_(None), AdmissionRow.service_id == _SERVICE_ID),
    )
    .order_by(AdmissionRow.first_day)
)


@dataclass(frozen=True, slots=True)
class RatesWanted:
    """Which rates; None where it does not matter."""

    lot_id: int | None = None
    service_id: int | None = None
    need_id: int | None = None
    kind: FeeKind | None = None
    unit: Unit | None = None
    ratio: Ratio | None = None
    band: str | None = None


def agreed_rates(reader: Reader, wanted: RatesWanted) -> tuple[ServiceRates, ...]:
    """Return the lines with all their rates and their services' admissions, by provider, service and lot."""
    asked = {
        "lot_id": wanted.lot_id,
        "service_id": wanted.service_id,
        "need_id": wanted.need_id,
        "kind": wanted.kind,
        "unit": wanted.unit,
        "staff": None if wanted.ratio is None else wanted.ratio.staff,
        "people": None if wanted.ratio is None else wanted.ratio.people,
        "band": wanted.band,
    }
    rates: dict[int, list[AgreedRate]] = defaultdict(list)
    for line_id, *rate in reader.execute(_RATES, asked):
        rates[line_id].append(AgreedRate(*rate))
    admitted: dict[tuple[int, int], list[Period]] = defaultdict(list)
    for service_id, lot_id, first_day, last_day in reader.execute(
        _ADMISSIONS, {"lot_id": wanted.lot_id, "service_id": wanted.service_id}
    ):
        admitted[service_id, lot_id].append(Period(first_day, last_day))
    return tuple(
        ServiceRates(service_id, line_named(named), tuple(rates[named[0]]), tuple(admitted[service_id, lot_id]))
        for service_id, lot_id, *named in reader.execute(_LINES, asked)
    )


def need_of_code(reader: Reader, code: str) -> int | None:
    """Return the need category of the code, or None."""
    return reader.execute(_NEED, {"code": code.strip().lower()}).scalar()
