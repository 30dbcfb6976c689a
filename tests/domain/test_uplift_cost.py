"""What an uplift adds to placements, running or signed: from its first day, only where the price follows the agreed rates."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from brokerage.domain.costing import FeeKind, FeeLine
from brokerage.domain.period import ONE_DAY, Period
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.schedule import AttendanceRules
from brokerage.domain.unit import Unit
from brokerage.domain.uplift import RateCardLine, Uplift, UpliftKind, UpliftRounding, plan_uplift
from brokerage.domain.uplift_cost import PlacementAtRates, PlacementLine, UpliftCost, cost_of_uplift
from brokerage.domain.week_wanted import parse_week

APRIL = date(2026, 4, 1)
OLD = AgreedRate(1, Decimal(1450), date(2025, 4, 1), None)


def line(number: int, kind: FeeKind, unit: Unit) -> RateLineNamed:
    return RateLineNamed(number, "Made-up Care", "Orchard Yard", "1 Homes", kind, "", unit, None, "")


def cost(*placements: PlacementAtRates, first_day: date = APRIL, later: AgreedRate | None = None) -> UpliftCost:
    rates = (OLD,) if later is None else (replace(OLD, last_day=later.first_day - ONE_DAY), later)
    card = [
        RateCardLine(line(1, FeeKind.ACCOMMODATION, Unit.WEEK), rates),
        RateCardLine(line(2, FeeKind.TRANSPORT, Unit.DAY), (AgreedRate(2, Decimal(15), date(2025, 4, 1), None),)),
    ]
    uplift = Uplift(UpliftKind.PERCENT, Decimal(4), UpliftRounding.PENNY, first_day)
    raised = plan_uplift(uplift, card).raised
    return cost_of_uplift(first_day, raised, card, placements, {7: AttendanceRules()})


def home(period: Period, rate_line_id: int | None = 1) -> PlacementAtRates:
    fee = FeeLine(FeeKind.ACCOMMODATION, Unit.WEEK, Decimal(1450))
    return PlacementAtRates(7, period, (PlacementLine(fee, rate_line_id),))


def test_58_pounds_a_week_more_for_365_days_is_3024_29_in_the_year_and_the_full_year() -> None:
    answer = cost(home(Period(date(2025, 8, 17))))
    assert answer.financial_year.label == "2026-27"
    assert (str(answer.in_financial_year), str(answer.full_year)) == ("3024.29", "3024.29")


def test_an_uplift_within_the_year_costs_the_rest_of_it_and_a_full_year() -> None:
    answer = cost(home(Period(date(2025, 8, 17))), first_day=date(2026, 12, 1))
    # 121 days to 31 March at £58 a week.
    assert (str(answer.in_financial_year), str(answer.full_year)) == ("1002.57", "3024.29")


def test_a_placement_that_ends_costs_more_only_until_its_last_day() -> None:
    assert str(cost(home(Period(date(2025, 8, 17), date(2026, 4, 7)))).full_year) == "58.00"


def test_an_uplift_costs_only_until_the_next_agreed_price_begins() -> None:
    agreed = AgreedRate(3, Decimal(1600), date(2026, 4, 8), None)
    assert str(cost(home(Period(date(2025, 8, 17))), later=agreed).full_year) == "58.00"


def test_a_line_priced_outside_the_agreed_rates_costs_no_more() -> None:
    answer = cost(home(Period(date(2025, 8, 17)), rate_line_id=None))
    assert (answer.placements, str(answer.full_year)) == (0, "0.00")


def test_a_placement_with_a_locked_price_keeps_it_and_is_counted_apart() -> None:
    answer = cost(replace(home(Period(date(2025, 8, 17))), price_locked=True))
    assert (answer.placements, answer.price_locked, str(answer.full_year)) == (0, 1, "0.00")


def test_transport_follows_the_days_attended() -> None:
    care = FeeLine(FeeKind.CARE, Unit.DAY, Decimal(70), week=parse_week("Mon,Wed 10:00-15:00"))
    transport = FeeLine(FeeKind.TRANSPORT, Unit.DAY, Decimal(15), per_attended_day=Decimal(1))
    period = Period(date(2026, 1, 5), date(2026, 4, 12))
    day = PlacementAtRates(7, period, (PlacementLine(care, None), PlacementLine(transport, 2)))
    # Wed 1, Mon 6 and Wed 8 April at 60p more.
    assert str(cost(day).full_year) == "1.80"


def signed(period: Period, price: int = 1450) -> PlacementAtRates:
    fee = FeeLine(FeeKind.ACCOMMODATION, Unit.WEEK, Decimal(price))
    return PlacementAtRates(7, period, (PlacementLine(fee, 1),), is_to_begin=True)


def test_a_signed_placement_that_begins_before_the_uplift_adds_from_the_uplifts_first_day() -> None:
    answer = cost(signed(Period(date(2026, 11, 17))), first_day=date(2026, 12, 1))
    # 121 days to 31 March and 365 in twelve months at £58 a week.
    assert (answer.to_begin.placements, str(answer.to_begin.in_financial_year)) == (1, "1002.57")
    assert str(answer.to_begin.full_year) == "3024.29"


def test_a_signed_placement_that_begins_after_the_uplift_adds_from_its_own_first_day() -> None:
    # 304 days from 1 June to 31 March: £1,508 a week is £65,490.29 and £1,450 a week £62,971.43.
    to_begin = cost(signed(Period(date(2026, 6, 1)))).to_begin
    assert (str(to_begin.in_financial_year), str(to_begin.full_year)) == ("2518.86", "2518.86")
    # Twelve months of the uplift end on 31 March 2027: what begins later adds nothing in them, and is counted.
    later = cost(signed(Period(date(2027, 4, 1)))).to_begin
    assert (later.placements, str(later.full_year)) == (1, "0.00")


def test_what_was_raised_since_it_was_signed_is_no_cost_of_this_uplift() -> None:
    assert str(cost(signed(Period(date(2026, 6, 1)), price=1400)).to_begin.full_year) == "2518.86"


def test_a_signed_placement_is_in_no_figure_of_those_that_run() -> None:
    alone = cost(home(Period(date(2025, 8, 17))))
    both = cost(home(Period(date(2025, 8, 17))), signed(Period(date(2026, 6, 1))))
    assert replace(both, to_begin=alone.to_begin) == alone
    assert str(both.to_begin.full_year) == "2518.86"


def test_a_signed_placement_with_a_locked_price_is_counted_and_adds_nothing() -> None:
    to_begin = cost(replace(signed(Period(date(2026, 6, 1))), price_locked=True)).to_begin
    assert (to_begin.placements, to_begin.price_locked, str(to_begin.full_year)) == (0, 1, "0.00")
