"""Writes the record of a change of ownership, by hand or by an import."""

from datetime import date

from brokerage.storage.tables.contracts import ServiceTransferRow
from brokerage.storage.unit_of_work import UnitOfWork


def write_transfer(
    work: UnitOfWork, service_id: int, from_provider_id: int, to_provider_id: int, first_day: date, reason: str
) -> None:
    """Puts it on record that the service belongs to the other provider from the day, with who said so and when."""
    work.session.add(
        ServiceTransferRow(
            service_id=service_id,
            from_provider_id=from_provider_id,
            to_provider_id=to_provider_id,
            first_day=first_day,
            reason=reason,
            done_by_id=work.actor.staff_id,
            done_at=work.now,
        )
    )
    work.session.flush()
