"""The council's own area: its districts, and the postcodes in them."""

from collections.abc import Collection, Iterable
from datetime import datetime

from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import BadInput
from brokerage.domain.staff import Actor
from brokerage.exchange.district_directory import DirectoryDistrict, district_name, districts
from brokerage.exchange.postcode_directory import DirectoryPostcode, postcodes_in
from brokerage.storage.engine import Database
from brokerage.storage.queries import areas as queries
from brokerage.storage.queries.areas import District
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes import areas as writes


def known_districts() -> tuple[DirectoryDistrict, ...]:
    """Every district a council may choose, in order of code."""
    return districts()


def chosen_districts(database: Database) -> tuple[District, ...]:
    """The council's own districts, by name."""
    with database.reading() as connection:
        return queries.chosen_districts(connection)


def choose_districts(database: Database, actor: Actor, codes: Collection[str], now: datetime) -> Done[int]:
    """Makes these the council's districts and loads their postcodes; the result is how many postcodes they have.

    Raises: BadInput for no district at all and for a code nobody knows.
    """
    chosen = _refuse_unknown(codes)
    with unit_of_work(database, actor, now) as work:
        written = write_area(work, chosen, postcodes_in(chosen))
        work.record("choose-districts", "districts", ",".join(chosen), {"postcodes": str(written)})
    return Done(written, frozenset({Kind.SETTINGS}))


def write_area(work: UnitOfWork, codes: Collection[str], postcodes: Iterable[DirectoryPostcode]) -> int:
    """Writes all districts, marks these as chosen and writes their postcodes, inside the caller's transaction."""
    writes.write_districts(work.session, {district.code: district.name for district in districts()})
    writes.mark_chosen(work.session, codes)
    return writes.write_postcodes(
        work.session,
        (
            (postcode.postcode, postcode.outcode, postcode.district_code, postcode.easting, postcode.northing)
            for postcode in postcodes
        ),
    )


def _refuse_unknown(codes: Collection[str]) -> tuple[str, ...]:
    chosen = tuple(sorted({code.strip().upper() for code in codes}))
    unknown = [code for code in chosen if district_name(code) is None]
    if unknown:
        raise BadInput(f"No district has the code {unknown[0][:12]}: give an ONS code such as E07000110.", "district")
    if not chosen:
        raise BadInput("No district was chosen: name at least one by its ONS code, such as E07000110.", "district")
    return chosen
