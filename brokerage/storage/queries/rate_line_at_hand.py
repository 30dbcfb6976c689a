"""One line of a rate card before a rate is agreed or ended, and a whole card: rates, lot, where the service is admitted."""

from dataclasses import dataclass

from sqlalchemy import Integer, Text, bindparam, func, select

from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import Period
from brokerage.domain.rate_card_shown import RateCardShown
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_setting import RateLineAsked
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.unit import Unit
from brokerage.storage.column_types import ByValue
from brokerage.storage.queries.lot_pricing import lot_pricings
from brokerage.storage.queries.rate_card import rate_card
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.uplift_scope import UpliftScope
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.providers import ActivityRow, ProviderRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_SERVICE_ID = bindparam("service_id", type_=Integer())
_LOT_ID = bindparam("lot_id", type_=Integer())

_SERVICE = (
    select(ProviderRow.id, ProviderRow.name, ServiceRow.name)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .where(ServiceRow.id == _SERVICE_ID)
)
_LOT = (
    select(SchemeRow.id, SchemeRow.reference, LotRow.number, LotRow.title)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .where(LotRow.id == _LOT_ID)
)
_ACTIVITIES = (
    select(ActivityRow.id, ActivityRow.name).where(ActivityRow.service_id == _SERVICE_ID).order_by(ActivityRow.id)
)
_LINE = select(RateLineRow.id).where(
    RateLineRow.service_id == _SERVICE_ID,
    RateLineRow.lot_id == _LOT_ID,
    func.coalesce(RateLineRow.activity_id, 0) == bindparam("activity_id", type_=Integer()),
    RateLineRow.kind == bindparam("kind", type_=ByValue(FeeKind)),
    RateLineRow.unit == bindparam("unit", type_=ByValue(Unit)),
    func.coalesce(RateLineRow.ratio_staff, 0) == bindparam("staff", type_=Integer()),
    func.coalesce(RateLineRow.ratio_people, 0) == bindparam("people", type_=Integer()),
    RateLineRow.band == bindparam("band", type_=Text()),
)
_RATES = (
    select(RateRow.id, RateRow.price, RateRow.first_day, RateRow.last_day, RateRow.source)
    .where(RateRow.rate_line_id == bindparam("line_id", type_=Integer()))
    .order_by(RateRow.first_day)
)
_ADMISSIONS = (
    select(AdmissionRow.first_day, AdmissionRow.last_day)
    .where(AdmissionRow.service_id == _SERVICE_ID, AdmissionRow.lot_id == _LOT_ID)
    .order_by(AdmissionRow.first_day)
)


@dataclass(frozen=True, slots=True)
class LineAtHand:
    """A line with its rates in order of their days; `named.line_id` is 0 and there is no rate where it is new.

    `scope` names its lot and its provider, as placements and locks are asked for.
    """

    named: RateLineNamed
    activity_id: int | None
    lot: str
    scope: UpliftScope
    agreed: tuple[AgreedRate, ...]
    admitted: tuple[Period, ...]


def line_at_hand(reader: Reader, asked: RateLineAsked) -> LineAtHand:
    """Return the line. Raises: BadInput for a service, a lot or an activity that is not there."""
    provider_id, provider, name = _service(reader, asked.service_id)
    scheme_id, scheme, number, title = _lot(reader, asked.lot_id)
    activity_id, activity = _activity(reader, asked)
    line_id = reader.execute(_LINE, _key(asked, activity_id)).scalar() or 0
    return LineAtHand(
        RateLineNamed(
            line_id, provider, name, f"{number} {title}", asked.kind, activity, asked.unit, asked.ratio, asked.band
        ),
        activity_id,
        f"{scheme}/{number}",
        UpliftScope(scheme_id, scheme, (asked.lot_id,), (provider_id,)),
        tuple(AgreedRate(*row) for row in reader.execute(_RATES, {"line_id": line_id})),
        _admissions(reader, asked.service_id, asked.lot_id),
    )


def card_shown(reader: Reader, service_id: int, lot_id: int) -> RateCardShown:
    """Return the whole rate card of the service in the lot. Raises: BadInput when either is not there."""
    _, provider, service = _service(reader, service_id)
    _, _, number, title = _lot(reader, lot_id)
    return RateCardShown(
        service_id,
        service,
        provider,
        lot_id,
        f"{number} {title}",
        rate_card(reader, service_id, lot_id),
        _admissions(reader, service_id, lot_id),
        lot_pricings(reader, lot_id)[lot_id],
        tuple(name for _, name in reader.execute(_ACTIVITIES, {"service_id": service_id})),
    )


def _service(reader: Reader, service_id: int) -> tuple[int, str, str]:
    row = reader.execute(_SERVICE, {"service_id": service_id}).tuples().first()
    if row is None:
        raise BadInput("The service is not in this database: choose another.", "service")
    return row


def _lot(reader: Reader, lot_id: int) -> tuple[int, str, str, str]:
    row = reader.execute(_LOT, {"lot_id": lot_id}).tuples().first()
    if row is None:
        raise BadInput("The lot is not in this database: choose another.", "lot")
    return row


def _admissions(reader: Reader, service_id: int, lot_id: int) -> tuple[Period, ...]:
    found = reader.execute(_ADMISSIONS, {"service_id": service_id, "lot_id": lot_id})
    return tuple(Period(first_day, last_day) for first_day, last_day in found)


def _key(asked: RateLineAsked, activity_id: int | None) -> dict[str, object]:
    return {
        "service_id": asked.service_id,
        "lot_id": asked.lot_id,
        "activity_id": activity_id or 0,
        "kind": asked.kind,
        "unit": asked.unit,
        "staff": 0 if asked.ratio is None else asked.ratio.staff,
        "people": 0 if asked.ratio is None else asked.ratio.people,
        "band": asked.band,
    }


def _activity(reader: Reader, asked: RateLineAsked) -> tuple[int | None, str]:
    if not asked.activity:
        return None, ""
    there = reader.execute(_ACTIVITIES, {"service_id": asked.service_id}).all()
    for activity_id, name in there:
        if name.lower() == asked.activity.lower():
            return activity_id, name
    known = ", ".join(name for _, name in there) or "none"
    raise BadInput(f"The service has no activity of this name; it has: {known}.", "activity")
