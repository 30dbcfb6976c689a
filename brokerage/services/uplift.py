"""Raises agreed rates of a scheme together: looked at first, applied in one transaction, taken back whole before its first day."""

import hashlib
from dataclasses import replace
from datetime import datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import Conflict, RuleBroken
from brokerage.domain.number_words import count
from brokerage.domain.period import format_day
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.domain.uplift import RateCardLine, UpliftPlan, check_taken_back, check_uplift, plan_uplift
from brokerage.domain.uplift_choices import UpliftScheme
from brokerage.domain.uplift_cost import UpliftCost, cost_of_uplift
from brokerage.domain.uplift_summary import UpliftAsked, UpliftKept, UpliftPreview, say_amount
from brokerage.services.attendance_rules import attendance_rules
from brokerage.services.typed_text import typed_text
from brokerage.storage.engine import Database
from brokerage.storage.failures import USED_REQUEST
from brokerage.storage.queries import uplifts as queries
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.uplift_choices import uplift_schemes
from brokerage.storage.queries.uplift_scope import (
    UpliftScope,
    lock_rates,
    lock_scheme,
    placements_at_rates,
    rate_card_of,
    uplift_scope,
)
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.uplifts import raise_rates, take_rates_back, write_uplift

__all__ = ["apply_uplift", "list_uplift_schemes", "list_uplifts", "preview_uplift", "take_uplift_back"]

_CHANGED = frozenset({Kind.RATES})


def preview_uplift(database: Database, asked: UpliftAsked) -> UpliftPreview:
    """What the uplift would do to each rate, and what it adds to the cost of placements, running and signed. Changes nothing.

    Raises: BadInput at the field that cannot be meant.
    """
    check_uplift(asked.uplift)
    with database.reading() as connection:
        scope = uplift_scope(connection, asked.scheme, asked.lots, asked.providers)
        card = rate_card_of(connection, scope, asked.uplift.first_day)
        plan = plan_uplift(asked.uplift, card)
        cost = _cost(connection, scope, asked, card, plan)
    return UpliftPreview(scope.scheme, asked.uplift, plan, cost, _mark(asked, plan))


def apply_uplift(
    database: Database,
    actor: Actor,
    asked: UpliftAsked,
    request_id: str,
    now: datetime,
    *,
    mark: str | None = None,
    dry_run: bool = False,
) -> Done[UpliftKept]:
    """Ends each rate in force on the first day the day before, and lets the raised one follow; the same request is answered again.

    `mark` is the one of the preview that was looked at. A dry run does it all and undoes it.
    Raises: Conflict when a rate changed since; BadInput; RuleBroken.
    """
    _refuse_who_may_not(actor)
    check_uplift(asked.uplift)
    kept_as = replace(asked, note=typed_text(asked.note, "note"))
    with unit_of_work(database, actor, now) as work:
        scope = uplift_scope(work.session, asked.scheme, asked.lots, asked.providers)
        lock_scheme(work.session, scope.scheme_id)
        earlier = queries.uplift_of_request(work.session, request_id)
        if earlier is not None:
            return Done(_same_request(earlier, scope, kept_as), frozenset())
        lock_rates(work.session, scope, asked.uplift.first_day)
        plan = plan_uplift(asked.uplift, rate_card_of(work.session, scope, asked.uplift.first_day))
        _refuse_changed(asked, plan, mark)
        uplift_id = _write(work, request_id, scope, kept_as, plan)
        kept = queries.uplift_kept(work.session, uplift_id)
        if dry_run:
            work.undo()
    return Done(kept, frozenset() if dry_run else _CHANGED)


def take_uplift_back(
    database: Database, actor: Actor, uplift_id: int, now: datetime, *, dry_run: bool = False
) -> Done[UpliftKept]:
    """Takes the uplift back whole: the rates it made are gone, and those before them have their last days back.

    A dry run only finds out whether it may be. Asked again by the same member of staff, it is answered as the first
    time. Raises: RuleBroken from its first day on, where a call-off was priced at one of its rates, and where a later uplift
    stands on it; BadInput for an unknown number.
    """
    _refuse_who_may_not(actor)
    today = day_in_england(now)
    with unit_of_work(database, actor, now) as work:
        queries.uplift_kept(work.session, uplift_id)
        lock_scheme(work.session, queries.scheme_of_uplift(work.session, uplift_id))
        kept = queries.uplift_kept(work.session, uplift_id)
        if kept.taken_back_on is not None:
            return Done(_taken_back_already(kept, actor), frozenset())
        check_taken_back(kept.uplift.first_day, today)
        queries.lock_rates_of_uplift(work.session, uplift_id)
        _refuse_what_stands_on_it(work, uplift_id)
        given_back = _rates_before(work, uplift_id)
        if dry_run:
            return Done(kept, frozenset())
        take_rates_back(work, uplift_id, given_back, today)
        work.record("take-back-uplift", queries.SUBJECT, str(uplift_id), {"rates": str(len(given_back))})
        after = queries.uplift_kept(work.session, uplift_id)
    return Done(after, _CHANGED)


