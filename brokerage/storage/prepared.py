"""Statements that are compiled once and then handed to the driver as they are.

For the one question that is asked with every key pressed: SQLAlchemy's own way to a result (cache key, typing of each
bound value and column) takes as long as the search itself. The caller gives values as the driver takes them and reads rows
as the driver gives them: SQLite has days as ISO text.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Dialect, PoolProxiedConnection, Select
from sqlalchemy.engine import URL

from brokerage.storage.engine import Database

# How values are named: for the driver as it is, where a value is bound once however often it is named; and for SQLAlchemy.
# psycopg reads a statement of ours through for names with every question, unless the places are numbered already.
_DIALECTS = {"sqlite": ("sqlite", "named", "named"), "postgresql": ("postgresql+psycopg", "numeric_dollar", "pyformat")}

_CURSOR = "cursor of prepared statements"


@cache
def _dialect(name: str, *, is_bare: bool) -> Dialect:
    """The dialect, loaded when it is first needed: nobody needs both databases."""
    driver, bare, usual = _DIALECTS[name]
    make: Callable[..., Dialect] = URL.create(driver).get_dialect()
    return make(paramstyle=bare if is_bare else usual)


@dataclass(frozen=True, slots=True)
class PreparedStatement:
    """The text of a statement in one dialect, the order of its values where they are numbered, and its own constants.

    `sent` is the text as psycopg sends it: it knows the statement again by these very bytes, and need not compare thousands.
    """

    statement: Select[Any]
    dialect_name: str
    text: str
    sent: bytes
    order: tuple[str, ...]
    constants: Mapping[str, object]

    def rows(self, database: Database, binds: Mapping[str, object]) -> Sequence[tuple[Any, ...]]:
        """Every row, with these values bound; values the statement does not name are passed over. Raises Unavailable."""
        values = {**self.constants, **binds}
        if database.is_embedded:
            values = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
        with database.reading_bare() as connection:
            try:
                return self._ask(connection, values)
            except (database.driver_error, OverflowError, UnicodeEncodeError) as error:
                database.give_up(connection, error)
        # Asked again the slow way, which says what went wrong in words the rest of the program knows.
        text = str(self.statement.compile(dialect=_dialect(self.dialect_name, is_bare=False)))
        with database.reading() as slow_connection:
            return [tuple(row) for row in slow_connection.exec_driver_sql(text, values)]

    def _ask(self, connection: PoolProxiedConnection, values: Mapping[str, object]) -> Sequence[tuple[Any, ...]]:
        if self.dialect_name == "sqlite":
            driver: Any = connection.driver_connection
            found = driver.execute(self.text, values)
        else:
            found = _cursor_of(connection).execute(self.sent, [values[name] for name in self.order], binary=True)
        rows: Sequence[tuple[Any, ...]] = found.fetchall()
        return rows


def _cursor_of(connection: PoolProxiedConnection) -> Any:
    """The one cursor that a connection to PostgreSQL asks all its statements with, kept as long as the connection is."""
    if _CURSOR not in connection.info:
        from psycopg import RawCursor

        driver: Any = connection.driver_connection
        connection.info[_CURSOR] = RawCursor(driver)
    return connection.info[_CURSOR]


def prepare(statement: Select[Any], dialect_name: str) -> PreparedStatement:
    """The statement in the dialect. It must not have lists that grow with what is bound to them."""
    compiled = statement.compile(dialect=_dialect(dialect_name, is_bare=True))
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    order = tuple(getattr(compiled, "positiontup", None) or ())
    text = str(compiled)
    return PreparedStatement(statement, dialect_name, text, text.encode(), order, constants)


def read_day(stored: date | str | None) -> date | None:
    """A day as either driver gives it."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored
