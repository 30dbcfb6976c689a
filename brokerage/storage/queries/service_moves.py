"""A service with the legal body that runs it, and its moves."""

from sqlalchemy import BindParameter, Integer, Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from brokerage.domain.errors import RuleBroken
from brokerage.domain.service_move import MoveShown, OwnedService
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.contracts import ServiceTransferRow
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow

SUBJECT = "services"
"""What an audit entry of a service calls its subject; the key is the service's number."""

_ID: BindParameter[int] = bindparam("service_id", type_=Integer())
_SERVICE = (
    select(ServiceRow.version, ServiceRow.name, ServiceRow.provider_id, ProviderRow.name)
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .where(ServiceRow.id == _ID)
)
# Locked apart from the read: who waited for the lock then reads what was committed meanwhile, the new provider's row included.
_LOCK = held(select(ServiceRow.id).where(ServiceRow.id == _ID))
_FROM, _TO = aliased(ProviderRow), aliased(ProviderRow)
_MOVES = (
    select(
        _FROM.name,
        _TO.name,
        ServiceTransferRow.first_day,
        ServiceTransferRow.reason,
        StaffRow.full_name,
        ServiceTransferRow.done_at,
    )
    .join(_FROM, _FROM.id == ServiceTransferRow.from_provider_id)
    .join(_TO, _TO.id == ServiceTransferRow.to_provider_id)
    .join(StaffRow, StaffRow.id == ServiceTransferRow.done_by_id)
    .where(ServiceTransferRow.service_id == _ID)
    .order_by(ServiceTransferRow.first_day, ServiceTransferRow.id)
)

_NAME: Select[tuple[str]] = select(ProviderRow.name).where(ProviderRow.id == bindparam("provider_id", type_=Integer()))


def owned_service(reader: Reader, service_id: int) -> OwnedService:
    """Return the service with its provider and moves. Raises: RuleBroken when there is none of this number."""
    asked = {"service_id": service_id}
    row = reader.execute(_SERVICE, asked).first()
    if row is None:
        raise RuleBroken("The service is not in the database: search again.")
    version, service, provider_id, provider = row
    moves = tuple(MoveShown(*move) for move in reader.execute(_MOVES, asked))
    return OwnedService(service_id, version, service, provider_id, provider, moves)


def owned_service_for_update(session: Session, service_id: int) -> OwnedService:
    """Return the service, locked until the transaction ends. Raises: RuleBroken when there is none of this number."""
    session.execute(_LOCK, {"service_id": service_id}).all()
    return owned_service(session, service_id)


def provider_name(reader: Reader, provider_id: int) -> str:
    """Return the name of the provider of this number."""
    return reader.execute(_NAME, {"provider_id": provider_id}).scalar_one()
