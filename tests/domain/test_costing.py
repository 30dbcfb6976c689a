"""Every worked figure of units, ratios, part weeks, years, terms and approval; and what holds for any costing at all."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brokerage.domain.budget import split_by_cost_centre
from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.contribution import CollectedBy, Contribution
from brokerage.domain.costing import (
    AttendanceRules,
    Costing,
    FeeKind,
    FeeLine,
    PriceChange,
    approval_estimate,
    cost_of_weeks,
    cost_package,
    equal_parts,
    hourly_basis,
    weekly_of_lines,
)
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.line_cost import share_out, split_total
from brokerage.domain.money import from_pence, round_to_penny
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


class TestUnitsToAWeek:
    def test_24_08_an_hour_for_two_and_a_half_hours_on_three_days_is_180_60(self) -> None:
        assert weekly(care("24.08", Unit.HOUR, "Mon,Wed,Fri 10:00-12:30")) == "180.60"

    def test_19_37_an_hour_for_440_minutes_is_142_05(self) -> None:
        assert weekly(care("19.37", Unit.HOUR, "Mon 09:00-16:20")) == "142.05"

    def test_three_full_days_and_two_half_days_are_282_80(self) -> None:
        assert weekly(*FIVE_DAYS) == "282.80"

    def test_return_transport_on_each_of_the_five_attended_days_makes_357_80(self) -> None:
        assert weekly(*FIVE_DAYS, follow(FeeKind.TRANSPORT, Unit.DAY, "15.00", "1")) == "357.80"

    def test_three_days_with_lunch_and_two_journeys_are_174_00(self) -> None:
        lines = (
            care("50.00", Unit.DAY, "Mon,Tue,Wed"),
            follow(FeeKind.MEALS, Unit.DAY, "3.00", "1"),
            follow(FeeKind.TRANSPORT, Unit.SESSION, "2.50", "2"),
        )
        assert weekly(*lines) == "174.00"

    def test_12_4_miles_each_way_at_45_pence_is_11_16_a_day(self) -> None:
        lines = (care("50.00", Unit.DAY, "Mon"), follow(FeeKind.TRANSPORT, Unit.MILE, "0.45", "24.8"))
        costing = cost_package(lines, Period(date(2026, 4, 6), date(2026, 4, 6)), ALL_DAYS)
        assert str(costing.lines[1].total) == "11.16"
        assert costing.units is None

    def test_cheaper_by_the_day_can_be_dearer_by_the_hour(self) -> None:
        assert str(hourly_basis(Decimal("62.00"), 5 * 60)) == "12.40"
        assert str(hourly_basis(Decimal("70.70"), 6 * 60)) == "11.78"

    def test_transport_by_the_week_does_not_follow_attendance(self) -> None:
        line = FeeLine(FeeKind.TRANSPORT, Unit.WEEK, Decimal("70.00"))
        costing = cost_package(
            [care("50.00", Unit.DAY, "Mon"), line], Period(date(2026, 4, 6), date(2026, 4, 19)), ALL_DAYS
        )
        assert str(costing.lines[1].total) == "140.00"


class TestRatios:
    @pytest.mark.parametrize(
        ("ratio", "price"), [("1:2", "12.04"), ("1:4", "6.02"), ("2:1", "48.16"), ("1:1", "24.08")]
    )
    def test_24_08_one_to_one_by_ratio(self, ratio: str, price: str) -> None:
        staff, people = ratio.split(":")
        assert weekly(care("24.08", Unit.HOUR, "Mon x1", Ratio(int(staff), int(people)))) == price

    def test_five_hours_at_1_to_4_and_one_hour_one_to_one_are_54_18(self) -> None:
        one_to_one = FeeLine(FeeKind.ONE_TO_ONE, Unit.HOUR, Decimal("24.08"), parse_week("Mon x1"))
        assert weekly(care("24.08", Unit.HOUR, "Mon x5", Ratio(1, 4)), one_to_one) == "54.18"

    def test_six_hours_at_1_to_3_are_48_16_because_the_units_are_multiplied_first(self) -> None:
        assert weekly(care("24.08", Unit.HOUR, "Mon x6", Ratio(1, 3))) == "48.16"

    def test_a_price_agreed_for_the_ratio_is_used_as_it_stands(self) -> None:
        week = parse_week("Mon x6")
        line = FeeLine(FeeKind.CARE, Unit.HOUR, Decimal("9.10"), week, ratio=Ratio(1, 3), price_agreed_for_ratio=True)
        assert weekly(line) == "54.60"
        assert "the price agreed for 1:3" in cost_package([line], YEAR_2026_27, ALL_DAYS).explanation[0]


class TestPartWeeks:
    DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 31))

    def test_700_a_week_through_december_is_3100_and_its_first_three_days_300(self) -> None:
        costing = cost_package([care("700", Unit.WEEK)], self.DECEMBER, ALL_DAYS)
        assert str(costing.total) == "3100.00"
        assert sum(dated.amount for dated in costing.dates[:3]) == Decimal("300.00")

    def test_1450_a_week_for_24_days_is_4971_43_not_4971_36(self) -> None:
        assert total(care("1450", Unit.WEEK), Period(date(2026, 9, 9), date(2026, 10, 2))) == "4971.43"

    def test_bank_holidays_do_not_reduce_a_price_by_the_week(self) -> None:
        rules = AttendanceRules(BankHolidayRule.UNPAID, BANK_HOLIDAYS_2026_27, closures=BANK_HOLIDAYS_2026_27)
        costing = cost_package([care("700", Unit.WEEK)], self.DECEMBER, rules)
        assert str(costing.total) == "3100.00"
        assert (
            "Bank holidays and closed days do not reduce a price by the week: it is price × days ÷ 7."
            in costing.explanation
        )


class TestYears:
    def test_1450_a_week_from_17_august_2026_commits_47021_43_to_2026_27(self) -> None:
        costing = cost_package([care("1450", Unit.WEEK)], Period(date(2026, 8, 17)), ALL_DAYS)
        assert years_of(costing) == {"2026-27": "47021.43", "2027-28": "28585.71"}
        assert str(costing.full_year) == str(costing.total) == "75607.14"
        assert sum(dated.day <= date(2027, 3, 31) for dated in costing.dates) == 227

    def test_one_wednesday_session_through_2026_27_is_53_wednesdays_and_3747_10(self) -> None:
        costing = cost_package([care("70.70", Unit.SESSION, "Wed")], YEAR_2026_27, ALL_DAYS)
        assert costing.units == 53
        assert str(costing.total) == "3747.10"

    def test_60_a_session_for_50_weeks_is_250_a_month(self) -> None:
        assert equal_parts(cost_of_weeks(Decimal(60), Fraction(1), 50), 12) == (Decimal("250.00"),) * 12

    def test_the_full_year_runs_twelve_months_whatever_the_last_day(self) -> None:
        costing = cost_package(
            [care("70.70", Unit.SESSION, "Wed")], Period(date(2026, 4, 1), date(2026, 4, 30)), ALL_DAYS
        )
        assert str(costing.total) == "353.50"
        assert str(costing.full_year) == "3747.10"

    def test_a_financial_year_without_a_date_is_shown_as_nothing(self) -> None:
        costing = cost_package([care("150", Unit.ONCE)], Period(date(2027, 3, 1), date(2027, 4, 30)), ALL_DAYS)
        assert years_of(costing) == {"2026-27": "150.00", "2027-28": "0.00"}

    def test_the_convention_is_named(self) -> None:
        costing = cost_package([care("700", Unit.WEEK)], YEAR_2026_27, ALL_DAYS)
        assert any(sentence.startswith("Convention: dated.") for sentence in costing.explanation)


class TestTermsAndBankHolidays:
    def mondays(self, rule: BankHolidayRule) -> Costing:
        rules = AttendanceRules(rule, BANK_HOLIDAYS_2026_27, closures=BANK_HOLIDAYS_2026_27)
        return cost_package([care("70.70", Unit.SESSION, "Mon")], YEAR_2026_27, rules)

    def test_mondays_closed_and_unpaid_on_bank_holidays_are_46_of_52_and_3252_20(self) -> None:
        costing = self.mondays(BankHolidayRule.UNPAID)
        assert costing.units == len(costing.dates) == 46
        assert len(costing.lines[0].schedule.left_out) == 6
        assert str(costing.total) == "3252.20"

    def test_mondays_moved_to_another_day_are_3676_40(self) -> None:
        costing = self.mondays(BankHolidayRule.MOVED)
        assert str(costing.total) == "3676.40"
        assert len({dated.day for dated in costing.dates} - BANK_HOLIDAYS_2026_27) == 52

    def test_38_weeks_of_two_half_days_are_2686_60(self) -> None:
        assert str(cost_of_weeks(Decimal("35.35"), Fraction(2), 38)) == "2686.60"

    def test_38_weeks_of_two_half_days_on_their_real_dates_are_2686_60(self) -> None:
        term = Period(date(2026, 4, 6), date(2026, 4, 6) + timedelta(weeks=38, days=-1))
        rules = AttendanceRules(terms=(term,))
        assert total(care("35.35", Unit.HALF_DAY, "Tue,Thu"), YEAR_2026_27, rules) == "2686.60"

    def test_nobody_travels_to_a_closed_service_although_the_bank_holiday_is_paid(self) -> None:
        rules = AttendanceRules(BankHolidayRule.PAID, BANK_HOLIDAYS_2026_27, closures=BANK_HOLIDAYS_2026_27)
        lines = [care("70.70", Unit.DAY, "Mon"), follow(FeeKind.TRANSPORT, Unit.DAY, "15.00", "1")]
        costing = cost_package(lines, YEAR_2026_27, rules)
        assert [cost.units for cost in costing.lines] == [52, 46]

    def test_alternate_weeks_make_an_average_week_of_half(self) -> None:
        costing = cost_package([care("70.70", Unit.DAY, "Mon")], YEAR_2026_27, AttendanceRules(every_weeks=2))
        assert (str(costing.weekly), str(costing.four_weekly)) == ("35.35", "141.40")
        assert costing.units == 26

    def test_a_period_without_a_date_costs_nothing_and_says_so(self) -> None:
        costing = cost_package([care("70.70", Unit.DAY, "Mon")], Period(date(2026, 4, 7), date(2026, 4, 8)), ALL_DAYS)
        assert costing.total == 0
        assert costing.dates == ()
        assert any("no date falls in it" in sentence for sentence in costing.explanation)

    def test_dates_after_the_known_bank_holidays_are_said_to_be_ordinary_days(self) -> None:
        rules = AttendanceRules(bank_holidays_known=Period(date(2012, 1, 1), date(2026, 12, 31)))
        costing = cost_package([care("70.70", Unit.DAY, "Mon")], YEAR_2026_27, rules)
        assert any("known for 1 Jan 2012 to 31 Dec 2026" in sentence for sentence in costing.explanation)


class TestCostCentres:
    def test_the_line_splits_at_the_18th_birthday_without_changing_its_total(self) -> None:
        costing = cost_package([care("1450", Unit.WEEK)], YEAR_2026_27, ALL_DAYS)
        parts = split_by_cost_centre(costing.period, date(2008, 11, 12))
        amounts = [str(costing.amount_in(part.period)) for part in parts]
        assert amounts == ["46607.14", "29000.00"]
        assert str(costing.total) == "75607.14"


class TestApproval:
    def test_357_80_a_week_and_150_once_is_estimated_at_18755_60(self) -> None:
        assert approval_estimate(Decimal("357.80"), [Decimal(150)]) == Decimal("18755.60")

    def test_a_one_off_is_dated_on_the_first_day_and_no_part_of_the_week(self) -> None:
        costing = cost_package([*FIVE_DAYS, care("150", Unit.ONCE)], YEAR_2026_27, ALL_DAYS)
        assert str(costing.weekly) == "282.80"
        assert costing.amount_in(Period(YEAR_2026_27.first_day, YEAR_2026_27.first_day)) == Decimal("220.70")


class TestChangingRates:
    UPLIFTED = FeeLine(
        FeeKind.ACCOMMODATION, Unit.WEEK, Decimal(1450), changes=(PriceChange(date(2026, 4, 1), Decimal(1508)),)
    )

    def test_a_week_across_an_uplift_is_828_57_and_646_29(self) -> None:
        costing = cost_package([self.UPLIFTED], Period(date(2026, 3, 28), date(2026, 4, 3)), ALL_DAYS)
        assert [str(span.total) for span in costing.lines[0].spans] == ["828.57", "646.29"]
        assert str(costing.total) == "1474.86"
        assert "Accommodation over all its prices: £828.57 + £646.29 = £1,474.86." in costing.explanation

    def test_the_week_uses_the_price_of_the_first_day(self) -> None:
        assert weekly(self.UPLIFTED) == "1508.00"

    def test_prices_out_of_order_are_refused(self) -> None:
        changes = (PriceChange(date(2026, 5, 1), Decimal(2)), PriceChange(date(2026, 4, 1), Decimal(3)))
        with pytest.raises(BadInput, match="in order"):
            FeeLine(FeeKind.CARE, Unit.WEEK, Decimal(1), changes=changes)


class TestContributions:
    def test_the_net_week_is_the_same_whoever_collects(self) -> None:
        for collected_by in CollectedBy:
            contribution = Contribution(Decimal("98.35"), collected_by)
            costing = cost_package([care("1450", Unit.WEEK)], YEAR_2026_27, ALL_DAYS, contribution)
            assert str(costing.net_weekly) == "1351.65"

    def test_without_a_contribution_the_net_week_is_the_week(self) -> None:
        assert cost_package([care("1450", Unit.WEEK)], YEAR_2026_27, ALL_DAYS).net_weekly == Decimal(1450)

    def test_a_contribution_above_a_later_lower_price_is_refused_from_its_first_day(self) -> None:
        line = FeeLine(FeeKind.CARE, Unit.WEEK, Decimal(1450), changes=(PriceChange(date(2026, 9, 1), Decimal(90)),))
        with pytest.raises(RuleBroken, match="from 1 Sep 2026"):
            cost_package([line], YEAR_2026_27, ALL_DAYS, Contribution(Decimal("98.35"), CollectedBy.COUNCIL))


class TestWhatCannotBeCosted:
    def test_a_price_by_the_day_needs_its_week(self) -> None:
        with pytest.raises(BadInput, match="A price by the day needs the week"):
            care("70.70", Unit.DAY)

    def test_a_price_by_the_week_cannot_follow_attendance(self) -> None:
        with pytest.raises(BadInput, match="cannot follow attendance"):
            follow(FeeKind.TRANSPORT, Unit.WEEK, "15.00", "1")

    def test_a_number_on_each_attended_day_is_above_zero(self) -> None:
        with pytest.raises(BadInput, match="above zero"):
            follow(FeeKind.TRANSPORT, Unit.DAY, "15.00", "0")

    def test_a_package_needs_a_line(self) -> None:
        with pytest.raises(BadInput, match="nothing to cost"):
            cost_package([], YEAR_2026_27, ALL_DAYS)


class TestExplanation:
    def test_each_amount_can_be_checked_with_a_calculator(self) -> None:
        rules = AttendanceRules(BankHolidayRule.UNPAID, BANK_HOLIDAYS_2026_27)
        april = Period(date(2026, 4, 1), date(2026, 4, 30))
        costing = cost_package([care("24.08", Unit.HOUR, "Mon,Thu 09:00-16:20", Ratio(1, 3))], april, rules)
        share = "× 1 ÷ 3 (ratio 1:3, multiplied before rounding)"
        dates = "from 1 Apr 2026 to 30 Apr 2026, both days included"
        year = "from 1 Apr 2026 to 31 Mar 2027, by the same rules"
        assert costing.explanation == (
            f"Care: £24.08 an hour × 880 minutes ÷ 60 (Mon,Thu 09:00-16:20) {share} = £117.72 a week.",
            "Care, four weeks: 4 × the same week before rounding = £470.90.",
            f"Care, 1 Apr 2026 to 30 Apr 2026: 8 dates; £24.08 × 3520 minutes ÷ 60 {share} = £470.90.",
            "Left out (1), they are bank holidays, which are unpaid: 6 Apr 2026.",
            f"Convention: dated. The total is the sum of the real dates {dates}, not a week × 52.",
            f"Full year: the dated cost of the twelve months {year}, is £5,768.50.",
            "Each line is rounded to the penny once, half a penny up; its dates share that amount out to the penny.",
        )

    def test_several_lines_are_summed_in_words(self) -> None:
        costing = cost_package(FIVE_DAYS, Period(date(2026, 4, 6), date(2026, 4, 12)), ALL_DAYS)
        assert "A week, all lines: £212.10 + £70.70 = £282.80." in costing.explanation
        assert "The whole period, all lines: £212.10 + £70.70 = £282.80." in costing.explanation


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


@given(st.lists(st.fractions(0, 1_000, max_denominator=840), min_size=1, max_size=8))
def test_splitting_never_changes_a_total_nor_makes_a_part_negative(exact_parts: list[Fraction]) -> None:
    whole = round_to_penny(sum(exact_parts, Fraction(0)))
    parts = split_total(whole, exact_parts)
    assert sum(parts) == whole
    assert min(parts) >= 0


def test_the_last_part_takes_the_remainder() -> None:
    thirds = [Fraction(100, 3)] * 3
    assert [str(part) for part in split_total(Decimal("100.00"), thirds)] == ["33.33", "33.33", "33.34"]


@given(st.integers(0, 10**8), st.integers(1, 24))
def test_equal_parts_are_within_a_penny_of_each_other(pence: int, number: int) -> None:
    parts = equal_parts(from_pence(pence), number)
    assert sum(parts) == from_pence(pence)
    assert max(parts) - min(parts) <= Decimal("0.01")


@given(
    st.integers(0, 10**9).map(from_pence),
    st.lists(st.sampled_from([Fraction(1), Fraction(11, 2), Fraction(1, 7), Fraction(1, 3)]), min_size=1, max_size=60),
)
def test_a_share_is_the_step_from_one_rounded_running_sum_to_the_next(total: Decimal, weights: list[Fraction]) -> None:
    shares = share_out(total, weights)
    reached = [round_to_penny(Fraction(total) * run / sum(weights)) for run in accumulate(weights)]
    assert list(accumulate(shares)) == reached
    assert reached[-1] == total


def years_of(costing: Costing) -> dict[str, str]:
    return {part.year.label: str(part.amount) for part in costing.by_financial_year}
