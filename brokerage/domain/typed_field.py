"""Reading what is typed into a field of a form: a fault is told at the field it stands in."""

from collections.abc import Callable
from typing import TypeVar

from brokerage.domain.errors import BadInput

ArgT = TypeVar("ArgT")
ReadT = TypeVar("ReadT")
_NOTHING = ("", "any", "none")


def read_at(field: str, read: Callable[[ArgT], ReadT], written: ArgT) -> ReadT:
    """Return what was read. Raises: BadInput at the field, whatever the reader names."""
    try:
        return read(written)
    except BadInput as error:
        raise BadInput(error.sentence, field) from error


def is_nothing(text: str) -> bool:
    """Whether `any`, `none` or nothing is typed: a limit is taken away so."""
    return text.strip().lower() in _NOTHING
