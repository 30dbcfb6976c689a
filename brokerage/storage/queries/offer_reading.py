"""Rows of the search as offers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Row

from brokerage.domain.gates import Gate
from brokerage.domain.offer import Offer, OfferList, SearchCriteria
from brokerage.domain.ratio import Ratio
from brokerage.domain.service import Rating, Registration
from brokerage.domain.unit import Unit
from brokerage.storage.prepared import read_day
from brokerage.storage.queries.offer_gates import ClosedGate, worded_gate
from brokerage.storage.queries.offer_shape import pounds_of

_RATINGS = {rating.value: rating for rating in Rating}
_UNITS = {unit.value: unit for unit in Unit}


def offer_list(rows: Sequence[Row[Any]], criteria: SearchCriteria) -> OfferList:
    """The rows as offers in their order; the counts stand in every row."""
    if not rows:
        return OfferList((), 0, 0)
    *_, count, count_fitting = rows[0]
    return OfferList(tuple(_offer(row, criteria) for row in rows), int(count), int(count_fitting))


def _offer(row: Row[Any], criteria: SearchCriteria) -> Offer:
    (
        service_id, service, provider, lot_id, lot, scheme, district, tenths, rate_id, activity, unit, staff, people,
        unit_pence, weekly_pence, rating, places_free, places_said_on, matched, gate, gate_from, gate_until, *for_gate, _, _,
    ) = row  # fmt: skip
    weekly, budget = pounds_of(weekly_pence), criteria.weekly_budget
    return Offer(
        service_id=service_id,
        service=service,
        provider=provider,
        lot_id=lot_id,
        lot=lot or "",
        scheme=scheme or "",
        district=district or "",
        miles=None if tenths is None else Decimal(tenths).scaleb(-1),
        rate_id=rate_id,
        activity=activity or "",
        unit=None if unit is None else _UNITS[unit],
        ratio=None if staff is None else criteria.ratio or _ratio(staff, people),
        unit_price=pounds_of(unit_pence),
        weekly=weekly,
        budget_left=None if weekly is None or budget is None else budget - weekly,
        rating=_RATINGS[rating],
        places_free=places_free,
        places_said_on=read_day(places_said_on),
        outcomes_matched=matched,
        gate=None if gate == 0 else _gate(gate, read_day(gate_from), read_day(gate_until), for_gate, criteria),
    )


@cache
def _ratio(staff: int, people: int) -> Ratio:
    return Ratio(staff, people)


def _gate(
    number: int, first_day: date | None, last_day: date | None, others: Sequence[Any], criteria: SearchCriteria
) -> Gate | None:
    registration, service_min, lot_min, service_max, lot_max = others
    min_ages = [age for age in (service_min, lot_min) if age is not None]
    max_ages = [age for age in (service_max, lot_max) if age is not None]
    closed = ClosedGate(
        number=number,
        first_day=first_day,
        last_day=last_day,
        registration=Registration(registration),
        min_age=max(min_ages, default=None),
        max_age=min(max_ages, default=None),
        age=criteria.age,
    )
    return worded_gate(closed, criteria.start_day)
