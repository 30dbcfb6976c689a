"""What the person adds to the cost of their support, who collects it, and what a dearer choice adds on top."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from brokerage.domain.errors import RuleBroken
from brokerage.domain.money import format_pounds, round_to_penny
from brokerage.domain.period import ONE_DAY, Period, format_day


class CollectedBy(Enum):
    """Who takes the contribution from the person; the agreement must say which."""

    COUNCIL = "council"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Contribution:
    """Pounds a week the person pays towards the cost, and who collects them."""

    weekly: Decimal
    collected_by: CollectedBy


@dataclass(frozen=True, slots=True)
class WeeklyPayment:
    """Pounds a week: the full cost, what the council pays the provider, and what the council bears in the end."""

    gross: Decimal
    paid_to_provider: Decimal
    net: Decimal


@dataclass(frozen=True, slots=True)
class WeeklyCost:
    """A part of the cost, in pounds a week, and the days on which it runs."""

    period: Period
    weekly: Decimal


@dataclass(frozen=True, slots=True)
class ChosenHome:
    """Pounds a week for a home dearer or cheaper than the budget: who bears what. The council contracts for all."""

    budget: Decimal
    top_up: Decimal
    contribution: Decimal
    council_net: Decimal
    council_contracts_for: Decimal


def pay_weekly(gross: Decimal, contribution: Contribution | None) -> WeeklyPayment:
    """Return who pays what each week.

    The council's net is the same whoever collects. Where the council collects it pays the provider in full.
    Raises: RuleBroken when the contribution is more than the cost.
    """
    if contribution is None:
        return WeeklyPayment(gross, gross, gross)
    _refuse_more_than_cost(contribution.weekly, gross, None)
    net = gross - contribution.weekly
    return WeeklyPayment(gross, net if contribution.collected_by is CollectedBy.PROVIDER else gross, net)


def check_contribution(weekly_contribution: Decimal, costs: Sequence[WeeklyCost], period: Period) -> None:
    """Pass when the contribution is within the cost on every day of the period, also after part of the cost ends.

    Raises: RuleBroken naming the first day on which it is more.
    """
    for day in _days_the_cost_changes(costs, period):
        cost = sum((part.weekly for part in costs if part.period.contains(day)), Decimal(0))
        _refuse_more_than_cost(weekly_contribution, cost, day)


def refuse_charge_for_aftercare(weekly_contribution: Decimal, *, is_aftercare: bool) -> None:
    """Pass unless a contribution is asked for Mental Health Act section 117 aftercare.

    Raises: RuleBroken; the Act allows no charge.
    """
    if is_aftercare and weekly_contribution > 0:
        raise RuleBroken(
            "Aftercare under section 117 of the Mental Health Act is free: set the contribution to nothing.",
            {"contribution": format_pounds(weekly_contribution)},
        )


def price_chosen_home(
    budget: Decimal, price: Decimal, contribution: Decimal, cheapest_suitable_free: Decimal | None
) -> ChosenHome:
    """Return the budget, top-up and council's net, all pounds a week, for the home a person chose.

    `cheapest_suitable_free` is the price of the cheapest suitable place that is free, the chosen home among them; None
    when no other was found. Where that is more than the budget, the budget rises to it: a top-up is only ever for a
    preference (Care Act 2014 and the choice of accommodation regulations).
    Raises: RuleBroken when the contribution is more than what the budget has to bear.
    """
    cheapest = price if cheapest_suitable_free is None else min(price, cheapest_suitable_free)
    raised_budget = max(budget, cheapest)
    top_up = max(price - raised_budget, Decimal(0))
    borne = price - top_up
    _refuse_more_than_cost(contribution, borne, None)
    return ChosenHome(raised_budget, top_up, contribution, borne - contribution, price)


def settle_top_up(asked: Decimal, most: Decimal) -> Decimal:
    """Return the top-up asked for, in pounds a week; the council bears what it leaves of `most`, the price above the budget.

    Raises: RuleBroken when it is more than that.
    """
    if asked <= most:
        return asked
    figures = {"top_up": format_pounds(asked), "most": format_pounds(most)}
    if most == 0:
        raise RuleBroken(
            "No top-up may be asked for here: it is only for a dearer home the person prefers, while a suitable place "
            "within the budget is free. Leave it out.",
            figures,
        )
    raise RuleBroken(
        f"The top-up of {format_pounds(asked)} a week is more than the {format_pounds(most)} a week the home costs above "
        "the budget: lower it.",
        figures,
    )


def weekly_to_person(budget: Decimal, contribution: Decimal) -> Decimal:
    """Return the direct payment or individual service fund a week: the budget less the contribution.

    Raises: RuleBroken when the contribution is more than the budget.
    """
    _refuse_more_than_cost(contribution, budget, None)
    return budget - contribution


def four_weekly(weekly: Decimal) -> Decimal:
    """Return four weeks of an amount that is agreed by the week."""
    return round_to_penny(weekly * 4)


def _days_the_cost_changes(costs: Iterable[WeeklyCost], period: Period) -> list[date]:
    days = {period.first_day}
    for part in costs:
        days.add(part.period.first_day)
        if part.period.last_day is not None:
            days.add(part.period.last_day + ONE_DAY)
    return sorted(day for day in days if period.contains(day))


def _refuse_more_than_cost(contribution: Decimal, cost: Decimal, day: date | None) -> None:
    if contribution <= cost:
        return
    when = "" if day is None else f" from {format_day(day)}"
    figures = {"contribution": format_pounds(contribution), "cost": format_pounds(cost)}
    if day is not None:
        figures["first_day"] = format_day(day)
    raise RuleBroken(
        f"The contribution of {format_pounds(contribution)} a week is more than the cost of {format_pounds(cost)} "
        f"a week{when}: lower it to the cost or less.",
        figures,
    )
