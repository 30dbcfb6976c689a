"""Contributions, top-ups and who pays whom."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.contribution import (
    CollectedBy,
    Contribution,
    WeeklyCost,
    WeeklyPayment,
    check_contribution,
    four_weekly,
    pay_weekly,
    price_chosen_home,
    refuse_charge_for_aftercare,
    settle_top_up,
    weekly_to_person,
)
from brokerage.domain.errors import RuleBroken
from brokerage.domain.money import from_pence
from brokerage.domain.period import Period

GROSS, CONTRIBUTION = Decimal("1450.00"), Decimal("98.35")


def test_when_the_council_collects_it_pays_the_gross_and_bears_the_net() -> None:
    payment = pay_weekly(GROSS, Contribution(CONTRIBUTION, CollectedBy.COUNCIL))
    assert payment == WeeklyPayment(GROSS, paid_to_provider=Decimal("1450.00"), net=Decimal("1351.65"))


def test_when_the_provider_collects_the_council_pays_the_net() -> None:
    payment = pay_weekly(GROSS, Contribution(CONTRIBUTION, CollectedBy.PROVIDER))
    assert payment == WeeklyPayment(GROSS, paid_to_provider=Decimal("1351.65"), net=Decimal("1351.65"))


def test_a_contribution_of_the_whole_cost_is_allowed_and_a_penny_more_is_refused() -> None:
    assert pay_weekly(GROSS, Contribution(GROSS, CollectedBy.COUNCIL)).net == 0
    with pytest.raises(RuleBroken, match=r"£1,450.01 a week is more than the cost of £1,450.00") as refusal:
        pay_weekly(GROSS, Contribution(Decimal("1450.01"), CollectedBy.COUNCIL))
    assert refusal.value.figures == {"contribution": "£1,450.01", "cost": "£1,450.00"}


class TestPartOfTheCostEnds:
    LAST_DAY = date(2026, 9, 30)
    COSTS = (
        WeeklyCost(Period(date(2026, 4, 1)), Decimal(1000)),
        WeeklyCost(Period(date(2026, 4, 1), LAST_DAY), Decimal(500)),
    )

    def test_a_contribution_of_1300_is_refused_from_the_day_after_500_of_1500_ends(self) -> None:
        with pytest.raises(RuleBroken, match=r"£1,000.00 a week from 1 Oct 2026"):
            check_contribution(Decimal(1300), self.COSTS, Period(date(2026, 4, 1), date(2027, 3, 31)))

    def test_a_contribution_of_1300_is_allowed_to_the_last_day_of_the_part(self) -> None:
        check_contribution(Decimal(1300), self.COSTS, Period(date(2026, 4, 1), self.LAST_DAY))

    def test_a_contribution_of_1000_is_allowed_throughout(self) -> None:
        check_contribution(Decimal(1000), self.COSTS, Period(date(2026, 4, 1)))

    def test_a_contribution_before_any_cost_runs_is_refused(self) -> None:
        with pytest.raises(RuleBroken, match=r"£0.00 a week from 31 Mar 2026"):
            check_contribution(Decimal(1), self.COSTS, Period(date(2026, 3, 31), date(2026, 4, 30)))


def test_none_may_be_charged_for_section_117_aftercare() -> None:
    with pytest.raises(RuleBroken, match="section 117"):
        refuse_charge_for_aftercare(Decimal("0.01"), is_aftercare=True)
    refuse_charge_for_aftercare(Decimal(0), is_aftercare=True)
    refuse_charge_for_aftercare(CONTRIBUTION, is_aftercare=False)


class TestChosenHome:
    BUDGET, PRICE, PAYS = Decimal(1200), Decimal(1310), Decimal(140)

    def test_a_preference_dearer_than_the_budget_makes_a_top_up_of_110(self) -> None:
        home = price_chosen_home(self.BUDGET, self.PRICE, self.PAYS, cheapest_suitable_free=Decimal(1180))
        assert (home.top_up, home.council_net, home.council_contracts_for) == (
            Decimal(110),
            Decimal(1060),
            Decimal(1310),
        )
        assert home.budget == self.BUDGET

    def test_the_budget_rises_and_there_is_no_top_up_when_it_is_the_only_suitable_place_free(self) -> None:
        home = price_chosen_home(self.BUDGET, self.PRICE, self.PAYS, cheapest_suitable_free=None)
        assert (home.budget, home.top_up, home.council_net) == (Decimal(1310), Decimal(0), Decimal(1170))

    def test_the_budget_rises_to_the_cheapest_suitable_place_when_none_within_it_is_free(self) -> None:
        home = price_chosen_home(self.BUDGET, self.PRICE, self.PAYS, cheapest_suitable_free=Decimal(1250))
        assert (home.budget, home.top_up, home.council_net) == (Decimal(1250), Decimal(60), Decimal(1110))

    def test_a_home_within_the_budget_has_no_top_up(self) -> None:
        home = price_chosen_home(self.BUDGET, Decimal(1100), self.PAYS, cheapest_suitable_free=Decimal(1000))
        assert (home.budget, home.top_up, home.council_net) == (self.BUDGET, Decimal(0), Decimal(960))

    @given(*[st.integers(0, 300_000).map(from_pence)] * 3, st.none() | st.integers(0, 300_000).map(from_pence))
    def test_what_is_paid_adds_up_to_the_price(
        self, budget: Decimal, price: Decimal, share: Decimal, cheapest: Decimal | None
    ) -> None:
        contribution = min(share, budget, price)
        home = price_chosen_home(budget, price, contribution, cheapest)
        assert home.council_net + home.contribution + home.top_up == price == home.council_contracts_for
        assert min(home.council_net, home.top_up) >= 0


def test_an_individual_service_fund_of_310_less_42_is_268_a_week_and_1072_four_weekly() -> None:
    weekly = weekly_to_person(Decimal(310), Decimal(42))
    assert weekly == Decimal("268.00")
    assert four_weekly(weekly) == Decimal("1072.00")


def test_a_direct_payment_is_never_below_nothing() -> None:
    with pytest.raises(RuleBroken, match="more than the cost"):
        weekly_to_person(Decimal(310), Decimal("310.01"))


def test_a_top_up_up_to_all_that_the_home_costs_above_the_budget_is_settled_as_asked() -> None:
    assert settle_top_up(Decimal("110.00"), Decimal("110.00")) == Decimal("110.00")
    assert settle_top_up(Decimal("0.00"), Decimal("110.00")) == 0


@pytest.mark.parametrize(
    ("asked", "most", "sentence"),
    [("110.01", "110.00", r"more than the £110\.00 a week the home costs above"), ("0.01", "0.00", "No top-up may be")],
)
def test_a_penny_more_of_a_top_up_is_refused(asked: str, most: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        settle_top_up(Decimal(asked), Decimal(most))
