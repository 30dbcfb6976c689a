"""Writes districts and whole counties of postcodes. What is there already is brought up to date, nothing is doubled."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, islice

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from brokerage.storage.tables.areas import DistrictRow

_ROWS_AT_ONCE = 20_000
PostcodeValues = tuple[str, str, str, int, int]
"""Postcode in capitals without its space, outcode, district code, easting and northing in metres."""
_ADD_DISTRICT = text(
    "INSERT INTO districts (code, name, chosen) VALUES (:code, :name, false) ON CONFLICT (code) DO UPDATE SET name = excluded.name"
)
_COLUMNS = "postcode, outcode, district_code, easting, northing"
_ON_CONFLICT = (
    "ON CONFLICT (postcode) DO UPDATE SET outcode = excluded.outcode, district_code = excluded.district_code, "
    "easting = excluded.easting, northing = excluded.northing"
)
# One statement a batch: sent row by row, a county would take PostgreSQL several seconds.
_ADD_TO_POSTGRESQL = (
    f"INSERT INTO postcodes ({_COLUMNS}) SELECT * FROM "  # noqa: S608
    f"unnest(%s::text[], %s::text[], %s::text[], %s::int[], %s::int[]) {_ON_CONFLICT}"
)
_ROWS_A_STATEMENT = 100


def _add_to_sqlite(rows: int) -> str:
    return f"INSERT INTO postcodes ({_COLUMNS}) VALUES {', '.join(['(?, ?, ?, ?, ?)'] * rows)} {_ON_CONFLICT}"  # noqa: S608


def write_districts(session: Session, names_by_code: Mapping[str, str]) -> None:
    """Adds the districts that are missing and renames those that were renamed; which are chosen stays as it is."""
    session.execute(_ADD_DISTRICT, [{"code": code, "name": name} for code, name in names_by_code.items()])


def mark_chosen(session: Session, codes: Collection[str]) -> None:
    """Makes these, and no others, the council's own districts."""
    session.execute(update(DistrictRow).values(chosen=DistrictRow.code.in_(codes)))


def write_postcodes(session: Session, postcodes: Iterable[PostcodeValues]) -> int:
    """Adds or corrects the postcodes, batch by batch; returns how many were given. Their districts must be written already."""
    waiting, written = iter(postcodes), 0
    while batch := list(islice(waiting, _ROWS_AT_ONCE)):
        _write_batch(session, batch)
        written += len(batch)
    return written


def _write_batch(session: Session, batch: list[PostcodeValues]) -> None:
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        # Many rows a statement: started anew for each row, a county would take twice as long.
        for rows in (batch[start : start + _ROWS_A_STATEMENT] for start in range(0, len(batch), _ROWS_A_STATEMENT)):
            connection.exec_driver_sql(_add_to_sqlite(len(rows)), tuple(chain.from_iterable(rows)))
    else:
        columns = tuple(list(column) for column in zip(*batch, strict=True))
        connection.exec_driver_sql(_ADD_TO_POSTGRESQL, columns)
