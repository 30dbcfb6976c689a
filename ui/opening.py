"""Opens the database and finds out who works, on a thread, once the window stands. The heavy libraries are imported here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

from brokerage.domain.staff import Actor

if TYPE_CHECKING:
    from brokerage.services.desk import Database


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database and what the status line says of it."""

    database: "Database"
    actor: Actor
    council: str
    is_demonstration: bool
    place: str


def open_for_work(address: str | None, login: str | None, now: datetime, asked: Iterable[str]) -> Opened:
    """The database at the address (or the usual one) and who works there; what the first page asks is imported too.

    Raises: BadInput, RuleBroken or Unavailable with the way out.
    """
    from brokerage.services.administer import find_council
    from brokerage.services.desk import default_database_url, open_desk
    from brokerage.services.staff import work_as

    database = open_desk(address or default_database_url())
    import_all(asked)
    council = find_council(database)
    return Opened(
        database=database,
        actor=work_as(database, login, now),
        council=council.name if council else "",
        is_demonstration=council is not None and council.is_demonstration,
        place=_place(database),
    )


def import_all(modules: Iterable[str]) -> None:
    """Import what pages will need and ask, so that opening one later does not halt the window."""
    for module in modules:
        import_module(module)


def _place(database: "Database") -> str:
    name = database.read_engine.url.database or ""
    if database.is_embedded:
        return f"{name.replace(chr(92), '/').rsplit('/', maxsplit=1)[-1]} (SQLite file)"
    return f"{name} (PostgreSQL)"
