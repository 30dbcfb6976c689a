"""Writes a change of ownership: the service's provider, the transfer, and the text the search reads."""

from datetime import date

from sqlalchemy import update

from brokerage.domain.service_move import OwnedService
from brokerage.storage.tables.providers import ServiceRow
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.search_texts import search_texts
from brokerage.storage.writes.service_transfers import write_transfer


def write_move(work: UnitOfWork, service: OwnedService, to_provider_id: int, first_day: date, reason: str) -> None:
    """Gives the service to the other provider and puts the move on record; the search then finds it by the new name."""
    _set(work, service.service_id, provider_id=to_provider_id, version=service.version + 1)
    write_transfer(work, service.service_id, service.provider_id, to_provider_id, first_day, reason)
    for key, _stands, text in search_texts(work.session, [service.service_id]):
        _set(work, key, search_text=text)


def _set(work: UnitOfWork, service_id: int, **columns: int | str) -> None:
    work.session.execute(
        update(ServiceRow)
        .where(ServiceRow.id == service_id)
        .values(**columns)
        .execution_options(synchronize_session=False)
    )
