"""Reads a rate card: which line a rate is a price of, and which line of transport costs least."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from brokerage.domain.fee_line import FOLLOWS_ATTENDANCE, FeeKind
from brokerage.domain.service_sheet import CardLine, CardRate
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted


def line_of_rate(card: Sequence[CardLine], rate_id: int | None) -> CardLine | None:
    """Return the line of the rate card that the rate is a price of; None where there is none."""
    return next((line for line in card if rate_id in {rate.rate_id for rate in line.rates}), None)


def cheapest_transport(
    card: Sequence[CardLine], activity: str, day: date, week: WeekWanted | None
) -> tuple[CardLine, CardRate] | None:
    """Return the line, with its rate on the day, by which the service's own transport to the activity costs least.

    By the day or session it is priced for each attended day, which only a week wanted tells; a price by the mile is never
    chosen, because nobody has said how many. None where no transport is priced apart.
    """
    days = None if week is None else week.days_per_week
    found = [
        (rate.price * times, line, rate)
        for line in card
        if line.kind is FeeKind.TRANSPORT and line.activity in ("", activity)
        if (rate := line.rate_on(day)) is not None and (times := _times_a_week(line.unit, days)) is not None
    ]
    return min(found, key=_weekly_then_number)[1:] if found else None


def _times_a_week(unit: Unit, attended_days: int | None) -> int | None:
    if unit is Unit.WEEK:
        return 1
    return attended_days if unit in FOLLOWS_ATTENDANCE else None


def _weekly_then_number(priced: tuple[Decimal, CardLine, CardRate]) -> tuple[Decimal, int]:
    return priced[0], priced[2].rate_id
