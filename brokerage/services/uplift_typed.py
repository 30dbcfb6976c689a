"""Reading an uplift as it was typed."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from brokerage.domain.errors import BadInput
from brokerage.domain.period import parse_day
from brokerage.domain.uplift import Uplift, UpliftKind, UpliftRounding
from brokerage.domain.uplift_summary import UpliftAsked

__all__ = ["UpliftTyped", "read_uplift"]


@dataclass(frozen=True, slots=True)
class UpliftTyped:
    """What was typed, as it was typed; None where nothing was."""

    scheme: str
    first_day: str
    percent: str | None = None
    pence: str | None = None
    rounding: str = UpliftRounding.PENNY.value
    lots: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    note: str = ""


def read_uplift(typed: UpliftTyped) -> UpliftAsked:
    """The uplift meant. Raises: BadInput at the field that cannot be read, and unless exactly one of percent and pence is given."""
    if (typed.percent is None) == (typed.pence is None):
        raise BadInput("Give the uplift either by --percent, as in 4, or by --pence a unit, as in 50.", "amount")
    first_day = parse_day(typed.first_day, what="first day of the uplift")
    rounding = _read_rounding(typed.rounding)
    if typed.pence is not None:
        pounds = _read_number(typed.pence, "pence") / 100
        uplift = Uplift(UpliftKind.PENCE, pounds, rounding, first_day)
    else:
        uplift = Uplift(UpliftKind.PERCENT, _read_number(typed.percent or "", "percent"), rounding, first_day)
    return UpliftAsked(typed.scheme, uplift, typed.lots, typed.providers, typed.note)


def _read_rounding(word: str) -> UpliftRounding:
    try:
        return UpliftRounding(word.strip().lower())
    except ValueError:
        known = ", ".join(rounding.value for rounding in UpliftRounding)
        raise BadInput(f"The rounding is not known: choose one of {known}.", "rounding") from None


def _read_number(text: str, what: str) -> Decimal:
    try:
        number = Decimal(text.strip().removesuffix("%").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise BadInput(f"The {what} of the uplift cannot be read: give a number, such as 4 or 3.5.", "amount")
    return number
