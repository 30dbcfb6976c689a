"""Everything the council knows of one service in one lot: facts, timetable, closures and its whole rate card."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import Period
from brokerage.domain.rate import Rate, gaps_in_rates
from brokerage.domain.ratio import Ratio
from brokerage.domain.service import Rating, Registration
from brokerage.domain.timetable import WeeklySession
from brokerage.domain.unit import Unit


class RateTiming(Enum):
    """Where a rate lies as seen from a day."""

    PAST = "past"
    PRESENT = "present"
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True)
class CardRate:
    """A price in pounds for one unit, agreed for the days of its period: where it comes from, what was said, why it was ended."""

    rate_id: int
    price: Decimal
    period: Period
    source: str
    note: str = ""
    end_reason: str = ""

    def timing_on(self, day: date) -> RateTiming:
        """Whether the rate is past, in force or to come on the day."""
        if self.period.contains(day):
            return RateTiming.PRESENT
        return RateTiming.TO_COME if day < self.period.first_day else RateTiming.PAST


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of the rate card and its rates in order of their days. `activity` is empty for the whole service."""

    line_id: int
    kind: FeeKind
    activity: str
    unit: Unit
    ratio: Ratio | None
    band: str
    rates: tuple[CardRate, ...]

    def rate_on(self, day: date) -> CardRate | None:
        """The rate in force on the day."""
        return next((rate for rate in self.rates if rate.period.contains(day)), None)

    @property
    def agreed(self) -> tuple[Rate, ...]:
        """The rates as `domain.rate` takes them."""
        return tuple(Rate(rate.price, rate.period) for rate in self.rates)

    @property
    def gaps(self) -> tuple[Period, ...]:
        """The days without a rate from the first one's first day on; the last is open-ended where the last rate ends."""
        return gaps_in_rates(self.agreed, Period(self.rates[0].period.first_day)) if self.rates else ()


@dataclass(frozen=True, slots=True)
class SessionTime:
    """One weekly session: Monday is 0, minutes count from midnight."""

    weekday: int
    start_minute: int
    end_minute: int
    places: int | None


@dataclass(frozen=True, slots=True)
class TimetableEntry:
    """An activity with the days it runs on, its weekly sessions in order and the outcomes it works towards, by title."""

    activity: str
    summary: str
    period: Period
    sessions: tuple[SessionTime, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which the service is closed."""

    period: Period
    reason: str


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    """The legal body that runs the service. Texts are empty and numbers None where nothing is known."""

    name: str
    company_number: str | None
    charity_number: str | None
    regulator_id: str | None
    address: str
    postcode: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What is known of the service itself. `weekday_mask` has Monday as 1 and Sunday as 64."""

    name: str
    kind: str
    summary: str
    address: str
    postcode: str
    district: str
    phone: str
    email: str
    regulator_id: str | None
    rating: Rating
    rated_on: date | None
    registration: Registration
    capacity: int | None
    places_free: int | None
    places_said_on: date | None
    places_said_by: str
    min_age: int | None
    max_age: int | None
    insurance_last_day: date | None
    weekday_mask: int
    has_transport: bool
    wheelchair_access: bool

    def places_news_days(self, today: date) -> int | None:
        """How many days old the news of free places is; None where nobody has said."""
        return None if self.places_said_on is None else (today - self.places_said_on).days


@dataclass(frozen=True, slots=True)
class LotTerms:
    """The lot, its scheme, and the service's place in it. `last_call_off_day` is the earliest of lot's, scheme's and contract's.

    `contract_last_day` is that of the contract it is admitted under on the day asked about, or the scheme's where that is earlier.

    `bank_holiday_rule` and `longest_half_day_minutes` are the scheme's on the day asked about, None where it has no rules
    for that day.
    """

    lot: str
    number: str
    scheme: str
    scheme_reference: str
    last_call_off_day: date | None
    contract_last_day: date | None
    min_age: int | None
    max_age: int | None
    registration_needed: bool
    derives_ratio: bool
    admissions: tuple[Period, ...]
    suspensions: tuple[Period, ...]
    bank_holiday_rule: BankHolidayRule | None
    longest_half_day_minutes: int | None


@dataclass(frozen=True, slots=True)
class ServiceSheet:
    """The whole sheet. `lot` is None where the service was never admitted; `card` is then of every lot it has prices in.

    Needs, outcomes and languages are titles in order.
    """

    provider: ProviderFacts
    service: ServiceFacts
    lot: LotTerms | None
    needs: tuple[str, ...]
    outcomes: tuple[str, ...]
    languages: tuple[str, ...]
    timetable: tuple[TimetableEntry, ...]
    closures: tuple[Closure, ...]
    card: tuple[CardLine, ...]

    @property
    def keeps_timetable(self) -> bool:
        """Whether weekly sessions were ever given; a service without any runs as it is agreed."""
        return any(entry.sessions for entry in self.timetable)

    def sessions_on(self, day: date, activity: str = "") -> tuple[WeeklySession, ...]:
        """The weekly sessions of the activities that run on the day, or of the one named."""
        running = (entry for entry in self.timetable if entry.period.contains(day) and activity in ("", entry.activity))
        return tuple(
            WeeklySession(session.weekday, session.start_minute, session.end_minute)
            for entry in running
            for session in entry.sessions
        )
