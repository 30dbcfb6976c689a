"""What a use case returns besides its result: the kinds of things it changed, so that each face knows what to read again."""

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

ResultT_co = TypeVar("ResultT_co", covariant=True)


class Kind(Enum):
    """A kind of thing that can change."""

    CALL_OFFS = "call-offs"
    COMPETITIONS = "competitions"
    PEOPLE = "people"
    PROVIDERS = "providers"
    RATES = "rates"
    SCHEMES = "schemes"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Done(Generic[ResultT_co]):
    """A finished use case."""

    result: ResultT_co
    changed: frozenset[Kind]
