"""A costing said in sentences that someone can check with a calculator, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.contribution import CollectedBy, Contribution, WeeklyPayment
from brokerage.domain.fee_line import FeeKind, FeeLine
from brokerage.domain.line_cost import LineCost, PriceSpan
from brokerage.domain.money import format_pounds
from brokerage.domain.period import Period, format_day
from brokerage.domain.schedule import AttendanceRules, LeftOut, Schedule
from brokerage.domain.unit import FOR_ONE, Unit
from brokerage.domain.week_wanted import say_minutes

_MOST_DAYS_LISTED = 12
KIND_WORDS = {
    FeeKind.CARE: "Care",
    FeeKind.TRANSPORT: "Transport",
    FeeKind.MEALS: "Meals",
    FeeKind.ONE_TO_ONE: "One-to-one",
    FeeKind.ACCOMMODATION: "Accommodation",
    FeeKind.ONE_OFF: "One-off",
}
_UNIT_WORDS = {
    Unit.HOUR: ("hour", "hours"),
    Unit.SESSION: ("session", "sessions"),
    Unit.HALF_DAY: ("half day", "half days"),
    Unit.DAY: ("day", "days"),
    Unit.NIGHT: ("night", "nights"),
    Unit.WEEK: ("week", "weeks"),
    Unit.MILE: ("mile", "miles"),
    Unit.ONCE: ("time", "times"),
}


@dataclass(frozen=True, slots=True)
class CostingFacts:
    """What the sentences are made from: the lines costed, the period and rules they were costed by, the year's cost."""

    lines: tuple[LineCost, ...]
    period: Period
    rules: AttendanceRules
    year: Period
    full_year: Decimal
    payment: WeeklyPayment
    contribution: Contribution | None
    is_open: bool


def explain_costing(facts: CostingFacts) -> tuple[str, ...]:
    """Return the sentences, in the order one would check them: each line, the sums, the convention, who pays."""
    sentences: list[str] = []
    for cost in facts.lines:
        sentences += explain_line(cost, facts.rules)
    if len(facts.lines) > 1:
        sentences += _explain_sums(facts.lines)
    sentences += _explain_convention(facts)
    if facts.contribution is not None:
        sentences.append(_explain_contribution(facts.contribution, facts.payment))
    return tuple(sentences)


def say_units(unit: Unit, units: Fraction) -> str:
    """Return a number of units as words a calculator takes: `5.5 hours`, `440 minutes ÷ 60`, `24 days ÷ 7`."""
    one, many = _UNIT_WORDS[unit]
    if unit is Unit.WEEK and units.denominator != 1:
        return f"{_say_number(units * 7)} days ÷ 7"
    if unit is Unit.HOUR and not _terminates(units):
        return f"{_say_number(units * 60)} minutes ÷ 60"
    return f"{_say_number(units)} {one if units == 1 else many}"


def say_days(days: Sequence[date]) -> str:
    """Return the days as a list in words; after a dozen, how many more there are."""
    listed = ", ".join(format_day(day) for day in days[:_MOST_DAYS_LISTED])
    more = len(days) - _MOST_DAYS_LISTED
    return f"{listed} and {more} more" if more > 0 else listed


def explain_line(cost: LineCost, rules: AttendanceRules) -> Iterator[str]:
    """Return the sentences of one line: its week, its dates at each price, and the dates left out."""
    yield from _explain_week(cost, rules.every_weeks)
    yield from _explain_half_days(cost.line, rules.longest_half_day_minutes)
    for span in cost.spans:
        yield from _explain_span(cost, span)
    if len(cost.spans) > 1:
        sums = " + ".join(format_pounds(span.total) for span in cost.spans)
        yield f"{KIND_WORDS[cost.line.kind]} over all its prices: {sums} = {format_pounds(cost.total)}."
    yield from _explain_days_left_out(cost.schedule, cost.line, rules)


def _explain_week(cost: LineCost, every_weeks: int) -> Iterator[str]:
    line = cost.line
    name = KIND_WORDS[line.kind]
    if line.unit is Unit.ONCE:
        yield f"{name}: {format_pounds(line.price)} is paid once, on the first day, and is not part of a week."
        return
    price = line.price_on(cost.spans[0].period.first_day)
    held = say_units(line.unit, cost.units_per_week * every_weeks)
    week = "" if line.week is None or line.per_attended_day is not None else f" ({line.week})"
    each = (
        "" if line.per_attended_day is None else f" ({_say_number(Fraction(line.per_attended_day))} each attended day)"
    )
    part = "" if every_weeks == 1 else f" ÷ {every_weeks} (one week in {every_weeks}, so this is an average week)"
    yield (
        f"{name}: {format_pounds(price)} {FOR_ONE[line.unit]} × {held}{week}{each}{_say_share(line)}{part} "
        f"= {format_pounds(cost.weekly)} a week."
    )
    yield f"{name}, four weeks: 4 × the same week before rounding = {format_pounds(cost.four_weekly)}."


def _explain_half_days(line: FeeLine, longest_minutes: int) -> Iterator[str]:
    if line.unit is Unit.HALF_DAY and line.week is not None and line.week.lasts_longer_than(longest_minutes):
        yield f"What is attended for longer than {say_minutes(longest_minutes)} takes two half days."


