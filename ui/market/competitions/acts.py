"""What may be done with an open competition as a whole: more days for everybody, its award, an end without one; no widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from brokerage.domain.changes import Done
from brokerage.domain.number_words import count
from brokerage.domain.period import format_day
from brokerage.domain.points import format_points
from brokerage.domain.staff import Actor
from ui.market.competitions.reading import CompetitionRead
from ui.market.reason_typed import DayAsked, Typed

if TYPE_CHECKING:
    from brokerage.services.competition_standing import CompetitionStanding
    from brokerage.services.desk import Database

_FOR_LETTERS = "Needed: the letters give it to every service that offered. Name no person."
_WITHOUT_REASON = "Say why: the letters give the reason to every service that offered."


@dataclass(frozen=True, slots=True)
class Told:
    """What would happen, and to which service where it is about one: nobody awards what they did not see."""

    sentence: str
    service_id: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What is done: to which competition as it stood when it was read, with what was typed, and for the service that was told."""

    read: CompetitionRead
    typed: Typed
    service_id: int | None


@dataclass(frozen=True, slots=True)
class CompetitionAct:
    """One of them.

    `before` says what it does before anything is typed; `consequence` what it would do now (raises RuleBroken where it may not
    be yet); `without_reason` is said where none is typed; `take` does it; `said` what happened and what happens next.
    """

    title: str
    verb: str
    days: tuple[DayAsked, ...]
    reason_hint: str
    without_reason: str
    before: Callable[[CompetitionRead], str]
    consequence: Callable[["Database", CompetitionRead, date], Told] | None
    take: Callable[["Database", Actor, Asked, datetime, date], "Done[CompetitionStanding]"]
    said: Callable[["CompetitionStanding"], str]
    is_letting_go: bool = False


def _extend(
    database: "Database", actor: Actor, asked: Asked, now: datetime, today: date
) -> "Done[CompetitionStanding]":
    from brokerage.services.award_competition import extend_competition

    about = asked.read.summary
    return extend_competition(
        database, actor, about.reference, asked.typed.day("due"), asked.typed.reason, today, now, version=about.version
    )


def _award(database: "Database", actor: Actor, asked: Asked, now: datetime, today: date) -> "Done[CompetitionStanding]":
    from brokerage.services.award_competition import award_competition

    about = asked.read.summary
    return award_competition(
        database,
        actor,
        about.reference,
        asked.typed.reason,
        today,
        now,
        service_id=asked.service_id,
        version=about.version,
    )


def _end(database: "Database", actor: Actor, asked: Asked, now: datetime, today: date) -> "Done[CompetitionStanding]":
    from brokerage.services.award_competition import end_competition

    del today
    about = asked.read.summary
    return end_competition(database, actor, about.reference, asked.typed.reason, now, version=about.version)


def _goes_to(database: "Database", read: CompetitionRead, today: date) -> Told:
    from brokerage.services.award_competition import look_at_award

    look = look_at_award(database, read.summary.reference, today)
    passed = "".join(f" {service} is passed over: {why}." for service, why in look.passed_over)
    total = "" if look.winner.total is None else f", {format_points(look.winner.total)} of 100 points"
    said = f"By the stated weights it goes to {look.winner.service}{total}.{passed}"
    return Told(said, look.winner.service_id)


MORE_DAYS = CompetitionAct(
    "More days",
    "Give everybody more days",
    (DayAsked("due", "New last day for answers", "A working day before support begins; it counts."),),
    "Needed; everybody is given the same days. Name no person.",
    "Say why everybody is given more time: the reason is kept.",
    lambda read: f"Answers may come until {format_day(read.summary.answers_due_on)} now.",
    None,
    _extend,
    lambda standing: (
        f"{standing.reference}: everybody may answer until {format_day(standing.answers_due_on)}. Tell them so."
    ),
)
AWARD = CompetitionAct(
    "Award",
    "Award it",
    (),
    _FOR_LETTERS,
    _WITHOUT_REASON,
    lambda read: (
        f"Of {count(read.summary.offers, 'offer')} the first of the list is awarded; the list is kept as it stands then."
    ),
    _goes_to,
    _award,
    lambda standing: (
        f"{standing.reference} is awarded to {standing.summary.awarded_to}. Next: the letters, then the call-off."
    ),
)
END = CompetitionAct(
    "End without an award",
    "End it without an award",
    (),
    _FOR_LETTERS,
    _WITHOUT_REASON,
    lambda read: f"Nobody is chosen among {count(read.summary.offers, 'offer')}; it cannot be opened again.",
    None,
    _end,
    lambda standing: (
        f"{standing.reference} is ended without an award; the reason is kept. Next: the letters to who offered."
    ),
    is_letting_go=True,
)
ACTS = (AWARD, MORE_DAYS, END)
