"""Rows of the search as offers.

A hundred rows are read with every key pressed, so what repeats from row to row and from question to question (pounds, miles,
days, sentences) is made once and kept.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from brokerage.domain.gates import Gate, GateName
from brokerage.domain.offer import Offer, OfferList, SearchCriteria
from brokerage.domain.ratio import Ratio
from brokerage.domain.service import Rating, Registration
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted
from brokerage.storage.prepared import read_day
from brokerage.storage.queries.offer_gate_facts import ClosedGate, worded_gate, worded_timetable_gate
from brokerage.storage.queries.offer_gates import number_of

_RATINGS = {rating.value: rating for rating in Rating}
_UNITS: dict[str | None, Unit | None] = {None: None, **{unit.value: unit for unit in Unit}}
_TIMETABLE = number_of(GateName.TIMETABLE)
TimetableGate = Callable[[str | None, str | None], Gate | None]
"""The gate's sentence for the sessions held instead, and the unit of the price."""


def offer_list(rows: Sequence[tuple[Any, ...]], criteria: SearchCriteria) -> OfferList:
    """The rows as offers in their order; the counts stand in every row."""
    if not rows:
        return OfferList((), 0, 0)
    *_, count, count_fitting = rows[0]
    timetable_gate = _timetable_gates(criteria.week)
    return OfferList(tuple([_offer(row, criteria, timetable_gate) for row in rows]), int(count), int(count_fitting))


def _offer(row: tuple[Any, ...], criteria: SearchCriteria, timetable_gate: TimetableGate) -> Offer:
    (
        service_id, service, provider, lot_id, lot, scheme, district, tenths, rate_id, activity, unit, staff, people,
        unit_pence, weekly_pence, rating, places_free, places_said_on, outcomes_matched, gate, first_day, last_day,
        registration, service_min_age, lot_min_age, service_max_age, lot_max_age, sessions, _, _,
    ) = row  # fmt: skip
    weekly, budget = _pounds(weekly_pence), criteria.weekly_budget
    # In the order of the fields, and made of them all at once: naming twenty of them a hundred times takes its time.
    return Offer._make(
        (
            service_id,
            service,
            provider,
            lot_id,
            lot or "",
            scheme or "",
            district or "",
            _miles(tenths),
            rate_id,
            activity or "",
            _UNITS[unit],
            None if staff is None else criteria.ratio or _ratio(staff, people),
            _pounds(unit_pence),
            weekly,
            None if weekly is None or budget is None else budget - weekly,
            _RATINGS[rating],
            places_free,
            _day(places_said_on),
            outcomes_matched or 0,
            None
            if not gate
            else timetable_gate(sessions, unit)
            if gate == _TIMETABLE
            else _gate(
                gate, first_day, last_day, registration, service_min_age, lot_min_age, service_max_age, lot_max_age,
                criteria.age, criteria.start_day,
            ),
        )
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _gate(
    number: int,
    first_day: date | str | None,
    last_day: date | str | None,
    registration: str | None,
    service_min_age: int | None,
    lot_min_age: int | None,
    service_max_age: int | None,
    lot_max_age: int | None,
    age: int | None,
    start_day: date,
) -> Gate | None:
    closed = ClosedGate(
        number=number,
        first_day=read_day(first_day),
        last_day=read_day(last_day),
        registration=Registration(registration or Registration.REGISTERED),
        min_age=max((low for low in (service_min_age, lot_min_age) if low is not None), default=None),
        max_age=min((high for high in (service_max_age, lot_max_age) if high is not None), default=None),
        age=age,
    )
    return worded_gate(closed, start_day)


@lru_cache(maxsize=32)
def _timetable_gates(week: WeekWanted | None) -> TimetableGate:
    """What words the gate for this week: the week is looked up once for a whole answer, not again for each of its rows."""

    @lru_cache(maxsize=4096)
    def worded(sessions: str | None, unit: str | None) -> Gate | None:
        return worded_timetable_gate(week, sessions, _UNITS[unit])

    return worded


@lru_cache(maxsize=65_536)
def _pounds(pence: int | None) -> Decimal | None:
    return None if pence is None else Decimal(pence).scaleb(-2)


@lru_cache(maxsize=16_384)
def _miles(tenths: int | None) -> Decimal | None:
    return None if tenths is None else Decimal(tenths).scaleb(-1)


@lru_cache(maxsize=256)
def _ratio(staff: int, people: int) -> Ratio:
    return Ratio(staff, people)


_day = lru_cache(maxsize=4096)(read_day)
