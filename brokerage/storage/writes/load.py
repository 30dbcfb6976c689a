"""Fills an empty database with whole tables as fast as each kind takes them. For measuring, never for daily work.

SQLite: one transaction, one prepared INSERT a table, without waiting for the disk. PostgreSQL: one COPY a table in one
transaction; the rules against overlapping days are put back once at the end, which checks all of them. What is measured is
then a database like any other. Columns that are not named take the defaults the tables have in Python.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import Table
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from brokerage.storage.engine import Database
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables import Base

_OVERLAP_RULES = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'x'"
)
Row = tuple[object, ...]
NamedRows = tuple[str, tuple[str, ...], Sequence[Row]]


def load_tables(database: Database, tables: Iterable[NamedRows]) -> None:
    """Writes the tables in the order given; pounds are given as whole pence. Raises Unavailable."""
    load = _load_sqlite if database.is_embedded else _load_postgresql
    with translated_failures():
        connection = database.write_engine.raw_connection()
        try:
            load(connection.driver_connection, tables)
        finally:
            connection.close()


def _load_sqlite(connection: Any, tables: Iterable[NamedRows]) -> None:
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN IMMEDIATE")
    for name, columns, rows in tables:
        names, defaults = _with_defaults(Base.metadata.tables[name], columns)
        marks = ", ".join("?" * len(names))
        connection.executemany(
            f"INSERT INTO {name} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - our own tables' names
            ((*map(_plain, row), *defaults) for row in rows),
        )
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA synchronous = FULL")


def _load_postgresql(connection: Any, tables: Iterable[NamedRows]) -> None:
    # A large market takes longer to make up than a session may fall silent.
    connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    rules = connection.execute(_OVERLAP_RULES).fetchall()
    for table, rule, _ in rules:
        connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {rule}")
    for name, columns, rows in tables:
        names, defaults = _with_defaults(Base.metadata.tables[name], columns)
        with connection.cursor().copy(f"COPY {name} ({', '.join(names)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((*row, *defaults))
    for table, rule, definition in rules:
        connection.execute(f"ALTER TABLE {table} ADD CONSTRAINT {rule} {definition}")
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM ANALYZE")
    connection.autocommit = False


def _with_defaults(table: Table, columns: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[object, ...]]:
    """All columns to write, the given ones first, and the values of those that take a default."""
    left = {
        column.name: _stored(column.default.arg)
        for column in table.columns
        if column.name not in columns and isinstance(column.default, ScalarElementColumnDefault)
    }
    return (*columns, *left), tuple(left.values())


def _stored(default: Any) -> object:
    return default.value if isinstance(default, Enum) else default


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
