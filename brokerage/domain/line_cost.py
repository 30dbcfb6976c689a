"""The cost of one fee line: exact fractions all the way, rounded to the penny once, then shared out over its dates."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from math import lcm
from operator import itemgetter

from brokerage.domain.calendar import FinancialYear, split_by_financial_year
from brokerage.domain.fee_line import FeeKind, FeeLine
from brokerage.domain.money import from_pence, round_to_penny, to_pence
from brokerage.domain.period import ONE_DAY, Period
from brokerage.domain.schedule import AttendanceRules, Schedule, schedule_every_day, schedule_week
from brokerage.domain.unit import Unit

DatedUnits = Sequence[tuple[date, Fraction]]
"""Days in order, each once, and exact units."""
_DAY = itemgetter(0)


@dataclass(frozen=True, slots=True)
class DatedAmount:
    """What one line costs on one day: exact units, and pounds that add up to the line's total."""

    day: date
    kind: FeeKind
    unit: Unit
    units: Fraction
    amount: Decimal


@dataclass(frozen=True, slots=True)
class YearAmount:
    """The part of a cost, in pounds, that falls in one financial year."""

    year: FinancialYear
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PriceSpan:
    """The days of a line on which one price is in force, as a line of its own: £828.57 before an uplift, £646.29 after."""

    period: Period
    price: Decimal
    units: Fraction
    total: Decimal
    by_financial_year: tuple[YearAmount, ...]
    dates: tuple[DatedAmount, ...]


@dataclass(frozen=True, slots=True)
class LineCost:
    """One fee line over a period, in pounds.

    `units_per_week` is what an average week holds (a line every second week holds half). `weekly` and `four_weekly` use the
    price of the first day; a price paid once has none. `total` is the sum of the spans, each rounded once.
    """

    line: FeeLine
    units_per_week: Fraction
    weekly: Decimal
    four_weekly: Decimal
    total: Decimal
    spans: tuple[PriceSpan, ...]
    schedule: Schedule

    @property
    def units(self) -> Fraction:
        """All units over the period, exactly."""
        return sum((span.units for span in self.spans), Fraction(0))

    @property
    def dates(self) -> tuple[DatedAmount, ...]:
        """Every dated amount in order; they add up to the total."""
        return tuple(dated for span in self.spans for dated in span.dates)


@dataclass(frozen=True, slots=True)
class AttendedDays:
    """The days a whole package attends, in order, and how many a usual week has: what transport and meals follow."""

    days: tuple[date, ...] = ()
    days_per_week: int = 0


def cost_line(line: FeeLine, period: Period, rules: AttendanceRules, attended: AttendedDays) -> LineCost:
    """Return the cost of the line over the period, both ends included. Raises: RuleBroken when it is open-ended."""
    schedule = schedule_line(line, period, rules)
    dated = _dated_units(line, period, rules, schedule, attended)
    spans = tuple(_cost_span(line, span, _within(dated, span)) for span in _spans_of_one_price(line, period))
    units_per_week = _units_per_week(line, attended.days_per_week, rules)
    exact_weekly = exact_cost(line.price_on(period.first_day), line, units_per_week)
    return LineCost(
        line=line,
        units_per_week=units_per_week,
        weekly=round_to_penny(exact_weekly),
        four_weekly=round_to_penny(exact_weekly * 4),
        total=sum((span.total for span in spans), Decimal("0.00")),
        spans=spans,
        schedule=schedule,
    )


def weekly_of_line(line: FeeLine, day: date, rules: AttendanceRules, days_per_week: int) -> Decimal:
    """Return only the `weekly` that `cost_line` would give for a period from the day on, without any dates."""
    units_per_week = _units_per_week(line, days_per_week, rules)
    return round_to_penny(exact_cost(line.price_on(day), line, units_per_week))


def total_of_line(line: FeeLine, period: Period, rules: AttendanceRules, attended: AttendedDays) -> Decimal:
    """Return only the total that `cost_line` would give, without its dates."""
    dated = _dated_units(line, period, rules, schedule_line(line, period, rules), attended)
    totals = (
        round_to_penny(exact_cost(line.price_on(span.first_day), line, _sum_units(_within(dated, span))))
        for span in _spans_of_one_price(line, period)
    )
    return sum(totals, Decimal("0.00"))


def exact_cost(price: Decimal, line: FeeLine, units: Fraction) -> Fraction:
    """Return price × units × the ratio's share in pounds, unrounded."""
    return Fraction(price) * units * line.share


def schedule_line(line: FeeLine, period: Period, rules: AttendanceRules) -> Schedule:
    """Return the dates of the line's own week; a price by the week runs every day, one paid once has no dates of its own."""
    if line.unit is Unit.WEEK:
        return schedule_every_day(period, rules)
    if line.week is None or line.unit is Unit.ONCE or line.per_attended_day is not None:
        return Schedule(())
    return schedule_week(line.week, period, rules)


