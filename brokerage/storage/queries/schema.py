"""How far the tables of a database have come, without loading the migration tool (the window asks this at every start)."""

from collections import defaultdict
from enum import Enum
from pathlib import Path

from sqlalchemy import Connection, Select, Text, column, inspect, select, table, text

from brokerage.domain.call_off import ALLOWED_STEPS
from brokerage.storage.tables import Base

_VERSIONS = Path(__file__).parents[1] / "migrations" / "versions"
_REVISION: Select[tuple[str]] = select(column("version_num", Text)).select_from(table("alembic_version"))


class SchemaState(Enum):
    """What the database's tables are, seen from this program."""

    ABSENT = "absent"
    EARLIER = "earlier"
    CURRENT = "current"
    UNLIKE = "unlike"
    LATER = "later"


def schema_state(connection: Connection) -> SchemaState:
    """Returns whether the tables are missing, older than this program, its own, or newer than it knows.

    They are unlike where they say they are this program's and are not: an unfinished state of it made them.
    """
    found = present_revision(connection)
    if found is None:
        return SchemaState.ABSENT
    if found == newest_revision():
        return (
            SchemaState.CURRENT if _has_our_columns(connection) and _has_our_steps(connection) else SchemaState.UNLIKE
        )
    return SchemaState.EARLIER if found < newest_revision() else SchemaState.LATER


_COLUMNS = {
    "sqlite": text(
        "SELECT tables.name, columns.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns "
        "WHERE tables.type = 'table'"
    ),
    "postgresql": text(
        "SELECT c.relname, a.attname FROM pg_catalog.pg_class AS c "
        "JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = current_schema() "
        "JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
        "WHERE c.relkind IN ('r', 'p')"
    ),
}
_STEPS = text("SELECT step, from_state, to_state, job FROM allowed_steps")


def _has_our_columns(connection: Connection) -> bool:
    """Return whether every table of the program is there with its own columns; other tables do not matter."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, of_table in connection.execute(_COLUMNS[connection.dialect.name]):
        found[name].add(of_table)
    return all(found[name] == set(declared.columns.keys()) for name, declared in Base.metadata.tables.items())


def _has_our_steps(connection: Connection) -> bool:
    ours = {(way.step.value, way.from_state.value, way.to_state.value, way.job.value) for way in ALLOWED_STEPS}
    return {tuple(row) for row in connection.execute(_STEPS)} == ours


def present_revision(connection: Connection) -> str | None:
    """Returns the number of the newest migration the database has had, or None for one without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(_REVISION).scalar()


def newest_revision() -> str:
    """Returns the number of the newest migration this program has; files are named by their revision, `0001_…`."""
    return max(file.name.split("_")[0] for file in _VERSIONS.glob("[0-9]*_*.py"))
