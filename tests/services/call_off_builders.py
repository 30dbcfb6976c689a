"""Drafts and lists for the tests of call-offs, on top of `tests.builders`."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import func, select

from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, LineChosen
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.gates import Gate
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.service import Rating
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from brokerage.services.approve import approve
from brokerage.services.call_off_standing import CallOffStanding
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.send_and_answer import accept_call_off, send_call_off
from brokerage.storage.tables.base import Base
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.providers import ServiceRow
from tests.builders import NOW, START, Desk, ReadyService

_FORMS = count(1)
WEEK = parse_week("Mon,Wed 10:00-15:00")


def form(person_id: int, ready: ReadyService, *, unit: Unit = Unit.DAY, **fields: Any) -> CallOffDraft:
    """A filled-in form for the service, two days a week."""
    draft = CallOffDraft(
        request_id=f"form-{next(_FORMS)}",
        person_id=person_id,
        service_id=ready.service_id,
        lot_id=ready.lot_id,
        first_day=START,
        week=WEEK,
        lines=(LineChosen(FeeKind.CARE, unit, ready.rate_id),),
    )
    return replace(draft, **fields)


def offer(
    ready: ReadyService,
    weekly: str | None = "141.40",
    *,
    service: str = "Orchard Yard (demo)",
    gate: Gate | None = None,
    places_free: int | None = 3,
) -> Offer:
    """An offer of the service as a list would show it."""
    return Offer(
        service_id=ready.service_id,
        service=service,
        provider="Northbourne Support (demo)",
        lot_id=ready.lot_id,
        lot="1 Skills and training",
        scheme=ready.scheme,
        district="Maidstone",
        miles=None,
        rate_id=ready.rate_id,
        activity="",
        unit=ready.unit,
        ratio=None,
        unit_price=ready.unit_price,
        weekly=None if weekly is None else Decimal(weekly),
        budget_left=None,
        rating=Rating.GOOD,
        places_free=places_free,
        places_said_on=None,
        outcomes_matched=0,
        gate=gate,
    )


def listed(*offers: Offer, at: datetime = NOW) -> ChosenFrom:
    """A list as it was found at a time."""
    return ChosenFrom(SearchCriteria(start_day=START, week=WEEK), offers, at)


def raised(desk: Desk, *, price: str = "70.70", budget: str = "310", **fields: Any) -> CallOffStanding:
    """A call-off raised by the practitioner for a new person into a new service."""
    ready, person = desk.ready_service(price), desk.person(budget=budget)
    chosen_from = listed(offer(ready))
    return raise_call_off(desk.database, desk.practitioner, form(person, ready, **fields), NOW, chosen_from).result


def approved(desk: Desk, **fields: Any) -> CallOffStanding:
    """A call-off raised and approved."""
    return approve(desk.database, desk.approver, raised(desk, **fields).reference, NOW).result


def sent(desk: Desk, **fields: Any) -> CallOffStanding:
    """A call-off raised, approved and sent."""
    return send_call_off(desk.database, desk.broker, approved(desk, **fields).reference, NOW).result


def accepted(desk: Desk, **fields: Any) -> CallOffStanding:
    """A call-off raised, approved, sent and accepted."""
    return accept_call_off(desk.database, desk.broker, sent(desk, **fields).reference, NOW).result


def rows_of(desk: Desk, table: type[Base] = CallOffRow) -> int:
    """How many rows the table has."""
    with desk.session() as session:
        return session.scalars(select(func.count()).select_from(table)).one()


def places_free(desk: Desk, service_id: int) -> int | None:
    """How many places the service has free."""
    with desk.session() as session:
        return session.scalars(select(ServiceRow.places_free).where(ServiceRow.id == service_id)).one()
