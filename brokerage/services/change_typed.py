"""Reads a change of a call-off as it was typed on the command line: only what was said is different in the form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.call_off_face import Changed
from brokerage.domain.draft_lines import choose_line, move_first_day
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.period import parse_day
from brokerage.domain.rate_card import cheapest_transport, line_of_rate
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.service_sheet import CardLine
from brokerage.domain.staff import Actor
from brokerage.domain.week_wanted import parse_week
from brokerage.services.call_off_standing import CallOffStanding
from brokerage.services.change_call_off import change_answered, change_call_off
from brokerage.services.draft_call_offs import begin_drafts
from brokerage.services.evidence import MOST_KEPT
from brokerage.services.find_support import find_offers
from brokerage.services.look_at_change import ChangeLook, look_at_change, read_to_change
from brokerage.services.typed_parts import (
    line_once,
    line_outside,
    lines_of_rates,
    lot_of,
    read_amount,
    read_collector,
    read_route,
    refuse_no_rate,
    service_of,
)
from brokerage.storage.engine import Database
from brokerage.storage.queries.rate_card import rate_card

ValueT = TypeVar("ValueT")
NONE = "none"
"""Takes away a planned end, a one-off, or what was settled for this call-off: then the record and the rules say it again."""


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """What was typed, as it was typed; None, or nothing, where it stays as it is."""

    service: str | None = None
    start: str | None = None
    end: str | None = None
    week: str | None = None
    ratio: str | None = None
    lot: str | None = None
    route: str | None = None
    reason: str | None = None
    rates: tuple[int, ...] = ()
    price: str | None = None
    unit: str | None = None
    once: str | None = None
    with_transport: bool = False
    price_locked: bool | None = None
    contribution: str | None = None
    collected_by: str | None = None
    top_up: str | None = None
    top_up_payer: str | None = None
    room: str | None = None


def read_change(database: Database, draft: CallOffDraft, asked: ChangeAsked) -> CallOffDraft:
    """Return the form with what was said put in. Raises: BadInput for what cannot be read or is not known."""
    changed = _terms(draft, asked)
    if asked.start is not None:
        changed = _moved(database, changed, asked.start)
    if asked.service is not None or asked.lot is not None:
        changed = _elsewhere(database, changed, asked)
    return replace(changed, lines=_lines(database, changed, asked))


def _terms(draft: CallOffDraft, asked: ChangeAsked) -> CallOffDraft:
    """Return the form with what needs nothing looked up."""
    return replace(
        draft,
        planned_last_day=_said(asked.end, draft.planned_last_day, lambda said: parse_day(said, what="planned end")),
        week=_said(asked.week, draft.week, parse_week),
        ratio=_said(asked.ratio, draft.ratio, parse_ratio),
        route=draft.route if asked.route is None else read_route(asked.route),
        reason=draft.reason if asked.reason is None else asked.reason,
        price_locked=draft.price_locked if asked.price_locked is None else asked.price_locked,
        contribution_weekly=_said(
            asked.contribution, draft.contribution_weekly, lambda said: read_amount(said, "contribution")
        ),
        collected_by=_said(asked.collected_by, draft.collected_by, read_collector),
        top_up_weekly=_said(asked.top_up, draft.top_up_weekly, lambda said: read_amount(said, "top-up")),
        top_up_payer=draft.top_up_payer if asked.top_up_payer is None else asked.top_up_payer,
        room=draft.room if asked.room is None else asked.room,
    )


def _said(text: str | None, before: ValueT | None, read: Callable[[str], ValueT | None]) -> ValueT | None:
    """Return what was said, what stood where nothing was, and nothing for the word that takes it away."""
    if text is None:
        return before
    return None if text.strip().lower() == NONE else read(text)


def _moved(database: Database, draft: CallOffDraft, start: str) -> CallOffDraft:
    """Return the form from another first day, each agreed line at its rate of that day."""
    first_day = parse_day(start, what="first day")
    return move_first_day(draft, _card(database, draft), first_day)


def _elsewhere(database: Database, draft: CallOffDraft, asked: ChangeAsked) -> CallOffDraft:
    """Return the form at another service or in another lot, with the rate of it that fits the week and the ratio.

    Raises: BadInput when it has none and no other price was said.
    """
    service_id = draft.service_id if asked.service is None else service_of(database, asked.service)
    lot_id = None if asked.lot is None else lot_of(database, asked.lot)
    if draft.first_day is None:
        raise BadInput("Give the first day.", "start")
    criteria = SearchCriteria(
        draft.first_day, draft.week, ratio=draft.ratio, transport=asked.with_transport, limit=MOST_KEPT
    )
    offers = find_offers(database, criteria).offers
    found = [offer for offer in offers if offer.service_id == service_id and offer.lot_id is not None]
    offer = next((each for each in found if lot_id in (None, each.lot_id)), None)
    if offer is None:
        return replace(draft, service_id=service_id, lot_id=lot_id or draft.lot_id, lines=())
    if offer.rate_id is None and not asked.rates and asked.price is None:
        refuse_no_rate(offer, criteria, "service")
    (begun,) = begin_drafts(database, criteria, (offer,), draft.person_id, (draft.request_id,))
    once = tuple(line for line in draft.lines if line.kind is FeeKind.ONE_OFF)
    return replace(draft, service_id=service_id, lot_id=begun.lot_id, lines=(*begun.lines, *once))


def _lines(database: Database, draft: CallOffDraft, asked: ChangeAsked) -> tuple[LineChosen, ...]:
    once = [line for line in draft.lines if line.kind is FeeKind.ONE_OFF]
    lines = [line for line in draft.lines if line.kind is not FeeKind.ONE_OFF]
    if asked.rates:
        lines = lines_of_rates(database, draft, asked.rates)
    if asked.price is not None:
        lines = [line_outside(asked.price, asked.unit)]
    if asked.with_transport and all(line.kind is not FeeKind.TRANSPORT for line in lines):
        lines.append(_transport(database, draft, lines))
    if asked.once is not None:
        once = [] if asked.once.strip().lower() == NONE else [line_once(asked.once)]
    return (*lines, *once)


def _transport(database: Database, draft: CallOffDraft, lines: list[LineChosen]) -> LineChosen:
    card = _card(database, draft)
    priced_at = line_of_rate(card, lines[0].rate_id if lines else None)
    activity = "" if priced_at is None else priced_at.activity
    found = None if draft.first_day is None else cheapest_transport(card, activity, draft.first_day, draft.week)
    if found is None:
        raise BadInput(
            "The service has no agreed rate for transport on the first day: leave --transport out.", "transport"
        )
    return choose_line(found[0], found[1].rate_id)


def _card(database: Database, draft: CallOffDraft) -> tuple[CardLine, ...]:
    if draft.service_id is None:
        raise BadInput("Choose a service.", "service")
    with database.reading() as reader:
        return rate_card(reader, draft.service_id, draft.lot_id)


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """What a change came to: before and after, what it opened again; `standing` is None where nothing was saved."""

    reference: str
    changes: tuple[Changed, ...]
    reopens: str
    standing: CallOffStanding | None


def change_as_typed(
    database: Database,
    actor: Actor,
    reference: str,
    asked: ChangeAsked,
    why: str,
    now: datetime,
    *,
    request_id: str | None = None,
    dry_run: bool = False,
) -> ChangeTold:
    """Return what became of the call-off; with `dry_run` what would become of it.

    Raises: BadInput when nothing would be different, and as `change_call_off` does.
    """
    answered = None if request_id is None else change_answered(database, reference, request_id)
    if answered is not None:
        return ChangeTold(reference, (), "", answered)
    stood = read_to_change(database, actor, reference, now)
    draft = read_change(database, stood.draft, asked)
    found = look_at_change(database, actor, stood, draft, now)
    if found.look.priced is not None and not found.changes:
        raise BadInput("Nothing would be different: say what to change, such as --week or --collected-by.")
    if dry_run:
        return ChangeTold(reference, _refuse_unpriced(found).changes, found.reopens, None)
    done = change_call_off(database, actor, reference, draft, why, now, found.chosen_from, request_id=request_id)
    return ChangeTold(reference, found.changes, found.reopens, done.result)


def _refuse_unpriced(found: ChangeLook) -> ChangeLook:
    look = found.look
    missing = look.check.missing[0] if look.check.missing else None
    if look.refused or look.gates:
        raise RuleBroken(look.refused or f"It cannot start then: {'; '.join(look.gates)}.")
    if missing is not None:
        raise BadInput(missing.sentence, missing.field)
    return found
