"""The timetable in SQL: whether a service runs something when it is wanted (`domain.timetable`), and what it runs instead."""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    ScalarSelect,
    Select,
    Text,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    true,
)

from brokerage.domain.timetable import FOLLOWS_TIMETABLE, WeeklySession
from brokerage.domain.unit import Unit
from brokerage.storage.queries.grid import weekdays_among
from brokerage.storage.queries.offer_shape import OfferShape
from brokerage.storage.queries.search_values import fixed, in_force, whole
from brokerage.storage.tables.providers import ActivityRow, ActivitySessionRow

_ACTIVITIES = ActivityRow.__table__
_SESSIONS = ActivitySessionRow.__table__
_RUNS_NOTHING, _RUNS_THEN, _RUNS_THROUGHOUT = range(3)
_UNITS = [fixed(unit.value) for unit in FOLLOWS_TIMETABLE]


def overlaps(shape: OfferShape, sessions: FromClause) -> ColumnElement[bool]:
    """Whether a session overlaps the time wanted on its weekday, if that is wanted."""
    return and_(
        sessions.c.start_minute < _minute(shape, sessions, "to"),
        sessions.c.end_minute > _minute(shape, sessions, "from"),
    )


def covers(shape: OfferShape, sessions: FromClause) -> ColumnElement[bool]:
    """Whether a session lasts through all of the time wanted on its weekday, if that is wanted."""
    return and_(
        sessions.c.start_minute <= _minute(shape, sessions, "cover_from"),
        sessions.c.end_minute >= _minute(shape, sessions, "cover_to"),
    )


def are_wanted(weekdays: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether every wanted weekday is among these."""
    mask = bindparam("weekday_mask", type_=Integer)
    return weekdays.bitwise_and(mask) == mask


def runs(shape: OfferShape, service_id: Any) -> ColumnElement[int]:
    """Whether the service runs at the times wanted: not at all (0), some of the time (1), through all of it (2).

    Each wanted weekday needs a session of its own. A service that keeps no timetable runs as it is agreed.
    """
    if not shape.week:
        return fixed(_RUNS_THROUGHOUT)
    activities, sessions = _ACTIVITIES.alias("on_timetable"), _SESSIONS.alias("timetabled")
    met, covered = (
        are_wanted(weekdays_among(sessions.c.weekday).filter(in_force(activities), clause))
        for clause in (overlaps(shape, sessions), covers(shape, sessions))
    )
    # All sessions are read once: whether there are any, and what they are enough for.
    answer = case(
        (or_(func.count() == fixed(0), covered), fixed(_RUNS_THROUGHOUT)),
        (met, fixed(_RUNS_THEN)),
        else_=fixed(_RUNS_NOTHING),
    )
    return (
        select(answer)
        .select_from(activities.join(sessions, sessions.c.activity_id == activities.c.id))
        .where(activities.c.service_id == service_id)
        .scalar_subquery()
    )


def held_by(shape: OfferShape, services: FromClause) -> Select[Any]:
    """What `runs` says, and which of the service's activities are on: all its sessions are read once. For PostgreSQL.

    `activities_met` are those in force on the start day with a session on every wanted weekday that meets the times wanted,
    `activities_lasting` those that have one through all of them. Null where there are none, or no week is wanted.
    """
    if not shape.week:
        return select(fixed(_RUNS_THROUGHOUT).label("runs"))
    each = _by_activity(shape, services).subquery("activity_on")
    covered, met = (are_wanted(func.bit_or(each.c[name])) for name in ("covered", "met"))
    kept = func.bool_or(each.c.sessions > fixed(0))
    runs_then = case(
        (or_(kept.is_not(true()), covered), fixed(_RUNS_THROUGHOUT)),
        (met, fixed(_RUNS_THEN)),
        else_=fixed(_RUNS_NOTHING),
    )
    is_open = are_wanted(each.c.weekday_mask)
    times = ("met", "lasting") if shape.timed else ()
    return select(
        runs_then.label("runs"),
        *(
            func.array_agg(each.c.id)
            .filter(each.c.is_live, is_open, *((are_wanted(each.c[name]),) if name in times else ()))
            .label(f"activities_{name}")
            for name in ("met", "lasting")
        ),
    )


def _by_activity(shape: OfferShape, services: FromClause) -> Select[Any]:
    """For each activity of the service the weekdays of the sessions that meet, cover, and meet and cover the times wanted.

    Each activity sums up its own sessions: a list of all of them would have to be sorted by activity for every service.
    """
    activities, sessions = _ACTIVITIES.alias("on_timetable"), _SESSIONS.alias("timetabled")
    live, overlap, cover = in_force(activities), overlaps(shape, sessions), covers(shape, sessions)
    weekdays = weekdays_among(sessions.c.weekday)
    held = (
        select(
            func.count().label("sessions"),
            weekdays.filter(live, overlap).label("met"),
            weekdays.filter(live, cover).label("covered"),
            weekdays.filter(live, overlap, cover).label("lasting"),
        )
        .where(sessions.c.activity_id == activities.c.id)
        .correlate(activities)
        .lateral("held")
    )
    return (
        select(activities.c.id, activities.c.weekday_mask, live.label("is_live"), *held.c)
        .select_from(activities.join(held, true()))
        .where(activities.c.service_id == services.c.service_id)
        .correlate(services)
    )


def is_off(rates: FromClause, runs_then: ColumnElement[int]) -> ColumnElement[int]:
    """1 where the rate buys what is on the timetable and that has nothing for it, else 0.

    A rate for one activity fits only where that activity runs, so it is never off.
    """
    needed = case(
        (rates.c.activity_id.is_not(None), fixed(_RUNS_NOTHING)),
        (rates.c.unit == fixed(Unit.HOUR.value), fixed(_RUNS_THROUGHOUT)),
        (rates.c.unit.in_(_UNITS), fixed(_RUNS_THEN)),
        else_=fixed(_RUNS_NOTHING),
    )
    return case((runs_then < needed, fixed(1)), else_=fixed(0))


def runs_nothing(runs_then: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the service has a timetable with nothing on it for some wanted weekday."""
    return runs_then == fixed(_RUNS_NOTHING)


def buys_timetable(rates: FromClause) -> ColumnElement[bool]:
    """Whether the rate is by a unit that buys what is on a timetable."""
    return rates.c.unit.in_(_UNITS)


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


def _minute(shape: OfferShape, sessions: FromClause, name: str) -> ColumnElement[int]:
    """The minute asked about on the session's weekday; where weekdays differ, out of a text that has four figures for each."""
    if shape.same_times:
        return whole(f"{name}_minute")
    figures = bindparam(f"{name}_minutes", type_=Text)
    return func.substr(figures, sessions.c.weekday * fixed(4) + fixed(1), fixed(4)).cast(Integer)
