"""A person's whole record as the desk keeps it. Read deliberately, one person at a time; lists show summaries instead."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.call_off import HOLDS_A_PLACE, CallOffState
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.period import Period
from brokerage.domain.person import BudgetRoute, LegalBasis


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Who somebody is. `person_id` 0 is somebody not kept yet, who is given a reference when kept.

    `version` is that of the whole record as it was read: plans, budgets and contributions count with it. `needs` are codes,
    the first to show first.
    """

    given_name: str
    family_name: str
    born_on: date
    legal_basis: LegalBasis
    needs: tuple[str, ...] = ()
    case_number: str = ""
    nhs_number: str = ""
    address: str = ""
    postcode: str = ""
    representative: str = ""
    team_id: int | None = None
    practitioner_id: int | None = None
    active: bool = True
    person_id: int = 0
    version: int = 0
    reference: str = ""

    @property
    def initials(self) -> str:
        """`A.B.`: what lists show instead of the name."""
        return "".join(f"{name[0].upper()}." for name in (self.given_name, self.family_name) if name)


@dataclass(frozen=True, slots=True)
class OutcomeWanted:
    """An outcome of the council's list, and the person's own words for it (which may be empty)."""

    code: str
    title: str
    own_words: str = ""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A support plan from a day to a day, both included. `week` and `ratio` are texts that `parse_week` and `parse_ratio` read."""

    first_day: date
    last_day: date | None = None
    review_on: date | None = None
    summary: str = ""
    week: str = ""
    ratio: str = ""
    outcomes: tuple[OutcomeWanted, ...] = ()
    plan_id: int = 0


@dataclass(frozen=True, slots=True)
class BudgetEntry:
    """A personal budget in pounds a week from a day to a day, both included."""

    weekly: Decimal
    route: BudgetRoute
    first_day: date
    last_day: date | None = None
    cost_centre: str = ""
    budget_id: int = 0


@dataclass(frozen=True, slots=True)
class ContributionEntry:
    """What the person pays, in pounds a week, from a day to a day, both included; and who collects it."""

    weekly: Decimal
    collected_by: CollectedBy
    first_day: date
    last_day: date | None = None
    contribution_id: int = 0


@dataclass(frozen=True, slots=True)
class PackagePart:
    """One call-off of the person. Money in pounds a week; the last day is the real one where it has ended, else the planned."""

    call_off_id: int
    reference: str
    service: str
    state: CallOffState
    first_day: date
    last_day: date | None
    weekly: Decimal
    contribution_weekly: Decimal

    @property
    def counts(self) -> bool:
        """Whether it takes of the budget: raised and not over."""
        return self.state in HOLDS_A_PLACE

    @property
    def period(self) -> Period:
        """The days it runs."""
        return Period(self.first_day, self.last_day)


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Everything kept of a person. Plans, budgets and contributions with the newest first; the package by first day."""

    details: PersonDetails
    need_titles: tuple[str, ...]
    district: str
    team: str
    practitioner: str
    plans: tuple[PlanEntry, ...]
    budgets: tuple[BudgetEntry, ...]
    contributions: tuple[ContributionEntry, ...]
    package: tuple[PackagePart, ...]

    def plan_on(self, day: date) -> PlanEntry | None:
        """The plan in force on the day."""
        return next((plan for plan in self.plans if Period(plan.first_day, plan.last_day).contains(day)), None)

    def budget_on(self, day: date) -> BudgetEntry | None:
        """The budget in force on the day."""
        return next((entry for entry in self.budgets if Period(entry.first_day, entry.last_day).contains(day)), None)

    def contribution_on(self, day: date) -> ContributionEntry | None:
        """The contribution in force on the day."""
        return next(
            (entry for entry in self.contributions if Period(entry.first_day, entry.last_day).contains(day)), None
        )

    def weekly_from(self, day: date) -> Decimal:
        """What raised and running call-offs take of the budget from the day on, in pounds a week; those to come count too."""
        lasting = (part for part in self.package if part.counts and (part.last_day is None or part.last_day >= day))
        return sum((part.weekly for part in lasting), Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class Choosable:
    """Somebody or something to choose in a form: its number and its title."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class PersonChoices:
    """What a person's form can choose from: needs and outcomes (code, title), teams, practitioners."""

    needs: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    teams: tuple[Choosable, ...]
    practitioners: tuple[Choosable, ...]
