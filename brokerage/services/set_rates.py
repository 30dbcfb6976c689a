"""Agrees rates and ends them: looked at first, then in one transaction. A rate is never edited, only ended and followed."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

from brokerage.domain.changes import Done, Kind
from brokerage.domain.period import ONE_DAY, Period
from brokerage.domain.rate import Rate
from brokerage.domain.rate_allowed import refuse_price_not_allowed
from brokerage.domain.rate_gaps import gaps_from, gaps_of_line
from brokerage.domain.rate_setting import (
    RatePlan,
    RateToAgree,
    RateToEnd,
    RateTold,
    check_rate,
    following_rate,
    plan_end,
    plan_rate,
    rate_to_end,
    rates_after,
)
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.rate_warnings import warn_of_agreeing, warn_of_ending
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.domain.uplift_cost import PricesMoved, UpliftCost, cost_of_prices
from brokerage.services.attendance_rules import attendance_rules
from brokerage.services.changed_meanwhile import refuse_stale
from brokerage.services.typed_text import needed_text, typed_line, typed_text
from brokerage.storage.engine import Database
from brokerage.storage.queries.lot_pricing import lot_pricings
from brokerage.storage.queries.rate_line_at_hand import LineAtHand, line_at_hand
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.uplift_scope import lock_rates, lock_scheme, placements_at_rates
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.rate_lines import write_ends, write_rate, write_rate_line

__all__ = ["agree_rate", "agree_within", "end_rate", "preview_end", "preview_rate"]

CHANGED = frozenset({Kind.RATES})
SUBJECT = "rate_lines"
"""What audit entries of a rate agreed or ended name as their subject; the key is the line's number."""


def preview_rate(database: Database, asked: RateToAgree, today: date) -> RateTold:
    """What agreeing the rate would do: old against new, the cost over running placements, gaps. Changes nothing.

    Raises: BadInput at the field that cannot be meant, or stands in the way of what is agreed already.
    """
    kept = _kept(asked)
    with database.reading() as connection:
        line = line_at_hand(connection, kept.line)
        return _told_of_agreeing(connection, line, kept, _plan(connection, line, kept), today)


def agree_rate(
    database: Database,
    actor: Actor,
    asked: RateToAgree,
    today: date,
    now: datetime,
    *,
    mark: str | None = None,
    dry_run: bool = False,
) -> Done[RateTold]:
    """Agree the rate: the one it follows ends the day before. The same rate agreed again is answered as the first time.

    `mark` is the one of the preview that was looked at. Raises: Conflict when the line changed since; BadInput at the field that
    cannot be; RuleBroken for another job.
    """
    _refuse_who_may_not(actor)
    kept = _kept(asked)
    with unit_of_work(database, actor, now) as work:
        line = _locked(work, line_at_hand(work.session, kept.line), kept.first_day, kept)
        repeated = _is_agreed(line, kept)
        if not repeated:
            _refuse_stale(work, line, mark)
        plan = _plan(work.session, line, kept)
        told = _told_of_agreeing(work.session, line, kept, plan, today)
        if not repeated:
            _write(work, line, kept, plan)
        if dry_run:
            work.undo()
    return Done(told, frozenset() if repeated or dry_run else CHANGED)


def agree_within(work: UnitOfWork, asked: RateToAgree) -> RatePlan:
    """Agree the rate within an open transaction; return what that did. Agreed already, it stays as it is.

    Raises: BadInput at the field that cannot be, or stands in the way of what is agreed already.
    """
    kept = _kept(asked)
    line = _locked(work, line_at_hand(work.session, kept.line), kept.first_day, kept)
    plan = _plan(work.session, line, kept)
    if not _is_agreed(line, kept):
        _write(work, line, kept, plan)
    return plan


def preview_end(database: Database, asked: RateToEnd, today: date) -> RateTold:
    """What ending the rate would do. Changes nothing. Raises: BadInput where no rate is in force on the day."""
    with database.reading() as connection:
        line = line_at_hand(connection, asked.line)
        return _told_of_ending(connection, line, asked, today)


def end_rate(
    database: Database,
    actor: Actor,
    asked: RateToEnd,
    today: date,
    now: datetime,
    *,
    mark: str | None = None,
    dry_run: bool = False,
) -> Done[RateTold]:
    """End the rate in force on the last day with that day, and keep why. Ended so already, it is answered as the first time.

    Raises: BadInput without a reason, or where no rate is in force that day; Conflict when the line changed since.
    """
    _refuse_who_may_not(actor)
    kept = replace(asked, reason=needed_text(asked.reason, "Say why the rate ends: the reason is kept with it."))
    with unit_of_work(database, actor, now) as work:
        line = _locked(work, line_at_hand(work.session, kept.line), kept.last_day, kept)
        rate = rate_to_end(line.agreed, kept.last_day)
        repeated = rate.last_day == kept.last_day
        if not repeated:
            _refuse_stale(work, line, mark)
        told = _told_of_ending(work.session, line, kept, today)
        if not repeated:
            write_ends(work.session, line.agreed, ((rate.id, kept.last_day),), kept.reason)
            _record(work, "end-rate", line.named.line_id, plan_end(rate, kept.last_day))
        if dry_run:
            work.undo()
    return Done(told, frozenset() if repeated or dry_run else CHANGED)


