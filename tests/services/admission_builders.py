"""Admissions for the tests of what is done with them: in force, with placements, ending."""

from datetime import date

from sqlalchemy import select

from brokerage.domain.call_off import CallOffState
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.period import Period
from brokerage.services.find_support import find_offers
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.call_offs import CallOffRow
from tests.builders import NOW, Desk, ReadyService
from tests.services.call_off_builders import WEEK, form, listed, offer

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


WHY = "The regulator asked for a plan of improvement."


def stopped_by(desk: Desk, start_day: date) -> str | None:
    """What stops the only offer of the search on this start day."""
    (found,) = find_offers(desk.database, SearchCriteria(start_day=start_day, week=WEEK)).offers
    return None if found.gate is None else found.gate.reason


def call_off(desk: Desk, ready: ReadyService, first_day: date) -> str:
    """The reference of a call-off raised for a new person."""
    draft = form(desk.person(), ready, first_day=first_day)
    return raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready))).result.reference


def running(desk: Desk, ready: ReadyService, first_day: date = date(2026, 10, 5)) -> str:
    """The reference of a placement that runs."""
    reference = call_off(desk, ready, first_day)
    with desk.session() as session:
        row = session.scalars(select(CallOffRow).where(CallOffRow.reference == reference)).one()
        for state in (
            CallOffState.APPROVED,
            CallOffState.SENT,
            CallOffState.ACCEPTED,
            CallOffState.AGREEMENT_ISSUED,
            CallOffState.SIGNED,
            CallOffState.RUNNING,
        ):
            row.state = state
            session.flush()
    return reference


def version_of(desk: Desk, ready: ReadyService) -> int:
    with desk.session() as session:
        return session.get_one(AdmissionRow, ready.admission_id).version


def ending(desk: Desk, last_day: date) -> ReadyService:
    """A service whose admission ends, in a scheme whose contracts end on 30 Sep 2030."""
    ready = desk.ready_service()
    with desk.session() as session:
        session.get_one(AdmissionRow, ready.admission_id).last_day = last_day
    return ready
