"""Writes news of free places, and what stands of them on the service."""

from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from brokerage.storage.tables.contracts import PlacesNewsRow
from brokerage.storage.tables.providers import ServiceRow
from brokerage.storage.unit_of_work import UnitOfWork


def add_news(work: UnitOfWork, service_id: int, places_free: int, said_on: date, said_by: str) -> None:
    """Puts the news on record."""
    work.session.add(
        PlacesNewsRow(
            service_id=service_id,
            places_free=places_free,
            said_on=said_on,
            said_by=said_by,
            recorded_by_id=work.actor.staff_id,
            recorded_at=work.now,
        )
    )
    work.session.flush()


def let_stand(session: Session, service_id: int, places_free: int, said_on: date, said_by: str) -> None:
    """Writes what stands for the service from now on."""
    session.execute(
        update(ServiceRow)
        .where(ServiceRow.id == service_id)
        .values(
            places_free=places_free,
            places_said_on=said_on,
            places_said_by=said_by,
            version=ServiceRow.version + 1,
        )
        .execution_options(synchronize_session=False)
    )
