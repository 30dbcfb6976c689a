"""What a package costs: a usual week, four weeks, its real dates, each financial year and the next twelve months.

Conventions: a total is dated (the sum of the real dates), never 52 weeks; only the approval estimate is weekly × 52.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from brokerage.domain.calendar import split_by_financial_year, twelve_months_from
from brokerage.domain.contribution import Contribution, WeeklyCost, WeeklyPayment, check_contribution, pay_weekly
from brokerage.domain.costing_words import CostingFacts, explain_costing
from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind, FeeLine, PriceChange
from brokerage.domain.line_cost import (
    AttendedDays,
    DatedAmount,
    LineCost,
    PriceSpan,
    YearAmount,
    cost_line,
    exact_cost,
    share_out,
    total_of_line,
    weekly_of_line,
)
from brokerage.domain.money import round_to_penny, sum_pounds
from brokerage.domain.period import Period
from brokerage.domain.schedule import AttendanceRules, schedule_week
from brokerage.domain.week_wanted import WeekWanted

__all__ = [
    "AttendanceRules",
    "AttendedDays",
    "Costing",
    "DatedAmount",
    "FeeKind",
    "FeeLine",
    "LineCost",
    "PriceChange",
    "PriceSpan",
    "YearAmount",
    "approval_estimate",
    "cost_line",
    "cost_of_weeks",
    "cost_package",
    "equal_parts",
    "hourly_basis",
]

WEEKS_IN_AN_APPROVAL_YEAR = 52


@dataclass(frozen=True, slots=True)
class Costing:
    """A package over its period, in pounds; `dates` (by day, then by line) add up to `total`, as do the financial years.

    `full_year` is the dated cost of the twelve months from the first day, whatever the last day. `net_weekly` is what the
    council bears after the contribution. `units` is exact, None when the lines count in different units.
    """

    weekly: Decimal
    four_weekly: Decimal
    total: Decimal
    full_year: Decimal
    net_weekly: Decimal
    by_financial_year: tuple[YearAmount, ...]
    units: Fraction | None
    dates: tuple[DatedAmount, ...]
    explanation: tuple[str, ...]
    lines: tuple[LineCost, ...]
    payment: WeeklyPayment
    period: Period

    def amount_in(self, part: Period) -> Decimal:
        """Return what the dates inside the part cost: parts that leave no date out add up to the total."""
        return sum_pounds(dated.amount for dated in self.dates if part.contains(dated.day))


def cost_package(
    lines: Sequence[FeeLine], period: Period, rules: AttendanceRules, contribution: Contribution | None = None
) -> Costing:
    """Return the cost of all lines together, each rounded once; an open-ended period is costed for twelve months.

    Raises: BadInput without a line; RuleBroken when the contribution is more than the cost on a day.
    """
    year = twelve_months_from(period.first_day)
    costed = year if period.last_day is None else period
    line_costs = cost_lines(lines, costed, rules)
    weekly = sum_pounds(cost.weekly for cost in line_costs)
    payment = pay_weekly(weekly, contribution)
    if contribution is not None:
        check_contribution(contribution.weekly, weekly_costs(line_costs), costed)
    total = sum_pounds(cost.total for cost in line_costs)
    full_year = total if costed == year else total_of_lines(lines, year, rules)
    facts = CostingFacts(line_costs, costed, rules, year, full_year, payment, contribution, is_open=period.is_open)
    return Costing(
        weekly=weekly,
        four_weekly=sum_pounds(cost.four_weekly for cost in line_costs),
        total=total,
        full_year=full_year,
        net_weekly=payment.net,
        by_financial_year=_by_financial_year(line_costs, costed),
        units=_units_in_common(line_costs),
        dates=tuple(sorted((dated for cost in line_costs for dated in cost.dates), key=lambda dated: dated.day)),
        explanation=explain_costing(facts),
        lines=line_costs,
        payment=payment,
        period=costed,
    )


def cost_lines(lines: Sequence[FeeLine], period: Period, rules: AttendanceRules) -> tuple[LineCost, ...]:
    """Return each line's cost over the period; lines that follow attendance follow all the other lines' weeks together.

    Raises: BadInput without a line; RuleBroken when the period is open-ended.
    """
    if not lines:
        raise BadInput("There is nothing to cost: add at least one fee line.")
    attended = attended_days(lines, period, rules)
    return tuple(cost_line(line, period, rules, attended) for line in lines)


def weekly_of_lines(lines: Sequence[FeeLine], day: date, rules: AttendanceRules) -> Decimal:
    """Return only the `weekly` of `cost_package` for a period from the day on, each line rounded on its own, without dates."""
    days_per_week = _days_per_week(lines)
    return sum_pounds(weekly_of_line(line, day, rules, days_per_week) for line in lines)


def total_of_lines(lines: Sequence[FeeLine], period: Period, rules: AttendanceRules) -> Decimal:
    """Return only the total of `cost_lines`, each line rounded on its own, without its dates."""
    attended = attended_days(lines, period, rules)
    return sum_pounds(total_of_line(line, period, rules, attended) for line in lines)


def attended_days(lines: Sequence[FeeLine], period: Period, rules: AttendanceRules) -> AttendedDays:
    """Return the different days on which somebody is there for at least one line that has a week of its own.

    None at all where no line follows attendance: then nobody asks.
    """
    if all(line.per_attended_day is None for line in lines):
        return AttendedDays()
    schedules = [schedule_week(week, period, rules) for week in _weeks_followed(lines)]
    days = {attendance.day for schedule in schedules for attendance in schedule.attendances if attendance.is_present}
    return AttendedDays(tuple(sorted(days)), _days_per_week(lines))


def weekly_costs(line_costs: Sequence[LineCost]) -> tuple[WeeklyCost, ...]:
    """Return what each line costs in a usual week, price by price, with the days each price runs."""
    return tuple(
        WeeklyCost(span.period, round_to_penny(exact_cost(span.price, cost.line, cost.units_per_week)))
        for cost in line_costs
        for span in cost.spans
    )


def approval_estimate(weekly: Decimal, one_offs: Sequence[Decimal] = ()) -> Decimal:
    """Return the estimated year of the approval convention: weekly × 52 + one-offs. It is compared with limits, never paid."""
    return weekly * WEEKS_IN_AN_APPROVAL_YEAR + sum(one_offs, Decimal(0))


def cost_of_weeks(price: Decimal, units_per_week: Fraction, weeks: int) -> Decimal:
    """Return the cost of a year agreed as a number of weeks (38 school weeks, 50 weeks), rounded once."""
    return round_to_penny(Fraction(price) * units_per_week * weeks)


def equal_parts(total: Decimal, number: int) -> tuple[Decimal, ...]:
    """Return the total in equal parts, such as twelve monthly payments, to within a penny of each other."""
    return share_out(total, [Fraction(1)] * number)


def hourly_basis(price: Decimal, minutes: int) -> Decimal:
    """Return what a price for so many minutes comes to by the hour: shown beside it, never multiplied further."""
    return round_to_penny(Fraction(price) * 60 / minutes)


def _weeks_followed(lines: Iterable[FeeLine]) -> list[WeekWanted]:
    return [line.week for line in lines if line.week is not None and line.per_attended_day is None]


def _days_per_week(lines: Iterable[FeeLine]) -> int:
    return len({day.weekday for week in _weeks_followed(lines) for day in week.days})


def _by_financial_year(line_costs: Sequence[LineCost], period: Period) -> tuple[YearAmount, ...]:
    parts = [part for cost in line_costs for span in cost.spans for part in span.by_financial_year]
    return tuple(
        YearAmount(year, sum_pounds(part.amount for part in parts if part.year == year))
        for year, _ in split_by_financial_year(period)
    )


def _units_in_common(line_costs: Sequence[LineCost]) -> Fraction | None:
    if len({cost.line.unit for cost in line_costs}) > 1:
        return None
    return sum((cost.units for cost in line_costs), Fraction(0))
