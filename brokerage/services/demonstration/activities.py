"""What services of the everyday-life scheme offer through the week, 400 weekly sessions in all, and when they are closed."""

from datetime import date, timedelta

from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import Market
from brokerage.services.demonstration.made import MadeActivity, MadeService
from brokerage.services.demonstration.words import activities

WEEKLY_SESSIONS = 400
_MOST_IN_AN_ACTIVITY = 3
_WEEKDAYS, _WEEKEND = (0, 1, 2, 3, 4), (5, 6)
# Weekdays, and the times a session may have, in minutes from midnight.
_TIMES: dict[str, tuple[tuple[int, ...], tuple[tuple[int, int], ...]]] = {
    "day": (_WEEKDAYS, ((570, 930), (600, 900), (600, 960))),
    "skills": (_WEEKDAYS, ((600, 780), (600, 900), (780, 960))),
    "evening": ((1, 2, 3, 4, 5, 6), ((1050, 1230), (1080, 1260))),
    "children": ((0, 1, 2, 3, 4, 5), ((930, 1080), (960, 1110))),
    "micro": ((0, 1, 2, 3, 4, 5), ((600, 720), (780, 900))),
    "lunch": (_WEEKDAYS, ((720, 840),)),
}
_WEEKEND_TIMES = ((600, 780), (600, 900), (660, 960))


def make_activities(ledger: Ledger, market: Market, services: list[MadeService]) -> None:
    """Adds activities to the services in turn until there are exactly 400 weekly sessions; completes their weekday masks."""
    left = WEEKLY_SESSIONS
    while left:
        for service in services:
            number = min(left, ledger.chance.randint(1, _MOST_IN_AN_ACTIVITY))
            left -= _add_activity(ledger, market, service, number) if number else 0
    for service in services:
        _complete(ledger, service)
        _close(ledger, service)


def _add_activity(ledger: Ledger, market: Market, service: MadeService, number: int) -> int:
    chance = ledger.chance
    known = {activity.name for activity in service.activities}
    invented = chance.choice([activity for activity in activities() if activity.name not in known])
    sessions = _sessions(ledger, service.lots[0].key, number)
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
    service.activities.append(MadeActivity(activity_id, invented.name, invented.outcomes, sessions))
    return len(sessions)


def _sessions(ledger: Ledger, lot_key: str, number: int) -> tuple[tuple[int, int, int], ...]:
    weekdays, times = _TIMES[lot_key]
    chosen = sorted(ledger.chance.sample(weekdays, min(number, len(weekdays))))
    usual = ledger.chance.choice(times)
    return tuple((day, *(ledger.chance.choice(_WEEKEND_TIMES) if day in _WEEKEND else usual)) for day in chosen)


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
