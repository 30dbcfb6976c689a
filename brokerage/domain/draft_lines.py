"""How a draft is begun from an offer, and which lines of the rate card it takes: the same for the window and the command line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.fee_line import FOLLOWS_ATTENDANCE, FeeKind
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.rate_card import cheapest_transport, line_of_rate
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service_sheet import CardLine
from brokerage.domain.unit import Unit


def begin_draft(
    offer: Offer,
    criteria: SearchCriteria,
    card: Sequence[CardLine],
    *,
    person_id: int | None,
    request_id: str,
    lot_id: int | None,
) -> CallOffDraft:
    """Return the draft an offer begins: the line it was priced at, and its transport where that was asked for.

    `lot_id` is the lot whose rules apply. Outside the scheme, or without an agreed rate, the price is still to be typed.
    """
    priced_at = line_of_rate(card, offer.rate_id)
    kind = FeeKind.CARE if priced_at is None else priced_at.kind
    lines = [LineChosen(kind, offer.unit or Unit.WEEK, offer.rate_id)]
    if criteria.transport:
        activity = "" if priced_at is None else priced_at.activity
        lines += _transport(card, activity, criteria)
    return CallOffDraft(
        request_id=request_id,
        person_id=person_id,
        service_id=offer.service_id,
        lot_id=lot_id,
        first_day=criteria.start_day,
        week=criteria.week,
        ratio=criteria.ratio or offer.ratio,
        lines=tuple(lines),
        route=AwardRoute.OFF_SCHEME if offer.lot_id is None or offer.rate_id is None else AwardRoute.DIRECT,
    )


def choose_line(line: CardLine, rate_id: int) -> LineChosen:
    """Return the line as a draft takes it at one of its rates: transport and meals follow the days that are attended."""
    follows = line.kind in (FeeKind.TRANSPORT, FeeKind.MEALS) and line.unit in FOLLOWS_ATTENDANCE
    return LineChosen(line.kind, line.unit, rate_id, per_attended_day=Decimal(1) if follows else None)


def lines_in_force(card: Sequence[CardLine], day: date) -> tuple[tuple[LineChosen, CardLine], ...]:
    """Return the lines of the rate card that have a rate on the day, each as a draft takes it."""
    rates = ((line, line.rate_on(day)) for line in card)
    return tuple((choose_line(line, rate.rate_id), line) for line, rate in rates if rate is not None)


def lines_to_add(draft: CallOffDraft, card: Sequence[CardLine]) -> tuple[tuple[LineChosen, CardLine], ...]:
    """Return the lines in force on the first day that the draft does not have yet.

    A price by the mile is not among them: nothing in the form says how many miles.
    """
    if draft.first_day is None:
        return ()
    taken = {line.rate_id for line in draft.lines}
    in_force = lines_in_force(card, draft.first_day)
    return tuple(pair for pair in in_force if pair[0].rate_id not in taken and pair[0].unit is not Unit.MILE)


def move_first_day(draft: CallOffDraft, card: Sequence[CardLine], first_day: date | None) -> CallOffDraft:
    """Return the draft from another first day, each line at the rate of its card line that is in force then."""
    if first_day is None:
        return replace(draft, first_day=None)
    return replace(draft, first_day=first_day, lines=tuple(_on_day(line, card, first_day) for line in draft.lines))


def _on_day(line: LineChosen, card: Sequence[CardLine], day: date) -> LineChosen:
    of_card = line_of_rate(card, line.rate_id)
    rate = None if of_card is None else of_card.rate_on(day)
    return line if rate is None else replace(line, rate_id=rate.rate_id)


def _transport(card: Sequence[CardLine], activity: str, criteria: SearchCriteria) -> tuple[LineChosen, ...]:
    cheapest = cheapest_transport(card, activity, criteria.start_day, criteria.week)
    return () if cheapest is None else (choose_line(cheapest[0], cheapest[1].rate_id),)
