"""How a failure is told: three known families, and anything else is a bug, logged without personal data and called one."""

import logging
from dataclasses import dataclass
from enum import Enum

from brokerage.domain.errors import Conflict, DeskError, RuleBroken, Unavailable
from brokerage.domain.fault_place import named_at, places_of

_LOG = logging.getLogger("brokerage-desk.window")


class Family(Enum):
    """Who can mend it: the person at the desk, by reloading, by waiting, or the makers of the program."""

    RULE = "rule"
    CONFLICT = "conflict"
    UNAVAILABLE = "unavailable"
    BUG = "bug"


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure ready to show. `field` names the control it belongs to, when it belongs to one."""

    family: Family
    sentence: str
    field: str | None = None

    @property
    def may_be_retried(self) -> bool:
        """Whether the same again can go well without anything being mended first."""
        return self.family in {Family.UNAVAILABLE, Family.CONFLICT}


def describe(error: Exception) -> Failure:
    """The failure in words. A bug is logged here, once, by its kind and place only: a message could carry a name."""
    if isinstance(error, RuleBroken):
        return Failure(Family.RULE, error.sentence, error.field)
    if isinstance(error, DeskError):
        return Failure(_family(error), error.sentence)
    _LOG.error("A fault in the program: %s at %s", type(error).__name__, " < ".join(places_of(error)))
    return Failure(
        Family.BUG,
        f"This is a fault in the program, not in what you did ({named_at(error)}). Nothing was saved by this "
        "step; what you typed is still here. Please pass the words in brackets to whoever looks after the program.",
    )


def _family(error: DeskError) -> Family:
    if isinstance(error, Conflict):
        return Family.CONFLICT
    assert isinstance(error, Unavailable)  # noqa: S101 - a broken rule was told before: the families are three
    return Family.UNAVAILABLE
