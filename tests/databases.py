"""Real databases for the tests: a fresh, migrated, empty one for each test, on SQLite and on PostgreSQL.

A migrated template is made once a run and copied for each test, which is far quicker than migrating.
"""

import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.made_once import made_once

if TYPE_CHECKING:
    from psycopg import Connection

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
    """Copies of one migrated SQLite file, which lies in the folder that all workers of a run share."""

    def __init__(self, shared: Path) -> None:
        from brokerage.storage.migrate import migrate

        self.shared = shared
        self._template = self.template("migrated", migrate)

    def fresh(self, folder: Path, *, with_council: bool = False) -> str:
        """The address of a migrated database in `folder`: empty, or with a council and its staff."""
        return self.copy(self._with_council if with_council else self._template, folder / "desk.db")

    @cached_property
    def _with_council(self) -> Path:
        return self.template("council", _open_council, self._template)

    def template(self, name: str, fill: Callable[[str], object], start: Path | None = None) -> Path:
        """The file that `fill` filled once in this run, to be copied; empty before, or a copy of `start`."""
        made = self.shared / f"{name}.db"

        def make() -> str:
            if start is not None:
                shutil.copyfile(start, made)
            fill(_sqlite_address(made))
            with closing(sqlite3.connect(made)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the copy takes the one file
            return name

        made_once(self.shared, f"sqlite-{name}", make)
        return made

    def demonstration(self, fill: Callable[[str], object]) -> Path:
        """The file of the demonstration, which `fill` brings into an empty migrated one."""
        return self.template("demonstration", fill, self._template)

    def copy(self, template: Path, made: Path) -> str:
        """The address of a copy of the template."""
        shutil.copyfile(template, made)
        return _sqlite_address(made)


def _sqlite_address(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


class PostgresqlDatabases:
    """Copies of one migrated PostgreSQL database, on the server at a loopback port, which all workers of a run share."""

    def __init__(self, port: int, shared: Path) -> None:
        from brokerage.storage.migrate import migrate

        self._port, self._shared = port, shared
        self._names = (f"desk_{os.getpid()}_{number}" for number in itertools.count())
        self._template = self.template("migrated", migrate)

    @contextmanager
    def fresh(self, *, with_council: bool = False) -> Iterator[str]:
        """The address of a migrated database, empty or with a council and its staff, which is gone after the block."""
        with self.copy(self._with_council if with_council else self._template) as url:
            yield url

    @cached_property
    def _with_council(self) -> str:
        return self.template("council", _open_council, _name(self._template))

    def template(self, name: str, fill: Callable[[str], object], start: str = "template0") -> str:
        """The address of the database that `fill` filled once in this run, to be copied; it begins as a copy of `start`."""

        def make() -> str:
            self._order(f"DROP DATABASE IF EXISTS {name}")  # a worker may have crashed over it
            self._order(f"CREATE DATABASE {name} TEMPLATE {start} STRATEGY FILE_COPY")
            fill(self._url(name))
            return name

        return self._url(made_once(self._shared, f"postgresql-{name}", make))

    def demonstration(self, fill: Callable[[str], object]) -> str:
        """The address of the demonstration, which `fill` brings into an empty migrated database."""
        return self.template("demonstration", fill, _name(self._template))

    @contextmanager
    def copy(self, url: str) -> Iterator[str]:
        """The address of a copy of the database at `url`, which nobody may be using; it is gone after the block."""
        made = next(self._names)
        self._order(f"CREATE DATABASE {made} TEMPLATE {_name(url)} STRATEGY FILE_COPY")
        try:
            yield self._url(made)
        finally:
            self._order(f"DROP DATABASE {made} WITH (FORCE)")

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self._port}/{name}"

    @cached_property
    def _connection(self) -> "Connection[Any]":
        """One for all orders: each new one costs the server a process."""
        import psycopg

        return psycopg.connect(f"postgresql://postgres@127.0.0.1:{self._port}/postgres", autocommit=True)

    def _order(self, statement: str) -> None:
        self._connection.execute(statement.encode())


def _open_council(url: str) -> None:
    from brokerage.storage.engine import open_database
    from tests.builders import open_council

    database = open_database(url)
    open_council(database)
    database.close()


def _name(url: str) -> str:
    return url.rpartition("/")[2]
