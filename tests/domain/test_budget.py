"""How a cost sits in a budget, and whose budget bears which days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.budget import BudgetFit, CostCentre, CostCentrePart, birthday_in, split_by_cost_centre
from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import Period


def test_141_40_leaves_168_60_of_310() -> None:
    fit = BudgetFit(Decimal(310), Decimal("141.40"))
    assert (fit.is_inside, fit.left, fit.over_by) == (True, Decimal("168.60"), Decimal(0))


def test_360_is_50_over_a_budget_of_310() -> None:
    fit = BudgetFit(Decimal(310), Decimal(360))
    assert (fit.is_inside, fit.left, fit.over_by) == (False, Decimal(-50), Decimal(50))


def test_a_cost_of_exactly_the_budget_is_inside_and_a_penny_more_is_not() -> None:
    assert BudgetFit(Decimal(310), Decimal(310)).is_inside
    assert not BudgetFit(Decimal(310), Decimal("310.01")).is_inside


def test_born_12_november_2008_the_adults_budget_bears_from_12_november_2026() -> None:
    assert split_by_cost_centre(Period(date(2026, 9, 1), date(2027, 3, 31)), date(2008, 11, 12)) == (
        CostCentrePart(CostCentre.CHILDREN, Period(date(2026, 9, 1), date(2026, 11, 11))),
        CostCentrePart(CostCentre.ADULTS, Period(date(2026, 11, 12), date(2027, 3, 31))),
    )


def test_an_open_ended_period_stays_open_for_the_adults() -> None:
    assert split_by_cost_centre(Period(date(2026, 11, 12)), date(2008, 11, 12)) == (
        CostCentrePart(CostCentre.ADULTS, Period(date(2026, 11, 12))),
    )


def test_born_on_29_february_one_is_18_on_1_march() -> None:
    assert birthday_in(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert birthday_in(date(2008, 2, 29), 20) == date(2028, 2, 29)


def test_support_before_the_birth_is_refused_without_naming_the_birth_date() -> None:
    with pytest.raises(RuleBroken, match="before the birth") as refusal:
        split_by_cost_centre(Period(date(2026, 9, 1)), date(2026, 9, 2))
    assert "2 Sep 2026" not in refusal.value.sentence


@given(
    st.dates(date(2005, 1, 1), date(2012, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 3_000)
)
def test_the_split_by_cost_centre_loses_and_doubles_no_day(birth: date, first_day: date, length: int) -> None:
    period = Period(first_day, first_day + timedelta(days=length))
    parts = split_by_cost_centre(period, birth)
    assert [day for part in parts for day in part.period.dates()] == [*period.dates()]
