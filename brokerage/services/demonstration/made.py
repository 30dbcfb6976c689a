"""What has been made and is needed by what comes after it: services with their rate cards, and people."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from brokerage.domain.budget import birthday_in
from brokerage.domain.contribution import Contribution
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import Period
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.ratio import Ratio
from brokerage.domain.service import Rating, Registration
from brokerage.domain.timetable import WeeklySession, unmet_times
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted
from brokerage.services.demonstration.lots import Lot


class Trouble(Enum):
    """What is odd about a service, so that every gate and every warning can be met in the demonstration."""

    NOT_YET_ADMITTED = "not-yet-admitted"
    ADMISSION_ENDED = "admission-ended"
    NEVER_ADMITTED = "never-admitted"
    SUSPENDED = "suspended"
    RATE_GAP = "rate-gap"
    RATE_ENDED = "rate-ended"
    NO_RATE = "no-rate"
    DORMANT = "dormant"
    DEREGISTERED = "deregistered"
    INSURANCE_LAPSED = "insurance-lapsed"
    AGE_LIMITED = "age-limited"
    FULL = "full"
    INADEQUATE = "inadequate"
    NO_NEWS = "no-news"


@dataclass(frozen=True, slots=True)
class MadeRate:
    """A price in pounds and its days."""

    id: int
    price: Decimal
    period: Period


@dataclass(slots=True)
class MadeLine:
    """A line of a rate card. `activity` is empty for the whole service."""

    id: int
    lot: Lot
    activity: str
    kind: FeeKind
    unit: Unit
    ratio: Ratio | None
    band: str
    rates: list[MadeRate] = field(default_factory=list)

    def rate_on(self, day: date) -> MadeRate | None:
        """The rate in force on the day."""
        return next((rate for rate in self.rates if rate.period.contains(day)), None)


@dataclass(slots=True)
class MadeActivity:
    """An activity of a lot's kind, and the weekdays and minutes of its sessions; none where hours are agreed as they come."""

    id: int
    name: str
    outcomes: tuple[str, ...]
    lot_key: str
    sessions: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class MadeAdmission:
    """A service's place in a lot; on the days of a suspension no call-off may start."""

    id: int
    reference: str
    period: Period
    suspensions: tuple[Period, ...]


@dataclass(slots=True)
class MadeService:
    """A service as call-offs see it. `admissions` are keyed by lot key."""

    id: int
    provider_id: int
    name: str
    provider: str
    district: str
    easting: int
    northing: int
    needs: tuple[str, ...]
    lots: tuple[Lot, ...]
    trouble: Trouble | None
    rating: Rating
    registration: Registration
    insurance_last_day: date
    min_age: int | None
    max_age: int | None
    places_free: int | None
    places_said_on: date | None
    admitted_from: date
    admissions: dict[str, MadeAdmission] = field(default_factory=dict)
    lines: list[MadeLine] = field(default_factory=list)
    activities: list[MadeActivity] = field(default_factory=list)
    closures: set[date] = field(default_factory=set)

    @property
    def timetabled(self) -> list[MadeActivity]:
        """The activities that have weekly sessions."""
        return [activity for activity in self.activities if activity.sessions]

    def runs_then(self, line: MadeLine, week: WeekWanted) -> bool:
        """Whether what the line buys is held at the times wanted; a service without a timetable runs as it is agreed."""
        bought = [activity for activity in self.timetabled if line.activity in ("", activity.name)]
        sessions = [WeeklySession(*session) for activity in bought for session in activity.sessions]
        return not self.timetabled or unmet_times(week, sessions, line.unit) is None


@dataclass(frozen=True, slots=True)
class MadeMoney:
    """Pounds a week, and the days."""

    weekly: Decimal
    period: Period


@dataclass(frozen=True, slots=True)
class MadeContribution:
    """What the person pays, from a day on."""

    asked: Contribution
    first_day: date


@dataclass(frozen=True, slots=True)
class MadePerson:
    """A person as call-offs see them; `lot_key` is where they look for support."""

    id: int
    reference: str
    born_on: date
    outcode: str
    easting: int
    northing: int
    needs: tuple[str, ...]
    lot_key: str
    team: int
    legal_basis: LegalBasis
    week: str
    ratio: str
    outcomes: tuple[str, ...]
    budgets: tuple[MadeMoney, ...]
    route: BudgetRoute
    contribution: MadeContribution | None

    def budget_on(self, day: date) -> Decimal:
        """The personal budget in force on the day, in pounds a week."""
        return next(budget.weekly for budget in self.budgets if budget.period.contains(day))

    def contribution_on(self, day: date) -> Contribution | None:
        """What the person pays on the day, or None."""
        paid = self.contribution
        return None if paid is None or day < paid.first_day else paid.asked

    def age_on(self, day: date) -> int:
        """The age in whole years on the day."""
        return day.year - self.born_on.year - (day < birthday_in(self.born_on, day.year - self.born_on.year))
