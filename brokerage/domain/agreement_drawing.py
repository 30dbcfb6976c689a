"""Draws up the terms of an agreement from what is known of a call-off: its money on real dates, its days, who signs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from brokerage.domain.agreement_terms import (
    AgreementTerms,
    ApprovalTerms,
    AttendanceTerms,
    ContactTerms,
    DatedFee,
    FeeTerms,
    MoneyTerms,
    OutcomeTerms,
    PartyTerms,
    PeriodTerms,
    PersonTerms,
    PolicyTerms,
    SchemeTerms,
    ServiceTerms,
    SignatoryTerms,
)
from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.domain.call_off_price import Holidays, first_year_of
from brokerage.domain.contribution import CollectedBy, Contribution, pay_weekly
from brokerage.domain.costing import LineCost, cost_lines
from brokerage.domain.costing_words import explain_line, say_units
from brokerage.domain.fee_line import FeeKind, FeeLine
from brokerage.domain.gates import outlives_contract
from brokerage.domain.money import sum_pounds
from brokerage.domain.period import ONE_DAY, Period, format_day
from brokerage.domain.schedule import AttendanceRules
from brokerage.domain.week_wanted import WeekWanted

WEEKDAYS_IN_FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """A fee line as it was frozen, with the prices agreed to follow it."""

    description: str
    fee: FeeLine


@dataclass(frozen=True, slots=True)
class AgreedMoney:
    """What was settled when it was raised, in pounds."""

    one_off: Decimal
    contribution_weekly: Decimal
    collected_by: CollectedBy | None
    top_up_weekly: Decimal
    top_up_payer: str
    price_locked: bool


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """Everything an agreement is drawn up from. `wanted` is the week asked for; lines may have weeks of their own."""

    call_off: str
    is_demonstration: bool
    council: PartyTerms
    provider: PartyTerms
    scheme: SchemeTerms
    person: PersonTerms
    service: ServiceTerms
    contacts: ContactTerms
    policy: PolicyFacts
    closures: frozenset[date]
    first_day: date
    planned_last_day: date | None
    wanted: WeekWanted | None
    ratio: str
    needs: tuple[str, ...]
    outcomes: tuple[OutcomeTerms, ...]
    lines: tuple[AgreedLine, ...]
    money: AgreedMoney
    approvals: tuple[ApprovalTerms, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition the terms are. A draft has no number, unless it is to replace an edition that was issued."""

    number: str
    edition: int
    replaces: str
    issued_on: date | None


def draw_up(facts: AgreementFacts, edition: Edition, holidays: Holidays) -> AgreementTerms:
    """Return the terms; they are a draft while the edition has no day of issue.

    Raises: RuleBroken or BadInput where the lines cannot be costed.
    """
    rules = AttendanceRules(
        bank_holiday_rule=facts.policy.bank_holiday_rule,
        bank_holidays=holidays.days,
        bank_holidays_known=holidays.known,
        closures=facts.closures,
        longest_half_day_minutes=facts.policy.longest_half_day_minutes,
    )
    placement = Period(facts.first_day, facts.planned_last_day)
    first_year = first_year_of(placement)
    costs = cost_lines([line.fee for line in facts.lines], first_year, rules)
    return AgreementTerms(
        number=edition.number,
        edition=edition.edition,
        replaces=edition.replaces,
        changes=(),
        call_off=facts.call_off,
        is_draft=edition.issued_on is None,
        is_demonstration=facts.is_demonstration,
        issued_on=edition.issued_on,
        council=facts.council,
        provider=facts.provider,
        scheme=facts.scheme,
        person=facts.person,
        service=facts.service,
        first_day=facts.first_day,
        planned_last_day=facts.planned_last_day,
        trial_last_day=facts.first_day + timedelta(days=max(facts.policy.trial_days, 1)) - ONE_DAY,
        review_days=(facts.first_day + timedelta(weeks=facts.policy.review_weeks),),
        notes=_notes(facts),
        needs=facts.needs,
        outcomes=facts.outcomes,
        attendances=_attendances(facts),
        ratio=facts.ratio,
        transport=_transport(facts.lines),
        lines=tuple(_fee_terms(line, cost, rules) for line, cost in zip(facts.lines, costs, strict=True)),
        first_period=_first_period(facts, placement, rules),
        money=_money(facts.money, first_year, costs),
        policy=_policy(facts.policy),
        contacts=facts.contacts,
        approvals=facts.approvals,
        signatories=_signatories(facts),
    )


