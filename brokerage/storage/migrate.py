"""Brings a database to the present schema, from empty or from any earlier one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from brokerage.storage.engine import Database, open_database
from brokerage.storage.failures import translated_failures

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(url: str) -> None:
    """Runs every migration the database has not had yet. Raises Unavailable when it cannot be reached."""
    database = open_database(url)
    try:
        with translated_failures(), database.write_engine.connect() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        database.close()


def schema_is_current(database: Database) -> bool:
    """Whether every migration has run on this database."""
    with database.reading() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config
