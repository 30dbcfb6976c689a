from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.calendar import FinancialYear
from brokerage.domain.money import from_pence, round_to_penny
from brokerage.domain.scheme_value import CalledOff, YearValue, value_by_year

TODAY = date(2026, 11, 2)
NOTHING = Decimal(0)


def called_off(weekly: str, first_day: date, last_day: date | None = None, one_off: str = "0") -> CalledOff:
    return CalledOff(Decimal(weekly), Decimal(one_off), first_day, last_day)


def test_1450_pounds_a_week_from_17_august_2026_are_47021_43_in_2026_27() -> None:
    values = value_by_year({}, [called_off("1450", date(2026, 8, 17))], TODAY)
    assert values == (YearValue(FinancialYear(2026), None, Decimal("47021.43")),)


def test_a_call_off_is_cut_at_1_april_and_its_one_offs_stand_in_its_first_year() -> None:
    values = value_by_year({}, [called_off("700", date(2026, 3, 28), date(2026, 4, 3), "150")], TODAY)
    assert [(value.year.label, value.called_off) for value in values] == [
        ("2025-26", Decimal("550.00")),
        ("2026-27", Decimal("300.00")),
    ]


def test_the_years_to_come_have_an_estimate_and_nothing_called_off_yet() -> None:
    values = value_by_year({2027: Decimal(103_000_000)}, [called_off("700", date(2027, 4, 1))], TODAY)
    assert values == (YearValue(FinancialYear(2027), Decimal(103_000_000), NOTHING),)


def test_a_call_off_that_ended_before_it_began_counts_for_nothing() -> None:
    assert value_by_year({}, [called_off("700", date(2026, 5, 4), date(2026, 5, 3))], TODAY) == ()


@given(st.integers(1, 1_000_000), st.dates(date(2015, 1, 1), TODAY), st.dates(date(2015, 1, 1), date(2027, 3, 31)))
def test_the_years_of_a_call_off_sum_to_its_whole(weekly_pence: int, first_day: date, last_day: date) -> None:
    days = max((last_day - first_day).days + 1, 0)
    values = value_by_year({}, [CalledOff(from_pence(weekly_pence), NOTHING, first_day, last_day)], TODAY)
    assert sum(value.called_off for value in values) == round_to_penny(from_pence(weekly_pence) * days / 7)
