"""The demonstration council for tests: loaded once a test process on each kind of database, copied for each test."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from tests.databases import PostgresqlDatabases, SqliteDatabases

DEMONSTRATION_DAY = date(2026, 11, 2)
"""Today, for every test on the demonstration."""


def _load(url: str) -> None:
    from brokerage.services.demonstration import load_demonstration
    from brokerage.storage.engine import open_database

    database = open_database(url)
    try:
        load_demonstration(database, DEMONSTRATION_DAY)
    finally:
        database.close()


class SqliteDemonstration:
    """Copies of one SQLite file with the demonstration in it."""

    def __init__(self, databases: SqliteDatabases, folder: Path) -> None:
        url = databases.fresh(folder)
        self._template = folder / Path(url).name
        _load(url)
        with closing(sqlite3.connect(self._template)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the copy takes the one file

    def copy(self, folder: Path) -> str:
        """The address of a demonstration of one's own in `folder`."""
        made = folder / "demonstration.db"
        shutil.copyfile(self._template, made)
        return f"sqlite:///{made.as_posix()}"


class PostgresqlDemonstration:
    """Copies of one PostgreSQL database with the demonstration in it."""

    def __init__(self, databases: PostgresqlDatabases, template_url: str) -> None:
        self._databases, self._template = databases, template_url
        _load(template_url)

    @contextmanager
    def copy(self) -> Iterator[str]:
        """The address of a demonstration of one's own, which is gone after the block."""
        with self._databases.copy(self._template) as url:
            yield url
