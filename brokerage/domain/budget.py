"""How a weekly cost sits in a budget, and which cost centre bears which days. Figures only, no words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import ONE_DAY, Period, format_day

ADULT_AGE = 18


class CostCentre(Enum):
    """Whose budget bears a day of support."""

    CHILDREN = "children"
    ADULTS = "adults"


@dataclass(frozen=True, slots=True)
class BudgetFit:
    """Pounds a week: a cost against the budget. Exactly on the budget is inside it."""

    budget: Decimal
    cost: Decimal

    @property
    def left(self) -> Decimal:
        """What is left of the budget; negative when over."""
        return self.budget - self.cost

    @property
    def is_inside(self) -> bool:
        """True when the cost is at most the budget."""
        return self.left >= 0

    @property
    def over_by(self) -> Decimal:
        """By how much the cost is over the budget; nothing when inside."""
        return max(-self.left, Decimal(0))


@dataclass(frozen=True, slots=True)
class CostCentrePart:
    """Days in a row that one cost centre bears."""

    cost_centre: CostCentre
    period: Period


def birthday_in(birth_date: date, age: int) -> date:
    """Return the day the age is reached; someone born on 29 February reaches it on 1 March of a common year."""
    try:
        return birth_date.replace(year=birth_date.year + age)
    except ValueError:
        return date(birth_date.year + age, 3, 1)


def split_by_cost_centre(period: Period, birth_date: date) -> tuple[CostCentrePart, ...]:
    """Return the period cut at the 18th birthday, which is the first day the adults' budget bears.

    Raises: RuleBroken when the period starts before the birth.
    """
    if period.first_day < birth_date:
        raise RuleBroken(f"The support starts on {format_day(period.first_day)}, before the birth: check both dates.")
    adult_from = birthday_in(birth_date, ADULT_AGE)
    childhood, adulthood = Period(date.min, adult_from - ONE_DAY), Period(adult_from)
    parts = (
        (CostCentre.CHILDREN, childhood.intersection(period)),
        (CostCentre.ADULTS, adulthood.intersection(period)),
    )
    return tuple(CostCentrePart(cost_centre, part) for cost_centre, part in parts if part is not None)