def list_uplift_schemes(database: Database) -> tuple[UpliftScheme, ...]:
    """Every scheme by reference with the lots and providers that an uplift may be asked for."""
    with database.reading() as connection:
        return uplift_schemes(connection)


def list_uplifts(database: Database) -> tuple[UpliftKept, ...]:
    """Every uplift that was applied, those taken back among them; the one that begins last first."""
    with database.reading() as connection:
        return queries.uplifts_kept(connection)


def _refuse_who_may_not(actor: Actor) -> None:
    refuse_other_jobs(actor, Job.COMMISSIONER, "raise agreed rates")


def _refuse_changed(asked: UpliftAsked, plan: UpliftPlan, mark: str | None) -> None:
    if mark is not None and mark != _mark(asked, plan):
        raise Conflict(
            "Agreed rates were changed since this uplift was looked at. Nothing was changed; look at it again, then decide."
        )
    if not plan.raised:
        day = format_day(asked.uplift.first_day)
        raise RuleBroken(
            f"No agreed rate in force before {day} would be raised: choose another day, lots or providers, or a finer rounding."
        )


def _write(work: UnitOfWork, request_id: str, scope: UpliftScope, asked: UpliftAsked, plan: UpliftPlan) -> int:
    uplift_id = write_uplift(work, request_id, scope.scheme_id, asked)
    raise_rates(work.session, uplift_id, asked, plan.raised)
    work.record(
        "apply-uplift",
        queries.SUBJECT,
        str(uplift_id),
        {
            "scheme": scope.scheme,
            "amount": say_amount(asked.uplift),
            "rounding": asked.uplift.rounding.value,
            "first_day": asked.uplift.first_day.isoformat(),
            "lots": ", ".join(asked.lots),
            "providers": ", ".join(asked.providers),
            "rates": str(len(plan.raised)),
        },
    )
    return uplift_id


def _same_request(earlier: UpliftKept, scope: UpliftScope, asked: UpliftAsked) -> UpliftKept:
    if (earlier.scheme, earlier.uplift, earlier.note) != (scope.scheme, asked.uplift, asked.note):
        raise RuleBroken(USED_REQUEST)
    return earlier


def _taken_back_already(kept: UpliftKept, actor: Actor) -> UpliftKept:
    if kept.taken_back_on is not None and kept.taken_back_by != actor.full_name:
        raise RuleBroken(f"{kept.taken_back_by} took this uplift back on {format_day(kept.taken_back_on)} already.")
    return kept


def _refuse_what_stands_on_it(work: UnitOfWork, uplift_id: int) -> None:
    call_offs = queries.call_offs_priced_at(work.session, uplift_id)
    if call_offs:
        were = count(call_offs, "call-off was", "call-offs were")
        raise RuleBroken(
            f"{were} priced at a rate of this uplift already, so it stays: agree new rates from another day instead."
        )
    again = queries.rates_raised_again(work.session, uplift_id)
    if again:
        raise RuleBroken(f"A later uplift stands on {count(again, 'rate')} of this one: take that one back first.")


def _rates_before(work: UnitOfWork, uplift_id: int) -> tuple[queries.RateToGiveBack, ...]:
    given_back = queries.rates_to_give_back(work.session, uplift_id)
    changed = sum(not one.stands_before for one in given_back)
    if changed:
        raise RuleBroken(
            f"{count(changed, 'rate')} of this uplift had the rate before it changed since: take back what came later first."
        )
    return given_back


def _cost(
    reader: Reader, scope: UpliftScope, asked: UpliftAsked, card: tuple[RateCardLine, ...], plan: UpliftPlan
) -> UpliftCost:
    first_day = asked.uplift.first_day
    placements = placements_at_rates(reader, scope, first_day)
    rules_of = attendance_rules(reader, scope, {one.service_id for one in placements}, first_day)
    return cost_of_uplift(first_day, plan.raised, card, placements, rules_of)


def _mark(asked: UpliftAsked, plan: UpliftPlan) -> str:
    """A text that is another once any of the rates, or what is asked for, is another."""
    raised = [(one.old.id, one.old.price, one.old.first_day, one.old.last_day, one.new_price) for one in plan.raised]
    left = [(one.rate.id, one.rate.price, one.rate.first_day, one.rate.last_day) for one in plan.left]
    return hashlib.sha256(repr((asked.uplift.first_day, raised, left)).encode()).hexdigest()[:16]
