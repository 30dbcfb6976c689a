"""What is said of a rate agreed or ended."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from brokerage.domain.calendar import FinancialYear
from brokerage.domain.rate_comparison import RateCompared, RateMove
from brokerage.domain.rate_words import say_change, say_cost, say_to_begin
from brokerage.domain.uplift_cost import CostToCome, UpliftCost

JANUARY = date(2027, 1, 1)


def follows(old: str, new: str) -> RateCompared:
    return RateCompared(0, RateMove.FOLLOWS, Decimal(new), JANUARY, None, Decimal(old), date(2026, 12, 31))


def cost(placements: int, locked: int) -> UpliftCost:
    return UpliftCost(placements, locked, FinancialYear(2026), Decimal("-48.11"), Decimal("280.17"))


def test_old_against_new_is_told_in_pounds_and_percent_up_and_down() -> None:
    assert say_change(follows("70.70", "73.53")) == "+£2.83, +4.0 %"
    assert say_change(follows("100.00", "90.00")) == "−£10.00, −10.0 %"
    assert say_change(follows("70.70", "70.70")) == "no change"
    assert say_change(RateCompared(0, RateMove.NEW, Decimal(9), JANUARY, None)) == ""


def test_the_cost_tells_running_placements_and_those_that_keep_a_locked_price() -> None:
    assert say_cost(cost(0, 0)) == "No running placement is priced at this rate."
    assert say_cost(cost(0, 2)) == "2 placements keep their locked price."
    assert say_cost(cost(2, 1)) == (
        "2 running placements pay it: −£48.11 in 2026-27, +£280.17 in twelve months; 1 placement keeps its locked price."
    )


def test_signed_placements_still_to_begin_are_told_apart() -> None:
    def with_signed(placements: int, locked: int) -> UpliftCost:
        return replace(cost(0, 0), to_begin=CostToCome(placements, locked, Decimal("90.56"), Decimal("280.17")))

    assert say_to_begin(cost(2, 1)) == ""
    assert say_to_begin(with_signed(0, 2)) == "2 signed placements still to begin keep their locked price."
    assert say_cost(with_signed(1, 1)) == (
        "No running placement is priced at this rate. 1 signed placement still to begin adds £90.56 in 2026-27, "
        "£280.17 in twelve months, beside those that run. 1 signed placement still to begin keeps its locked price."
    )
