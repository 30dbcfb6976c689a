"""A rate that was, or would be, agreed or ended, in the sentences every face shows."""

from collections.abc import Sequence
from decimal import Decimal

from brokerage.domain.money import format_pounds
from brokerage.domain.number_words import count
from brokerage.domain.period import Period, format_day
from brokerage.domain.rate_comparison import RateCompared, RateMove
from brokerage.domain.rate_gaps import say_gap
from brokerage.domain.rate_setting import RateTold
from brokerage.domain.unit import FOR_ONE, Unit
from brokerage.domain.uplift_cost import UpliftCost


def say_move(told: RateTold) -> str:
    """Return what becomes of the line, `£72.00 a day from 1 Jan 2027 follows £70.70, which ends on 31 Dec 2026`."""
    return say_move_of(told.compared, told.line.unit)


def say_move_of(compared: RateCompared, unit: Unit) -> str:
    """Return the same of a price for one of the unit against the one before it."""
    price = f"{format_pounds(compared.price)} {FOR_ONE[unit]}"
    begins = f"{price} from {format_day(compared.first_day)}"
    if compared.move is RateMove.ENDED:
        return f"{begins} ends on {_last_day(compared)}"
    begins += "" if compared.last_day is None else f" to {format_day(compared.last_day)}"
    if compared.move is RateMove.UNCHANGED:
        return f"{begins} is agreed already"
    if compared.old_price is None:
        return f"{begins} is the first price of this line"
    ends = "" if compared.old_last_day is None else f", which ends on {format_day(compared.old_last_day)}"
    return f"{begins} follows {format_pounds(compared.old_price)}{ends}"


def say_change(compared: RateCompared) -> str:
    """Return old against new, `+£1.30, +1.8 %` or `no change`; empty where there is no price before, or no new one."""
    if compared.move is not RateMove.FOLLOWS or compared.change is None or compared.change_percent is None:
        return ""
    if compared.change == 0:
        return "no change"
    percent = f"{_sign(compared.change_percent)}{abs(compared.change_percent)} %"
    return f"{'+' if compared.change > 0 else ''}{format_pounds(compared.change)}, {percent}"


def say_cost(cost: UpliftCost) -> str:
    """Return what the new price means for placements that run, and apart for those signed, over this year and twelve months."""
    to_begin = say_to_begin(cost)
    return f"{_say_running(cost)} {to_begin}".rstrip()


def say_to_begin(cost: UpliftCost) -> str:
    """Return what signed placements add that are still to begin, which is in no other figure; empty where there are none."""
    to_begin = cost.to_begin
    keeps = count(to_begin.price_locked, "signed placement", "signed placements")
    locked = f"{keeps} still to begin {'keeps its' if to_begin.price_locked == 1 else 'keep their'} locked price."
    if not to_begin.placements:
        return locked if to_begin.price_locked else ""
    adds = count(to_begin.placements, "signed placement still to begin adds", "signed placements still to begin add")
    year, whole = format_pounds(to_begin.in_financial_year), format_pounds(to_begin.full_year)
    said = f"{adds} {year} in {cost.financial_year.label}, {whole} in twelve months, beside those that run."
    return f"{said} {locked}" if to_begin.price_locked else said


def _say_running(cost: UpliftCost) -> str:
    if not cost.placements and not cost.price_locked:
        return "No running placement is priced at this rate."
    locked = count(cost.price_locked, "placement keeps its locked price", "placements keep their locked price")
    if not cost.placements:
        return f"{locked}."
    pays = count(cost.placements, "running placement pays", "running placements pay")
    year, whole = _signed(cost.in_financial_year), _signed(cost.full_year)
    rest = f"; {locked}" if cost.price_locked else ""
    return f"{pays} it: {year} in {cost.financial_year.label}, {whole} in twelve months{rest}."


def say_gaps(told: RateTold) -> str:
    """Return the days left without a rate; empty where there are none."""
    return say_days_without(told.gaps) if told.gaps else ""


def say_days_without(gaps: Sequence[Period]) -> str:
    """Return the days of a line without a rate, `No agreed rate: from 1 Apr 2027 on. No call-off can begin on these days.`."""
    return f"No agreed rate: {'; '.join(map(say_gap, gaps))}. No call-off can begin on these days."


def _last_day(compared: RateCompared) -> str:
    return "no day" if compared.last_day is None else format_day(compared.last_day)


def _signed(amount: Decimal) -> str:
    return f"{'+' if amount > 0 else ''}{format_pounds(amount)}"


def _sign(amount: Decimal) -> str:
    return "+" if amount > 0 else "\N{MINUS SIGN}" if amount < 0 else ""
