"""What the sentence of a closed gate is made from: read for the rows shown alone, worded by `domain.gates`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, FromClause, ScalarSelect, Text, and_, case, func, null, select

from brokerage.domain.gates import Gate, GateFacts, GateName, first_closed_gate, timetable_gate
from brokerage.domain.period import Period
from brokerage.domain.service import Registration
from brokerage.domain.timetable import unmet_times
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted
from brokerage.storage.queries.offer_gates import GATES, number_of
from brokerage.storage.queries.offer_pricing import day_of_any_rate, next_rate_day
from brokerage.storage.queries.offer_shape import OfferShape
from brokerage.storage.queries.offer_timetable import read_sessions, sessions_held
from brokerage.storage.queries.search_values import START_DAY, fixed, in_force
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow

_ADMISSIONS = AdmissionRow.__table__
_SUSPENSIONS = SuspensionRow.__table__


def facts_of_gate(shape: OfferShape, page: FromClause, lots: FromClause) -> tuple[ColumnElement[Any], ...]:
    """What the sentence of the closed gate may need: two days, the registration, the ages of service and lot, the sessions.

    Null where the sentence does not need it: every value that is sent takes its time.
    """
    ages = (page.c.min_age, lots.c.min_age, page.c.max_age, lots.c.max_age) if shape.age else (null(),) * 4
    registration = case((_stops(page, GateName.REGISTRATION), page.c.registration), else_=null())
    return _first_day(shape, page), _last_day(page, lots), registration, *ages, _sessions(shape, page)


def _first_day(shape: OfferShape, page: FromClause) -> ColumnElement[date]:
    """The day the closed gate's sentence begins with, where it has one."""
    return case(
        (_stops(page, GateName.ADMISSION), _next_admission(page)),
        (_stops(page, GateName.SUSPENSION), _suspension(page, "first_day")),
        (_stops(page, GateName.RATE), next_rate_day(shape, page)),
        else_=null(),
    )


def _last_day(page: FromClause, lots: FromClause) -> ColumnElement[date]:
    """The day the closed gate's sentence ends with, where it has one."""
    return case(
        (_stops(page, GateName.ADMISSION), _ended_admission(page)),
        (_stops(page, GateName.SUSPENSION), _suspension(page, "last_day")),
        (_stops(page, GateName.LAST_CALL_OFF_DAY), lots.c.last_call_off_day),
        (_stops(page, GateName.INSURANCE), page.c.insurance_last_day),
        (_stops(page, GateName.RATE), day_of_any_rate(page)),
        else_=null(),
    )


def _sessions(shape: OfferShape, page: FromClause) -> ColumnElement[str]:
    """What the service runs instead, where the timetable's gate is closed: a text for `read_sessions`."""
    if not shape.week:
        return null().cast(Text)
    return case((_stops(page, GateName.TIMETABLE), sessions_held(page.c.service_id)), else_=null())


def _stops(page: FromClause, gate: GateName) -> ColumnElement[bool]:
    return page.c.gate == fixed(number_of(gate))


@dataclass(frozen=True, slots=True)
class ClosedGate:
    """The number of a closed gate, not the timetable's, and the facts its sentence may need; days are included."""

    number: int
    first_day: date | None
    last_day: date | None
    registration: Registration
    min_age: int | None
    max_age: int | None
    age: int | None


def worded_timetable_gate(week: WeekWanted | None, sessions: str | None, unit: Unit | None) -> Gate | None:
    """The timetable's gate with its sentence; sessions as `gate_sessions` has them."""
    return timetable_gate(unmet_times(week, read_sessions(sessions), unit))


def worded_gate(closed: ClosedGate, start_day: date) -> Gate | None:
    """The gate with its sentence as `domain.gates` words it; every gate but the closed one is given as open."""
    return first_closed_gate(_FACTS_OF[GATES[closed.number - 1]](closed), start_day)


_OPEN = GateFacts(
    admissions=(Period(date.min),),
    suspensions=(),
    last_call_off_day=None,
    rate_in_force=True,
    next_rate_day=None,
    registration_needed=False,
    registration=Registration.REGISTERED,
    insurance_last_day=None,
    min_age=None,
    max_age=None,
    age=None,
    places_free=None,
)

_FACTS_OF: dict[GateName, Callable[[ClosedGate], GateFacts]] = {
    GateName.ADMISSION: lambda closed: replace(_OPEN, admissions=_admissions_around(closed)),
    GateName.SUSPENSION: lambda closed: replace(
        _OPEN, suspensions=(Period(closed.first_day or date.min, closed.last_day),)
    ),
    GateName.LAST_CALL_OFF_DAY: lambda closed: replace(_OPEN, last_call_off_day=closed.last_day),
    GateName.RATE: lambda closed: replace(
        _OPEN,
        rate_in_force=False,
        next_rate_day=closed.first_day,
        other_rate_in_force=closed.last_day is not None,
    ),
    GateName.REGISTRATION: lambda closed: replace(_OPEN, registration_needed=True, registration=closed.registration),
    GateName.INSURANCE: lambda closed: replace(_OPEN, insurance_last_day=closed.last_day),
    GateName.AGE: lambda closed: replace(_OPEN, min_age=closed.min_age, max_age=closed.max_age, age=closed.age),
    GateName.PLACE: lambda closed: replace(_OPEN, places_free=0),
}


def _admissions_around(closed: ClosedGate) -> tuple[Period, ...]:
    ended = () if closed.last_day is None else (Period(closed.last_day, closed.last_day),)
    return ended if closed.first_day is None else (*ended, Period(closed.first_day))


def _suspension(page: FromClause, column: str) -> ScalarSelect[Any]:
    """One column of the earliest suspension in force on the start day, of any admission to the lot."""
    admissions, suspensions = _ADMISSIONS.alias("suspended_admission"), _SUSPENSIONS.alias("suspension")
    return (
        select(suspensions.c[column])
        .select_from(admissions.join(suspensions, suspensions.c.admission_id == admissions.c.id))
        .where(_in_the_lot(admissions, page), in_force(suspensions))
        .order_by(suspensions.c.first_day, suspensions.c.id)
        .limit(fixed(1))
        .scalar_subquery()
    )


def _next_admission(page: FromClause) -> ColumnElement[Any]:
    if "next_admission" in page.c:
        return page.c.next_admission
    admissions = _ADMISSIONS.alias("later_admission")
    return (
        select(func.min(admissions.c.first_day, type_=Date))
        .where(_in_the_lot(admissions, page), admissions.c.first_day > START_DAY)
        .scalar_subquery()
    )


def _ended_admission(page: FromClause) -> ColumnElement[Any]:
    if "ended_admission" in page.c:
        return page.c.ended_admission
    admissions = _ADMISSIONS.alias("ended_admission")
    return (
        select(func.max(admissions.c.last_day, type_=Date))
        .where(_in_the_lot(admissions, page), admissions.c.last_day < START_DAY)
        .scalar_subquery()
    )


def _in_the_lot(admissions: FromClause, offers: FromClause) -> ColumnElement[bool]:
    return and_(admissions.c.service_id == offers.c.service_id, admissions.c.lot_id == offers.c.lot_id)
