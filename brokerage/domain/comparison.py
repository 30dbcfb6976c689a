"""Offers side by side for a person and their family: the same week at each, what it costs, what it holds, what stops it.

Nothing here decides for anybody: the order is by fit and price, and choosing a dearer one is a right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from brokerage.domain.calendar import FinancialYear, financial_year_of
from brokerage.domain.comparison_words import say_difference
from brokerage.domain.contribution import Contribution
from brokerage.domain.costing import Costing
from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.gates import Gate
from brokerage.domain.money import round_to_penny
from brokerage.domain.service import Rating

MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class OptionFacts:
    """One offer as it is known: `costing` is None where no agreed rate fits, and holds no contribution.

    `price` is the agreed price in words; `inside` and `apart` what it holds and what it does not; `when` its timetable.
    `minutes_per_week` is the support given in the week wanted, None where no times are known; `days_per_week` its days.
    """

    service_id: int
    lot_id: int | None
    service: str
    provider: str
    lot: str
    place: str
    miles: Decimal | None
    rating: Rating
    places_free: int | None
    places_said_on: date | None
    gate: Gate | None
    price: str
    costing: Costing | None
    inside: tuple[str, ...]
    apart: tuple[str, ...]
    when: tuple[str, ...]
    minutes_per_week: int | None
    days_per_week: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What all options answer: the week in words, the days (both included), and a week's money in pounds.

    `weekly_budget` and `contribution` are what is there for this one option: `spent_elsewhere` and `contributed_elsewhere` are
    what the person's other call-offs took of them already. `written_on` is the day the figures were read.
    """

    week: str
    first_day: date
    last_day: date | None
    weekly_budget: Decimal | None
    contribution: Contribution | None
    written_on: date
    spent_elsewhere: Decimal = Decimal(0)
    contributed_elsewhere: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class OptionMoney:
    """Pounds. `this_year` is the dated cost inside the financial year of the first day, `full_year` that of twelve months.

    `to_person_weekly` is what the person pays for this option, never more than its price; `budget_left` is negative when over.
    """

    weekly: Decimal
    four_weekly: Decimal
    this_year: Decimal
    full_year: Decimal
    to_council_weekly: Decimal
    to_person_weekly: Decimal
    per_hour: Decimal | None
    per_day: Decimal | None
    budget_left: Decimal | None
    by_kind: tuple[tuple[FeeKind, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One column. `money` is None where there is no agreed rate (never £0); `difference` says how it stands to the first."""

    facts: OptionFacts
    money: OptionMoney | None
    difference: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The columns in order: those that can start first, then those inside the budget, then by price, distance and name."""

    question: Question
    year: FinancialYear
    options: tuple[Option, ...]


def compare(options: Sequence[OptionFacts], question: Question) -> Comparison:
    """Return the options side by side. Raises: BadInput for none, or for more than six."""
    if not 1 <= len(options) <= MOST_OPTIONS:
        raise BadInput(f"Choose from one to {MOST_OPTIONS} services to compare; there are {len(options)}.")
    priced = sorted(((facts, _money(facts, question)) for facts in options), key=_place_in_order)
    first = next(((facts.service, money) for facts, money in priced if money is not None), None)
    return Comparison(
        question,
        financial_year_of(question.first_day),
        tuple(Option(facts, money, _difference(facts, money, first, len(priced))) for facts, money in priced),
    )


def _money(facts: OptionFacts, question: Question) -> OptionMoney | None:
    costing = facts.costing
    if costing is None:
        return None
    asked = Decimal(0) if question.contribution is None else question.contribution.weekly
    contributed = min(asked, costing.weekly)
    support = _support(costing)
    return OptionMoney(
        weekly=costing.weekly,
        four_weekly=costing.four_weekly,
        this_year=costing.by_financial_year[0].amount,
        full_year=costing.full_year,
        to_council_weekly=costing.weekly - contributed,
        to_person_weekly=contributed,
        per_hour=_share(support, Fraction(facts.minutes_per_week, 60)) if facts.minutes_per_week else None,
        per_day=_share(costing.weekly, Fraction(facts.days_per_week)) if facts.days_per_week else None,
        budget_left=None if question.weekly_budget is None else question.weekly_budget - costing.weekly,
        by_kind=_by_kind(costing),
    )


def _place_in_order(priced: tuple[OptionFacts, OptionMoney | None]) -> tuple[object, ...]:
    facts, money = priced
    far = Decimal("Infinity")
    return (
        money is None,
        facts.gate is not None,
        money is not None and money.budget_left is not None and money.budget_left < 0,
        far if money is None else money.weekly,
        far if facts.miles is None else facts.miles,
        facts.service,
        facts.service_id,
    )


def _difference(
    facts: OptionFacts, money: OptionMoney | None, first: tuple[str, OptionMoney] | None, count: int
) -> str:
    if money is None or first is None:
        return "No agreed rate for this week, so it cannot be compared by price."
    name, cheapest = first
    if money is cheapest:
        return "The others are compared with this one." if count > 1 else ""
    hours = None if money.per_hour is None or cheapest.per_hour is None else money.per_hour - cheapest.per_hour
    by_kind = _differences_by_kind(money, cheapest)
    return say_difference(name, money.weekly - cheapest.weekly, by_kind, hours)


def _differences_by_kind(money: OptionMoney, other: OptionMoney) -> tuple[tuple[FeeKind, Decimal], ...]:
    ours, theirs = dict(money.by_kind), dict(other.by_kind)
    nothing = Decimal(0)
    found = ((kind, ours.get(kind, nothing) - theirs.get(kind, nothing)) for kind in FeeKind)
    return tuple((kind, amount) for kind, amount in found if amount)


def _by_kind(costing: Costing) -> tuple[tuple[FeeKind, Decimal], ...]:
    sums: dict[FeeKind, Decimal] = {}
    for cost in costing.lines:
        sums[cost.line.kind] = sums.get(cost.line.kind, Decimal(0)) + cost.weekly
    return tuple((kind, sums[kind]) for kind in FeeKind if sums.get(kind))


def _support(costing: Costing) -> Decimal:
    """Return what a week costs without transport and meals: the part that hours of support can be bought with."""
    apart = {FeeKind.TRANSPORT, FeeKind.MEALS}
    return sum((amount for kind, amount in _by_kind(costing) if kind not in apart), Decimal(0))


def _share(amount: Decimal, parts: Fraction) -> Decimal:
    return round_to_penny(Fraction(amount) / parts)
