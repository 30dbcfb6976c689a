"""Opens a database: one engine that writes in short transactions, one that only reads.

SQLAlchemy's ROLLBACK when a connection goes back to the pool makes psycopg forget its prepared statements (reads then take
nearly twice as long), so the reading engine runs in autocommit and skips that rollback: there is nothing to set back.
"""

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from brokerage.domain.errors import BadInput
from brokerage.storage.failures import translated_failures

# What the driver remarks on a lost line is told in our own sentence, not printed beside it.
logging.getLogger("psycopg").addHandler(logging.NullHandler())

BUSY_TIMEOUT_MS = 10_000
"""SQLite under several writers has single waits of three to four seconds."""

LOCK_PATIENCE = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
"""A client that froze within a transaction holds nobody up for good: who waits for it is told, then PostgreSQL ends it.

A minute without a word within one transaction is more than any use case needs, a county's import included.
"""

# A line that was cut without a word, as by a laptop carried off, is noticed within half a minute.
_DROPPED_LINE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000}

READ_POOL_SIZE = 4

SQLITE_CACHE_KIB = 65_536
"""How much of the file a connection may keep in memory; SQLite's own 2 MB make a large market twice as slow to search."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open database. Close it with `close`; nothing else holds connections."""

    url: str
    write_engine: Engine
    read_engine: Engine

    @property
    def is_embedded(self) -> bool:
        """Whether this is the one-person SQLite file rather than a shared PostgreSQL."""
        return self.write_engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for questions only; each statement sees what is committed. Raises Unavailable."""
        with translated_failures(), self.read_engine.connect() as connection:
            yield connection

    @property
    def driver_error(self) -> type[Exception]:
        """What the driver raises for all that goes wrong in the database or on the way to it."""
        error: type[Exception] = self.read_engine.dialect.loaded_dbapi.Error
        return error

    def reading_bare(self) -> AbstractContextManager[PoolProxiedConnection]:
        """The driver's own connection for questions only, for the one that is asked with every key pressed.

        Inside, failures are the driver's: nothing of SQLAlchemy stands round it, which takes some 3 % of a search. Raises
        Unavailable.
        """
        try:
            return closing(self.read_engine.raw_connection())
        except self.driver_error as error:
            with translated_failures():
                raise DBAPIError.instance(None, None, error, self.driver_error) from error

    def give_up(self, connection: PoolProxiedConnection, failure: Any) -> None:
        """Closes a connection of `reading_bare` that failed; where its line was cut, the others with it, which were cut too."""
        is_cut = self.read_engine.dialect.is_disconnect(failure, connection.dbapi_connection, None)
        connection.invalidate()
        if is_cut:
            self.read_engine.dispose()  # whoever needs one opens a new one

    def close(self) -> None:
        """Gives every connection back."""
        self.write_engine.dispose()
        self.read_engine.dispose()


def open_database(url: str) -> Database:
    """An open database for `sqlite:///FILE` or `postgresql://USER@HOST/NAME`. Does not connect yet. Raises BadInput."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        write_engine, read_engine = _sqlite_engines(address)
    else:
        write_engine, read_engine = _postgresql_engines(address)
    return Database(url, write_engine, read_engine)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:  # a port that is no number is a ValueError
        raise BadInput(_how_to_name_a_database(), "database") from error
    backend = address.get_backend_name()
    if backend == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and address.database and address.database != ":memory:":
        return address.set(database=str(Path(address.database).expanduser()))
    raise BadInput(_how_to_name_a_database(), "database")


def _how_to_name_a_database() -> str:
    return "The database must be named as sqlite:///FILE or postgresql://USER@HOST/NAME."


def _sqlite_engines(address: URL) -> tuple[Engine, Engine]:
    write_engine = create_engine(address)
    read_engine = create_engine(
        address, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True, pool_reset_on_return=None
    )
    for engine in (write_engine, read_engine):
        event.listen(engine, "connect", _set_up_sqlite)
    event.listen(write_engine, "connect", _leave_transactions_to_us)
    event.listen(write_engine, "begin", _begin_immediately)
    return write_engine, read_engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        f"cache_size = -{SQLITE_CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _begin_immediately(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql_engines(address: URL) -> tuple[Engine, Engine]:
    timeouts = {"connect_timeout": 5, "application_name": "brokerage-desk", **_DROPPED_LINE}
    own = str(address.query.get("options", ""))  # what the address says goes before ours: the last one stands
    write_engine = create_engine(
        address, pool_pre_ping=True, connect_args={**timeouts, "options": f"{LOCK_PATIENCE} {own}".strip()}
    )
    read_engine = create_engine(
        address,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        pool_reset_on_return=None,
        pool_size=READ_POOL_SIZE,
        # Compiling a plan to machine code takes longer than any of our questions.
        connect_args={**timeouts, "prepare_threshold": 1, "options": "-c jit=off"},
    )
    event.listen(read_engine, "connect", _send_numbers_of_one_size)
    return write_engine, read_engine


def _send_numbers_of_one_size(connection: Any, _record: Any) -> None:
    """Makes every whole number a bigint: psycopg sends small ones as smallint, and each mixture is a statement of its own."""
    from psycopg.types.numeric import Int8Dumper

    connection.adapters.register_dumper(int, Int8Dumper)
