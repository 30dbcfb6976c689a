"""Rates past, in force and to come, with the days between them that have none. No widgets here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from brokerage.domain.period import Period
from brokerage.domain.service_sheet import CardLine, CardRate, RateTiming, ServiceSheet
from brokerage.domain.unit import Unit
from ui import formats
from ui.find.cost_words import line_words
from ui.tone import Tone

_TIMING = {RateTiming.PAST: "past", RateTiming.PRESENT: "in force", RateTiming.TO_COME: "to come"}


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate, days without one, or the line of the card that the rows below it belong to."""

    key: tuple[int, date | None]
    days: str
    price: str
    state: str
    tone: Tone


def rate_rows(sheet: ServiceSheet, start_day: date) -> tuple[RateRow, ...]:
    """Every rate of every line as seen from the start day, latest first, with the days that have none among them."""
    return tuple(row for line in sheet.card for row in (_heading(line), *_rows_of(line, start_day)))


def _heading(line: CardLine) -> RateRow:
    return RateRow((line.line_id, None), line_words(line), _by_the(line.unit), "", Tone.PLAIN)


def _rows_of(line: CardLine, start_day: date) -> Iterator[RateRow]:
    found = [(rate.period, _rate_row(line, rate, start_day)) for rate in line.rates]
    found += [(gap, _gap_row(line, gap)) for gap in line.gaps]
    return (row for _, row in sorted(found, key=lambda pair: pair[0].first_day, reverse=True))


def _rate_row(line: CardLine, rate: CardRate, start_day: date) -> RateRow:
    timing = rate.timing_on(start_day)
    tone = {RateTiming.PRESENT: Tone.GOOD, RateTiming.PAST: Tone.QUIET}.get(timing, Tone.PLAIN)
    price = formats.money(rate.price)
    return RateRow((line.line_id, rate.period.first_day), _days(rate.period), price, _TIMING[timing], tone)


def _gap_row(line: CardLine, gap: Period) -> RateRow:
    key = (line.line_id, gap.first_day)
    return RateRow(key, _days(gap), "no agreed rate", f"{formats.STOPPED} gap", Tone.BAD)


def _by_the(unit: Unit) -> str:
    return "paid once" if unit is Unit.ONCE else f"by the {formats.words(unit)}"


def _days(period: Period) -> str:
    return f"    {formats.period(period.first_day, period.last_day)}"
