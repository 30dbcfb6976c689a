"""The rate card of a service in a lot on a day: every line that has an agreed rate then."""

from datetime import date

from sqlalchemy import Date, Integer, bindparam, or_, select

from brokerage.domain.call_off_draft import LineOffered
from brokerage.domain.ratio import Ratio
from brokerage.storage.queries.for_call_off import Reader
from brokerage.storage.tables.providers import ActivityRow
from brokerage.storage.tables.rates import RateLineRow, RateRow

_DAY = bindparam("day", type_=Date())
_CARD = (
    select(
        RateRow.id,
        RateLineRow.kind,
        RateLineRow.unit,
        RateLineRow.ratio_staff,
        RateLineRow.ratio_people,
        RateLineRow.band,
        ActivityRow.name,
        RateRow.price,
        RateRow.last_day,
    )
    .join(RateLineRow, RateLineRow.id == RateRow.rate_line_id)
    .outerjoin(ActivityRow, ActivityRow.id == RateLineRow.activity_id)
    .where(
        RateLineRow.service_id == bindparam("service_id", type_=Integer()),
        RateLineRow.lot_id == bindparam("lot_id", type_=Integer()),
        RateRow.first_day <= _DAY,
        or_(RateRow.last_day.is_(None), RateRow.last_day >= _DAY),
    )
    .order_by(RateLineRow.kind, ActivityRow.name, RateLineRow.unit, RateRow.price, RateRow.id)
)


def rate_card(reader: Reader, service_id: int, lot_id: int, day: date) -> tuple[LineOffered, ...]:
    """Return the agreed rates of the service in the lot on the day, by kind, activity and unit."""
    asked = {"service_id": service_id, "lot_id": lot_id, "day": day}
    return tuple(
        LineOffered(
            rate_id,
            kind,
            unit,
            None if staff is None or people is None else Ratio(staff, people),
            " · ".join(part for part in (activity, band) if part),
            price,
            last_day,
        )
        for rate_id, kind, unit, staff, people, band, activity, price, last_day in reader.execute(_CARD, asked)
    )
