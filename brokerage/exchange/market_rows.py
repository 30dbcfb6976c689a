"""Reads what a row says of a provider, a service or a weekly session, whichever workbook it stands in."""

from dataclasses import dataclass

from brokerage.domain.import_rows import ProviderEntry, ServiceEntry
from brokerage.domain.postcode import normalise_postcode
from brokerage.domain.service import Registration
from brokerage.exchange import cells
from brokerage.exchange.columns import Row
from brokerage.exchange.places import find_place_of


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """When a weekly session is: Monday is 0, minutes count from midnight. `places` is None where they are not limited."""

    weekday: int
    start_minute: int
    end_minute: int
    places: int | None


def read_provider(row: Row, council_reference: str | None) -> ProviderEntry:
    """Return the legal body the row tells of; wrong cells go to the row's faults."""
    return ProviderEntry(
        line=row.line,
        council_reference=council_reference,
        name=" ".join(row.needed("Provider name").split()),
        company_number=row.read("Company number", cells.read_company_number),
        charity_number=row.name("Charity number"),
        regulator_id=row.name("Regulator provider id"),
        address=row.text("Address"),
        postcode=row.read("Postcode", normalise_postcode),
        phone=row.name("Phone"),
        email=row.read("Email", cells.read_email),
    )


def read_service(row: Row, council_reference: str | None, provider_reference: str | None) -> ServiceEntry:
    """Return the service the row tells of; wrong cells go to the row's faults."""
    youngest = row.read("Youngest age", cells.read_whole_number)
    oldest = row.read("Oldest age", cells.read_whole_number)
    if youngest is not None and oldest is not None and oldest < youngest:
        row.fault("Oldest age", "The oldest age is below the youngest: put the lower one first.")
    return ServiceEntry(
        line=row.line,
        council_reference=council_reference,
        provider_reference=provider_reference,
        name=" ".join(row.needed("Service name").split()),
        kind=row.name("Kind"),
        summary=row.text("Summary"),
        address=row.text("Address"),
        place=row.read("Postcode", find_place_of),
        regulator_id=row.name("Regulator location id"),
        registration=row.read("Registration", lambda text: cells.read_choice(text, Registration)),
        needs=row.read("Needs", cells.read_list) or (),
        languages=row.read("Languages", cells.read_list) or (),
        capacity=row.read("Capacity", cells.read_whole_number),
        places_free=row.read("Places free", cells.read_whole_number),
        places_said_on=row.day("Places said on"),
        min_age=youngest,
        max_age=oldest,
        insurance_last_day=row.day("Insurance last day"),
        weekday_mask=row.read("Days open", cells.read_weekday_mask),
        has_transport=row.read("Transport", cells.read_yes_or_no),
        wheelchair_access=row.read("Wheelchair access", cells.read_yes_or_no),
        phone=row.name("Phone"),
        email=row.read("Email", cells.read_email),
    )


def read_session_times(row: Row) -> SessionTimes:
    """Return when the session is; a time missing, or an end that is not after its start, is a fault of the row."""
    start = row.needed_value("Start", cells.read_minute_of_day, 0)
    end = row.needed_value("End", cells.read_minute_of_day, 24 * 60)
    if end <= start:
        row.fault("End", "The end is not after the start: put the earlier time first.")
    weekday = row.needed_value("Weekday", cells.read_weekday, 0)
    return SessionTimes(weekday, start, end, row.read("Places", cells.read_whole_number))
