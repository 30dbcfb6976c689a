"""What has been made and is needed by what comes after it: services with their rate cards, and people."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import Period
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.ratio import Ratio
from brokerage.domain.service import Rating
from brokerage.domain.unit import Unit
from brokerage.services.demonstration.schemes import Lot


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
    """An activity, and the weekdays and minutes of its sessions."""

    id: int
    name: str
    outcomes: tuple[str, ...]
    sessions: tuple[tuple[int, int, int], ...]


@dataclass(slots=True)
class MadeService:
    """A service as call-offs see it. `admissions` are keyed by lot key; `suspended` are days on which none may start."""

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
    min_age: int | None
    max_age: int | None
    places_free: int | None
    places_said_on: date | None
    admitted_from: date
    admissions: dict[str, int] = field(default_factory=dict)
    lines: list[MadeLine] = field(default_factory=list)
    activities: list[MadeActivity] = field(default_factory=list)
    closures: set[date] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class MadePerson:
    """A person as call-offs see them. Money in pounds a week, as it is today; `lot_key` is where they look for support."""

    id: int
    born_on: date
    easting: int
    northing: int
    needs: tuple[str, ...]
    lot_key: str
    team: int
    legal_basis: LegalBasis
    week: str
    ratio: str
    outcomes: tuple[str, ...]
    budget: Decimal
    route: BudgetRoute
    contribution: Decimal
