"""The agreed rates a call-off's lines name, each with every rate of its line."""

from collections.abc import Sequence

from sqlalchemy import BindParameter, bindparam, select

from brokerage.domain.call_off_facts import RateFacts
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.rate import Rate
from brokerage.domain.ratio import Ratio
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.providers import ActivityRow
from brokerage.storage.tables.rates import RateLineRow, RateRow

_RATE_IDS: BindParameter[Sequence[int]] = bindparam("rate_ids", expanding=True)
_RATE_LINES = (
    select(
        RateRow.id,
        RateLineRow.id,
        RateLineRow.unit,
        RateLineRow.ratio_staff,
        RateLineRow.ratio_people,
        RateLineRow.band,
        RateLineRow.service_id,
        RateLineRow.lot_id,
        ActivityRow.name,
        RateLineRow.activity_id,
    )
    .join(RateLineRow, RateLineRow.id == RateRow.rate_line_id)
    .outerjoin(ActivityRow, ActivityRow.id == RateLineRow.activity_id)
    .where(RateRow.id.in_(_RATE_IDS))
)
_RATES = (
    select(RateRow.rate_line_id, RateRow.price, RateRow.first_day, RateRow.last_day)
    .where(RateRow.rate_line_id.in_(select(RateRow.rate_line_id).where(RateRow.id.in_(_RATE_IDS))))
    .order_by(RateRow.rate_line_id, RateRow.first_day)
)


def rate_facts(reader: Reader, service_id: int, lot_id: int | None, rate_ids: Sequence[int]) -> tuple[RateFacts, ...]:
    """Return the rates that were chosen, each with all rates of its line. Raises: RuleBroken when one is not there."""
    if not rate_ids:
        return ()
    asked = {"rate_ids": list(rate_ids)}
    by_line: dict[int, list[Rate]] = {}
    for line_id, price, first_day, last_day in reader.execute(_RATES, asked):
        by_line.setdefault(line_id, []).append(Rate(price, Period(first_day, last_day)))
    found = reader.execute(_RATE_LINES, asked).all()
    if len(found) < len(set(rate_ids)):
        raise RuleBroken("A rate that was chosen is not in this database: choose it again.")
    return tuple(
        RateFacts(
            rate_id=rate_id,
            unit=unit,
            ratio=None if staff is None else Ratio(staff, people),
            description=" · ".join(part for part in (activity, band) if part),
            of_this_service=(of_service, of_lot) == (service_id, lot_id),
            rates=tuple(by_line[line_id]),
            activity_id=activity_id,
        )
        for rate_id, line_id, unit, staff, people, band, of_service, of_lot, activity, activity_id in found
    )
