"""What an offer costs, in rows and sentences: its week, its years, every price of the card, every real date. No widgets here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.costing import Costing, DatedAmount
from brokerage.domain.costing_words import say_units
from brokerage.domain.offer_detail import LinePrice, OfferDetail
from brokerage.domain.service_sheet import CardLine
from brokerage.domain.unit import Unit
from brokerage.domain.week_notation import WEEKDAYS
from ui import formats


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One line of the rate card as it stands on the start day."""

    line_id: int
    what: str
    price: str
    weekly: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DateRow:
    """One real date of a fee line and what it costs; `number` keeps lines of one day apart."""

    number: int
    day: str
    units: str
    amount: str


def money_facts(detail: OfferDetail) -> tuple[tuple[str, str], ...]:
    """The figures of the offer; empty where it has no weekly cost."""
    costing = detail.costing
    if costing is None:
        return ()
    years = ((f"Financial year {part.year.label}", formats.money(part.amount)) for part in costing.by_financial_year)
    whole = f"{formats.period(costing.period.first_day, costing.period.last_day)}, {len(costing.dates)} dates"
    return (
        ("A week", formats.money(costing.weekly)),
        ("Four weeks", formats.money(costing.four_weekly)),
        *years,
        (whole, formats.money(costing.total)),
    )


def no_cost_sentence(detail: OfferDetail) -> str:
    """Why there is no weekly cost, or nothing where there is one."""
    if detail.costing is not None:
        return ""
    if detail.offer.unit_price is None:
        return "There is no agreed rate on the start day, so no cost can be given. It is not free."
    return "Say the days and hours wanted, and the week is priced here, date by date."


def uncovered_sentence(detail: OfferDetail) -> str:
    """From which day no rate is agreed yet, or nothing."""
    gap = detail.uncovered
    if gap is None:
        return ""
    days = formats.period(gap.first_day, gap.last_day)
    return f"▲ No rate is agreed {days}: the dates above end before it."


def price_rows(detail: OfferDetail, start_day: date) -> tuple[PriceRow, ...]:
    """Every line of the rate card at its price on the start day, the one the offer is priced at first."""
    in_order = sorted(detail.prices, key=lambda price: not price.is_chosen)
    return tuple(_price_row(price, start_day) for price in in_order)


def date_rows(costing: Costing | None) -> tuple[DateRow, ...]:
    """The real dates in order; their amounts add up to the total."""
    if costing is None:
        return ()
    several = len({dated.kind for dated in costing.dates}) > 1
    return tuple(_date_row(number, dated, says_kind=several) for number, dated in enumerate(costing.dates))


def dates_sum(costing: Costing | None) -> Decimal:
    """What the dates add up to."""
    return Decimal("0.00") if costing is None else sum((dated.amount for dated in costing.dates), Decimal("0.00"))


def dates_heading(costing: Costing | None) -> str:
    """`Every date: 99, together £1,960.20`."""
    if costing is None:
        return "Every date"
    return f"Every date: {len(costing.dates)}, together {formats.money(dates_sum(costing))}"


def line_words(line: CardLine) -> str:
    """`Care and support · Cookery · 1:3 · band B`."""
    ratio = str(line.ratio) if line.ratio else ""
    return " · ".join(filter(None, (formats.words(line.kind), line.activity, ratio, line.band)))


def _price_row(price: LinePrice, start_day: date) -> PriceRow:
    rate = price.line.rate_on(start_day)
    return PriceRow(
        line_id=price.line.line_id,
        what="".join(_what(price)),
        price="no rate that day" if rate is None else formats.unit_price(rate.price, price.line.unit),
        weekly=formats.money(price.weekly),
        is_chosen=price.is_chosen,
    )


def _what(price: LinePrice) -> Iterator[str]:
    if price.is_chosen:
        yield f"{formats.FITS} "
    yield line_words(price.line)
    if price.uses_ratio is not None:
        yield f", for {price.uses_ratio} by its share"


def _date_row(number: int, dated: DatedAmount, *, says_kind: bool) -> DateRow:
    kind = f" · {formats.words(dated.kind)}" if says_kind else ""
    units = f"{dated.units} week" if dated.unit is Unit.WEEK else say_units(dated.unit, dated.units)
    day = f"{WEEKDAYS[dated.day.weekday()]} {formats.day(dated.day)}{kind}"
    return DateRow(number, day, units, formats.money(dated.amount))
