"""Takes every table of the program out of a shared database. Only a demonstration is ever replaced this way."""

import re
from pathlib import Path

from sqlalchemy import text

from brokerage.storage.engine import Database
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables import Base

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
_FUNCTION = re.compile(r"CREATE FUNCTION (\w+)\(\)")


def drop_tables(database: Database) -> None:
    """Drops the program's tables with all their rows and rules, and the record of migrations; other tables stay.

    Raises: Unavailable when the database cannot be reached or somebody holds a table.
    """
    names = [table.name for table in reversed(Base.metadata.sorted_tables)]
    with translated_failures(), database.write_engine.begin() as connection:
        for name in [*names, "alembic_version"]:
            connection.execute(text(f'DROP TABLE IF EXISTS "{name}" CASCADE'))
        if connection.dialect.name == "postgresql":
            for function in _functions():
                connection.execute(text(f"DROP FUNCTION IF EXISTS {function}()"))


def _functions() -> tuple[str, ...]:
    """The functions that the rules of every migration make."""
    rules = sorted(_VERSIONS.glob("*_rules.postgresql.sql"))
    return tuple(name for file in rules for name in _FUNCTION.findall(file.read_text(encoding="utf-8")))