def _say_share(line: FeeLine) -> str:
    if line.ratio is None:
        return ""
    if line.price_agreed_for_ratio:
        return f" (the price agreed for {line.ratio}, nothing derived)"
    return f" × {line.ratio.staff} ÷ {line.ratio.people} (ratio {line.ratio}, multiplied before rounding)"


def _explain_span(cost: LineCost, span: PriceSpan) -> Iterator[str]:
    line = cost.line
    name = f"{KIND_WORDS[line.kind]}, {span.period}"
    if not span.dates:
        yield f"{name}: no date falls in it, so it costs {format_pounds(span.total)}."
        return
    held = f"{len(span.dates)} days ÷ 7" if line.unit is Unit.WEEK else say_units(line.unit, span.units)
    sum_in_words = f"{format_pounds(span.price)} × {held}{_say_share(line)} = {format_pounds(span.total)}"
    yield f"{name}: {_say_dates(len(span.dates))}; {sum_in_words}."
    if len(span.by_financial_year) > 1:
        parts = ", ".join(f"{part.year.label} {format_pounds(part.amount)}" for part in span.by_financial_year)
        yield f"{name}, by financial year: {parts}; each is rounded on its own and the last takes the remainder."


def _explain_days_left_out(schedule: Schedule, line: FeeLine, rules: AttendanceRules) -> Iterator[str]:
    for reason, words in (
        (LeftOut.OTHER_WEEK, "they are in the weeks between"),
        (LeftOut.OUT_OF_TERM, "they are outside the terms"),
        (LeftOut.CLOSED, "the service is closed and they are not paid"),
        (LeftOut.BANK_HOLIDAY, _bank_holiday_words(rules.bank_holiday_rule)),
    ):
        days = [left.day for left in schedule.left_out if left.reason is reason]
        if days:
            yield f"Left out ({len(days)}), {words}: {say_days(days)}."
    if line.unit is Unit.WEEK:
        yield "Bank holidays and closed days do not reduce a price by the week: it is price × days ÷ 7."
    elif schedule.attendances:
        yield from _explain_bank_holidays(schedule, rules)


def _bank_holiday_words(rule: BankHolidayRule) -> str:
    if rule is BankHolidayRule.MOVED:
        return "they are bank holidays and no other open day was found"
    return "they are bank holidays, which are unpaid"


def _explain_bank_holidays(schedule: Schedule, rules: AttendanceRules) -> Iterator[str]:
    moved = [
        f"{format_day(attendance.moved_from)} to {format_day(attendance.day)}"
        for attendance in schedule.attendances
        if attendance.moved_from is not None
    ]
    if moved:
        yield f"Moved from a bank holiday to another open day and paid ({len(moved)}): {', '.join(moved)}."
    paid = [attendance.day for attendance in schedule.attendances if attendance.day in rules.bank_holidays]
    if paid:
        yield f"Bank holidays among the dates, paid like any other day ({len(paid)}): {say_days(paid)}."
    absent = [attendance.day for attendance in schedule.attendances if not attendance.is_present]
    if absent:
        yield f"The service is closed on {say_days(absent)}: paid, but transport and meals do not follow."
    known = rules.bank_holidays_known
    if known is not None and not (
        known.contains(schedule.attendances[0].day) and known.contains(schedule.attendances[-1].day)
    ):
        yield f"Bank holidays are known for {known}; the other dates are counted as ordinary days until the list is renewed."


def _explain_sums(lines: Sequence[LineCost]) -> Iterator[str]:
    for title, amounts in (
        ("A week", [cost.weekly for cost in lines if cost.line.unit is not Unit.ONCE]),
        ("The whole period", [cost.total for cost in lines]),
    ):
        sums = " + ".join(format_pounds(amount) for amount in amounts)
        yield f"{title}, all lines: {sums} = {format_pounds(sum(amounts, Decimal(0)))}."


def _explain_convention(facts: CostingFacts) -> Iterator[str]:
    if facts.is_open:
        yield f"There is no last day, so the dates of the first twelve months are priced, {facts.period}."
    yield (
        f"Convention: dated. The total is the sum of the real dates from {facts.period}, both days included, "
        "not a week × 52."
    )
    yield (
        f"Full year: the dated cost of the twelve months from {facts.year}, by the same rules, is "
        f"{format_pounds(facts.full_year)}."
    )
    yield "Each line is rounded to the penny once, half a penny up; its dates share that amount out to the penny."


def _explain_contribution(contribution: Contribution, payment: WeeklyPayment) -> str:
    gross, net, weekly = format_pounds(payment.gross), format_pounds(payment.net), format_pounds(contribution.weekly)
    if contribution.collected_by is CollectedBy.PROVIDER:
        return f"The provider collects the contribution: {gross} − {weekly} = {net} a week is what the council pays it."
    return (
        f"The council pays the provider {gross} a week and collects the contribution: {gross} − {weekly} = {net} net."
    )


def _say_dates(number: int) -> str:
    return "1 date" if number == 1 else f"{number} dates"


def _terminates(number: Fraction) -> bool:
    """Return whether the number can be written in at most six decimal places."""
    return 10**6 % number.denominator == 0


def _say_number(number: Fraction) -> str:
    if not _terminates(number):
        return f"{number.numerator}/{number.denominator}"
    millionths = number.numerator * 10**6 // number.denominator
    text = f"{millionths // 10**6}.{millionths % 10**6:06d}"
    return text.rstrip("0").rstrip(".")
