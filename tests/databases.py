"""Real databases for the tests: a fresh, migrated, empty one for each test, on SQLite and on PostgreSQL.

A migrated template is made once a test process and copied for each test, which is far quicker than migrating.
"""

import itertools
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

SERVER_PROGRAM = Path(__file__).with_name("postgresql_server.py")


@contextmanager
def running_postgresql() -> Iterator[int]:
    """The loopback port of a PostgreSQL server that runs for the length of the block."""
    with subprocess.Popen(
        [sys.executable, str(SERVER_PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdin
        assert server.stdout
        assert server.stderr
        port = server.stdout.readline().strip()
        if not port:
            raise RuntimeError(f"The tests' PostgreSQL server did not start:\n{server.stderr.read()}")
        try:
            yield int(port)
        finally:
            server.stdin.close()


class SqliteDatabases:
    """Copies of one migrated SQLite file."""

    def __init__(self, folder: Path) -> None:
        from brokerage.storage.migrate import migrate

        self._template = folder / "template.db"
        migrate(f"sqlite:///{self._template.as_posix()}")
        with closing(sqlite3.connect(self._template)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the copy takes the one file

    def fresh(self, folder: Path) -> str:
        """The address of an empty migrated database in `folder`."""
        made = folder / "desk.db"
        shutil.copyfile(self._template, made)
        return f"sqlite:///{made.as_posix()}"


class PostgresqlDatabases:
    """Copies of one migrated PostgreSQL database, on the server at a loopback port."""

    def __init__(self, port: int) -> None:
        from brokerage.storage.migrate import migrate

        self._port = port
        self._names = (f"desk_{os.getpid()}_{secrets.token_hex(3)}_{number}" for number in itertools.count())
        self._template = next(self._names)
        self._order(f"CREATE DATABASE {self._template}")
        migrate(self._url(self._template))

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of an empty migrated database, which is gone after the block."""
        with self.copy(self._url(self._template)) as url:
            yield url

    @contextmanager
    def copy(self, url: str) -> Iterator[str]:
        """The address of a copy of the database at `url`, which nobody may be using; it is gone after the block."""
        made = next(self._names)
        self._order(f"CREATE DATABASE {made} TEMPLATE {url.rpartition('/')[2]} STRATEGY FILE_COPY")
        try:
            yield self._url(made)
        finally:
            self._order(f"DROP DATABASE {made} WITH (FORCE)")

    def _url(self, name: str) -> str:
        return self._address(name).replace("postgresql:", "postgresql+psycopg:")

    def _address(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self._port}/{name}"

    def _order(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())
