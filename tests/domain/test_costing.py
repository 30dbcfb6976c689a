"""Every worked figure of units, ratios, part weeks, years, terms and approval."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

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
)
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from tests.domain.costing_lines import (
    ALL_DAYS,
    BANK_HOLIDAYS_2026_27,
    FIVE_DAYS,
    YEAR_2026_27,
    care,
    follow,
    total,
    weekly,
    years_of,
)


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
