"""What holds for any costing at all: sums, rounding once, and that dearer or longer never costs less."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.costing import (
    AttendanceRules,
    FeeKind,
    FeeLine,
    PriceChange,
    cost_package,
    weekly_of_lines,
)
from brokerage.domain.money import from_pence, round_to_penny
from brokerage.domain.period import Period
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from tests.domain.costing_lines import (
    ALL_DAYS,
    BANK_HOLIDAYS_2026_27,
)

prices = st.integers(1, 500_000).map(from_pence)
ratios = st.none() | st.builds(Ratio, st.integers(1, 3), st.integers(1, 8))
starts = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@st.composite
def any_lines(draw: st.DrawFn) -> list[FeeLine]:
    main = draw(
        st.sampled_from(
            [(Unit.HOUR, "Mon,Thu 09:30-15:10"), (Unit.DAY, "Tue"), (Unit.NIGHT, "Fri-Sun x1.5"), (Unit.WEEK, None)]
        )
    )
    changed = draw(st.lists(starts, unique=True, max_size=2))
    changes = tuple(PriceChange(day, draw(prices)) for day in sorted(changed))
    week = None if main[1] is None else parse_week(main[1])
    line = FeeLine(FeeKind.CARE, main[0], draw(prices), week, ratio=draw(ratios), changes=changes)
    transport = FeeLine(FeeKind.TRANSPORT, Unit.MILE, draw(prices), per_attended_day=Decimal("12.4"))
    once = FeeLine(FeeKind.ONE_OFF, Unit.ONCE, draw(prices))
    return [line, *draw(st.sampled_from([[], [transport], [once], [transport, once]]))]


any_rules = st.builds(
    AttendanceRules,
    st.sampled_from(BankHolidayRule),
    st.just(BANK_HOLIDAYS_2026_27),
    closures=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5),
    every_weeks=st.integers(1, 2),
)
any_periods = st.builds(
    lambda first, length: Period(first, first + timedelta(days=length)), starts, st.integers(0, 800)
)


@settings(max_examples=60, deadline=None)
@given(any_lines(), any_periods, any_rules)
def test_dates_and_financial_years_always_add_up_to_the_total(
    lines: Sequence[FeeLine], period: Period, rules: AttendanceRules
) -> None:
    costing = cost_package(lines, period, rules)
    assert sum((dated.amount for dated in costing.dates), Decimal(0)) == costing.total
    assert sum((part.amount for part in costing.by_financial_year), Decimal(0)) == costing.total
    assert sum((cost.total for cost in costing.lines), Decimal(0)) == costing.total
    assert weekly_of_lines(lines, period.first_day, rules) == costing.weekly
    assert all(dated.amount >= 0 and period.contains(dated.day) for dated in costing.dates)


@settings(max_examples=60, deadline=None)
@given(any_lines(), any_periods, any_rules)
def test_each_span_is_its_units_times_its_price_rounded_once_and_each_date_within_a_penny(
    lines: Sequence[FeeLine], period: Period, rules: AttendanceRules
) -> None:
    for cost in cost_package(lines, period, rules).lines:
        for span in cost.spans:
            each = Fraction(span.price) * cost.line.share
            assert span.total == round_to_penny(each * span.units)
            # A last financial year takes the remainder of the others: half a penny for each of them.
            allowed = Fraction(1, 100) + Fraction(len(span.by_financial_year), 200)
            assert all(abs(Fraction(dated.amount) - each * dated.units) <= allowed for dated in span.dates)


@settings(max_examples=60, deadline=None)
@given(prices, ratios, any_periods, st.integers(1, 10_000).map(from_pence))
def test_a_higher_price_or_a_longer_period_never_costs_less(
    price: Decimal, ratio: Ratio | None, period: Period, more: Decimal
) -> None:
    line = FeeLine(FeeKind.CARE, Unit.HOUR, price, parse_week("Mon,Thu 09:30-15:10"), ratio=ratio)
    dearer = FeeLine(FeeKind.CARE, Unit.HOUR, price + more, line.week, ratio=ratio)
    longer = Period(period.first_day, period.known_last_day + timedelta(days=1))
    cost = cost_package([line], period, ALL_DAYS)
    assert cost_package([dearer], period, ALL_DAYS).total >= cost.total
    assert cost_package([line], longer, ALL_DAYS).total >= cost.total
    assert cost_package([line], longer, ALL_DAYS).weekly == cost.weekly
