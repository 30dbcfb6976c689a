"""The rules of a scheme that a commissioner sets: its own facts, standing rules, award routes, estimates by year, its lots."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.award_route_rule import RouteRule
from brokerage.domain.calendar import FinancialYear
from brokerage.domain.errors import BadInput
from brokerage.domain.period import Period
from brokerage.domain.scheme_head import SchemeHead
from brokerage.domain.scheme_plan import LotPlan
from brokerage.domain.scheme_summary import PolicySummary

LOT = "lot"


@dataclass(frozen=True, slots=True)
class NeedKnown:
    """A need category of the council, by its code."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class SchemeRules:
    """A scheme's rules. `version` is what a change is checked against; policies by first day, years and lots in order.

    `years` are those the contracts can run in, extensions still open included; `estimates` are pounds. `admissions` counts the
    services ever admitted to its lots.
    """

    scheme_id: int
    version: int
    reference: str
    head: SchemeHead
    contracts: Period
    admissions: int
    years: tuple[FinancialYear, ...]
    policies: tuple[PolicySummary, ...]
    routes: tuple[RouteRule, ...]
    estimates: tuple[tuple[FinancialYear, Decimal], ...]
    lots: tuple[LotPlan, ...]
    needs_known: tuple[NeedKnown, ...]

    def policy_on(self, day: date) -> PolicySummary | None:
        """The standing rules in force on the day."""
        return next((one for one in self.policies if Period(one.first_day, one.last_day).contains(day)), None)

    def lot(self, number: str) -> LotPlan:
        """The lot of the number, in any case. Raises: BadInput that names those there are."""
        found = next((lot for lot in self.lots if lot.number.lower() == number.strip().lower()), None)
        if found is None:
            known = ", ".join(lot.number for lot in self.lots) or "none yet"
            raise BadInput(f"{self.reference} has no lot {number.strip()[:10]}: its lots are {known}.", LOT)
        return found
