"""What an uplift, or any price agreed anew, costs over the placements that run at the rates it follows, or are signed under them.

Conventions: dated cost, of the financial year the new prices begin in (from their first day) and of twelve months from that day.
A placement whose price is locked, or that began on that day or later, keeps its price. One that is signed and still to begin is
counted apart: unless its price is locked, it is priced at the rates of its own days as they will be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from brokerage.domain.calendar import FinancialYear, financial_year_of, twelve_months_from
from brokerage.domain.costing import attended_days
from brokerage.domain.fee_line import FeeLine
from brokerage.domain.line_cost import total_of_line
from brokerage.domain.period import Period
from brokerage.domain.rate import Rate, later_prices, rate_on
from brokerage.domain.schedule import AttendanceRules
from brokerage.domain.uplift import RaisedRate, RateCardLine


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A fee line of a placement as it was frozen, and the line of the rate card its price comes from, if any."""

    fee: FeeLine
    rate_line_id: int | None


@dataclass(frozen=True, slots=True)
class PlacementAtRates:
    """A placement on the uplift's first day or later, under way or signed; its period is as planned, or until it was ended."""

    service_id: int
    period: Period
    lines: tuple[PlacementLine, ...]
    price_locked: bool = False
    is_to_begin: bool = False


@dataclass(frozen=True, slots=True)
class CostToCome:
    """What new prices add, in pounds, over signed placements that are still to begin; over the same days as `UpliftCost`."""

    placements: int = 0
    price_locked: int = 0
    in_financial_year: Decimal = Decimal("0.00")
    full_year: Decimal = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class UpliftCost:
    """What new prices add, in pounds: to the rest of the financial year they begin in, and to twelve months from their first day.

    `placements` run and pay them; those in `price_locked` are at a rate that is followed, and keep their price. `to_begin` is in
    none of these figures.
    """

    placements: int
    price_locked: int
    financial_year: FinancialYear
    in_financial_year: Decimal
    full_year: Decimal
    to_begin: CostToCome = CostToCome()


@dataclass(frozen=True, slots=True)
class PricesMoved:
    """The rates of a line as they stand, and as they are with the new prices."""

    before: tuple[Rate, ...]
    after: tuple[Rate, ...]


def cost_of_uplift(
    first_day: date,
    raised: Sequence[RaisedRate],
    card: Sequence[RateCardLine],
    placements: Sequence[PlacementAtRates],
    rules_of: Mapping[int, AttendanceRules],
) -> UpliftCost:
    """Return the cost over the placements; `rules_of` says by service which dates count."""
    return cost_of_prices(first_day, _prices_of(raised, card), placements, rules_of)


def cost_of_prices(
    first_day: date,
    prices: Mapping[int, PricesMoved],
    placements: Sequence[PlacementAtRates],
    rules_of: Mapping[int, AttendanceRules],
) -> UpliftCost:
    """Return what the prices, by the line of the rate card, cost over the placements from the first day on."""
    at_moved = [one for one in placements if any(line.rate_line_id in prices for line in one.lines)]
    running, to_begin = (
        _cost_over([one for one in at_moved if one.is_to_begin is is_to_begin], first_day, prices, rules_of)
        for is_to_begin in (False, True)
    )
    return UpliftCost(
        placements=running.placements,
        price_locked=running.price_locked,
        financial_year=financial_year_of(first_day),
        in_financial_year=running.in_financial_year,
        full_year=running.full_year,
        to_begin=to_begin,
    )


def _cost_over(
    placements: Sequence[PlacementAtRates],
    first_day: date,
    prices: Mapping[int, PricesMoved],
    rules_of: Mapping[int, AttendanceRules],
) -> CostToCome:
    rest = Period(first_day, financial_year_of(first_day).period.last_day)
    twelve_months = twelve_months_from(first_day)
    touched = [one for one in placements if not one.price_locked]
    added = [_added(one, twelve_months, prices, rules_of[one.service_id]) for one in touched]
    in_year = (
        added if rest == twelve_months else [_added(one, rest, prices, rules_of[one.service_id]) for one in touched]
    )
    return CostToCome(
        placements=len(touched),
        price_locked=len(placements) - len(touched),
        in_financial_year=sum(in_year, Decimal("0.00")),
        full_year=sum(added, Decimal("0.00")),
    )


def _prices_of(raised: Sequence[RaisedRate], card: Sequence[RateCardLine]) -> dict[int, PricesMoved]:
    raised_of = {one.line.line_id: one for one in raised}
    prices: dict[int, PricesMoved] = {}
    for one in card:
        by_uplift = raised_of.get(one.line.line_id)
        if by_uplift is None:
            continue
        before, after = [], []
        for rate in one.rates:
            standing = Rate(rate.price, Period(rate.first_day, rate.last_day))
            before.append(standing)
            is_raised = rate.id == by_uplift.old.id
            after.extend([by_uplift.followed.ended, by_uplift.followed.following] if is_raised else [standing])
        prices[one.line.line_id] = PricesMoved(tuple(before), tuple(after))
    return prices


def _added(
    placement: PlacementAtRates, window: Period, prices: Mapping[int, PricesMoved], rules: AttendanceRules
) -> Decimal:
    period = placement.period.intersection(window)
    if period is None:
        return Decimal("0.00")
    fees = [line.fee for line in placement.lines]
    attended = attended_days(fees, period, rules)
    total = Decimal("0.00")
    for line in placement.lines:
        priced = None if line.rate_line_id is None else prices.get(line.rate_line_id)
        if priced is not None:
            before, after = (_following(line.fee, rates, placement) for rates in (priced.before, priced.after))
            total += total_of_line(after, period, rules, attended) - total_of_line(before, period, rules, attended)
    return total


def _following(fee: FeeLine, rates: Sequence[Rate], placement: PlacementAtRates) -> FeeLine:
    """The fee at the rates of its days; one that was begun stays at the price it began with until another follows."""
    period = placement.period
    first = rate_on(rates, period.first_day) if placement.is_to_begin else None
    return replace(
        fee,
        price=fee.price if first is None else first.price,
        changes=later_prices(rates, period.first_day, period.last_day),
    )
