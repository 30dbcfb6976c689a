"""The window's thread asks no database: who waits for one cannot draw."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

from sqlalchemy import Connection, Engine, event


@contextmanager
def no_database_on_this_thread() -> Iterator[None]:
    """Fail at the end of the block when a connection to any database was taken by the window's thread in it.

    Fails also when no other thread took one: then nothing was looked at.
    """
    taken_by = []

    def note(_connection: Connection) -> None:
        taken_by.append(current_thread())

    event.listen(Engine, "engine_connect", note)
    try:
        yield
    finally:
        event.remove(Engine, "engine_connect", note)
    assert main_thread() not in taken_by, "the window's thread waited for the database"
    assert taken_by, "nothing asked the database"
