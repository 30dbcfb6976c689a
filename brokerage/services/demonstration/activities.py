"""What services of the everyday-life scheme offer through the week, 400 weekly sessions in all, and when they are closed.

Day services, evening clubs and lunch clubs keep a timetable; of the rest some do, and others agree their hours as they come.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import Market
from brokerage.services.demonstration.made import MadeActivity, MadeService
from brokerage.services.demonstration.words import activities

WEEKLY_SESSIONS = 400
EVENING = "evening"
_KEEP_A_TIMETABLE = ("day", EVENING, "lunch")
_MAY_KEEP_A_TIMETABLE = ("skills", "children")
_WEEKEND = (5, 6)
# The weekdays an activity is held on, and the times its sessions may have, in minutes from midnight.
_TIMES: dict[str, tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, int], ...]]] = {
    "day": (((0, 2, 4), (1, 3), (0, 1, 2), (3, 4)), ((570, 930), (600, 900), (600, 960))),
    "skills": (((0, 3), (1,), (2, 4), (0, 2), (1, 3)), ((600, 780), (600, 900))),
    EVENING: (((1, 4), (3, 5), (1, 3, 4)), ((1050, 1230), (1080, 1260))),
    "children": (((0, 2), (5,), (1, 3, 5)), ((930, 1080), (930, 1110))),
    "lunch": (((0,), (1,), (2,), (3,), (4,)), ((720, 840),)),
}
_WHOLE_WEEKS = (((0, 2, 4), (1, 3)), ((0, 2, 4), (1, 3)), ((0, 1, 2), (3, 4)), ((0, 1, 2), (3,)), ((0, 2, 4),))
"""How day services share their week between two activities, or leave days out."""

_WEEKEND_TIMES = ((600, 780), (600, 900), (600, 900))


def make_activities(ledger: Ledger, market: Market, services: list[MadeService]) -> None:
    """Adds activities to the services, in all exactly 400 weekly sessions; completes their weekday masks."""
    left = WEEKLY_SESSIONS
    for service, lot_key, weekdays in _wanted(ledger, services):
        sessions = _sessions(ledger, lot_key, weekdays[:left])
        left -= len(sessions)
        _add_activity(ledger, market, service, lot_key, sessions)
    for service in services:
        _complete(ledger, service)
        _close(ledger, service)


def _wanted(ledger: Ledger, services: list[MadeService]) -> Iterator[tuple[MadeService, str, tuple[int, ...]]]:
    """Every activity to be made with its weekdays, those of services that always keep a timetable first."""
    for service in services:
        for lot in service.lots:
            if lot.key in _KEEP_A_TIMETABLE:
                for weekdays in _weekdays(ledger, lot.key):
                    yield service, lot.key, weekdays
    for service in services:
        lot_key = service.lots[0].key
        if lot_key in _MAY_KEEP_A_TIMETABLE:
            yield service, lot_key, ledger.chance.choice(_TIMES[lot_key][0])
        elif lot_key not in _KEEP_A_TIMETABLE:
            yield service, lot_key, ()


def _weekdays(ledger: Ledger, lot_key: str) -> tuple[tuple[int, ...], ...]:
    return ledger.chance.choice(_WHOLE_WEEKS) if lot_key == "day" else (ledger.chance.choice(_TIMES[lot_key][0]),)


def _add_activity(
    ledger: Ledger,
    market: Market,
    service: MadeService,
    lot_key: str,
    sessions: tuple[tuple[int, int, int], ...],
) -> None:
    chance = ledger.chance
    known = {activity.name for activity in service.activities}
    invented = chance.choice([activity for activity in activities() if activity.name not in known])
    activity_id = ledger.add(
        "activities",
        service_id=service.id,
        name=invented.name,
        summary=invented.summary,
        weekday_mask=_mask(sessions),
        first_day=service.admitted_from,
        last_day=None,
    )
    for weekday, start_minute, end_minute in sessions:
        times = {"start_minute": start_minute, "end_minute": end_minute, "places": chance.choice((6, 8, 10, 12))}
        ledger.add("activity_sessions", activity_id=activity_id, weekday=weekday, **times)
    for outcome in invented.outcomes:
        ledger.link("activity_outcomes", activity_id=activity_id, outcome_id=market.outcome_ids[outcome])
    service.activities.append(MadeActivity(activity_id, invented.name, invented.outcomes, lot_key, sessions))


def _sessions(ledger: Ledger, lot_key: str, weekdays: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    if not weekdays:
        return ()
    usual = ledger.chance.choice(_TIMES[lot_key][1])
    return tuple((day, *(ledger.chance.choice(_WEEKEND_TIMES) if day in _WEEKEND else usual)) for day in weekdays)


def _mask(sessions: tuple[tuple[int, int, int], ...]) -> int:
    return sum(1 << weekday for weekday in {weekday for weekday, _, _ in sessions})


def _complete(ledger: Ledger, service: MadeService) -> None:
    if not service.activities:
        return
    row = ledger.row("services", service.id)
    names = " ".join(activity.name for activity in service.activities).lower()
    row["search_text"] = f"{row['search_text']} {names}"


def _close(ledger: Ledger, service: MadeService) -> None:
    """Closes the service over each Christmas, and some for two weeks in August."""
    this_year = ledger.today.year
    for year in range(this_year - 2, this_year + 2):
        _add_closure(ledger, service, date(year, 12, 24), date(year + 1, 1, 1), "Christmas and New Year")
        if service.id % 4 == 0:
            _add_closure(ledger, service, date(year, 8, 10), date(year, 8, 21), "Summer break")


def _add_closure(ledger: Ledger, service: MadeService, first_day: date, last_day: date, reason: str) -> None:
    ledger.add("closures", service_id=service.id, first_day=first_day, last_day=last_day, reason=reason)
    service.closures |= {first_day + timedelta(days=number) for number in range((last_day - first_day).days + 1)}
