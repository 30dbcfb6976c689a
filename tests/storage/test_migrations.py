"""A database of the first release, with rows in every table, comes to the present one with nothing lost."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import JSON, Boolean, Connection, MetaData, Table, insert, select, text

from brokerage.storage.emptying import drop_tables
from brokerage.storage.engine import Database, open_database
from brokerage.storage.migrate import MIGRATIONS, migrate, schema_is_current
from brokerage.storage.queries.scheme_terms import scheme_overviews
from tests.builders import TODAY

ROWS = Path(__file__).parents[1] / "files" / "rows_at_migration_0001.json"
"""A few rows of every table, one call-off's whole story among them, as the first release's demonstration wrote them."""

KEPT_BY_MIGRATIONS = {"alembic_version", "allowed_steps"}
Rows = dict[str, list[dict[str, Any]]]

# SQLite cannot tell an index of an expression when it is asked for its tables; its rule has a test of its own.
pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index")


@pytest.fixture(params=["sqlite", "postgresql"])
def first_release(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database at the first migration with rows in every table; the test runs once on each kind."""
    if request.param == "sqlite":
        database = open_database(f"sqlite:///{(tmp_path / 'first-release.db').as_posix()}")
    else:
        database = open_database(request.getfixturevalue("postgresql_url"))
        drop_tables(database)
    _upgrade(database, "0001")
    written: Rows = json.loads(ROWS.read_text(encoding="utf-8"))
    tables = _tables(database)
    with database.write_engine.begin() as connection:
        for table in tables:
            connection.execute(insert(table), [_for_driver(table, row) for row in written[table.name]])
    yield database
    database.close()


def test_rows_of_the_first_release_are_all_there_after_every_migration(first_release: Database) -> None:
    tables = _tables(first_release)
    before = _read(first_release, tables)
    assert all(before.values()), [name for name, rows in before.items() if not rows]
    migrate(first_release.url)
    assert schema_is_current(first_release)
    assert _read(first_release, tables) == before


def test_what_is_new_takes_its_usual_value_in_rows_of_the_first_release(first_release: Database) -> None:
    migrate(first_release.url)
    with first_release.reading() as connection:
        for scheme in scheme_overviews(connection, TODAY):
            assert (scheme.extended_answer_working_days, scheme.assessors_needed) == (15, 1)
            assert (scheme.terms, scheme.contract_ends) == ((), (scheme.summary.last_day,))
        admissions = connection.execute(text("SELECT contract_id, application_lot_id FROM admissions")).all()
    assert {tuple(row) for row in admissions} == {(None, None)}


def test_rows_of_the_first_release_name_rows_that_are_there_after_every_migration(first_release: Database) -> None:
    from brokerage.services.check import check_database

    migrate(first_release.url)
    assert [item for item in check_database(first_release) if not item.is_well] == []


def _upgrade(database: Database, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with database.write_engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _tables(database: Database) -> tuple[Table, ...]:
    """The tables there are, parents first, without those that the migrations fill."""
    found = MetaData()
    with database.write_engine.connect() as connection:
        found.reflect(connection)
    return tuple(table for table in found.sorted_tables if table.name not in KEPT_BY_MIGRATIONS)


def _for_driver(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """The row as this database takes it; it stands as SQLite keeps it, a truth as 0 or 1 and JSON as text."""
    return {name: _value(table, name, value) for name, value in row.items()}


def _value(table: Table, name: str, value: Any) -> Any:
    kind = table.columns[name].type
    if isinstance(kind, Boolean):
        return None if value is None else bool(value)
    return json.loads(value) if isinstance(kind, JSON) else value


def _read(database: Database, tables: tuple[Table, ...]) -> dict[str, list[tuple[Any, ...]]]:
    with database.reading() as connection:
        return {table.name: _rows(connection, table) for table in tables}


def _rows(connection: Connection, table: Table) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
