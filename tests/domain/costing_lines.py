"""The fee lines, days and years that the tests of costing share."""

from datetime import date
from decimal import Decimal

from brokerage.domain.costing import (
    AttendanceRules,
    Costing,
    FeeKind,
    FeeLine,
    cost_package,
)
from brokerage.domain.period import Period
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week

BANK_HOLIDAYS_2026_27 = frozenset(
    date.fromisoformat(day)
    for day in (
        "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31",
        "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29",
    )
)  # fmt: skip
YEAR_2026_27 = Period(date(2026, 4, 1), date(2027, 3, 31))
ALL_DAYS = AttendanceRules()


def care(price: str, unit: Unit, week: str | None = None, ratio: Ratio | None = None) -> FeeLine:
    return FeeLine(FeeKind.CARE, unit, Decimal(price), None if week is None else parse_week(week), ratio=ratio)


def follow(kind: FeeKind, unit: Unit, price: str, per_day: str) -> FeeLine:
    return FeeLine(kind, unit, Decimal(price), per_attended_day=Decimal(per_day))


def weekly(*lines: FeeLine) -> str:
    return str(cost_package(lines, YEAR_2026_27, ALL_DAYS).weekly)


def total(line: FeeLine, period: Period, rules: AttendanceRules = ALL_DAYS) -> str:
    return str(cost_package([line], period, rules).total)


FIVE_DAYS = (care("70.70", Unit.DAY, "Mon,Tue,Wed"), care("35.35", Unit.HALF_DAY, "Thu,Fri"))


def years_of(costing: Costing) -> dict[str, str]:
    return {part.year.label: str(part.amount) for part in costing.by_financial_year}
