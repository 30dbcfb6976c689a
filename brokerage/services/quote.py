"""Pricing a week wanted at a price somebody names: no database, no person, nothing kept."""

from dataclasses import dataclass, replace

from brokerage.domain.calendar import ALL_YEAR, BankHolidayRule, parse_terms
from brokerage.domain.contribution import CollectedBy, Contribution
from brokerage.domain.costing import AttendanceRules, Costing, FeeKind, FeeLine, cost_package
from brokerage.domain.errors import BadInput
from brokerage.domain.money import parse_pounds
from brokerage.domain.period import Period, parse_day
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import LONGEST_HALF_DAY_MINUTES, parse_week, say_minutes
from brokerage.services.bank_holidays import load_bank_holidays

LONGEST_YEARS = 20


@dataclass(frozen=True, slots=True)
class QuoteAsked:
    """What was typed, as it was typed; None where nothing was. A price by the week, or paid once, needs no week."""

    price: str | None = None
    unit: str | None = None
    week: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    ratio: str | None = None
    bank_holidays: str | None = None
    terms: str | None = None
    contribution: str | None = None
    collected_by: str | None = None


def quote(asked: QuoteAsked) -> Costing:
    """Return what the week wanted costs at the price, on its real dates, with every assumption said in the explanation.

    Raises: BadInput when something is missing or cannot be read; RuleBroken when the contribution is more than the cost.
    """
    line = _read_line(asked)
    rule = BankHolidayRule.PAID if asked.bank_holidays is None else _read_bank_holiday_rule(asked.bank_holidays)
    holidays = load_bank_holidays()
    rules = AttendanceRules(
        bank_holiday_rule=rule,
        bank_holidays=holidays.days,
        bank_holidays_known=holidays.known,
        terms=ALL_YEAR if asked.terms is None else parse_terms(asked.terms),
    )
    costing = cost_package([line], _read_period(asked), rules, _read_contribution(asked))
    return replace(costing, explanation=costing.explanation + _explain_assumptions(asked, line))


def _read_line(asked: QuoteAsked) -> FeeLine:
    if asked.price is None:
        raise BadInput("The price is missing: give pounds and pence, such as 24.08.", "price")
    unit = _read_unit(asked.unit)
    return FeeLine(
        kind=FeeKind.ONE_OFF if unit is Unit.ONCE else FeeKind.CARE,
        unit=unit,
        price=parse_pounds(asked.price),
        week=None if asked.week is None else parse_week(asked.week),
        ratio=None if asked.ratio is None else parse_ratio(asked.ratio),
    )


def _read_unit(text: str | None) -> Unit:
    try:
        return Unit((text or "").strip().lower())
    except ValueError:
        units = ", ".join(unit.value for unit in Unit)
        found = "is missing" if text is None else "is not one a price can have"
        raise BadInput(f"The unit {found}: choose one of {units}.", "unit") from None


def _read_period(asked: QuoteAsked) -> Period:
    if asked.first_day is None:
        raise BadInput("The first day is missing: give a date such as 2026-04-01.", "from")
    first_day = parse_day(asked.first_day, what="first day")
    if asked.last_day is None:
        return Period(first_day)
    last_day = parse_day(asked.last_day, what="last day")
    if last_day < first_day:
        raise BadInput("The last day is before the first: put the earlier day first.", "to")
    if last_day.year - first_day.year > LONGEST_YEARS:
        raise BadInput(f"The period is longer than {LONGEST_YEARS} years: price it in parts.", "to")
    return Period(first_day, last_day)


def _read_bank_holiday_rule(text: str) -> BankHolidayRule:
    try:
        return BankHolidayRule(text.strip().lower())
    except ValueError:
        raise BadInput("The bank-holiday rule is not known: choose paid, unpaid or moved.", "bank-holidays") from None


def _read_contribution(asked: QuoteAsked) -> Contribution | None:
    collected_by = CollectedBy.COUNCIL if asked.collected_by is None else _read_collected_by(asked.collected_by)
    if asked.contribution is None:
        return None
    weekly = parse_pounds(asked.contribution, zero_allowed=True, what="contribution")
    return Contribution(weekly, collected_by)


def _read_collected_by(text: str) -> CollectedBy:
    try:
        return CollectedBy(text.strip().lower())
    except ValueError:
        raise BadInput(
            "Who collects the contribution is not known: choose council or provider.", "collected-by"
        ) from None


def _explain_assumptions(asked: QuoteAsked, line: FeeLine) -> tuple[str, ...]:
    assumptions = []
    if asked.bank_holidays is None and line.unit not in (Unit.WEEK, Unit.ONCE):
        assumptions.append("No bank-holiday rule was given, so bank holidays are taken as paid.")
    if line.unit is Unit.HALF_DAY and line.week is not None and line.week.minutes_per_week:
        assumptions.append(
            f"No scheme's rules were asked for, so a half day is taken to last up to {say_minutes(LONGEST_HALF_DAY_MINUTES)}."
        )
    if asked.contribution is not None and asked.collected_by is None:
        assumptions.append(
            "It was not said who collects the contribution, so the council is taken to; the net is the same."
        )
    return tuple(assumptions)
