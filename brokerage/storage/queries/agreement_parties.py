"""The parties of an agreement besides the person: the council, the provider, and the service with the days it is closed."""

from datetime import date, timedelta

from sqlalchemy import Integer, bindparam, select

from brokerage.domain.agreement_terms import PartyTerms, ServiceTerms
from brokerage.domain.council import Council
from brokerage.domain.errors import RuleBroken
from brokerage.domain.postcode import display_postcode
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.providers import ClosureRow, ProviderRow, ServiceRow

_SERVICE = (
    select(
        ServiceRow.name,
        ServiceRow.address,
        ServiceRow.postcode,
        ServiceRow.phone,
        ServiceRow.email,
        ServiceRow.regulator_id,
        ServiceRow.rating,
        ProviderRow.name.label("provider"),
        ProviderRow.address.label("provider_address"),
        ProviderRow.postcode.label("provider_postcode"),
        ProviderRow.phone.label("provider_phone"),
        ProviderRow.email.label("provider_email"),
        ProviderRow.company_number,
        ProviderRow.charity_number,
        ProviderRow.regulator_id.label("provider_regulator_id"),
        ProviderRow.is_demonstration,
    )
    .join(ProviderRow, ProviderRow.id == ServiceRow.provider_id)
    .where(ServiceRow.id == bindparam("service_id", type_=Integer()))
)
_CLOSURES = select(ClosureRow.first_day, ClosureRow.last_day).where(
    ClosureRow.service_id == bindparam("service_id", type_=Integer())
)


def council_as_party(row: Council | None) -> PartyTerms:
    """Return the council as it stands in the terms. Raises: RuleBroken when it has no name yet."""
    if row is None:
        raise RuleBroken("The council has no name yet: an administrator gives it one in Settings.")
    name = f"{row.name}, {row.department}" if row.department else row.name
    return PartyTerms(name, row.address, "", row.phone, row.email, None, None, None)


def service_and_provider(reader: Reader, service_id: int, room: str) -> tuple[ServiceTerms, PartyTerms, bool]:
    """Return the service, its provider, and whether they are of the demonstration."""
    row = reader.execute(_SERVICE, {"service_id": service_id}).one()
    service = ServiceTerms(
        row.name, row.address, display_postcode(row.postcode), room, row.phone, row.email, row.regulator_id, row.rating
    )
    provider = PartyTerms(
        row.provider,
        row.provider_address,
        display_postcode(row.provider_postcode),
        row.provider_phone,
        row.provider_email,
        row.company_number,
        row.charity_number,
        row.provider_regulator_id,
    )
    return service, provider, row.is_demonstration


def closed_days(reader: Reader, service_id: int) -> frozenset[date]:
    """Return the single days the service is closed."""
    closures = reader.execute(_CLOSURES, {"service_id": service_id}).all()
    return frozenset(
        first + timedelta(days=number) for first, last in closures for number in range((last - first).days + 1)
    )
