"""Vacancy news: how many places a service says are free, who said it, and on which day."""

from datetime import date, datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import format_day
from brokerage.domain.places_news import RECORDED_BY, PlacesStanding, check_news, overwrites
from brokerage.domain.staff import Actor
from brokerage.services.typed_text import typed_line
from brokerage.storage.engine import Database
from brokerage.storage.queries import places_news as queries
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes import places_news as writes


def find_places(database: Database, service_id: int) -> PlacesStanding:
    """What stands of the service's free places and every news recorded, the newest said first. Raises: RuleBroken."""
    with database.reading() as connection:
        return queries.places_standing(connection, service_id)


def record_places_news(
    database: Database,
    actor: Actor,
    service_id: int,
    places_free: int,
    said_on: date,
    said_by: str,
    now: datetime,
    *,
    dry_run: bool = False,
) -> Done[PlacesStanding]:
    """Return what stands for the service once the news is recorded.

    News older than what stands is kept with the others and changes nothing. Newer news stands, less the places called off after
    the day it was said. A trial run does it and undoes it. Raises: BadInput for news that cannot be meant; RuleBroken.
    """
    _refuse_who_may_not(actor)
    who = typed_line(said_by, "said_by")
    if not who:
        raise BadInput("Say who said it: news of places is as good as who tells it.", "said_by")
    with unit_of_work(database, actor, now) as work:
        queries.lock_service(work.session, service_id)
        standing = queries.places_standing(work.session, service_id)
        check_news(places_free, standing.capacity, said_on, day_in_england(now))
        writes.add_news(work, service_id, places_free, said_on, who)
        if overwrites(said_on, standing.said_on):
            _let_stand(work, service_id, places_free, said_on, who)
        detail = {"places_free": str(places_free), "said_on": format_day(said_on)}
        work.record("places-news", "services", str(service_id), detail)
        told = queries.places_standing(work.session, service_id)
        if dry_run:
            work.undo()
    return Done(told, frozenset() if dry_run else frozenset({Kind.PROVIDERS}))


def _let_stand(work: UnitOfWork, service_id: int, places_free: int, said_on: date, who: str) -> None:
    taken = queries.places_taken_since(work.session, service_id, said_on)
    writes.let_stand(work.session, service_id, max(places_free - taken, 0), said_on, who)


def _refuse_who_may_not(actor: Actor) -> None:
    if actor.job not in RECORDED_BY:
        raise RuleBroken(
            f"News of places is recorded by practitioners, brokers and commissioners; you are working as {actor.job.value}."
        )
