"""What is dear to make is made once for all of pytest's workers: the first who needs it makes it, the others wait for that."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PATIENCE_S = 300


def made_once(folder: Path, name: str, make: Callable[[], str]) -> str:
    """What `make` returned to whoever came first in this run, by this name. Whoever comes meanwhile waits.

    A file of SQLite's is the lock: it opens again where a worker crashes, on every system.
    """
    with closing(sqlite3.connect(folder / f"{name}.made", timeout=PATIENCE_S, isolation_level=None)) as book:
        book.execute("BEGIN EXCLUSIVE")
        book.execute("CREATE TABLE IF NOT EXISTS made (what TEXT NOT NULL)")
        found: tuple[str] | None = book.execute("SELECT what FROM made").fetchone()
        what = make() if found is None else found[0]
        if found is None:
            book.execute("INSERT INTO made VALUES (?)", (what,))
        book.execute("COMMIT")
    return what
