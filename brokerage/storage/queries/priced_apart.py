"""Which activities of services have an agreed rate of their own on a day, with the sessions they are held in."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import bindparam, select

from brokerage.domain.fee_line import SUPPORT
from brokerage.domain.priced_apart import PricedActivity
from brokerage.domain.ratio import Ratio
from brokerage.domain.timetable import FOLLOWS_TIMETABLE, WeeklySession
from brokerage.domain.unit import Unit
from brokerage.storage.queries.matching import IDS_AT_ONCE, in_parts
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.search_values import in_force
from brokerage.storage.tables.providers import ActivityRow, ActivitySessionRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import LotRow

ServiceInLot = tuple[int, int]
"""The ids of a service and of a lot."""

_PRICED = (
    select(
        RateLineRow.service_id,
        RateLineRow.lot_id,
        ActivityRow.name,
        RateLineRow.unit,
        RateLineRow.ratio_staff,
        RateLineRow.ratio_people,
        LotRow.derives_ratio,
        ActivitySessionRow.weekday,
        ActivitySessionRow.start_minute,
        ActivitySessionRow.end_minute,
    )
    .join(RateRow, RateRow.rate_line_id == RateLineRow.id)
    .join(LotRow, LotRow.id == RateLineRow.lot_id)
    .join(ActivityRow, ActivityRow.id == RateLineRow.activity_id)
    .join(ActivitySessionRow, ActivitySessionRow.activity_id == ActivityRow.id)
    .where(
        RateLineRow.service_id.in_(bindparam("services", expanding=True)),
        RateLineRow.kind.in_(SUPPORT),
        RateLineRow.unit.in_(FOLLOWS_TIMETABLE),
        in_force(RateRow.__table__),
        in_force(ActivityRow.__table__),
    )
)


def priced_activities(
    reader: Reader, service_ids: Collection[int], start_day: date
) -> dict[ServiceInLot, tuple[PricedActivity, ...]]:
    """The activities of each service in each lot; one statement for hundreds of services."""
    sessions: dict[tuple[int, int, str, Unit, Ratio | None, bool], list[WeeklySession]] = defaultdict(list)
    for part in in_parts(sorted(service_ids), IDS_AT_ONCE):
        rows = reader.execute(_PRICED, {"services": part, "start_day": start_day})
        for service_id, lot_id, name, unit, staff, people, derives, *session in rows:
            ratio = None if staff is None else Ratio(staff, people)
            sessions[service_id, lot_id, name, unit, ratio, derives].append(WeeklySession(*session))
    found: dict[ServiceInLot, list[PricedActivity]] = defaultdict(list)
    for (service_id, lot_id, name, unit, ratio, derives), held in sessions.items():
        found[service_id, lot_id].append(PricedActivity(name, unit, ratio, derives, tuple(held)))
    return {pair: tuple(priced) for pair, priced in found.items()}
