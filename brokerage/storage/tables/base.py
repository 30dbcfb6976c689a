"""What every table shares: constraint names, how Python types become columns, STRICT on SQLite, the version counter."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import JSON, Boolean, Date, Integer, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from brokerage.storage.column_types import Pence, UtcStamp

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

STRICT: dict[str, Any] = {"sqlite_strict": True}
"""Ends every `__table_args__`: SQLite then refuses a value of the wrong type, as PostgreSQL does."""


class Base(DeclarativeBase):
    """The mother of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Decimal: Pence(),
        datetime: UtcStamp(),
        date: Date(),
        str: Text(),
        bool: Boolean(),
        int: Integer(),
        bytes: LargeBinary(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
    }


class Numbered:
    """A table with a whole-number key."""

    id: Mapped[int] = mapped_column(primary_key=True)


class Versioned(Numbered):
    """A numbered table whose rows refuse to be overwritten from a stale copy."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - declared attributes see the class
        return {"version_id_col": cls.version}
