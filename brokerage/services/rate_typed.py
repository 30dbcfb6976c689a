"""Reading a rate to agree or to end as it was typed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.money import parse_pounds
from brokerage.domain.period import parse_day
from brokerage.domain.rate_setting import RateLineAsked, RateToAgree, RateToEnd
from brokerage.domain.ratio import Ratio, parse_ratio
from brokerage.domain.unit import Unit
from brokerage.services.typed_parts import choice_of, lot_of, service_of
from brokerage.storage.engine import Database

__all__ = ["NEGOTIATED", "RateLineTyped", "RateTyped", "price_of", "ratio_of", "read_end", "read_rate"]

NEGOTIATED = "Negotiation"
"""What a rate agreed by hand names as its source where nothing else is said."""


@dataclass(frozen=True, slots=True)
class RateLineTyped:
    """The line as it was typed: the service by name or reference, the lot as SCHEME/1; empty where nothing was."""

    service: str
    lot: str
    unit: str
    kind: str = FeeKind.CARE.value
    ratio: str = ""
    activity: str = ""
    band: str = ""


@dataclass(frozen=True, slots=True)
class RateTyped:
    """The rate as it was typed; no last day means until it is ended."""

    line: RateLineTyped
    price: str
    first_day: str
    last_day: str | None = None
    source: str = ""
    note: str = ""


def read_rate(database: Database, typed: RateTyped) -> RateToAgree:
    """The rate meant. Raises: BadInput at the field that cannot be read or is not there."""
    return RateToAgree(
        _read_line(database, typed.line),
        price_of(typed.price),
        _day(typed.first_day, "first day", "first_day"),
        None if typed.last_day is None else _day(typed.last_day, "last day", "last_day"),
        typed.source or NEGOTIATED,
        typed.note,
    )


def read_end(database: Database, line: RateLineTyped, last_day: str, reason: str) -> RateToEnd:
    """The end meant. Raises: as `read_rate`."""
    return RateToEnd(_read_line(database, line), _day(last_day, "last day", "last_day"), reason)


def price_of(text: str) -> Decimal:
    """The pounds typed. Raises: BadInput at the price."""
    try:
        return parse_pounds(text)
    except BadInput as wrong:
        raise BadInput(wrong.sentence, "price") from None


def ratio_of(text: str) -> Ratio | None:
    """The ratio typed, or None where nothing was. Raises: BadInput at the ratio."""
    if not text.strip():
        return None
    try:
        return parse_ratio(text)
    except BadInput as wrong:
        raise BadInput(wrong.sentence, "ratio") from None


def _read_line(database: Database, typed: RateLineTyped) -> RateLineAsked:
    return RateLineAsked(
        service_of(database, typed.service),
        lot_of(database, typed.lot),
        choice_of(FeeKind, typed.kind, "kind"),
        choice_of(Unit, typed.unit, "unit"),
        ratio_of(typed.ratio),
        typed.activity,
        typed.band,
    )


def _day(text: str, what: str, field: str) -> date:
    try:
        return parse_day(text, what=what)
    except BadInput as wrong:
        raise BadInput(wrong.sentence, field) from None
