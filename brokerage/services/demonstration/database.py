"""Makes the demonstration's database: from nothing, or anew in place of an earlier demonstration, never over a real council."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from brokerage.domain.changes import Done
from brokerage.domain.errors import RuleBroken, Unavailable
from brokerage.services.desk import is_missing_file
from brokerage.storage.emptying import drop_tables
from brokerage.storage.engine import Database, open_database
from brokerage.storage.queries.council import is_demonstration
from brokerage.storage.queries.schema import SchemaState, schema_state
from brokerage.storage.writes.logins import make_logins

if TYPE_CHECKING:
    from brokerage.services.demonstration.loading import Demonstration


def make_demonstration_database(url: str, today: date, *, replace: bool = False) -> "Done[Demonstration]":
    """Brings the tables to the database and fills them with the demonstration council, counted from this day.

    Raises: RuleBroken when a real council lives there, or a demonstration that is not to be replaced; Unavailable.
    """
    database = open_database(url)
    file = Path(database.write_engine.url.database or "") if database.is_embedded else None
    if file is None:
        return _fill(database, url, today, replace=replace)
    try:
        is_taken = not is_missing_file(database) and _is_taken(database, replace=replace)
    finally:
        database.close()
    return (
        _write_whole(file, lambda new: _fill_new(new, today))
        if is_taken or not _is_there(file)
        else _fill_new(url, today)
    )


def _is_there(file: Path) -> bool:
    """Whether anything has this name; nothing has one that is too long for any disk."""
    try:
        return file.exists()
    except OSError:
        return False


def demonstration_stands(url: str) -> bool:
    """Whether a demonstration stands there already.

    Raises: RuleBroken when a real council lives there, or it was made with other tables than this program's; Unavailable.
    """
    database = open_database(url)
    try:
        if is_missing_file(database):
            return False
        stands = _is_taken(database, replace=True)
        if stands:
            _refuse_unlike(database)
        return stands
    finally:
        database.close()


def refuse_logins_of_a_file(url: str) -> None:
    """Pass when the address names a shared database. Raises: RuleBroken for a file, which has no logins; BadInput."""
    database = open_database(url)
    database.close()
    if database.is_embedded:
        raise RuleBroken("A database file has no logins: leave out --logins, and choose whom to work as with --as.")


def make_demonstration_logins(url: str) -> tuple[str, ...]:
    """Lets the demonstration's staff sign in to the shared database; returns the logins that were created on its server.

    They have no password: the server's own rules decide who may sign in. Raises: RuleBroken when the database is a file, is
    no demonstration, or this login may not create others; Unavailable.
    """
    refuse_logins_of_a_file(url)
    database = open_database(url)
    try:
        with database.reading() as connection:
            found = is_demonstration(connection)
        if not found:
            raise RuleBroken("Logins are made for the demonstration only; a council's own staff get theirs elsewhere.")
        return make_logins(database)
    finally:
        database.close()


def _fill(database: Database, url: str, today: date, *, replace: bool) -> "Done[Demonstration]":
    try:
        if _is_taken(database, replace=replace):
            drop_tables(database)
        return _migrate_and_load(database, url, today)
    finally:
        database.close()


def _fill_new(url: str, today: date) -> "Done[Demonstration]":
    database = open_database(url)
    try:
        return _migrate_and_load(database, url, today)
    finally:
        database.close()


def _migrate_and_load(database: Database, url: str, today: date) -> "Done[Demonstration]":
    # Both are slow to load, and every start of the program only looks whether a demonstration stands.
    from brokerage.services.demonstration.loading import load_demonstration
    from brokerage.storage.migrate import migrate

    migrate(url)
    return load_demonstration(database, today)


def _is_taken(database: Database, *, replace: bool) -> bool:
    """Whether a demonstration stands there that may be replaced. Raises: RuleBroken when what stands there must stay."""
    with database.reading() as connection:
        if schema_state(connection) is SchemaState.ABSENT:
            return False
        found = is_demonstration(connection)
    if found is None:
        return False
    if not found:
        raise RuleBroken(
            "A council works in this database: the demonstration is never written over it. Name another database."
        )
    if not replace:
        raise RuleBroken(
            "The demonstration is there already. To make it anew, losing what was done in it, add --replace."
        )
    return True


def _refuse_unlike(database: Database) -> None:
    with database.reading() as connection:
        state = schema_state(connection)
    if state is SchemaState.UNLIKE:
        raise RuleBroken(
            "The demonstration that is there was made by an unfinished state of this program, with other tables. Make it anew "
            "with “brokerage demo --replace”; what was done in it is lost."
        )


def _write_whole(file: Path, fill: "Callable[[str], Done[Demonstration]]") -> "Done[Demonstration]":
    """Fills a new file beside the old one and puts it in its place at the end, so that a failure leaves the old one whole."""
    new = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _remove(new)
        done = fill(f"sqlite:///{new.as_posix()}")
        _remove_journals(file)
        new.replace(file)
    except OSError as error:
        raise Unavailable(
            f"The file {file} cannot be written. Nothing was changed; close the program that uses it, or free some space."
        ) from error
    finally:
        with suppress(OSError):
            _remove(new)
    return done


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    _remove_journals(file)


def _remove_journals(file: Path) -> None:
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
