"""Competitions as they are listed and opened: by reference, never with a name of the person."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from brokerage.domain.competition import NEXT_COMPETITION_STEPS, CompetitionState, CompetitionStep
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.competition_weighing import WeighedOffer
from brokerage.domain.market_sheet import MarketSheet
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """The answer that counts. Money in pounds, `price` for one unit, `weekly` for the week asked; None where it cannot."""

    answer_id: int
    is_offer: bool
    unit: Unit | None
    price: Decimal | None
    weekly: Decimal | None
    starts_on: date | None
    fit: str
    answered_on: date
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Invited:
    """A service that was asked: by whom, when (UTC), and its last answer, None where none came yet."""

    invitation_id: int
    service_id: int
    service: str
    provider: str
    invited_by: str
    invited_at: datetime
    answer: AnswerGiven | None


@dataclass(frozen=True, slots=True)
class NotInvited:
    """A service of the lot that was not asked, and the gate that stops it."""

    service: str
    provider: str
    reason: str


@dataclass(frozen=True, slots=True)
class CompetitionSummary:
    """One line of the list. `person` is the reference; days are included.

    `call_off` is empty, and its number None, while none was raised from it.
    """

    reference: str
    state: CompetitionState
    scheme: str
    lot: str
    person: str
    opened_on: date
    answers_due_on: date
    first_day: date
    invited: int
    answered: int
    offers: int
    awarded_to: str
    call_off: str
    version: int
    initials: str
    call_off_id: int | None

    @property
    def next_step(self) -> str:
        """What happens next, in words."""
        if self.call_off:
            return f"{self.call_off} was raised from it."
        return NEXT_COMPETITION_STEPS[self.state]


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step of its life: which, by whom, when (UTC), and what was noted."""

    step: CompetitionStep
    taken_by: str
    taken_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class AwardMade:
    """The award with its reasons, and the list it was chosen from as it was weighed then."""

    service_id: int
    service: str
    reasons: str
    awarded_on: date
    awarded_by: str
    weighed: tuple[WeighedOffer, ...]


@dataclass(frozen=True, slots=True)
class CompetitionDetail:
    """One competition whole. `week` and `ratio` are as `parse_week` and `parse_ratio` read them; `award` is None without one."""

    summary: CompetitionSummary
    planned_last_day: date | None
    week: str
    ratio: str
    why: str
    opened_by: str
    opened_at: datetime
    sheet: MarketSheet
    criteria: tuple[AwardCriterion, ...]
    invited: tuple[Invited, ...]
    steps: tuple[StepTaken, ...]
    award: AwardMade | None
