"""The timetable in SQL: whether a service runs something when it is wanted (`domain.timetable`), and what it runs instead."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Integer, ScalarSelect, Text, and_, bindparam, case, func, select

from brokerage.domain.timetable import FOLLOWS_TIMETABLE, WeeklySession
from brokerage.domain.unit import Unit
from brokerage.storage.queries.offer_shape import OfferShape
from brokerage.storage.queries.search_values import fixed, in_force, whole
from brokerage.storage.tables.providers import ActivityRow, ActivitySessionRow

_ACTIVITIES = ActivityRow.__table__
_SESSIONS = ActivitySessionRow.__table__
_RUNS_NOTHING, _RUNS_THEN, _RUNS_THROUGHOUT = range(3)
_UNITS = [fixed(unit.value) for unit in FOLLOWS_TIMETABLE]


def overlaps(sessions: FromClause) -> ColumnElement[bool]:
    """Whether a session is held on a wanted weekday and overlaps the time wanted there."""
    mask = bindparam("weekday_mask", type_=Integer)
    return and_(
        mask.bitwise_rshift(sessions.c.weekday).bitwise_and(fixed(1)) == fixed(1),
        sessions.c.start_minute < _by_weekday(sessions, "to_minutes"),
        sessions.c.end_minute > _by_weekday(sessions, "from_minutes"),
    )


def covers(sessions: FromClause) -> ColumnElement[bool]:
    """Whether a session lasts through all of the time wanted on its weekday."""
    return and_(
        sessions.c.start_minute <= _by_weekday(sessions, "cover_from_minutes"),
        sessions.c.end_minute >= _by_weekday(sessions, "cover_to_minutes"),
    )


def runs(shape: OfferShape, service_id: Any) -> ColumnElement[int]:
    """Whether the service runs at the times wanted: not at all (0), some of the time (1), through all of it (2).

    Each wanted weekday needs a session of its own. A service that keeps no timetable runs as it is agreed.
    """
    if not shape.week:
        return fixed(_RUNS_THROUGHOUT)
    kept = case((_keeps_timetable(service_id), fixed(_RUNS_NOTHING)), else_=fixed(_RUNS_THROUGHOUT))
    answers: dict[int, ColumnElement[int]] = {0: kept, 1: fixed(_RUNS_THEN if shape.timed else _RUNS_THROUGHOUT)}
    return case(answers, value=_met(shape, service_id), else_=fixed(_RUNS_THROUGHOUT))


def _met(shape: OfferShape, service_id: Any) -> ScalarSelect[int]:
    """1 where every wanted weekday has a session that overlaps its times, 2 where each has one that covers them, else 0."""
    activities, sessions = _ACTIVITIES.alias("on_timetable"), _SESSIONS.alias("timetabled")
    met = func.count(sessions.c.weekday.distinct()) // whole("days_attended")
    if shape.timed:
        covered = case((covers(sessions), sessions.c.weekday))
        met = met + func.count(covered.distinct()) // whole("days_attended")
    return (
        select(met)
        .select_from(activities.join(sessions, sessions.c.activity_id == activities.c.id))
        .where(activities.c.service_id == service_id, in_force(activities), overlaps(sessions))
        .scalar_subquery()
    )


def _keeps_timetable(service_id: Any) -> ColumnElement[bool]:
    activities, sessions = _ACTIVITIES.alias("on_timetable"), _SESSIONS.alias("timetabled")
    return (
        select(fixed(1))
        .select_from(activities.join(sessions, sessions.c.activity_id == activities.c.id))
        .where(activities.c.service_id == service_id)
        .exists()
    )


def is_off(lines: FromClause, runs_then: ColumnElement[int]) -> ColumnElement[int]:
    """1 where the line buys what is on the timetable and that has nothing for it, else 0.

    A line for one activity fits only where that activity runs, so it is never off.
    """
    needed = case(
        (lines.c.activity_id.is_not(None), fixed(_RUNS_NOTHING)),
        (lines.c.unit == fixed(Unit.HOUR.value), fixed(_RUNS_THROUGHOUT)),
        (lines.c.unit.in_(_UNITS), fixed(_RUNS_THEN)),
        else_=fixed(_RUNS_NOTHING),
    )
    return case((runs_then < needed, fixed(1)), else_=fixed(0))


def runs_nothing(runs_then: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the service has a timetable with nothing on it for some wanted weekday."""
    return runs_then == fixed(_RUNS_NOTHING)


def buys_timetable(lines: FromClause) -> ColumnElement[bool]:
    """Whether the line is priced by a unit that buys what is on a timetable."""
    return lines.c.unit.in_(_UNITS)


def sessions_held(service_id: Any) -> ScalarSelect[str]:
    """The sessions that run on the start day as one text, for `read_sessions`; null where there are none."""
    activities, sessions = _ACTIVITIES.alias("on_timetable"), _SESSIONS.alias("timetabled")
    columns = (sessions.c.weekday, sessions.c.start_minute, sessions.c.end_minute)
    weekday, start, end = (column.cast(Text) for column in columns)
    return (
        select(func.aggregate_strings(weekday + fixed(" ") + start + fixed(" ") + end, ";"))
        .select_from(activities.join(sessions, sessions.c.activity_id == activities.c.id))
        .where(activities.c.service_id == service_id, in_force(activities))
        .scalar_subquery()
    )


@lru_cache(maxsize=16_384)
def read_sessions(text: str | None) -> tuple[WeeklySession, ...]:
    """The sessions of `sessions_held`, in no particular order."""
    parts = (session.split() for session in text.split(";")) if text else ()
    return tuple(WeeklySession(int(weekday), int(start), int(end)) for weekday, start, end in parts)


def _by_weekday(sessions: FromClause, name: str) -> ColumnElement[int]:
    """The weekday's minute out of a text that has four figures for each."""
    return func.substr(bindparam(name, type_=Text), sessions.c.weekday * fixed(4) + fixed(1), fixed(4)).cast(Integer)
