"""Adds the districts that services stand in, where the council has not had a service there before."""

from collections.abc import Iterable

from brokerage.domain.import_rows import ServiceEntry
from brokerage.exchange.district_directory import district_name
from brokerage.storage.queries.matching import district_codes
from brokerage.storage.unit_of_work import UnitOfWork
from brokerage.storage.writes.areas import write_districts


def add_districts(work: UnitOfWork, services: Iterable[ServiceEntry]) -> None:
    """Write the districts of these services that are missing; one the directory does not name is called by its code."""
    places = (service.place for service in services)
    codes = {place.district_code for place in places if place is not None and place.district_code is not None}
    missing = codes - district_codes(work.session)
    if missing:
        write_districts(work.session, {code: district_name(code) or code for code in missing})