def split_total(total: Decimal, exact_parts: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """Return the total in parts, each rounded on its own; the last takes the remainder, so the sum is the total.

    Where rounding up so often would leave the last below nothing, the ones before it give the pennies back.
    """
    parts = [to_pence(round_to_penny(exact)) for exact in exact_parts[:-1]]
    parts.append(to_pence(total) - sum(parts))
    for number in range(len(parts) - 1, 0, -1):
        if parts[number] < 0:
            parts[number - 1] += parts[number]
            parts[number] = 0
    return tuple(from_pence(part) for part in parts)


def share_out(total: Decimal, weights: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """Return the total shared out by weight: each running sum is rounded, so the shares always add up to the total."""
    # Whole numbers in the ratio of the weights: a year of dates is shared out in a tenth of a millisecond.
    # Told apart by identity: to hash a fraction costs more than all that is done with it here.
    different = dict(zip(map(id, weights), weights, strict=True))
    common = lcm(*(weight.denominator for weight in different.values()))
    whole = {key: weight.numerator * (common // weight.denominator) for key, weight in different.items()}
    runs = list(accumulate(map(whole.__getitem__, map(id, weights))))
    doubled_pence, all_of_it = 2 * to_pence(total), runs[-1]
    reached = [(doubled_pence * run + all_of_it) // (2 * all_of_it) for run in runs]
    shares = [now - before for before, now in pairwise([0, *reached])]
    pounds = {pence: from_pence(pence) for pence in set(shares)}
    return tuple([pounds[pence] for pence in shares])


def _units_per_week(line: FeeLine, days_per_week: int, rules: AttendanceRules) -> Fraction:
    """Return what an average week holds: of a line every second week, half."""
    return _units_in_its_week(line, days_per_week, rules.longest_half_day_minutes) / rules.every_weeks


def _units_in_its_week(line: FeeLine, days_per_week: int, longest_half_day_minutes: int) -> Fraction:
    if line.per_attended_day is not None:
        return Fraction(line.per_attended_day) * days_per_week
    if line.unit is Unit.WEEK:
        return Fraction(1)
    return Fraction(0) if line.week is None else line.week.units_per_week(line.unit, longest_half_day_minutes)


def _dated_units(
    line: FeeLine, period: Period, rules: AttendanceRules, schedule: Schedule, attended: AttendedDays
) -> DatedUnits:
    """Return the days on which the line costs something, in order, each with its units."""
    if line.unit is Unit.ONCE:
        return [(period.first_day, Fraction(1))]
    if line.per_attended_day is not None:
        each_day = Fraction(line.per_attended_day)
        return [(day, each_day) for day in attended.days]
    on_weekday = [_units_on_weekday(line, weekday, rules.longest_half_day_minutes) for weekday in range(7)]
    units_by_day: dict[date, Fraction] = {}
    for attendance in schedule.attendances:
        day, units = attendance.day, on_weekday[attendance.weekday]
        units_by_day[day] = units_by_day[day] + units if day in units_by_day else units
    return list(units_by_day.items())


def _units_on_weekday(line: FeeLine, weekday: int, longest_half_day_minutes: int) -> Fraction:
    if line.unit is Unit.WEEK or line.week is None:
        return Fraction(1, 7)
    return line.week.units_on(line.unit, weekday, longest_half_day_minutes)


def _spans_of_one_price(line: FeeLine, period: Period) -> list[Period]:
    starts = [period.first_day]
    starts += [
        change.first_day for change in line.changes if period.first_day < change.first_day <= period.known_last_day
    ]
    ends = [start - ONE_DAY for start in starts[1:]] + [period.known_last_day]
    return [Period(start, end) for start, end in zip(starts, ends, strict=True)]


def _within(dated: DatedUnits, span: Period) -> DatedUnits:
    """Return the part of the days, which are in order, that lies in the span."""
    start = bisect_left(dated, span.first_day, key=_DAY)
    return dated[start : bisect_right(dated, span.known_last_day, lo=start, key=_DAY)]


def _sum_units(dated: DatedUnits) -> Fraction:
    """Return the sum. Hundreds of dates share a handful of numbers: each, told by its identity, is multiplied once by its count."""
    held = [units for _, units in dated]
    times = Counter(map(id, held))
    different = dict(zip(map(id, held), held, strict=True))
    return sum((units * times[key] for key, units in different.items()), Fraction(0))


def _cost_span(line: FeeLine, span: Period, dated: DatedUnits) -> PriceSpan:
    price = line.price_on(span.first_day)
    parts = ((year, _within(dated, part)) for year, part in split_by_financial_year(span))
    years = [(year, days) for year, days in parts if days]
    units_by_year = [_sum_units(days) for _, days in years]
    units = sum(units_by_year, Fraction(0))
    total = round_to_penny(exact_cost(price, line, units))
    amounts = split_total(total, [exact_cost(price, line, held) for held in units_by_year]) if years else ()
    by_year = tuple(YearAmount(year, amount) for (year, _), amount in zip(years, amounts, strict=True))
    dates = [
        DatedAmount(day, line.kind, line.unit, held, amount)
        for (_, days), year_amount in zip(years, amounts, strict=True)
        for (day, held), amount in zip(days, share_out(year_amount, [held for _, held in days]), strict=True)
    ]
    return PriceSpan(span, price, units, total, by_year, tuple(dates))
