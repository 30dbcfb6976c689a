"""A scheme opened from nothing, for the tests of giving it its rules."""

from datetime import date

from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_plan import LotPlan, SchemePlan
from brokerage.domain.unit import Unit
from brokerage.services.open_scheme import open_scheme
from tests.builders import NOW, Desk

FIRST_DAY = date(2026, 10, 1)
PLAN = SchemePlan(
    "DAY-2026",
    "Day opportunities",
    SchemeKind.DYNAMIC_MARKET_2023,
    "Example 26/00200",
    date(2026, 9, 7),
    "Procurement Act 2023",
    FIRST_DAY,
    (48, 24),
    (LotPlan("1", "Day centres", ("learning-disability",), 18, units=(Unit.DAY, Unit.WEEK)),),
    answer_working_days=20,
    extended_answer_working_days=30,
)


def open_from_nothing(desk: Desk, plan: SchemePlan = PLAN) -> str:
    """A scheme with one lot and no rules at all; returns its reference."""
    desk.need()
    return open_scheme(desk.database, desk.commissioner, plan, NOW).result.reference
