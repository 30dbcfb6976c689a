"""What a step with an admission is: what it asks for, what it does, what is said of it; no widgets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from brokerage.domain.changes import Done
from brokerage.domain.staff import Actor
from ui.market.admissions.reading import AdmissionOpened
from ui.market.reason_typed import DayAsked, NameAsked, Typed

if TYPE_CHECKING:
    from brokerage.services.desk import Database


def _allow_all(_opened: AdmissionOpened, _typed: Typed) -> None:
    """No rule that could be told without asking."""


@dataclass(frozen=True, slots=True)
class AdmissionStep:
    """One step.

    `impossible` says why it cannot be taken with this admission on this day, or nothing; `suggested` are the days it begins with;
    `before` says what it is, before the days are given; `consequence` what it would do (raises RuleBroken where it may not be);
    `take` does it; `said` what happened and what happens next. `check` raises RuleBroken at a day that may not be, asking nothing
    of the database. `is_letting_go` marks one that ends something.
    """

    title: str
    verb: str
    days: tuple[DayAsked, ...]
    impossible: Callable[[AdmissionOpened, date], str]
    suggested: Callable[[AdmissionOpened, date], Mapping[str, date | None]]
    before: Callable[[AdmissionOpened], str]
    consequence: Callable[["Database", AdmissionOpened, Typed, date], str]
    take: Callable[["Database", Actor, AdmissionOpened, Typed, datetime], Done[object]]
    said: Callable[[AdmissionOpened, Typed], str]
    name: NameAsked | None = None
    check: Callable[[AdmissionOpened, Typed], object] = _allow_all
    reason_hint: str = "Kept with it for good. Name no person."
    is_letting_go: bool = False
