"""What agreed rates may be looked at by, and whose rate cards there are in a lot."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, or_, select

from brokerage.domain.rate_choices import LotChoice, PricedThing, ServiceChoice
from brokerage.domain.ratio import Ratio
from brokerage.domain.search_choices import Choice
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow
from brokerage.storage.tables.schemes import LotNeedRow, LotRow, NeedCategoryRow, SchemeRow

_LOT_ID = bindparam("lot_id", type_=Integer())
_LOTS = (
    select(LotRow.id, SchemeRow.reference, LotRow.number, LotRow.title)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .order_by(SchemeRow.reference, LotRow.number, LotRow.id)
)
_NEEDS = (
    select(LotNeedRow.lot_id, NeedCategoryRow.code, NeedCategoryRow.title)
    .join(NeedCategoryRow, NeedCategoryRow.id == LotNeedRow.need_id)
    .order_by(NeedCategoryRow.title, NeedCategoryRow.code)
)
_KEY = (
    RateLineRow.lot_id,
    RateLineRow.kind,
    RateLineRow.unit,
    RateLineRow.ratio_staff,
    RateLineRow.ratio_people,
    RateLineRow.band,
)
_THINGS: Select[Any] = (
    select(*_KEY, func.count()).group_by(*_KEY).order_by(func.count().desc(), RateLineRow.kind, RateLineRow.unit)
)
_SERVICES = (
    select(ServiceRow.id, ServiceRow.name, ProviderRow.name)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .where(
        or_(
            select(AdmissionRow.id)
            .where(AdmissionRow.service_id == ServiceRow.id, AdmissionRow.lot_id == _LOT_ID)
            .exists(),
            select(RateLineRow.id)
            .where(RateLineRow.service_id == ServiceRow.id, RateLineRow.lot_id == _LOT_ID)
            .exists(),
        )
    )
    .order_by(ServiceRow.name, ServiceRow.id)
)


def rate_choices(reader: Reader) -> tuple[LotChoice, ...]:
    """Return every lot by its key, with its needs and the things its rate cards price."""
    needs: dict[int, list[Choice]] = defaultdict(list)
    for lot_id, code, title in reader.execute(_NEEDS):
        needs[lot_id].append(Choice(code, title))
    things: dict[int, list[PricedThing]] = defaultdict(list)
    for lot_id, kind, unit, staff, people, band, lines in reader.execute(_THINGS):
        things[lot_id].append(PricedThing(kind, unit, None if staff is None else Ratio(staff, people), band, lines))
    return tuple(
        LotChoice(lot_id, f"{scheme}/{number}", title, tuple(needs[lot_id]), tuple(things[lot_id]))
        for lot_id, scheme, number, title in reader.execute(_LOTS)
    )


def services_of_lot(reader: Reader, lot_id: int) -> tuple[ServiceChoice, ...]:
    """Return the services that were ever admitted to the lot, or have a rate there, by name."""
    return tuple(ServiceChoice(*row) for row in reader.execute(_SERVICES, {"lot_id": lot_id}))
