"""What the rows of imported files say, each with the line it stands on. `None` is "the file does not say": it changes nothing."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.rate_comparison import RateCompared
from brokerage.domain.ratio import Ratio
from brokerage.domain.row_fault import Line, RowFault
from brokerage.domain.service import Rating, Registration
from brokerage.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode without its space; district and grid (metres) where they are known."""

    postcode: str
    district_code: str | None = None
    easting: int | None = None
    northing: int | None = None


@dataclass(frozen=True, slots=True)
class ProviderEntry:
    """A legal body. At least one of its references, or its name and postcode, tell which."""

    line: Line
    name: str
    council_reference: str | None = None
    company_number: str | None = None
    charity_number: str | None = None
    regulator_id: str | None = None
    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    email: str | None = None
    name_is_certain: bool = True


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """What a provider runs at a place. The provider is named by the council's reference or the regulator's id."""

    line: Line
    name: str
    council_reference: str | None = None
    regulator_id: str | None = None
    provider_reference: str | None = None
    provider_regulator_id: str | None = None
    kind: str | None = None
    summary: str | None = None
    address: str | None = None
    place: Place | None = None
    rating: Rating | None = None
    rated_on: date | None = None
    registration: Registration | None = None
    capacity: int | None = None
    places_free: int | None = None
    places_said_on: date | None = None
    min_age: int | None = None
    max_age: int | None = None
    insurance_last_day: date | None = None
    weekday_mask: int | None = None
    has_transport: bool | None = None
    wheelchair_access: bool | None = None
    phone: str | None = None
    email: str | None = None
    needs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """A thing on a service's timetable; both days are included."""

    line: Line
    service_reference: str
    name: str
    first_day: date
    last_day: date | None = None
    summary: str | None = None
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """One weekly session: Monday is 0, minutes count from midnight."""

    line: Line
    service_reference: str
    activity: str
    weekday: int
    start_minute: int
    end_minute: int
    places: int | None = None


@dataclass(frozen=True, slots=True)
class AdmissionEntry:
    """A service's place in a lot; both days are included."""

    line: Line
    service_reference: str
    scheme_reference: str
    lot_number: str
    reference: str
    first_day: date
    last_day: date | None = None
    sealed_on: date | None = None


@dataclass(frozen=True, slots=True)
class RateEntry:
    """A price in pounds agreed for a line of a service's rate card; both days are included."""

    line: Line
    service_reference: str
    scheme_reference: str
    lot_number: str
    kind: FeeKind
    unit: Unit
    price: Decimal
    first_day: date
    last_day: date | None = None
    activity: str | None = None
    ratio: Ratio | None = None
    band: str = ""
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RateMoved:
    """A row's rate against the one before it: what became of the line, or would. `service` is the name of its service."""

    entry: RateEntry
    compared: RateCompared
    service: str


@dataclass(frozen=True, slots=True)
class MoneyEntry:
    """A weekly amount in pounds from a day to a day: a budget or a contribution."""

    weekly: Decimal
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A support plan as the file tells it; `week` reads with `parse_week`."""

    first_day: date
    last_day: date | None = None
    review_on: date | None = None
    summary: str | None = None
    week: str | None = None
    ratio: str | None = None
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody who draws on support, with the plan, budget and contribution of the same row."""

    line: Line
    case_number: str
    given_name: str
    family_name: str
    born_on: date
    nhs_number: str | None = None
    address: str | None = None
    place: Place | None = None
    legal_basis: LegalBasis | None = None
    representative: str | None = None
    team: str | None = None
    practitioner_login: str | None = None
    needs: tuple[str, ...] = ()
    plan: PlanEntry | None = None
    budget: MoneyEntry | None = None
    budget_route: BudgetRoute = BudgetRoute.COUNCIL_MANAGED
    cost_centre: str | None = None
    contribution: MoneyEntry | None = None
    collected_by: CollectedBy = CollectedBy.COUNCIL


@dataclass(frozen=True, slots=True)
class MarketBook:
    """All that one import of providers and what they offer says, with the faults found while reading it.

    `spoiled` holds references of rows that could not be read, so that nobody is told twice of one mistake. `from_regulator`
    says that the regulator wrote it: it then fills gaps and updates ratings, and never overrides the council's own words.
    """

    providers: list[ProviderEntry] = field(default_factory=list)
    services: list[ServiceEntry] = field(default_factory=list)
    activities: list[ActivityEntry] = field(default_factory=list)
    sessions: list[SessionEntry] = field(default_factory=list)
    admissions: list[AdmissionEntry] = field(default_factory=list)
    rates: list[RateEntry] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    remarks: list[RowFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    spoiled: set[str] = field(default_factory=set)
    district_names: dict[str, str] = field(default_factory=dict)
    from_regulator: bool = False


@dataclass(frozen=True, slots=True)
class PeopleBook:
    """All that one import of people says, with the faults found while reading it."""

    people: list[PersonEntry] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    remarks: list[RowFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    district_names: dict[str, str] = field(default_factory=dict)
