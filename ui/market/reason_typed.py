"""What a form of days and a reason asks for, and what was typed into it; no widgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DayAsked:
    """A day that is asked for, by the name that refusals call it; one that is not needed may be left empty."""

    key: str
    words: str
    hint: str = ""
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class NameAsked:
    """A name that is asked for, by the name that refusals call it; `without` is said where none is typed."""

    key: str
    words: str
    hint: str
    without: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: each day by its key, None where one that is not needed was left empty."""

    days: Mapping[str, date | None]
    name: str
    reason: str

    def day(self, key: str) -> date:
        """A day that is needed."""
        day = self.days[key]
        assert day is not None  # noqa: S101 - the form refuses one that is needed and not given
        return day
