"""Reads a provider and a service as they are typed in, by the same rules as the rows of an application workbook."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from brokerage.domain.errors import BadInput
from brokerage.domain.import_rows import ProviderEntry, ServiceEntry
from brokerage.domain.row_fault import Line, RowFault
from brokerage.exchange.application_layout import ABOUT, services_layout
from brokerage.exchange.columns import Layout, Row
from brokerage.exchange.market_rows import read_provider, read_service
from brokerage.exchange.outside_reader import fault_letters_turned

_PROVIDER_TITLES = {
    "name": "Provider name",
    "company_number": "Company number",
    "charity_number": "Charity number",
    "regulator_id": "Regulator provider id",
    "address": "Address",
    "postcode": "Postcode",
    "phone": "Phone",
    "email": "Email",
}
_SERVICE_TITLES = {
    "name": "Service name",
    "kind": "Kind",
    "address": "Address",
    "postcode": "Postcode",
    "regulator_id": "Regulator location id",
    "registration": "Registration",
    "needs": "Needs",
    "capacity": "Capacity",
    "min_age": "Youngest age",
    "max_age": "Oldest age",
    "days_open": "Days open",
    "insurance_last_day": "Insurance last day",
    "summary": "Summary",
}
_SERVICES = services_layout(())


@dataclass(frozen=True, slots=True)
class ProviderTyped:
    """A legal body, as it was typed; empty for what was not said."""

    name: str
    company_number: str = ""
    charity_number: str = ""
    regulator_id: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ServiceTyped:
    """A service, as it was typed; empty for what was not said. `needs` have semicolons between them."""

    name: str
    kind: str = ""
    address: str = ""
    postcode: str = ""
    regulator_id: str = ""
    registration: str = ""
    needs: str = ""
    capacity: str = ""
    min_age: str = ""
    max_age: str = ""
    days_open: str = ""
    insurance_last_day: str = ""
    summary: str = ""


def read_provider_typed(typed: ProviderTyped) -> ProviderEntry:
    """Return the provider meant. Raises: BadInput at the first field that is missing or cannot be read."""
    entry, faults = _provider(typed)
    _refuse(faults)
    return entry


def read_service_typed(typed: ServiceTyped) -> ServiceEntry:
    """Return the service meant. Raises: BadInput at the first field that is missing or cannot be read."""
    entry, faults = _service(typed)
    _refuse(faults)
    return entry


def faults_in_provider(typed: ProviderTyped) -> dict[str, str]:
    """Return what is wrong with each field that is missing or cannot be read, by the field's name, in their order."""
    return _provider(typed)[1]


def faults_in_service(typed: ServiceTyped) -> dict[str, str]:
    """Return what is wrong with each field that is missing or cannot be read, by the field's name, in their order."""
    return _service(typed)[1]


def _provider(typed: ProviderTyped) -> tuple[ProviderEntry, dict[str, str]]:
    row = _row(ABOUT, _PROVIDER_TITLES, asdict(typed))
    for title in ("Address", "Postcode"):
        row.needed(title, longest=2_000)
    return read_provider(row, None), _faults(row, _PROVIDER_TITLES)


def _service(typed: ServiceTyped) -> tuple[ServiceEntry, dict[str, str]]:
    row = _row(_SERVICES, _SERVICE_TITLES, asdict(typed))
    return read_service(row, None, None), _faults(row, _SERVICE_TITLES)


def _row(layout: Layout, titles: Mapping[str, str], typed: Mapping[str, str]) -> Row:
    cells = {titles[name]: text.strip() for name, text in typed.items()}
    row = Row(Line("", "", 1), layout, cells, list[RowFault]())
    fault_letters_turned(row)
    return row


def _faults(row: Row, titles: Mapping[str, str]) -> dict[str, str]:
    by_title = {fault.column: fault.how_to_mend.replace("the cell", "the field") for fault in row.faults}
    return {field: by_title[title] for field, title in titles.items() if title in by_title}


def _refuse(faults: Mapping[str, str]) -> None:
    for field, sentence in faults.items():
        raise BadInput(sentence, field)
