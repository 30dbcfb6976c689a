"""Each amount is explained so that a calculator can check it."""

from datetime import date

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.costing import (
    AttendanceRules,
    cost_package,
)
from brokerage.domain.period import Period
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from tests.domain.costing_lines import ALL_DAYS, BANK_HOLIDAYS_2026_27, FIVE_DAYS, care


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
