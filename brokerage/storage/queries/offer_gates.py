"""The gates of rules.md 8 in SQL: which is the first closed one.

Its sentence is made from `offer_gate_facts`. A test holds this and `domain.gates` to the same answer.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    func,
    or_,
    select,
    true,
)

from brokerage.domain.gates import GateName
from brokerage.domain.service import Registration
from brokerage.storage.queries.offer_pricing import has_rate_for_timetable
from brokerage.storage.queries.offer_shape import OfferShape
from brokerage.storage.queries.offer_timetable import runs_nothing
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
