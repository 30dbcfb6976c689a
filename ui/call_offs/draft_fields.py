"""The fields of a call-off's form as they are told when two change the same one: their words, and what stands in each."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.rate_card import line_of_rate
from brokerage.domain.service_sheet import CardLine
from ui import formats
from ui.call_offs.draft_words import card_words
from ui.conflicts import FieldWords


def draft_fields(card: tuple[CardLine, ...]) -> tuple[FieldWords[CallOffDraft], ...]:
    """Every field of the form in its order; `card` names the fee lines."""
    return (
        FieldWords("first_day", "First day", lambda d: "" if d.first_day is None else formats.day(d.first_day)),
        FieldWords("planned_last_day", "Planned end", lambda d: formats.day(d.planned_last_day, "")),
        FieldWords("room", "Room or place", lambda d: d.room.strip()),
        FieldWords("week", "Days and hours", lambda d: str(d.week or "")),
        FieldWords("ratio", "Ratio", lambda d: str(d.ratio or "")),
        FieldWords("lines", "Fee lines", lambda d: "; ".join(_line(line, d, card) for line in d.lines)),
        FieldWords("price_locked", "Price", lambda d: "Locked" if d.price_locked else "Follows the agreed rate"),
        FieldWords("route", "Award route", lambda d: formats.words(d.route)),
        FieldWords(
            "contribution_weekly", "Contribution a week", lambda d: _amount(d.contribution_weekly, "As on record")
        ),
        FieldWords(
            "collected_by",
            "Who collects the contribution",
            lambda d: "As on record" if d.collected_by is None else formats.words(d.collected_by),
        ),
        FieldWords("top_up_weekly", "Top-up a week", lambda d: _amount(d.top_up_weekly, "All above the budget")),
        FieldWords("top_up_payer", "Who pays the top-up", lambda d: d.top_up_payer.strip()),
        FieldWords("reason", "Reason", lambda d: d.reason.strip()),
    )


_PUT: dict[str, Callable[[CallOffDraft, CallOffDraft], CallOffDraft]] = {
    "first_day": lambda to, other: replace(to, first_day=other.first_day),
    "planned_last_day": lambda to, other: replace(to, planned_last_day=other.planned_last_day),
    "room": lambda to, other: replace(to, room=other.room),
    "week": lambda to, other: replace(to, week=other.week),
    "ratio": lambda to, other: replace(to, ratio=other.ratio),
    "lines": lambda to, other: replace(to, lines=other.lines),
    "price_locked": lambda to, other: replace(to, price_locked=other.price_locked),
    "route": lambda to, other: replace(to, route=other.route),
    "contribution_weekly": lambda to, other: replace(to, contribution_weekly=other.contribution_weekly),
    "collected_by": lambda to, other: replace(to, collected_by=other.collected_by),
    "top_up_weekly": lambda to, other: replace(to, top_up_weekly=other.top_up_weekly),
    "top_up_payer": lambda to, other: replace(to, top_up_payer=other.top_up_payer),
    "reason": lambda to, other: replace(to, reason=other.reason),
}


def put_field(to: CallOffDraft, field: str, other: CallOffDraft) -> CallOffDraft:
    """The draft with this one field as it stands in the other."""
    return _PUT[field](to, other)


def _line(line: LineChosen, draft: CallOffDraft, card: tuple[CardLine, ...]) -> str:
    of_card = line_of_rate(card, line.rate_id)
    if of_card is not None:
        return card_words(of_card, draft)
    price = "no price yet" if line.price is None else formats.unit_price(line.price, line.unit)
    return ", ".join(filter(None, (line.description or formats.words(line.kind), price)))


def _amount(amount: Decimal | None, nothing: str) -> str:
    return nothing if amount is None else formats.money(amount)
