"""Reads an application as it was typed on the command line into a form: the provider, its services and the lots by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from brokerage.domain.application_form import ApplicationForm, ServiceInLot
from brokerage.domain.errors import BadInput
from brokerage.domain.period import parse_day
from brokerage.domain.said_back import said_back
from brokerage.services.typed_parts import provider_of, service_of
from brokerage.storage.engine import Database
from brokerage.storage.queries.applying import lots_of_scheme
from brokerage.storage.queries.scheme_at_hand import scheme_now


@dataclass(frozen=True, slots=True)
class ApplicationAsked:
    """What was typed, as it was typed. `asks` are services with the numbers of the lots they want, `SERVICE = 1, 3`."""

    scheme: str
    provider: str
    asks: tuple[str, ...]
    received: str
    request_id: str | None = None


def read_application(database: Database, asked: ApplicationAsked) -> ApplicationForm:
    """Return the form meant; without a request id it gets one of its own. Raises: BadInput for what is not known or read."""
    received_on = parse_day(asked.received, what="day of receipt")
    with database.reading() as reader:
        scheme = scheme_now(reader, asked.scheme)
        lots = lots_of_scheme(reader, scheme.scheme_id)
    return ApplicationForm(
        request_id=asked.request_id or uuid4().hex,
        scheme=scheme.reference,
        provider_id=provider_of(database, asked.provider).provider_id,
        asked=tuple(one for said in asked.asks for one in _read_ask(database, said, scheme.reference, lots)),
        received_on=received_on,
    )


def _read_ask(database: Database, said: str, scheme: str, lots: Mapping[str, int]) -> tuple[ServiceInLot, ...]:
    service, _, numbers = (part.strip() for part in said.rpartition("="))
    wanted = [number.strip() for number in numbers.split(",") if number.strip()]
    if not service or not wanted:
        raise BadInput(f"“{said_back(said)}” names no service or no lot: write it as SERVICE = 1, 3.", "asks")
    service_id = service_of(database, service)
    return tuple(ServiceInLot(service_id, _lot(number, scheme, lots)) for number in wanted)


def _lot(number: str, scheme: str, lots: Mapping[str, int]) -> int:
    lot_id = lots.get(number.lower().removeprefix(f"{scheme}/".lower()))
    if lot_id is None:
        raise BadInput(f"{scheme} has no lot {said_back(number)}: its lots are {', '.join(sorted(lots))}.", "asks")
    return lot_id