def _refuse_who_may_not(actor: Actor) -> None:
    refuse_other_jobs(actor, Job.COMMISSIONER, "agree rates or end them")


def _kept(asked: RateToAgree) -> RateToAgree:
    """The rate with its texts made fit to keep, its price and days checked. Raises: BadInput at the field."""
    kept = replace(
        asked,
        line=replace(
            asked.line, activity=typed_line(asked.line.activity, "activity"), band=typed_line(asked.line.band, "band")
        ),
        source=typed_line(asked.source, "source"),
        note=typed_text(asked.note, "note"),
    )
    check_rate(kept)
    return kept


def _plan(reader: Reader, line: LineAtHand, asked: RateToAgree) -> RatePlan:
    refuse_price_not_allowed(
        lot_pricings(reader, asked.line.lot_id)[asked.line.lot_id], asked.line.unit, asked.line.ratio
    )
    return plan_rate(line.agreed, asked)


def _locked(work: UnitOfWork, line: LineAtHand, day: date, asked: RateToAgree | RateToEnd) -> LineAtHand:
    """The line as it stands once nobody else agrees a rate of the scheme, or calls off at one of these."""
    lock_scheme(work.session, line.scope.scheme_id)
    lock_rates(work.session, line.scope, day)
    return line_at_hand(work.session, asked.line)


def _is_agreed(line: LineAtHand, asked: RateToAgree) -> bool:
    """Whether the line has the very rate already, with another last day only where none was asked for."""
    return any(
        (one.first_day, one.price) == (asked.first_day, asked.price) and asked.last_day in (None, one.last_day)
        for one in line.agreed
    )


def _refuse_stale(work: UnitOfWork, line: LineAtHand, mark: str | None) -> None:
    refuse_stale(work, SUBJECT, str(line.named.line_id), mark, _mark(line), "this line of the rate card")


def _write(work: UnitOfWork, line: LineAtHand, asked: RateToAgree, plan: RatePlan) -> None:
    write_ends(work.session, line.agreed, plan.succession.ended)
    line_id = line.named.line_id or write_rate_line(work.session, asked.line, line.activity_id)
    if plan.succession.added:
        write_rate(work.session, line_id, plan.compared, asked.source, asked.note)
    _record(work, "agree-rate", line_id, plan)


def _record(work: UnitOfWork, action: str, line_id: int, plan: RatePlan) -> None:
    compared = plan.compared
    detail = {"price": str(compared.price), "first_day": compared.first_day.isoformat()}
    if compared.last_day is not None:
        detail["last_day"] = compared.last_day.isoformat()
    work.record(action, SUBJECT, str(line_id), detail)


def _told_of_agreeing(reader: Reader, line: LineAtHand, asked: RateToAgree, plan: RatePlan, today: date) -> RateTold:
    compared = plan.compared
    following = following_rate(line.agreed, compared.first_day)
    cost = _cost(reader, line, plan, compared.first_day) if plan.succession.added else None
    warnings = warn_of_agreeing(compared, following, line.admitted, today)
    return _told(line, plan, asked.note, following, warnings, cost, today)


def _told_of_ending(reader: Reader, line: LineAtHand, asked: RateToEnd, today: date) -> RateTold:
    plan = plan_end(rate_to_end(line.agreed, asked.last_day), asked.last_day)
    following = following_rate(line.agreed, asked.last_day)
    cost = _cost(reader, line, plan, asked.last_day + ONE_DAY)
    return _told(line, plan, asked.reason, following, warn_of_ending(plan.compared, cost, today), None, today)


def _told(
    line: LineAtHand,
    plan: RatePlan,
    why: str,
    following: AgreedRate | None,
    warnings: tuple[str, ...],
    cost: UpliftCost | None,
    today: date,
) -> RateTold:
    gaps = gaps_from(gaps_of_line(rates_after(line.agreed, plan), line.admitted), today)
    return RateTold(line.named, line.lot, plan.compared, why, following, gaps, warnings, cost, _mark(line))


def _cost(reader: Reader, line: LineAtHand, plan: RatePlan, first_day: date) -> UpliftCost:
    """What the new prices cost over the placements that run at a rate of the line on the day."""
    placements = placements_at_rates(reader, line.scope, first_day)
    moved = PricesMoved(_rates(line.agreed), _rates(rates_after(line.agreed, plan)))
    rules_of = attendance_rules(reader, line.scope, {one.service_id for one in placements}, first_day)
    return cost_of_prices(first_day, {line.named.line_id: moved}, placements, rules_of)


def _rates(agreed: tuple[AgreedRate, ...]) -> tuple[Rate, ...]:
    return tuple(Rate(one.price, Period(one.first_day, one.last_day)) for one in agreed)


def _mark(line: LineAtHand) -> str:
    """A text that is another once any rate of the line is another."""
    rates = [(one.id, one.price, one.first_day, one.last_day) for one in line.agreed]
    return hashlib.sha256(repr((line.named.line_id, rates)).encode()).hexdigest()[:16]
