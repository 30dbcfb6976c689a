"""Values as the search's statements name them: bound whole numbers, constants a planner can see, the start day."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Date, FromClause, Text, and_, bindparam, literal_column, or_

START_DAY = bindparam("start_day", type_=Date)


def whole(name: str) -> ColumnElement[int]:
    """A bound whole number of 64 bits."""
    return bindparam(name, type_=BigInteger)


def fixed(value: int | str) -> ColumnElement[Any]:
    """A constant of the program written into the statement, where a planner can see it."""
    return literal_column(f"'{value}'", Text) if isinstance(value, str) else literal_column(str(value), BigInteger)


def in_force(table: FromClause) -> ColumnElement[bool]:
    """Whether a row with a first and a last day is in force on the start day."""
    return and_(table.c.first_day <= START_DAY, or_(table.c.last_day.is_(None), table.c.last_day >= START_DAY))
