"""The fee lines of an agreement as they were frozen, with the agreed prices that follow."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from brokerage.domain.agreement_drawing import AgreedLine
from brokerage.domain.call_off_price import follow_prices
from brokerage.domain.fee_line import FeeLine
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.week_wanted import parse_week
from brokerage.storage.queries.call_off_lines import lines_of_edition
from brokerage.storage.queries.rates_chosen import rate_facts
from brokerage.storage.queries.reader import Reader


def lines_agreed(reader: Reader, call_off: Row[Any]) -> tuple[AgreedLine, ...]:
    """Return the lines of the edition that stands; `call_off` has its id, days, lot and whether its price is locked."""
    rows = lines_of_edition(reader, call_off.id, call_off.lines_edition)
    ids = sorted({row.rate_id for row in rows if row.rate_id is not None})
    rates = {rate.rate_id: rate for rate in rate_facts(reader, call_off.service_id, call_off.lot_id, ids)}
    lines = []
    for row in rows:
        rate = rates.get(row.rate_id)
        changes = (
            ()
            if rate is None
            else follow_prices(rate, call_off.first_day, call_off.planned_last_day, price_locked=call_off.price_locked)
        )
        fee = FeeLine(
            row.kind,
            row.unit,
            row.price,
            week=parse_week(row.week) if row.week else None,
            per_attended_day=Decimal(row.per_attended_day) if row.per_attended_day else None,
            ratio=parse_ratio(row.ratio) if row.ratio else None,
            price_agreed_for_ratio=not row.ratio_derived,
            changes=changes,
        )
        lines.append(AgreedLine(row.description, fee))
    return tuple(lines)
