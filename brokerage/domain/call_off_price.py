"""What a call-off costs and who pays: its lines at the agreed prices, its year, its estimate, contribution and top-up.

The first year is dated: the real dates of the first twelve months, or of all of it where it ends sooner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.approval import estimated_year
from brokerage.domain.calendar import twelve_months_from
from brokerage.domain.call_off_draft import CallOffDraft, LineChosen, may_take_its_place
from brokerage.domain.call_off_facts import CallOffFacts, PolicyFacts, RateFacts, ServiceFacts
from brokerage.domain.contribution import (
    CollectedBy,
    Contribution,
    WeeklyPayment,
    price_chosen_home,
    refuse_charge_for_aftercare,
    settle_top_up,
)
from brokerage.domain.costing import Costing, cost_package, weekly_of_lines
from brokerage.domain.errors import RuleBroken
from brokerage.domain.fee_line import FeeKind, FeeLine, PriceChange
from brokerage.domain.offer import Offer
from brokerage.domain.period import Period, format_day
from brokerage.domain.person import LegalBasis
from brokerage.domain.rate import later_prices, rate_on
from brokerage.domain.ratio import Ratio
from brokerage.domain.schedule import AttendanceRules
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.stay import buys_a_stay
from brokerage.domain.unit import Unit

ONE_TO_ONE = Ratio(1, 1)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its price of the first day, as it is frozen, and what a usual week of it costs."""

    chosen: LineChosen
    fee: FeeLine
    description: str
    weekly: Decimal
    four_weekly: Decimal


@dataclass(frozen=True, slots=True)
class PricedCallOff:
    """A call-off in pounds. `costing` covers the first twelve months; `budget_left` is before this call-off.

    `council_net_weekly` is what the council bears after contribution and top-up.
    """

    lines: tuple[PricedLine, ...]
    costing: Costing
    weekly: Decimal
    four_weekly: Decimal
    first_year: Decimal
    one_off: Decimal
    year_estimate: Decimal
    approval_weeks: int
    contribution: Contribution | None
    payment: WeeklyPayment
    top_up_weekly: Decimal
    budget_weekly: Decimal | None
    budget_left: Decimal | None
    council_net_weekly: Decimal


@dataclass(frozen=True, slots=True)
class Holidays:
    """The bank holidays known, and the days that list speaks for."""

    days: frozenset[date]
    known: Period


def price_call_off(
    draft: CallOffDraft,
    facts: CallOffFacts,
    policy: PolicyFacts,
    first_day: date,
    holidays: Holidays,
    offers: Sequence[Offer],
) -> PricedCallOff:
    """Return the call-off priced on its real dates by the scheme's rules of the start day.

    Raises: RuleBroken when a rate is not in force or not for the ratio, a price is typed where one is agreed, or the
    contribution breaks its rules; BadInput when units cannot be counted.
    """
    fees = [_fee_line(line, draft, facts, first_day) for line in draft.lines]
    rules = attendance_rules(policy, facts.service, holidays)
    period = first_year_of(Period(first_day, draft.planned_last_day))
    contribution = _contribution(draft, facts, weekly_of_lines(fees, first_day, rules))
    costing = cost_package(fees, period, rules, contribution)
    one_off = sum((fee.price for fee in fees if fee.unit is Unit.ONCE), Decimal("0.00"))
    top_up = _top_up(draft, facts, costing, offers)
    return PricedCallOff(
        lines=tuple(
            PricedLine(line, fee, _describe(line, facts), cost.weekly, cost.four_weekly)
            for line, fee, cost in zip(draft.lines, fees, costing.lines, strict=True)
        ),
        costing=costing,
        weekly=costing.weekly,
        four_weekly=costing.four_weekly,
        first_year=costing.total,
        one_off=one_off,
        year_estimate=estimated_year(costing.weekly, policy.approval_weeks, one_off),
        approval_weeks=policy.approval_weeks,
        contribution=contribution,
        payment=costing.payment,
        top_up_weekly=top_up,
        budget_weekly=facts.person.budget_weekly,
        budget_left=facts.person.budget_left,
        council_net_weekly=costing.payment.net - top_up,
    )


def attendance_rules(policy: PolicyFacts, service: ServiceFacts, holidays: Holidays) -> AttendanceRules:
    """Return how dates count: by the scheme's rules and the service's closures."""
    return AttendanceRules(
        bank_holiday_rule=policy.bank_holiday_rule,
        bank_holidays=holidays.days,
        bank_holidays_known=holidays.known,
        closures=service.closures,
        longest_half_day_minutes=policy.longest_half_day_minutes,
    )


def first_year_of(period: Period) -> Period:
    """Return the first twelve months of the period, or all of it where it ends sooner."""
    return twelve_months_from(period.first_day).intersection(period) or period


def follow_prices(
    rate: RateFacts, first_day: date, last_day: date | None, *, price_locked: bool
) -> tuple[PriceChange, ...]:
    """Return the agreed prices that start later within the placement; none when the price is locked.

    Where no later price is agreed yet, the last one is taken to go on.
    """
    return () if price_locked else later_prices(rate.rates, first_day, last_day)


