"""How options differ, said in words that need no arithmetic."""

from collections.abc import Sequence
from decimal import Decimal

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.money import format_pounds

_KIND_WORDS = {
    FeeKind.CARE: "support",
    FeeKind.TRANSPORT: "transport",
    FeeKind.MEALS: "meals",
    FeeKind.ONE_TO_ONE: "one-to-one hours",
    FeeKind.ACCOMMODATION: "the place",
    FeeKind.ONE_OFF: "one-offs",
}


def say_difference(
    first: str, weekly: Decimal, by_kind: Sequence[tuple[FeeKind, Decimal]], per_hour: Decimal | None
) -> str:
    """Return how much dearer or cheaper a week is than at the first option, in which part, and when the hour says otherwise.

    Amounts in pounds, positive when dearer than the first.
    """
    if not weekly:
        return f"The same price a week as {first}{_say_parts(by_kind)}.{_say_hour(weekly, per_hour)}"
    return f"{_say_amount(weekly)} a week than {first}{_say_parts(by_kind)}.{_say_hour(weekly, per_hour)}"


def _say_parts(by_kind: Sequence[tuple[FeeKind, Decimal]]) -> str:
    if len(by_kind) == 1:
        kind, _ = by_kind[0]
        return f", all of it for {_KIND_WORDS[kind]}"
    parts = ", ".join(f"{_KIND_WORDS[kind]} {_say_amount(amount)}" for kind, amount in by_kind)
    return f": {parts}" if parts else ""


def _say_amount(amount: Decimal) -> str:
    return f"{format_pounds(abs(amount))} {'dearer' if amount > 0 else 'cheaper'}"


def _say_hour(weekly: Decimal, per_hour: Decimal | None) -> str:
    if per_hour is None or per_hour == 0 or (weekly > 0) == (per_hour > 0):
        return ""
    return f" By the hour the support is {_say_amount(per_hour)}."
