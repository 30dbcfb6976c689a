"""What was agreed with a person and what there is to spend: plans, budgets, contributions. Each entry ends the one before it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.contribution import (
    WeeklyCost,
    check_contribution,
    refuse_charge_for_aftercare,
    weekly_to_person,
)
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import ONE_DAY, Period, format_day
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.person_record import BudgetEntry, ContributionEntry, PersonRecord, PlanEntry
from brokerage.domain.staff import Actor
from brokerage.domain.succession import DatedEntry, Succession, follow
from brokerage.services.person_at_hand import SUBJECT, record_at_hand, refuse_who_may_not, take_record
from brokerage.services.person_checks import cleaned_plan
from brokerage.services.typed_text import typed_line
from brokerage.storage.engine import Database
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes import person_records as writes

_CHANGED = frozenset({Kind.PEOPLE})
_PAID_OUT = frozenset({BudgetRoute.DIRECT_PAYMENT, BudgetRoute.INDIVIDUAL_SERVICE_FUND})


def keep_plan(
    database: Database, actor: Actor, person_id: int, version: int, plan: PlanEntry, now: datetime
) -> Done[int]:
    """Keeps a support plan: a new one ends the one that runs the day before and follows it; one with a number is mended.

    `version` is that of the record the form was read from. Raises: as `keep_person`.
    """
    refuse_who_may_not(actor)
    cleaned = cleaned_plan(plan)
    with unit_of_work(database, actor, now) as work:
        reference = take_record(work, person_id, version)
        standing = [
            DatedEntry(p.plan_id, Period(p.first_day, p.last_day)) for p in record_at_hand(work, person_id).plans
        ]
        how = follow(standing, cleaned.first_day, cleaned.last_day, what="plan", own_number=cleaned.plan_id)
        _end_the_one_before(work, "plan", how)
        writes.write_plan(work.session, person_id, replace(cleaned, last_day=how.last_day))
        work.record("keep-plan", SUBJECT, reference, _days(cleaned.first_day, how.last_day))
    return Done(person_id, _CHANGED)


def keep_budget(
    database: Database, actor: Actor, person_id: int, version: int, entry: BudgetEntry, now: datetime
) -> Done[int]:
    """Keeps a personal budget: a new one ends the one that runs the day before and follows it.

    One with a number is changed as long as it has not begun. Raises: BadInput at a field, for a budget of nothing too;
    RuleBroken when the contribution would be more than a budget that is paid out; Conflict; as `keep_person`.
    """
    refuse_who_may_not(actor)
    if entry.weekly <= 0:
        raise BadInput("A budget of nothing is no budget: give pounds a week, or end the one that runs.", "weekly")
    with unit_of_work(database, actor, now) as work:
        reference = take_record(work, person_id, version)
        record = record_at_hand(work, person_id)
        standing = [DatedEntry(b.budget_id, Period(b.first_day, b.last_day)) for b in record.budgets]
        _refuse_begun(standing, entry.budget_id, day_in_england(now), "budget")
        how = follow(standing, entry.first_day, entry.last_day, what="budget", own_number=entry.budget_id)
        kept = replace(entry, last_day=how.last_day, cost_centre=typed_line(entry.cost_centre, "cost_centre"))
        contribution = record.contribution_on(entry.first_day)
        if contribution is not None:
            _refuse_contribution_over_budget(contribution.weekly, kept)
        _end_the_one_before(work, "budget", how)
        writes.write_budget(work.session, person_id, kept)
        work.record("keep-budget", SUBJECT, reference, _money(kept.weekly, kept.first_day, kept.last_day))
    return Done(person_id, _CHANGED)


def end_budget(
    database: Database, actor: Actor, person_id: int, version: int, budget_id: int, last_day: date, now: datetime
) -> Done[int]:
    """Gives a budget its last day, which counts. Raises: BadInput at `last_day`; Conflict; RuleBroken."""
    refuse_who_may_not(actor)
    with unit_of_work(database, actor, now) as work:
        reference = take_record(work, person_id, version)
        entry = next((b for b in record_at_hand(work, person_id).budgets if b.budget_id == budget_id), None)
        _end(work, "budget", None if entry is None else Period(entry.first_day, entry.last_day), budget_id, last_day)
        work.record("end-budget", SUBJECT, reference, {"last_day": last_day.isoformat()})
    return Done(person_id, _CHANGED)


def keep_contribution(
    database: Database, actor: Actor, person_id: int, version: int, entry: ContributionEntry, now: datetime
) -> Done[int]:
    """Keeps what the person pays: a new amount ends the one that runs the day before and follows it. Nothing (£0) is allowed.

    Raises: RuleBroken for section 117 aftercare, and when it is more than the cost of the package on any day, or than a
    budget that is paid out; BadInput at a field; Conflict; as `keep_person`.
    """
    refuse_who_may_not(actor)
    if entry.weekly < 0:
        raise BadInput("The contribution is negative: give pounds a week, or nothing.", "weekly")
    with unit_of_work(database, actor, now) as work:
        reference = take_record(work, person_id, version)
        record = record_at_hand(work, person_id)
        standing = [DatedEntry(c.contribution_id, Period(c.first_day, c.last_day)) for c in record.contributions]
        _refuse_begun(standing, entry.contribution_id, day_in_england(now), "contribution")
        how = follow(standing, entry.first_day, entry.last_day, what="contribution", own_number=entry.contribution_id)
        kept = replace(entry, last_day=how.last_day)
        _refuse_contribution(record, kept)
        _end_the_one_before(work, "contribution", how)
        writes.write_contribution(work.session, person_id, kept)
        work.record("keep-contribution", SUBJECT, reference, _money(kept.weekly, kept.first_day, kept.last_day))
    return Done(person_id, _CHANGED)


def end_contribution(
    database: Database, actor: Actor, person_id: int, version: int, contribution_id: int, last_day: date, now: datetime
) -> Done[int]:
    """Gives a contribution its last day, which counts. Raises: BadInput at `last_day`; Conflict; RuleBroken."""
    refuse_who_may_not(actor)
    with unit_of_work(database, actor, now) as work:
        reference = take_record(work, person_id, version)
        found = record_at_hand(work, person_id).contributions
        entry = next((c for c in found if c.contribution_id == contribution_id), None)
        period = None if entry is None else Period(entry.first_day, entry.last_day)
        _end(work, "contribution", period, contribution_id, last_day)
        work.record("end-contribution", SUBJECT, reference, {"last_day": last_day.isoformat()})
    return Done(person_id, _CHANGED)


def _end_the_one_before(work: UnitOfWork, what: writes.Dated, how: Succession) -> None:
    if how.ended is not None and how.ended_on is not None:
        writes.end_entry(work.session, what, how.ended, how.ended_on)


def _end(work: UnitOfWork, what: writes.Dated, period: Period | None, number: int, last_day: date) -> None:
    if period is None:
        raise RuleBroken(f"This {what} is not in the record any more: look again.")
    if last_day < period.first_day:
        raise BadInput(
            f"The last day is before the {what} begins, {format_day(period.first_day)}: choose a later day.", "last_day"
        )
    if period.last_day is not None and last_day > period.last_day:
        raise BadInput(
            f"It ends on {format_day(period.last_day)} already: let a new {what} follow instead.", "last_day"
        )
    writes.end_entry(work.session, what, number, last_day)


def _refuse_begun(standing: Sequence[DatedEntry], number: int, today: date, what: str) -> None:
    """Pass for a new entry, and for one that has not begun. Raises: BadInput: what was in force is never edited."""
    begun = any(entry.number == number and entry.period.first_day <= today for entry in standing)
    if number and begun:
        raise BadInput(f"This {what} has begun: let a new one follow it from a day instead.", "first_day")


def _refuse_contribution(record: PersonRecord, entry: ContributionEntry) -> None:
    is_aftercare = record.details.legal_basis is LegalBasis.AFTERCARE_117
    try:
        refuse_charge_for_aftercare(entry.weekly, is_aftercare=is_aftercare)
        costs = [WeeklyCost(part.period, part.weekly) for part in record.package if part.counts]
        for covered in _covered(cost.period for cost in costs):
            part = covered.intersection(Period(entry.first_day, entry.last_day))
            if part is not None:
                check_contribution(entry.weekly, costs, part)
    except RuleBroken as error:
        raise BadInput(error.sentence, "weekly") from error
    budget = record.budget_on(entry.first_day)
    if budget is not None:
        _refuse_contribution_over_budget(entry.weekly, budget)


def _refuse_contribution_over_budget(weekly: Decimal, budget: BudgetEntry) -> None:
    """Pass unless a budget that is paid out would be less than nothing. Raises: BadInput."""
    if budget.route in _PAID_OUT:
        try:
            weekly_to_person(budget.weekly, weekly)
        except RuleBroken as error:
            raise BadInput(error.sentence, "weekly") from error


def _covered(periods: Iterable[Period]) -> list[Period]:
    """The stretches of days on which there is any cost: a contribution is only ever taken from a cost."""
    merged: list[Period] = []
    for period in sorted(periods, key=lambda period: period.first_day):
        before = merged[-1] if merged else None
        if before is None or (before.last_day is not None and period.first_day > before.last_day + ONE_DAY):
            merged.append(period)
        elif before.last_day is not None:
            last_days = (before.last_day, period.last_day)
            last_day = None if period.last_day is None else max(day for day in last_days if day is not None)
            merged[-1] = Period(before.first_day, last_day)
    return merged


def _days(first_day: date, last_day: date | None) -> dict[str, str]:
    return {"first_day": first_day.isoformat(), "last_day": "" if last_day is None else last_day.isoformat()}


def _money(weekly: Decimal, first_day: date, last_day: date | None) -> dict[str, str]:
    return {"weekly": str(weekly), **_days(first_day, last_day)}
