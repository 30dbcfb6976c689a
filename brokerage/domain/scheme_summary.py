"""A purchasing system as Settings shows it: its dates, its lots, the council's rules for it on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.calendar import BankHolidayRule
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
    """The council's rules for a scheme from a day to a day; `source` says who set them, or that they are an example."""

    first_day: date
    last_day: date | None
    bank_holiday_rule: BankHolidayRule
    notice_days: int
    trial_days: int
    review_weeks: int
    absence_full_days: int
    absence_share_percent: int
    days_after_death: int
    payment_weeks: int
    approval_weeks: int
    answer_days: int
    price_review: str
    source: str


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
