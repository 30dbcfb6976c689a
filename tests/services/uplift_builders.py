"""Uplifts for the tests: four per cent from February, applied, and every rate as it then stands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import select

from brokerage.domain.uplift import Uplift, UpliftKind, UpliftRounding
from brokerage.domain.uplift_summary import UpliftAsked, UpliftKept
from brokerage.services.uplift import apply_uplift
from brokerage.storage.tables.rates import RateRow
from brokerage.storage.tables.schemes import SchemeRow
from tests.builders import NOW, Desk, ReadyService

FEBRUARY = date(2027, 2, 1)
APRIL = date(2026, 4, 1)
END_OF_JANUARY = date(2027, 1, 31)
_REQUESTS = count(1)
Days = tuple[str, date, date | None]


def four_percent(scheme: str, first_day: date = FEBRUARY, **fields: Any) -> UpliftAsked:
    uplift = Uplift(UpliftKind.PERCENT, Decimal(4), UpliftRounding.PENNY, first_day)
    return replace(UpliftAsked(scheme, uplift), **fields)


def scheme_of(desk: Desk, ready: ReadyService) -> str:
    with desk.session() as session:
        return session.get_one(SchemeRow, ready.scheme_id).reference


def applied(desk: Desk, asked: UpliftAsked, mark: str | None = None) -> UpliftKept:
    request_id = f"uplift-{next(_REQUESTS)}"
    return apply_uplift(desk.database, desk.commissioner, asked, request_id, NOW, mark=mark).result


def rates(desk: Desk) -> list[Days]:
    """Every rate in pounds with its days, by line and day."""
    with desk.session() as session:
        rows = session.scalars(select(RateRow).order_by(RateRow.rate_line_id, RateRow.first_day)).all()
        return [(str(row.price), row.first_day, row.last_day) for row in rows]
