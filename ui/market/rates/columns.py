"""The columns of the tables of rates."""

from datetime import date

from brokerage.domain.price_spread import YearMedian
from ui import formats
from ui.market.rates import words as rate_words
from ui.market.rates.words import CardRow, PriceRow
from ui.widgets.row_model import Column

PRICES: tuple[Column[PriceRow], ...] = (
    Column("Price", rate_words.price, figures=True, width=130, tone=rate_words.price_tone),
    Column("Service", lambda row: row.line.service, strong=True),
    Column("Provider", lambda row: row.line.provider),
    Column("Activity", lambda row: row.line.activity or formats.DASH),
    Column("Ratio", lambda row: formats.DASH if row.line.ratio is None else str(row.line.ratio), width=60),
    Column("Band", lambda row: row.line.band or formats.DASH, width=90),
    Column("From", lambda row: formats.DASH if row.rate is None else formats.day(row.rate.first_day), width=110),
    Column("To", lambda row: formats.DASH if row.rate is None else formats.day(row.rate.last_day, "open"), width=110),
    Column("No rate", rate_words.gaps, tone=rate_words.gap_tone),
)

YEARS: tuple[Column[YearMedian], ...] = (
    Column("On 1 April", lambda one: formats.day(one.year.period.first_day), width=110),
    Column("Median", lambda one: formats.money(one.median), figures=True, width=110),
    Column("Change", rate_words.year_change, figures=True, width=80),
    Column("Rates", lambda one: f"{one.count:,}", figures=True, width=60),
)


def card(today: date) -> tuple[Column[CardRow], ...]:
    """The rates of a rate card and their gaps, as seen from a day."""
    return (
        Column("What it pays for", lambda row: rate_words.what(row.line), strong=True),
        Column(
            "Price", rate_words.card_price, figures=True, width=150, tone=lambda row: rate_words.card_tone(row, today)
        ),
        Column("From", lambda row: formats.day(row.period.first_day), width=110),
        Column("To", lambda row: formats.day(row.period.last_day, "open"), width=110),
        Column("Stands", lambda row: rate_words.timing(row, today), width=100),
        Column("Where from, what was said", rate_words.source),
    )
