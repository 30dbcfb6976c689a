"""What was called off through a scheme, by financial year, beside what the council expected to buy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.calendar import FinancialYear, financial_year_of, split_by_financial_year
from brokerage.domain.money import from_pence, to_pence
from brokerage.domain.period import Period

DAYS_IN_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class CalledOff:
    """A call-off the provider accepted: pounds a week and once, and its days, both included; None where it goes on."""

    weekly: Decimal
    one_off: Decimal
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class YearValue:
    """A financial year of a scheme, in pounds; `estimated` is None where the council estimated nothing."""

    year: FinancialYear
    estimated: Decimal | None
    called_off: Decimal


def value_by_year(
    estimated: Mapping[int, Decimal], call_offs: Iterable[CalledOff], today: date
) -> tuple[YearValue, ...]:
    """Return each financial year with an estimate or a call-off, in order, up to the year of today for the call-offs.

    `estimated` goes by the year in whose April it begins. A call-off counts its weekly price × days ÷ 7, whatever its dated
    list, and its one-offs in the year it begins: the convention for watching a contract's value. Its years sum to its whole.
    """
    pence: dict[int, int] = defaultdict(int)
    until = financial_year_of(today).period.known_last_day
    for call_off in call_offs:
        for year, amount in _pence_by_year(call_off, until):
            pence[year] += amount
    return tuple(
        YearValue(FinancialYear(year), estimated.get(year), from_pence(pence.get(year, 0)))
        for year in sorted({*estimated, *pence})
    )


def _pence_by_year(call_off: CalledOff, until: date) -> Iterable[tuple[int, int]]:
    last_day = min(call_off.last_day or until, until)
    if last_day < call_off.first_day:
        return
    weekly, once = to_pence(call_off.weekly), to_pence(call_off.one_off)
    days = reached = 0
    for year, part in split_by_financial_year(Period(call_off.first_day, last_day)):
        days += part.days
        now = _rounded(weekly * days)
        yield year.start_year, now - reached + once
        reached, once = now, 0


def _rounded(pence_times_days: int) -> int:
    """Seventh parts of pence, half a penny going up; each running sum is rounded, so the years add up to the whole."""
    return (2 * pence_times_days + DAYS_IN_A_WEEK) // (2 * DAYS_IN_A_WEEK)
