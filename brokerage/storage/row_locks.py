"""How a row is held until a transaction ends: against everybody who would change it, and nobody who only refers to it."""

from typing import Any, TypeVar

from sqlalchemy import Select

SelectT = TypeVar("SelectT", bound=Select[Any])


def held(statement: SelectT, *tables: type[Any]) -> SelectT:
    """Return the statement that holds the rows it finds, of these tables or of all, until the transaction ends.

    On PostgreSQL a plain FOR UPDATE makes whoever writes a row that refers to it wait as well: a rate card waits for its service,
    a transfer for the provider it is from. Two who hold what the other one refers to would then wait for each other. Keys never
    change here, so FOR NO KEY UPDATE is enough. SQLite holds the whole database already.
    """
    return statement.with_for_update(key_share=True, of=tables or None)
