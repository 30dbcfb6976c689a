"""A purchasing system as Settings shows it: its dates, its lots, the council's rules for it on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.domain.scheme import AwardRoute, SchemeKind


@dataclass(frozen=True, slots=True)
class LotSummary:
    """A lot of a scheme. Ages in years, both included; `admitted` counts services admitted on the day asked about."""

    number: str
    title: str
    min_age: int | None
    max_age: int | None
    registration_needed: bool
    derives_ratio: bool
    last_call_off_day: date | None
    admitted: int


@dataclass(frozen=True, slots=True)
class PolicySummary:
    """The council's rules for a scheme from a day to a day."""

    first_day: date
    last_day: date | None
    rules: PolicyFacts


@dataclass(frozen=True, slots=True)
class SchemeSummary:
    """A scheme with its lots and policies, in order. `estimated_value` in pounds over the first term."""

    reference: str
    title: str
    kind: SchemeKind
    law: str
    description: str
    first_day: date
    last_day: date | None
    last_call_off_day: date | None
    estimated_value: Decimal | None
    routes: tuple[AwardRoute, ...]
    lots: tuple[LotSummary, ...]
    policies: tuple[PolicySummary, ...]
