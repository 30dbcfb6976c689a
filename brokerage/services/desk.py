"""Which database the desk opens, and whether it can be worked with. The first thing every face asks."""

import os
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from brokerage.domain.errors import BadInput, DeskError, Unavailable
from brokerage.domain.said_back import file_said_back
from brokerage.storage.engine import Database, open_database
from brokerage.storage.queries.schema import SchemaState, newest_revision, present_revision, schema_state

__all__ = [
    "Database",
    "default_database_url",
    "demonstration_url",
    "is_missing_file",
    "migrate_desk",
    "open_desk",
    "settings_file",
]

APPLICATION = "brokerage-desk"
VARIABLE = "BROKERAGE_DATABASE"


def default_database_url() -> str:
    """Returns the address to open when none is named: the variable BROKERAGE_DATABASE, else the setting, else the demonstration.

    Raises: BadInput when the setting file cannot be read.
    """
    return os.environ.get(VARIABLE, "").strip() or _set_address(settings_file()) or demonstration_url()


def demonstration_url() -> str:
    """Returns the address of the demonstration council's own file."""
    return f"sqlite:///{(_folder(user_data_path) / 'demonstration.db').as_posix()}"


def settings_file() -> Path:
    """Returns where the setting file lies; `database = "…"` in it names the database to open."""
    return _folder(user_config_path) / "settings.toml"


def open_desk(url: str) -> Database:
    """Returns the open database, checked: it is there, it has its tables, and they are of this program's version.

    Raises: BadInput when the address cannot be read; Unavailable with the way out otherwise.
    """
    database = open_database(url)
    try:
        _refuse_missing_file(database)
        with database.reading() as connection:
            state = schema_state(connection)
        if state is not SchemaState.CURRENT:
            raise Unavailable(_WAYS_OUT[state])
    except DeskError:
        database.close()
        raise
    return database


def migrate_desk(url: str) -> tuple[str | None, str]:
    """Brings the database to the present tables; returns the revision it had (None for an empty one) and the one it has.

    Raises: BadInput when the address cannot be read; Unavailable when it cannot be reached, or is of a later version.
    """
    # The migration tool is slow to load, and opening a desk does without it.
    from brokerage.storage.migrate import migrate

    database = open_database(url)
    try:
        if database.is_embedded:
            _make_folder(Path(database.write_engine.url.database or ""))
        before = None if is_missing_file(database) else _revision_before(database)
    finally:
        database.close()
    migrate(url)
    return before, newest_revision()


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"The folder {file_said_back(str(file.parent))} cannot be made: name a file elsewhere."
        ) from error


def _revision_before(database: Database) -> str | None:
    with database.reading() as connection:
        if schema_state(connection) is SchemaState.LATER:
            raise Unavailable(_WAYS_OUT[SchemaState.LATER])
        return present_revision(connection)


_WAYS_OUT = {
    SchemaState.ABSENT: "This database has no brokerage tables yet. Run “brokerage migrate”, or choose another database.",
    SchemaState.EARLIER: "This database is of an earlier version of the program. Run “brokerage migrate” to bring it up to date.",
    SchemaState.UNLIKE: "The tables of this database are not those of this program: an unfinished state of it made them. If it is "
    "the demonstration, make it anew with “brokerage demo --replace” (what was done in it is lost); if not, use the program that "
    "made it. Nothing was changed.",
    SchemaState.LATER: "This database is of a later version of the program. Update Brokerage Desk; nothing was changed.",
}


def _refuse_missing_file(database: Database) -> None:
    # SQLite would make an empty file of any name that is mistyped.
    if is_missing_file(database):
        name = file_said_back(database.write_engine.url.database or "")
        raise Unavailable(
            f"There is no database file {name}. Run “brokerage demo” to make the demonstration council, "
            "“brokerage migrate” to make an empty one, or name another."
        )


def is_missing_file(database: Database) -> bool:
    """Whether the database is an embedded one whose file is not there."""
    if not database.is_embedded:
        return False
    try:
        return not Path(database.write_engine.url.database or "").is_file()
    except OSError:  # too long a name for any disk
        return True


def _set_address(file: Path) -> str:
    if not file.is_file():
        return ""
    try:
        address = tomllib.loads(file.read_text(encoding="utf-8")).get("database", "")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadInput(f"The setting file {file} cannot be read: mend it, or delete it.", "database") from error
    if not isinstance(address, str):
        raise BadInput(
            f'The setting file {file} must say database = "sqlite:///FILE": mend it, or delete it.', "database"
        )
    return address.strip()


def _folder(asked: Callable[[str], Path]) -> Path:
    """The platform's folder for this program; one of the temporary folder where the computer knows no home."""
    try:
        folder = asked(APPLICATION)
    except (RuntimeError, OSError, KeyError):
        folder = Path()
    return folder if folder.is_absolute() else Path(tempfile.gettempdir()) / APPLICATION
