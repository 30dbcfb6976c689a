"""The rate card of a service in a lot: every line with all its rates, past, present and to come."""

from collections import defaultdict

from sqlalchemy import Integer, bindparam, func, or_, select

from brokerage.domain.period import Period
from brokerage.domain.ratio import Ratio
from brokerage.domain.service_sheet import CardLine, CardRate
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.providers import ActivityRow
from brokerage.storage.tables.rates import RateLineRow, RateRow

_SERVICE_ID = bindparam("service_id", type_=Integer)
_LOT_ID = bindparam("lot_id", type_=Integer)
_LINES = (
    select(
        RateLineRow.id,
        RateLineRow.kind,
        func.coalesce(ActivityRow.name, ""),
        RateLineRow.unit,
        RateLineRow.ratio_staff,
        RateLineRow.ratio_people,
        RateLineRow.band,
    )
    .outerjoin(ActivityRow, ActivityRow.id == RateLineRow.activity_id)
    .where(RateLineRow.service_id == _SERVICE_ID, or_(_LOT_ID.is_(None), RateLineRow.lot_id == _LOT_ID))
    .order_by(RateLineRow.kind, ActivityRow.name.nulls_first(), RateLineRow.unit, RateLineRow.id)
)
_RATES = (
    select(
        RateRow.rate_line_id,
        RateRow.id,
        RateRow.price,
        RateRow.first_day,
        RateRow.last_day,
        RateRow.source,
        RateRow.note,
        RateRow.end_reason,
    )
    .join(RateLineRow, RateLineRow.id == RateRow.rate_line_id)
    .where(RateLineRow.service_id == _SERVICE_ID)
    .order_by(RateRow.first_day)
)


def rate_card(reader: Reader, service_id: int, lot_id: int | None) -> tuple[CardLine, ...]:
    """Return the lines by kind, activity and unit, each with its rates in order of their days; without a lot, of every lot."""
    asked = {"service_id": service_id, "lot_id": lot_id}
    rates: dict[int, list[CardRate]] = defaultdict(list)
    for line_id, rate_id, price, first_day, last_day, *said in reader.execute(_RATES, asked):
        rates[line_id].append(CardRate(rate_id, price, Period(first_day, last_day), *said))
    return tuple(
        CardLine(key, kind, activity, unit, None if staff is None else Ratio(staff, people), band, tuple(rates[key]))
        for key, kind, activity, unit, staff, people, band in reader.execute(_LINES, asked)
    )
