"""What a call-off is decided on: person, service, lot, policy and rates of one start day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import BindParameter, Integer, bindparam, select

from brokerage.domain.call_off_facts import ActivityFacts, CallOffFacts, ServiceFacts
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.timetable import WeeklySession
from brokerage.storage.queries.lot_facts import lot_facts
from brokerage.storage.queries.person_facts import person_facts
from brokerage.storage.queries.rates_chosen import rate_facts
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.scheme_policy import policy_on
from brokerage.storage.tables.providers import (
    ActivityRow,
    ActivitySessionRow,
    ClosureRow,
    ProviderRow,
    ServiceRow,
)

_SERVICE_ID: BindParameter[int] = bindparam("service_id", type_=Integer())

_SERVICE = (
    select(
        ServiceRow.name,
        ProviderRow.name,
        ServiceRow.rating,
        ServiceRow.registration,
        ServiceRow.insurance_last_day,
        ServiceRow.min_age,
        ServiceRow.max_age,
        ServiceRow.places_free,
    )
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .where(ServiceRow.id == _SERVICE_ID)
)
_CLOSURES = select(ClosureRow.first_day, ClosureRow.last_day).where(ClosureRow.service_id == _SERVICE_ID)
_SESSIONS = (
    select(
        ActivityRow.id,
        ActivityRow.first_day,
        ActivityRow.last_day,
        ActivitySessionRow.weekday,
        ActivitySessionRow.start_minute,
        ActivitySessionRow.end_minute,
    )
    .join(ActivitySessionRow, ActivitySessionRow.activity_id == ActivityRow.id)
    .where(ActivityRow.service_id == _SERVICE_ID)
    .order_by(ActivityRow.id, ActivitySessionRow.weekday, ActivitySessionRow.start_minute)
)


def facts_for_call_off(
    reader: Reader,
    *,
    person_id: int,
    service_id: int,
    lot_id: int,
    rate_ids: Sequence[int],
    first_day: date,
    last_day: date | None,
    own_id: int = 0,
) -> CallOffFacts:
    """Return what is known for a start on the day. `own_id` is the call-off itself, which is not counted as committed.

    Raises: RuleBroken when the person, the service or the lot is not there.
    """
    lot = lot_facts(reader, service_id, lot_id)
    return CallOffFacts(
        person=person_facts(reader, person_id, first_day, last_day, own_id),
        service=service_facts(reader, service_id),
        lot=lot,
        policy=policy_on(reader, lot.scheme_id, first_day),
        rates=rate_facts(reader, service_id, lot_id, rate_ids),
    )


def service_facts(reader: Reader, service_id: int) -> ServiceFacts:
    """Return the service as the council knows it. Raises: RuleBroken when it is not there."""
    row = reader.execute(_SERVICE, {"service_id": service_id}).first()
    if row is None:
        raise RuleBroken("The service is not in this database: choose another.")
    closures = reader.execute(_CLOSURES, {"service_id": service_id}).all()
    closed = frozenset(
        first + timedelta(days=number) for first, last in closures for number in range((last - first).days + 1)
    )
    name, provider, rating, registration, insurance_last_day, min_age, max_age, places_free = row
    return ServiceFacts(
        service_id=service_id,
        name=name,
        provider=provider,
        rating=rating,
        registration=registration,
        insurance_last_day=insurance_last_day,
        min_age=min_age,
        max_age=max_age,
        places_free=places_free,
        closures=closed,
        timetable=_timetable(reader, service_id),
    )


def _timetable(reader: Reader, service_id: int) -> tuple[ActivityFacts, ...]:
    """The activities that have weekly sessions."""
    sessions: dict[tuple[int, Period], list[WeeklySession]] = defaultdict(list)
    for activity_id, first_day, last_day, *session in reader.execute(_SESSIONS, {"service_id": service_id}):
        sessions[activity_id, Period(first_day, last_day)].append(WeeklySession(*session))
    return tuple(ActivityFacts(activity_id, period, tuple(held)) for (activity_id, period), held in sessions.items())
