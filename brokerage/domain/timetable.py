"""What a service runs through the week, and whether it runs when it is wanted. A service that keeps no timetable runs as agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import DayWanted, WeekWanted, format_times, say_weekdays

FOLLOWS_TIMETABLE = (Unit.HOUR, Unit.SESSION, Unit.HALF_DAY, Unit.DAY)
"""The units that buy what is on a timetable; a night and a week buy a place, whatever runs there."""

_MOST_TIMES_SAID = 4


@dataclass(frozen=True, slots=True)
class WeeklySession:
    """One session of every week: a weekday (0 is Monday), from a minute of the day to a minute."""

    weekday: int
    start_minute: int
    end_minute: int


@dataclass(frozen=True, slots=True)
class UnmetTimes:
    """Wanted days on which no session meets the times, of those that run on the start day.

    `by_the_hour` asks for sessions that last through the times wanted; other prices buy a session as it is held.
    """

    days: tuple[DayWanted, ...]
    sessions: tuple[WeeklySession, ...]
    by_the_hour: bool = False


def unmet_times(week: WeekWanted | None, sessions: Iterable[WeeklySession], unit: Unit | None) -> UnmetTimes | None:
    """Return the wanted days that no session meets; None where each is met, or where the price follows no timetable.

    A session meets a weekday wanted without times by being held on it. With times it must overlap the time from the day's
    earliest start to its latest end, and for a price by the hour last through all of it, since every one of those hours
    is paid. `unit` is None where no price is at hand: then an overlap is enough.
    """
    if week is None or (unit is not None and unit not in FOLLOWS_TIMETABLE):
        return None
    held, by_the_hour = tuple(sessions), unit is Unit.HOUR
    wanted = {day.weekday for day in week.days}
    unmet = {weekday for weekday in wanted if not _is_met(week, weekday, held, by_the_hour=by_the_hour)}
    if not unmet:
        return None
    return UnmetTimes(tuple(day for day in week.days if day.weekday in unmet), held, by_the_hour)


def say_unmet(unmet: UnmetTimes) -> str:
    """Return why it cannot be had, ready to show: what is wanted in vain, and what runs instead."""
    wanted = _say_times((day.weekday, day.times) for day in unmet.days)
    partly = unmet.by_the_hour and any(_overlaps(day, session) for day in unmet.days for session in unmet.sessions)
    if not any(day.times for day in unmet.days):
        said = f"nothing on: {wanted}"
    elif partly:
        said = f"no session lasts through these times: {wanted}"
    else:
        said = f"nothing on at these times: {wanted}"
    if not unmet.sessions:
        return f"{said}; nothing on its timetable runs on the start day"
    return f"{said}; it runs {_say_sessions(unmet.sessions)}"


@lru_cache(maxsize=16_384)
def _say_sessions(sessions: tuple[WeeklySession, ...]) -> str:
    """A list of offers says it for many rows with every key pressed, and a timetable seldom changes."""
    ordered = sorted((session.weekday, session.start_minute, session.end_minute) for session in sessions)
    return _say_times((weekday, format_times(start, end)) for weekday, start, end in ordered)


def _is_met(week: WeekWanted, weekday: int, sessions: Iterable[WeeklySession], *, by_the_hour: bool) -> bool:
    on_day = [session for session in sessions if session.weekday == weekday]
    starts = [day.start_minute for day in week.days if day.weekday == weekday and day.start_minute is not None]
    ends = [day.end_minute for day in week.days if day.weekday == weekday and day.end_minute is not None]
    if not starts:
        return bool(on_day)
    first, last = min(starts), max(ends)
    if by_the_hour:
        return any(session.start_minute <= first and session.end_minute >= last for session in on_day)
    return any(session.start_minute < last and session.end_minute > first for session in on_day)


def _overlaps(day: DayWanted, session: WeeklySession) -> bool:
    if day.weekday != session.weekday or day.start_minute is None or day.end_minute is None:
        return False
    return session.start_minute < day.end_minute and session.end_minute > day.start_minute


def _say_times(held: Iterable[tuple[int, str]]) -> str:
    """Return each time with its weekdays, `Tue, Thu 18:00–21:00 and Sat 10:00–13:00`; after a few, that there are others."""
    weekdays_by_times: dict[str, set[int]] = {}
    for weekday, times in held:
        weekdays_by_times.setdefault(times, set()).add(weekday)
    said = [
        " ".join(part for part in (say_weekdays(weekdays), times.replace("-", "–")) if part)
        for times, weekdays in weekdays_by_times.items()
    ]
    if len(said) > _MOST_TIMES_SAID:
        said = [*said[: _MOST_TIMES_SAID - 1], "at other times"]
    return " and ".join(part for part in ("; ".join(said[:-1]), said[-1]) if part)
