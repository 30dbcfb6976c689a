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

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.engine import URL

# Named values are bound once however often the statement names them.
_DIALECTS = {"sqlite": ("sqlite", "named"), "postgresql": ("postgresql+psycopg", "pyformat")}


@cache
def _dialect(name: str) -> Dialect:
    """The dialect, loaded when it is first needed: nobody needs both."""
    driver, paramstyle = _DIALECTS[name]
    make: Callable[..., Dialect] = URL.create(driver).get_dialect()
    return make(paramstyle=paramstyle)


@dataclass(frozen=True, slots=True)
class PreparedStatement:
    """The text of a statement in one dialect, and the values of its own constants."""

    text: str
    constants: Mapping[str, object]
    days_as_text: bool

    def rows(self, connection: Connection, binds: Mapping[str, object]) -> Sequence[tuple[Any, ...]]:
        """Every row, with these values bound; values the statement does not name are passed over."""
        values = {**self.constants, **binds}
        if self.days_as_text:
            values = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - an open connection always has its driver's
        try:
            rows: Sequence[tuple[Any, ...]] = driver.execute(self.text, values).fetchall()
        except connection.dialect.loaded_dbapi.Error:
            # Asked again the slow way, which says what went wrong in words the rest of the program knows.
            return [tuple(row) for row in connection.exec_driver_sql(self.text, values)]
        return rows


def prepare(statement: Select[Any], dialect_name: str) -> PreparedStatement:
    """The statement in the dialect. It must not have lists that grow with what is bound to them."""
    compiled = statement.compile(dialect=_dialect(dialect_name))
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    return PreparedStatement(str(compiled), constants, dialect_name == "sqlite")


def read_day(stored: date | str | None) -> date | None:
    """A day as either driver gives it."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored
