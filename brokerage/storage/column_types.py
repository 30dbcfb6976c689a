"""Column types: pounds kept as whole pence, UTC stamps, enums kept by value. Also what STRICT SQLite calls each type.

SQLite's NUMERIC is a float (10 × 0.10 ≠ 1.0 in SQL), so money is always an integer of pence.
"""

import enum
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    LargeBinary,
    SmallInteger,
    Text,
    TypeDecorator,
)
from sqlalchemy.ext.compiler import compiles

PENCE_IN_A_POUND = 100


class Pence(TypeDecorator[Decimal]):
    """`Decimal` pounds in Python, whole pence in the column. Refuses part-pennies."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        pence = value * PENCE_IN_A_POUND
        if pence != pence.to_integral_value():
            raise ValueError("money is stored in whole pence; round it at its line first")
        return int(pence)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class UtcStamp(TypeDecorator[datetime]):
    """An aware `datetime` in UTC, to the microsecond. Refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stamp needs its time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ByValue(TypeDecorator[enum.Enum]):
    """A member of one enum, kept by its value. Pair it with `values_check` so that the database refuses anything else."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[enum.Enum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: enum.Enum | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value.value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> enum.Enum | None:
        return None if value is None else self.members(value)


def values_check(column: str, members: type[enum.Enum]) -> CheckConstraint:
    """A named constraint that holds the column to the enum's values."""
    listed = ", ".join(f"'{member.value}'" for member in members)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def days_in_order_check(first: str = "first_day", last: str = "last_day") -> CheckConstraint:
    """A named constraint that refuses a last day before the first."""
    return CheckConstraint(f"{last} IS NULL OR {last} >= {first}", name="days_in_order")


@compiles(Date, "sqlite")
@compiles(DateTime, "sqlite")
@compiles(JSON, "sqlite")
def _as_text(element: Any, compiler: Any, **kw: Any) -> str:
    return "TEXT"


@compiles(Boolean, "sqlite")
@compiles(SmallInteger, "sqlite")
@compiles(BigInteger, "sqlite")
def _as_integer(element: Any, compiler: Any, **kw: Any) -> str:
    return "INTEGER"


@compiles(LargeBinary, "sqlite")
def _as_blob(element: Any, compiler: Any, **kw: Any) -> str:
    return "BLOB"
