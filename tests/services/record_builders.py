"""What the tests of people's records share: somebody typed in, their record as kept, and what is on record of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.person_record import (
    BudgetEntry,
    ContributionEntry,
    PersonDetails,
    PersonRecord,
)
from brokerage.services.manage_people import (
    read_open_person,
)
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, TODAY, Desk
from tests.services.call_off_builders import form, listed, offer

NEXT_MONTH = date(2026, 12, 1)


def record_of(desk: Desk, person_id: int) -> PersonRecord:
    return read_open_person(desk.database, person_id)


def version_of(desk: Desk, person_id: int) -> int:
    return record_of(desk, person_id).details.version


def budget(weekly: str, first_day: date = NEXT_MONTH, **fields: object) -> BudgetEntry:
    return replace(BudgetEntry(Decimal(weekly), BudgetRoute.COUNCIL_MANAGED, first_day), **fields)  # type: ignore[arg-type]


def contribution(weekly: str, first_day: date = TODAY) -> ContributionEntry:
    return ContributionEntry(Decimal(weekly), CollectedBy.COUNCIL, first_day)


def somebody(**fields: object) -> PersonDetails:
    given = PersonDetails(" Ada ", "Sample", date(1990, 5, 17), LegalBasis.CARE_ACT, ("learning-disability",))
    return replace(given, **fields)  # type: ignore[arg-type]


def audit(desk: Desk, action: str) -> list[AuditEntryRow]:
    with desk.session() as session:
        return list(session.scalars(select(AuditEntryRow).where(AuditEntryRow.action == action)))


def raised_for(desk: Desk, person_id: int, price: str, last_day: date | None) -> None:
    ready = desk.ready_service(price)
    draft = form(person_id, ready, planned_last_day=last_day, reason="The person chose it.")
    raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready)))
