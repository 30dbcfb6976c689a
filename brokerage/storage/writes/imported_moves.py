"""Changes of ownership that an import finds: a file that names another provider for a service that is known."""

from brokerage.domain.calendar import day_in_england
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import format_day
from brokerage.domain.row_fault import Line
from brokerage.domain.service_move import check_move
from brokerage.storage.queries.service_moves import SUBJECT, owned_service, provider_name
from brokerage.storage.writes.imports import ImportSaving
from brokerage.storage.writes.service_transfers import write_transfer

NOUN = "changes of ownership"
REASON = "import"
_COLUMN = "Provider reference"


def move_by_import(saving: ImportSaving, line: Line, service_id: int, to_provider_id: int, named: str) -> bool:
    """Puts the move on record from the day of the import, and tells it with the row; a move that cannot be is a fault.

    Returns whether the service may move.
    """
    today = day_in_england(saving.work.now)
    service = owned_service(saving.session, service_id)
    try:
        check_move(service, to_provider_id, today, today)
    except RuleBroken as refused:
        saving.faults.append(line.fault(_COLUMN, named, refused.sentence))
        return False
    write_transfer(saving.work, service_id, service.provider_id, to_provider_id, today, REASON)
    saving.record("move", SUBJECT, service_id, ("provider_id",))
    saving.count(NOUN, new=1)
    to_provider = provider_name(saving.session, to_provider_id)
    told = (
        f"{service.service} moves from {service.provider} to {to_provider} on {format_day(today)}; its history is kept."
    )
    saving.remarks.append(line.fault(_COLUMN, named, told))
    return True
