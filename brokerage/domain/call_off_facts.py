"""What is known of the person, the service, the lot and the rates when a call-off is decided. Read together, for one day."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from brokerage.domain.budget import birthday_in
from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.contribution import Contribution
from brokerage.domain.gates import GateFacts
from brokerage.domain.period import Period
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.rate import Rate, rate_on
from brokerage.domain.ratio import Ratio
from brokerage.domain.scheme import AwardRoute, last_day_of_contract
from brokerage.domain.service import Rating, Registration
from brokerage.domain.timetable import UnmetTimes, WeeklySession
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """The person and their money on the start day, in pounds a week.

    `committed_weekly` and `contributed_weekly` are what their other live call-offs cost, and take of the contribution;
    `stays` are their other stays in homes that a direct payment buys, ended ones too.
    """

    person_id: int
    reference: str
    born_on: date
    legal_basis: LegalBasis
    needs: tuple[str, ...]
    budget_weekly: Decimal | None
    budget_route: BudgetRoute | None
    contribution: Contribution | None
    committed_weekly: Decimal
    contributed_weekly: Decimal
    stays: tuple[Period, ...] = ()

    @property
    def budget_left(self) -> Decimal | None:
        """What other call-offs leave of the budget; negative when they are over it already."""
        return None if self.budget_weekly is None else self.budget_weekly - self.committed_weekly

    def age_on(self, day: date) -> int:
        """The age in whole years on the day."""
        return day.year - self.born_on.year - (day < birthday_in(self.born_on, day.year - self.born_on.year))


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """An activity of the service: the days it runs on, and its weekly sessions."""

    activity_id: int
    period: Period
    sessions: tuple[WeeklySession, ...]


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """The service as the council knows it. `closures` are single days; without a session anywhere it keeps no timetable."""

    service_id: int
    name: str
    provider: str
    rating: Rating
    registration: Registration
    insurance_last_day: date | None
    min_age: int | None
    max_age: int | None
    places_free: int | None
    closures: frozenset[date]
    timetable: tuple[ActivityFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class LotFacts:
    """The lot, its scheme and what was agreed for this service in it. `routes` empty means that the scheme names none.

    `key` names the lot in a search, as `SCHEME/1`; `contract_last_day` is the scheme's.
    """

    lot_id: int
    key: str
    scheme_id: int
    scheme: str
    lot: str
    last_call_off_day: date | None
    contract_last_day: date | None
    min_age: int | None
    max_age: int | None
    registration_needed: bool
    derives_ratio: bool
    routes: tuple[AwardRoute, ...]
    admissions: tuple["AdmissionFacts", ...]

    def admission_on(self, day: date) -> "AdmissionFacts | None":
        """The admission in force on the day."""
        return next((admission for admission in self.admissions if admission.period.contains(day)), None)

    def contract_last_day_on(self, day: date) -> date | None:
        """The last day of the contract that a placement from the day on runs under."""
        admission = self.admission_on(day)
        return last_day_of_contract(self.contract_last_day, None if admission is None else admission.period.last_day)


@dataclass(frozen=True, slots=True)
class AdmissionFacts:
    """An admission of the service to the lot, with its suspensions."""

    admission_id: int
    reference: str
    period: Period
    suspensions: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """The scheme's own rules; `source` says who set them, or that they are an example.

    What is attended for longer than `longest_half_day_minutes` takes two half days.
    """

    bank_holiday_rule: BankHolidayRule
    notice_days: int
    trial_days: int
    review_weeks: int
    absence_full_days: int
    absence_share_percent: int
    days_after_death: int
    payment_weeks: int
    approval_weeks: int
    longest_half_day_minutes: int
    answer_days: int
    direct_payment_stay_days: int | None
    price_review: str
    source: str


@dataclass(frozen=True, slots=True)
class RateFacts:
    """A rate that was chosen, the line of the rate card it belongs to, and all rates of that line, in order.

    `activity_id` is None where the line is for the whole service.
    """

    rate_id: int
    unit: Unit
    ratio: Ratio | None
    description: str
    of_this_service: bool
    rates: tuple[Rate, ...]
    activity_id: int | None = None


@dataclass(frozen=True, slots=True)
class CallOffFacts:
    """Everything a call-off is decided on. `policy` is None where the scheme has no rules for the start day."""

    person: PersonFacts
    service: ServiceFacts
    lot: LotFacts
    policy: PolicyFacts | None
    rates: tuple[RateFacts, ...]


def gate_facts(facts: CallOffFacts, first_day: date, unmet: UnmetTimes | None) -> GateFacts:
    """Return what the gates look at for a start on the day; `unmet` are the times for which the timetable has nothing."""
    later = [rate.period.first_day for line in facts.rates for rate in line.rates if rate.period.first_day > first_day]
    return replace(
        gates_but_for_rate(facts.service, facts.lot, facts.person.age_on(first_day)),
        rate_in_force=all(line.of_this_service and rate_on(line.rates, first_day) for line in facts.rates),
        next_rate_day=min(later, default=None),
        unmet=unmet,
    )


def gates_but_for_rate(service: ServiceFacts, lot: LotFacts, age: int) -> GateFacts:
    """Return what the gates look at where rate and times are settled in another way."""
    return GateFacts(
        admissions=tuple(admission.period for admission in lot.admissions),
        suspensions=tuple(period for admission in lot.admissions for period in admission.suspensions),
        last_call_off_day=lot.last_call_off_day,
        rate_in_force=True,
        next_rate_day=None,
        registration_needed=lot.registration_needed,
        registration=service.registration,
        insurance_last_day=service.insurance_last_day,
        min_age=max((age for age in (service.min_age, lot.min_age) if age is not None), default=None),
        max_age=min((age for age in (service.max_age, lot.max_age) if age is not None), default=None),
        age=age,
        places_free=service.places_free,
    )
