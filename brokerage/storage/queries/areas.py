"""Which districts there are, and which the council has chosen as its own."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from brokerage.storage.tables.areas import DistrictRow


@dataclass(frozen=True, slots=True)
class District:
    """A local-authority district by its ONS code; a chosen one is the council's own area."""

    code: str
    name: str
    chosen: bool


_DISTRICTS = select(DistrictRow.code, DistrictRow.name, DistrictRow.chosen).order_by(DistrictRow.name, DistrictRow.code)
_CHOSEN = _DISTRICTS.where(DistrictRow.chosen)


def districts(connection: Connection) -> tuple[District, ...]:
    """Every district the database knows, by name."""
    return tuple(District(*row) for row in connection.execute(_DISTRICTS))


def chosen_districts(connection: Connection) -> tuple[District, ...]:
    """The council's own districts, by name."""
    return tuple(District(*row) for row in connection.execute(_CHOSEN))
