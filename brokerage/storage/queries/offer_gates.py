"""The gates of rules.md 8 in SQL: which is the first closed one, and the facts its sentence is made from.

The sentence itself is `domain.gates`'s. A test holds both to the same answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    ScalarSelect,
    Select,
    Text,
    and_,
    case,
    func,
    null,
    or_,
    select,
    true,
)

from brokerage.domain.gates import Gate, GateFacts, GateName, first_closed_gate, timetable_gate
from brokerage.domain.period import Period
from brokerage.domain.service import Registration
from brokerage.domain.timetable import unmet_times
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted
from brokerage.storage.queries.offer_pricing import day_of_any_rate, has_rate_for_timetable, next_rate_day
from brokerage.storage.queries.offer_shape import OfferShape
from brokerage.storage.queries.offer_timetable import read_sessions, runs_nothing, sessions_held
from brokerage.storage.queries.search_values import START_DAY, fixed, in_force, whole
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow

GATES = tuple(GateName)
"""The gates in the order they are tried; in SQL the first is 1, and 0 is none."""

_ADMISSIONS = AdmissionRow.__table__
_SUSPENSIONS = SuspensionRow.__table__


def number_of(gate: GateName) -> int:
    """The gate's number in SQL."""
    return GATES.index(gate) + 1


def gate_before_rate(admissions: FromClause, lots: FromClause) -> ColumnElement[int]:
    """The number of the first closed gate that is tried before the rate, else 0."""
    return case(
        (~_admitted(admissions), fixed(number_of(GateName.ADMISSION))),
        (_suspended(admissions), fixed(number_of(GateName.SUSPENSION))),
        (lots.c.last_call_off_day < START_DAY, fixed(number_of(GateName.LAST_CALL_OFF_DAY))),
        else_=fixed(0),
    )


def admissions_to(service_id: Any) -> Select[Any]:
    """For each lot the service was ever admitted to, what the gates ask of its admissions, read once. For PostgreSQL."""
    admissions, suspensions = _ADMISSIONS.alias("admission"), _SUSPENSIONS.alias("suspension")
    suspended = select(fixed(1)).where(suspensions.c.admission_id == admissions.c.id, in_force(suspensions)).exists()
    return (
        select(
            admissions.c.lot_id,
            func.bool_or(in_force(admissions)).label("is_admitted"),
            func.bool_or(suspended).label("is_suspended"),
            func.min(admissions.c.first_day).filter(admissions.c.first_day > START_DAY).label("next_admission"),
            func.max(admissions.c.last_day).filter(admissions.c.last_day < START_DAY).label("ended_admission"),
        )
        .where(admissions.c.service_id == service_id)
        .group_by(admissions.c.lot_id)
    )


def gate_before_rate_of(admitted: FromClause, lots: FromClause) -> ColumnElement[int]:
    """`gate_before_rate` of a row of `admissions_to`, or of none."""
    return case(
        (admitted.c.is_admitted.is_not(true()), fixed(number_of(GateName.ADMISSION))),
        (admitted.c.is_suspended, fixed(number_of(GateName.SUSPENSION))),
        (lots.c.last_call_off_day < START_DAY, fixed(number_of(GateName.LAST_CALL_OFF_DAY))),
        else_=fixed(0),
    )


def gate_after_rate(shape: OfferShape, services: FromClause, lots: FromClause) -> ColumnElement[int]:
    """The number of the first closed gate that is tried after the rate, else 0."""
    closed = [
        (
            and_(lots.c.registration_needed, services.c.registration != fixed(Registration.REGISTERED.value)),
            GateName.REGISTRATION,
        ),
        (services.c.insurance_last_day < START_DAY, GateName.INSURANCE),
        (services.c.places_free <= fixed(0), GateName.PLACE),
    ]
    if shape.age:
        age = whole("age")
        out_of_range = or_(
            age < services.c.min_age, age < lots.c.min_age, age > services.c.max_age, age > lots.c.max_age
        )
        closed.insert(2, (out_of_range, GateName.AGE))
    return case(*((clause, fixed(number_of(gate))) for clause, gate in closed), else_=fixed(0))


def first_closed(
    shape: OfferShape, candidates: FromClause, rate_id: ColumnElement[Any], off: ColumnElement[int]
) -> ColumnElement[int]:
    """The number of the first closed gate, the timetable's and the rate's own among them, else 0.

    Where no rate fits, the timetable is named if that is why: nothing is on then, and there are rates for what is on.
    """
    tried: list[tuple[ColumnElement[bool], ColumnElement[int]]] = [
        (candidates.c.gate_before != fixed(0), candidates.c.gate_before)
    ]
    if shape.week:
        nothing_on = and_(rate_id.is_(None), runs_nothing(candidates.c.runs), has_rate_for_timetable(candidates))
        is_off = and_(rate_id.is_not(None), off == fixed(1))
        tried.append((or_(is_off, nothing_on), fixed(number_of(GateName.TIMETABLE))))
    tried.append((rate_id.is_(None), fixed(number_of(GateName.RATE))))
    return case(*tried, else_=candidates.c.gate_after)


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


def _admitted(admissions: FromClause) -> ColumnElement[bool]:
    """Whether the admission at hand is in force, as it nearly always is, or else another to the same lot."""
    others = _ADMISSIONS.alias("admission_in_force")
    another = (
        select(fixed(1))
        .select_from(others)
        .where(others.c.service_id == admissions.c.service_id, others.c.lot_id == admissions.c.lot_id, in_force(others))
        .exists()
    )
    return or_(and_(admissions.c.id.is_not(None), in_force(admissions)), another)


def _suspended(admissions: FromClause) -> ColumnElement[bool]:
    others, suspensions = _ADMISSIONS.alias("suspended_admission"), _SUSPENSIONS.alias("suspension")
    return (
        select(fixed(1))
        .select_from(others.join(suspensions, suspensions.c.admission_id == others.c.id))
        .where(
            others.c.service_id == admissions.c.service_id,
            others.c.lot_id == admissions.c.lot_id,
            in_force(suspensions),
        )
        .exists()
    )


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


def last_call_off_day(lots: FromClause, schemes: FromClause) -> ColumnElement[date]:
    """The last day on which the lot may be called off from: the earliest that the lot or its scheme has."""
    return _earliest(lots.c.last_call_off_day, schemes.c.last_call_off_day, schemes.c.last_day)


def _earliest(*days: ColumnElement[Any]) -> ColumnElement[Any]:
    """The earliest of the days that are known."""
    rest = list(days)
    answer = rest.pop()
    while rest:
        day = rest.pop()
        answer = case((or_(answer.is_(None), day < answer), day), else_=answer)
    return answer
