"""The demonstration council for tests: loaded once a run on each kind of database, copied for each test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tests.databases import PostgresqlDatabases, SqliteDatabases

DEMONSTRATION_DAY = date(2026, 11, 2)
"""Today, for every test on the demonstration."""


def _load(url: str) -> None:
    from brokerage.services.demonstration.loading import load_demonstration
    from brokerage.storage.engine import open_database

    database = open_database(url)
    try:
        load_demonstration(database, DEMONSTRATION_DAY)
    finally:
        database.close()


class SqliteDemonstration:
    """Copies of one SQLite file with the demonstration in it."""

    def __init__(self, databases: SqliteDatabases) -> None:
        self._databases, self._template = databases, databases.demonstration(_load)

    def copy(self, folder: Path) -> str:
        """The address of a demonstration of one's own in `folder`."""
        return self._databases.copy(self._template, folder / "demonstration.db")


class PostgresqlDemonstration:
    """Copies of one PostgreSQL database with the demonstration in it."""

    def __init__(self, databases: PostgresqlDatabases) -> None:
        self._databases, self._template = databases, databases.demonstration(_load)

    @contextmanager
    def copy(self) -> Iterator[str]:
        """The address of a demonstration of one's own, which is gone after the block."""
        with self._databases.copy(self._template) as url:
            yield url
