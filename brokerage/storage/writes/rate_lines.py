"""Writes one agreed rate, or the end of one: where the line is new, the line too."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from brokerage.domain.errors import Conflict
from brokerage.domain.rate_comparison import RateCompared
from brokerage.domain.rate_setting import RateLineAsked
from brokerage.domain.rate_succession import AgreedRate
from brokerage.storage.tables.rates import RateLineRow, RateRow


def write_rate_line(session: Session, asked: RateLineAsked, activity_id: int | None) -> int:
    """Adds the line to its rate card; returns its number."""
    row = RateLineRow(
        service_id=asked.service_id,
        lot_id=asked.lot_id,
        activity_id=activity_id,
        kind=asked.kind,
        unit=asked.unit,
        ratio_staff=None if asked.ratio is None else asked.ratio.staff,
        ratio_people=None if asked.ratio is None else asked.ratio.people,
        band=asked.band,
    )
    session.add(row)
    session.flush()
    return row.id


def write_rate(session: Session, line_id: int, compared: RateCompared, source: str, note: str) -> int:
    """Adds the rate to its line; returns its number. What it follows has to be ended before."""
    row = RateRow(
        rate_line_id=line_id,
        price=compared.price,
        first_day=compared.first_day,
        last_day=compared.last_day,
        source=source,
        note=note,
    )
    session.add(row)
    session.flush()
    return row.id


def write_ends(
    session: Session, agreed: Sequence[AgreedRate], ended: Sequence[tuple[int, date]], reason: str = ""
) -> None:
    """Gives the rates their last days. Raises: Conflict when one no longer ends as it was read."""
    before = {one.id: one.last_day for one in agreed}
    for rate_id, last_day in ended:
        statement = (
            update(RateRow)
            .where(RateRow.id == rate_id, RateRow.last_day.is_not_distinct_from(before[rate_id]))
            .values(last_day=last_day, **({"end_reason": reason} if reason else {}))
        )
        if session.connection().execute(statement).rowcount != 1:
            raise Conflict("A colleague changed this rate meanwhile. Look at it again, then decide.")