def _notes(facts: AgreementFacts) -> tuple[str, ...]:
    outlives = outlives_contract(facts.planned_last_day, facts.scheme.contract_last_day)
    return () if outlives is None else (outlives,)


def _attendances(facts: AgreementFacts) -> tuple[AttendanceTerms, ...]:
    weeks = [facts.wanted] if facts.wanted is not None else [line.fee.week for line in facts.lines]
    days = {(day.weekday, day.start_minute or 0, day.times) for week in weeks if week is not None for day in week.days}
    return tuple(AttendanceTerms(WEEKDAYS_IN_FULL[weekday], times) for weekday, _, times in sorted(days))


def _transport(lines: Iterable[AgreedLine]) -> str:
    return "; ".join(line.description for line in lines if line.fee.kind is FeeKind.TRANSPORT)


def _fee_terms(line: AgreedLine, cost: LineCost, rules: AttendanceRules) -> FeeTerms:
    fee = line.fee
    return FeeTerms(
        kind=fee.kind,
        description=line.description,
        unit=fee.unit,
        ratio="" if fee.ratio is None else str(fee.ratio),
        unit_price=fee.price,
        units_per_week=say_units(fee.unit, cost.units_per_week),
        weekly=cost.weekly,
        four_weekly=cost.four_weekly,
        arithmetic=tuple(explain_line(cost, rules)),
    )


def _first_period(facts: AgreementFacts, placement: Period, rules: AttendanceRules) -> PeriodTerms:
    four_weeks = Period(facts.first_day, facts.first_day + timedelta(weeks=facts.policy.payment_weeks) - ONE_DAY)
    period = placement.intersection(four_weeks) or four_weeks
    costs = cost_lines([line.fee for line in facts.lines], period, rules)
    dated = [
        (
            amount.day,
            position,
            DatedFee(amount.day, line.description, say_units(amount.unit, amount.units), amount.amount),
        )
        for position, (line, cost) in enumerate(zip(facts.lines, costs, strict=True))
        for amount in cost.dates
    ]
    in_order = sorted(dated, key=lambda entry: entry[:2])
    total = sum_pounds(cost.total for cost in costs)
    return PeriodTerms(period.first_day, period.known_last_day, tuple(fee for _, _, fee in in_order), total)


def _money(money: AgreedMoney, first_year: Period, costs: Sequence[LineCost]) -> MoneyTerms:
    contribution = None
    if money.contribution_weekly and money.collected_by is not None:
        contribution = Contribution(money.contribution_weekly, money.collected_by)
    weekly = sum_pounds(cost.weekly for cost in costs)
    payment = pay_weekly(weekly, contribution)
    return MoneyTerms(
        weekly=weekly,
        four_weekly=sum_pounds(cost.four_weekly for cost in costs),
        first_year=sum_pounds(cost.total for cost in costs),
        one_off=money.one_off,
        convention=(
            f"Dated: the sum of the real dates from {format_day(first_year.first_day)} to "
            f"{format_day(first_year.known_last_day)}, both days included; not a week × 52."
        ),
        contribution_weekly=money.contribution_weekly,
        collected_by=None if contribution is None else contribution.collected_by,
        top_up_weekly=money.top_up_weekly,
        top_up_payer=money.top_up_payer,
        paid_to_provider_weekly=payment.paid_to_provider,
        council_net_weekly=payment.net - money.top_up_weekly,
        price_is_locked=money.price_locked,
    )


def _policy(policy: PolicyFacts) -> PolicyTerms:
    return PolicyTerms(
        absence_full_days=policy.absence_full_days,
        absence_share_percent=policy.absence_share_percent,
        notice_days=policy.notice_days,
        days_after_death=policy.days_after_death,
        payment_weeks=policy.payment_weeks,
        bank_holiday_rule=policy.bank_holiday_rule,
        price_review=policy.price_review,
        source=policy.source,
    )


def _signatories(facts: AgreementFacts) -> tuple[SignatoryTerms, ...]:
    person = facts.person
    if person.representative:
        own = SignatoryTerms("the person", person.representative, "representative")
    else:
        own = SignatoryTerms("the person", person.full_name, "")
    return (SignatoryTerms(facts.council.name, "", ""), SignatoryTerms(facts.provider.name, "", ""), own)
