"""Frozen values as plain ones that JSON can carry (texts, numbers, lists, mappings), and back without loss.

Pounds travel as text (`"1450.00"`), days as `"2026-12-07"`, stamps in ISO 8601, enums by value, fractions as `"1/3"`.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints

ValueT = TypeVar("ValueT")
Plain = dict[str, object]


def to_plain(value: object) -> Plain:
    """Return a dataclass or named tuple as a mapping from its field names. Raises: TypeError for a value that no rule names."""
    return {name: plain_value(getattr(value, name)) for name in _names(_key(type(value)))}


def plain_value(value: object) -> object:
    """Return any value of ours as a plain one. Raises: TypeError for a value that no rule names."""
    if isinstance(value, Enum):
        return plain_value(value.value)
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Fraction):
        return str(value)
    if isinstance(value, tuple) and not _is_named_tuple(type(value)):
        return [plain_value(part) for part in value]
    return to_plain(value)


def from_plain(kind: type[ValueT], plain: Mapping[str, object]) -> ValueT:
    """Return the dataclass or named tuple a mapping stands for; fields the mapping lacks take their defaults.

    Raises: TypeError or ValueError where the mapping was not made by `to_plain`.
    """
    return kind(**{name: _read(hint, plain[name]) for name, hint in _hints(_key(kind)).items() if name in plain})


def _key(kind: type) -> Hashable:
    return cast("Hashable", kind)  # every class is one, which its type does not say


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The names of its fields: a list of a hundred offers asks for them a hundred times."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    if _is_named_tuple(kind):
        return tuple(_hints(_key(kind)))
    raise TypeError(f"{kind.__name__} is neither a dataclass nor a named tuple")


def _is_named_tuple(kind: type) -> bool:
    return issubclass(kind, tuple) and kind is not tuple


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return get_type_hints(kind)


def _read(hint: object, plain: object) -> object:
    if get_origin(hint) in (Union, UnionType):
        present = next(part for part in get_args(hint) if part is not NoneType)
        return None if plain is None else _read(present, plain)
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], part) for part in cast("Sequence[object]", plain))
    if not isinstance(hint, type):
        raise TypeError(f"{hint} cannot be read from a plain value")
    if is_dataclass(hint) or _is_named_tuple(hint):
        return from_plain(hint, cast("Mapping[str, object]", plain))
    return _read_simple(hint, plain)


def _read_simple(kind: type, plain: object) -> object:
    if issubclass(kind, Enum):
        return kind(plain)
    if issubclass(kind, datetime | date):
        return kind.fromisoformat(str(plain))
    if issubclass(kind, Decimal):
        return Decimal(str(plain))
    if issubclass(kind, Fraction):
        return Fraction(str(plain))
    if not isinstance(plain, kind):
        raise TypeError(f"{plain!r} is not {kind.__name__}")
    return plain
