"""How far the tables of a database have come, without loading the migration tool (the window asks this at every start)."""

from enum import Enum
from pathlib import Path

from sqlalchemy import Connection, Select, Text, column, inspect, select, table

_VERSIONS = Path(__file__).parents[1] / "migrations" / "versions"
_REVISION: Select[tuple[str]] = select(column("version_num", Text)).select_from(table("alembic_version"))


class SchemaState(Enum):
    """What the database's tables are, seen from this program."""

    ABSENT = "absent"
    EARLIER = "earlier"
    CURRENT = "current"
    LATER = "later"


def schema_state(connection: Connection) -> SchemaState:
    """Returns whether the tables are missing, older than this program, its own, or newer than it knows."""
    found = present_revision(connection)
    if found is None:
        return SchemaState.ABSENT
    if found == newest_revision():
        return SchemaState.CURRENT
    return SchemaState.EARLIER if found < newest_revision() else SchemaState.LATER


def present_revision(connection: Connection) -> str | None:
    """Returns the number of the newest migration the database has had, or None for one without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(_REVISION).scalar()


def newest_revision() -> str:
    """Returns the number of the newest migration this program has; files are named by their revision, `0001_…`."""
    return max(file.name.split("_")[0] for file in _VERSIONS.glob("[0-9]*_*.py"))
