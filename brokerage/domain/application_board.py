"""Applications as they are shown: the board by days left, and one of them whole with its provider's history."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from brokerage.domain.answer_clock import AnswerClock, Urgency, urgency_of, working_days_left
from brokerage.domain.application import (
    AWAITING_ANSWER,
    NEXT_APPLICATION_STEPS,
    ApplicationState,
    ApplicationStep,
    LotOutcome,
)
from brokerage.domain.application_answers import GivenAnswer, OfferedPrice
from brokerage.domain.application_letter import LetterKind
from brokerage.domain.number_words import count
from brokerage.domain.period import format_day

NOTHING_MORE = "Nothing more; every lot is settled."
"""What happens next once the answer was sent and each admitted lot has its contract."""


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """An application as it stands in its row. `round` is empty where it came between rounds; `lots` are the numbers asked for.

    `waits_for_award` says that a lot was admitted whose contract is not sealed yet.
    """

    application_id: int
    reference: str
    version: int
    scheme: str
    scheme_title: str
    provider_id: int
    provider: str
    round: str
    received_on: date
    due_on: date
    extension_reason: str
    acknowledged_on: date | None
    state: ApplicationState
    waits_for_award: bool = False
    lots: tuple[str, ...] = ()

    @property
    def clock(self) -> AnswerClock:
        """By when it is answered."""
        return AnswerClock(self.received_on, self.due_on, self.extension_reason)


@dataclass(frozen=True, slots=True)
class ApplicationSummary:
    """An application on the board. The clock is None once the answer was sent or the application withdrawn."""

    facts: ApplicationFacts
    urgency: Urgency | None
    days_left: int | None

    @property
    def next_step(self) -> str:
        """What happens next, in words."""
        if self.facts.state is ApplicationState.ANSWERED and not self.facts.waits_for_award:
            return NOTHING_MORE
        return NEXT_APPLICATION_STEPS[self.facts.state]

    @property
    def time_left(self) -> str:
        """How the clock stands, in words; empty where it has stopped."""
        return "" if self.urgency is None else say_time_left(self.urgency, self.days_left or 0)


@dataclass(frozen=True, slots=True)
class ApplicationBoard:
    """Applications with those that press most first. `counts` has how many stand at each urgency, worst first."""

    rows: tuple[ApplicationSummary, ...]
    counts: tuple[tuple[Urgency, int], ...]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One service in one lot, and what became of that. Decided on, reasons and feedback stand once it was decided."""

    application_lot_id: int
    service_id: int
    service: str
    lot_id: int
    lot_number: str
    lot_title: str
    outcome: LotOutcome
    decided_on: date | None
    reasons: str
    feedback: str


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step in the history of an application."""

    step: ApplicationStep
    to_state: ApplicationState
    taken_by: str
    taken_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class LetterIssued:
    """A letter that was issued."""

    kind: LetterKind
    issued_by: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class EarlierRefusal:
    """A lot that this provider was refused before, and why."""

    reference: str
    scheme: str
    service: str
    lot_number: str
    decided_on: date
    reasons: str


@dataclass(frozen=True, slots=True)
class ApplicationDetail:
    """One application whole. The history is in order; earlier refusals come newest first."""

    summary: ApplicationSummary
    asked: tuple[AskedFor, ...]
    steps: tuple[StepTaken, ...]
    letters: tuple[LetterIssued, ...]
    answers: tuple[GivenAnswer, ...]
    offered: tuple[OfferedPrice, ...]
    refused_before: tuple[EarlierRefusal, ...]


def summarise(facts: ApplicationFacts, today: date, bank_holidays: AbstractSet[date]) -> ApplicationSummary:
    """Return the application as it stands on the day."""
    if facts.state not in AWAITING_ANSWER:
        return ApplicationSummary(facts, None, None)
    clock = facts.clock
    return ApplicationSummary(
        facts, urgency_of(clock, today, bank_holidays), working_days_left(clock, today, bank_holidays)
    )


def make_board(
    applications: Sequence[ApplicationFacts], today: date, bank_holidays: AbstractSet[date]
) -> ApplicationBoard:
    """Return the board of the day: what waits for an answer by its due day, then the rest, the newest first."""
    rows = [summarise(facts, today, bank_holidays) for facts in applications]
    waiting = sorted(
        (row for row in rows if row.urgency is not None), key=lambda row: (row.facts.due_on, row.facts.reference)
    )
    done = sorted((row for row in rows if row.urgency is None), key=_age, reverse=True)
    counted = Counter(row.urgency for row in waiting)
    return ApplicationBoard((*waiting, *done), tuple((urgency, counted[urgency]) for urgency in Urgency))


def say_time_left(urgency: Urgency, days_left: int) -> str:
    """Return the clock in words that need no colour, `late by 2 working days`, `due soon: 3 working days left`."""
    if urgency is Urgency.LATE:
        return f"late by {count(-days_left, 'working day')}" if days_left else "late since the last working day"
    if urgency is Urgency.DUE_TODAY:
        return "due today"
    words = "due soon" if urgency is Urgency.DUE_SOON else "in time"
    return f"{words}: {count(days_left, 'working day')} left"


def say_refused_before(refusal: EarlierRefusal) -> str:
    """Return an earlier refusal in a sentence."""
    return (
        f"{refusal.service} was refused lot {refusal.lot_number} of {refusal.scheme} on {format_day(refusal.decided_on)} "
        f"({refusal.reference}): {refusal.reasons}"
    )


def _age(row: ApplicationSummary) -> tuple[date, str]:
    return row.facts.received_on, row.facts.reference
