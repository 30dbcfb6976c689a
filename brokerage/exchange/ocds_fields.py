"""The fields of published JSON, each of which may be absent or of another kind: what cannot be understood is left out."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from brokerage.domain.calendar import day_in_england

LONGEST_TEXT = 500
_MOST_POUNDS = Decimal(10**12)
_MOST_DAYS = 100_000

Fields = Mapping[str, object]


def fields_of(value: object) -> Fields:
    """The value as an object's fields; none where it is no object."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[Fields]:
    """The objects of a list; none where it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text_of(fields: Fields, name: str, longest: int = LONGEST_TEXT) -> str:
    """The text on one line, without signs that a screen would obey, and not without end."""
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    plain = "".join(sign if sign.isprintable() else " " for sign in str(value)[: 4 * longest])
    return " ".join(plain.split())[:longest]


def moment_of(fields: Fields, name: str) -> datetime | None:
    """The moment; one without a zone is taken as universal time. None where it cannot be read."""
    moment = _moment(fields, name)
    return moment if moment is None or moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def day_of(fields: Fields, name: str) -> date | None:
    """The day in England; a moment without a zone is taken as England's. None where it cannot be read."""
    moment = _moment(fields, name)
    if moment is None or moment.tzinfo is None:
        return None if moment is None else moment.date()
    try:
        return day_in_england(moment)
    except (ValueError, OverflowError):
        return None


def _moment(fields: Fields, name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text_of(fields, name))
    except ValueError:
        return None


def whole_number_of(value: object) -> int | None:
    """The value where it is a whole number above nothing and within reach."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < _MOST_DAYS else None


def pounds_of(value: object) -> Decimal | None:
    """Pounds, without tax where both are said, which is how estimates are made; None for another currency."""
    fields = fields_of(value)
    amount = fields.get("amount", fields.get("amountGross"))
    if (
        isinstance(amount, bool)
        or not isinstance(amount, int | float)
        or text_of(fields, "currency") not in ("", "GBP")
    ):
        return None
    pounds = Decimal(str(amount))
    return pounds.quantize(Decimal("0.01")) if 0 <= pounds < _MOST_POUNDS else None