def _fee_line(line: LineChosen, draft: CallOffDraft, facts: CallOffFacts, first_day: date) -> FeeLine:
    rate = next((rate for rate in facts.rates if rate.rate_id == line.rate_id), None)
    week = None if line.unit in (Unit.WEEK, Unit.ONCE) or line.per_attended_day is not None else line.week or draft.week
    if rate is None:
        return FeeLine(
            line.kind,
            line.unit,
            _typed_price(line, draft),
            week=week,
            per_attended_day=line.per_attended_day,
            ratio=_ratio_asked(line, draft),
            price_agreed_for_ratio=True,
        )
    in_force = rate_on(rate.rates, first_day)
    if in_force is None or rate.unit is not line.unit:
        raise RuleBroken(
            f"No agreed rate by the {line.unit.value} is in force on {format_day(first_day)}: choose another."
        )
    ratio, derived = _ratio_priced(line, draft, facts, rate)
    return FeeLine(
        line.kind,
        line.unit,
        in_force.price,
        week=week,
        per_attended_day=line.per_attended_day,
        ratio=ratio,
        price_agreed_for_ratio=not derived,
        changes=follow_prices(rate, first_day, draft.planned_last_day, price_locked=draft.price_locked),
    )


def _typed_price(line: LineChosen, draft: CallOffDraft) -> Decimal:
    may_be_typed = draft.route is AwardRoute.OFF_SCHEME or draft.awarded_in is not None
    if not may_be_typed and line.kind is not FeeKind.ONE_OFF:
        raise RuleBroken(
            "A price may be typed only for a one-off, or outside the scheme: choose an agreed rate, "
            "or call it off outside the scheme with a reason."
        )
    if line.price is None or line.price <= 0:
        raise RuleBroken("A price is missing or nothing: give pounds and pence, such as 24.08.")
    return line.price


def _ratio_asked(line: LineChosen, draft: CallOffDraft) -> Ratio | None:
    return line.ratio or (draft.ratio if line.kind is FeeKind.CARE else None)


def _ratio_priced(
    line: LineChosen, draft: CallOffDraft, facts: CallOffFacts, rate: RateFacts
) -> tuple[Ratio | None, bool]:
    """Return the ratio of the line and whether its price is derived from the one-to-one price."""
    asked = _ratio_asked(line, draft)
    if rate.ratio is None or asked is None or asked == rate.ratio:
        return rate.ratio, False
    if rate.ratio == ONE_TO_ONE and facts.lot.derives_ratio:
        return asked, True
    raise RuleBroken(f"The agreed rate is for {rate.ratio}, not for {asked}: choose the rate agreed for that ratio.")


def _describe(line: LineChosen, facts: CallOffFacts) -> str:
    agreed = next((rate.description for rate in facts.rates if rate.rate_id == line.rate_id), "")
    return line.description or agreed or line.kind.value.replace("-", " ").capitalize()


def _contribution(draft: CallOffDraft, facts: CallOffFacts, weekly: Decimal) -> Contribution | None:
    """Return what is asked for, else what other call-offs leave of the person's contribution, at most the cost."""
    person = facts.person
    is_aftercare = person.legal_basis is LegalBasis.AFTERCARE_117
    on_record = CollectedBy.COUNCIL if person.contribution is None else person.contribution.collected_by
    collected_by = draft.collected_by or on_record
    if draft.contribution_weekly is not None:
        refuse_charge_for_aftercare(draft.contribution_weekly, is_aftercare=is_aftercare)
        return Contribution(draft.contribution_weekly, collected_by) if draft.contribution_weekly else None
    if person.contribution is None or is_aftercare:
        return None
    open_part = max(person.contribution.weekly - person.contributed_weekly, Decimal(0))
    asked = min(open_part, weekly)
    return Contribution(asked, collected_by) if asked else None


def _top_up(draft: CallOffDraft, facts: CallOffFacts, costing: Costing, offers: Sequence[Offer]) -> Decimal:
    """Return the top-up agreed, else all that the rules allow for a home the person prefers."""
    most = _most_top_up(draft, facts, costing, offers)
    return most if draft.top_up_weekly is None else settle_top_up(draft.top_up_weekly, most)


def _most_top_up(draft: CallOffDraft, facts: CallOffFacts, costing: Costing, offers: Sequence[Offer]) -> Decimal:
    """Return what the home costs above the budget: only where a place of the same scheme within it was free in the list."""
    budget_left = facts.person.budget_left
    if draft.route is not AwardRoute.PERSONS_CHOICE or budget_left is None or not buys_a_stay(draft.lines):
        return Decimal("0.00")
    free = [
        offer.weekly
        for offer in offers
        if may_take_its_place(offer, facts.lot.scheme) and offer.weekly is not None and offer.places_free != 0
    ]
    contribution = costing.payment.gross - costing.payment.net
    return price_chosen_home(budget_left, costing.weekly, contribution, min(free, default=None)).top_up
