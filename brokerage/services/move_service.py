"""Change of ownership: a service moves to another legal body from a day.

Admissions, rates and placements stay with the service. Call-offs raised and agreements issued before keep naming whom they
named; what is issued from then on names the new body.
"""

from datetime import date, datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.period import format_day
from brokerage.domain.service_move import OwnedService, check_move
from brokerage.domain.staff import Actor
from brokerage.services.changed_meanwhile import refuse_stale
from brokerage.services.keep_admission import refuse_all_but_commissioner
from brokerage.services.typed_text import needed_text
from brokerage.storage.engine import Database
from brokerage.storage.queries import service_moves as queries
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.service_moves import write_move

CHANGED = frozenset({Kind.CALL_OFFS, Kind.PROVIDERS, Kind.SCHEMES})


def find_owner(database: Database, service_id: int) -> OwnedService:
    """The service with the provider that has it and every move so far. Raises: RuleBroken."""
    with database.reading() as connection:
        return queries.owned_service(connection, service_id)


def move_service(
    database: Database,
    actor: Actor,
    service_id: int,
    to_provider_id: int,
    first_day: date,
    reason: str,
    now: datetime,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Done[OwnedService]:
    """Return the service with its new provider, its history kept. A trial run does it and undoes it.

    Raises: BadInput without a reason; RuleBroken to the provider that has it, on a day to come, before its latest move; Conflict.
    """
    refuse_all_but_commissioner(actor)
    why = needed_text(reason, "Say why: the reason is kept with the move.")
    with unit_of_work(database, actor, now) as work:
        service = queries.owned_service_for_update(work.session, service_id)
        refuse_stale(work, queries.SUBJECT, str(service_id), version, service.version, "this service")
        check_move(service, to_provider_id, first_day, day_in_england(now))
        write_move(work, service, to_provider_id, first_day, why)
        work.record("move", queries.SUBJECT, str(service_id), {"from": format_day(first_day)})
        moved = queries.owned_service(work.session, service_id)
        if dry_run:
            work.undo()
    return Done(moved, frozenset() if dry_run else CHANGED)
