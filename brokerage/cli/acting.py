"""Opens the database a command works in, as whoever works there, and closes it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from brokerage.domain.staff import Actor
    from brokerage.services.desk import Database

DatabaseOption = Annotated[
    str | None, typer.Option("--database", help="sqlite:///FILE or postgresql://USER@HOST/NAME; else the setting.")
]
LoginOption = Annotated[
    str | None, typer.Option("--as", help="Whom to work as, by login (one-person database only).", metavar="LOGIN")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; keep nothing.")]
Today = Annotated[str | None, typer.Option("--today", help="The day it is taken to be; today when not said.")]


@dataclass(frozen=True, slots=True)
class Acting:
    """The open database, who acts, the time in UTC and the day it is in England."""

    database: "Database"
    actor: "Actor"
    now: datetime
    today: date


@contextmanager
def acting(database_url: str | None, login: str | None) -> Iterator[Acting]:
    """Open the database and know who acts for the length of a command. Raises: as `open_desk` and `actor_for` do."""
    from brokerage.domain.calendar import day_in_england
    from brokerage.services.desk import default_database_url, open_desk
    from brokerage.services.staff import actor_for

    now = datetime.now(UTC)
    today = day_in_england(now)
    database = open_desk(database_url or default_database_url())
    try:
        yield Acting(database, actor_for(database, login, today=today), now, today)
    finally:
        database.close()
