"""A workbook of agreed rates that came back filled in: tried, every rate old against new, and left there."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from io import StringIO

from PySide6.QtWidgets import QScrollArea

from brokerage.domain.calendar import financial_year_of
from brokerage.domain.money import round_to_penny
from brokerage.domain.period import ONE_DAY
from brokerage.domain.rate_to_fill_in import RateToFillIn
from ui.market.page import MarketPage
from ui.market.rates.section import RatesSection
from ui.tour import Step, Tour, TourFailed, Waits

MOST_RATES = 8
_FILE = "rates-filled-in.csv"
_RISE = Decimal("1.04")
_HEADINGS = (
    "Service reference", "Scheme reference", "Lot number", "Activity name", "Pays for", "Unit", "Ratio", "Band", "Price",
    "First day", "Last day", "Source",
)  # fmt: skip


def look_at_a_filled_in_workbook(tour: Tour) -> Waits:
    """What a workbook would do that raises prices by four per cent from April and ends one rate."""
    section = tour.page(MarketPage).section
    if not isinstance(section, RatesSection) or section.filters.lot_chosen is None:
        raise TourFailed("The rates of a lot are not in front.")
    yield from _fill_in(tour, section.filters.lot_chosen.key)
    section.from_workbook.click()
    yield tour.at_rest
    card = section.book.book
    card.read_files([tour.folder / _FILE])
    yield lambda: bool(card.table.rows) and tour.at_rest()
    tour.find(QScrollArea, section.book).ensureWidgetVisible(card.take_in)
    yield tour.at_rest
    tour.picture("Market: a workbook of rates tried, each old against new; one press takes in all of it, or nothing")
    section.book.back.click()
    yield tour.at_rest


def _fill_in(tour: Tour, lot: str) -> Waits:
    from brokerage.services.rates_template import find_rates_to_fill_in

    today, found = tour.desk.today(), list[RateToFillIn]()
    question = partial(find_rates_to_fill_in, tour.desk.database, None, lot, today)
    tour.desk.reads.latest("tour: rates to fill in", question, found.extend)
    yield tour.at_rest
    filled_in = _csv(_rows(found, financial_year_of(today).period.known_last_day))
    tour.paper(
        _FILE, filled_in, "Agreed rates filled in as a provider sends them back: new prices from April, one at its end"
    )


def _rows(found: Sequence[RateToFillIn], last_day: date) -> list[RateToFillIn]:
    """The rates that run on after the day, raised from the next on; the last of them ends on it."""
    run_on = [rate for rate in found if rate.first_day <= last_day and rate.last_day is None][:MOST_RATES]
    raised = [
        replace(rate, price=round_to_penny(rate.price * _RISE), first_day=last_day + ONE_DAY) for rate in run_on[:-1]
    ]
    return [*raised, *(replace(rate, last_day=last_day) for rate in run_on[-1:])]


def _csv(rates: Sequence[RateToFillIn]) -> bytes:
    made = StringIO()
    written = csv.writer(made)
    written.writerow(_HEADINGS)
    for rate in rates:
        ratio, last_day = rate.ratio or "", rate.last_day or ""
        named = (rate.service_reference, rate.scheme, rate.lot, rate.activity, rate.kind.value, rate.unit.value)
        written.writerow((*named, ratio, rate.band, rate.price, rate.first_day, last_day, "Made up (demo)"))
    return made.getvalue().encode()


STEPS: tuple[Step, ...] = (look_at_a_filled_in_workbook,)
