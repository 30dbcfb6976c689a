"""How the agreed prices for one thing are spread over the market: quartiles, outliers, drift from year to year.

Quartiles are those of the middle values of each half ("Tukey's hinges": the median belongs to both halves); an outlier lies more
than one and a half times the middle half's width outside it, as a box plot draws it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from brokerage.domain.calendar import FinancialYear, financial_year_of
from brokerage.domain.errors import BadInput
from brokerage.domain.money import round_to_penny
from brokerage.domain.period import Period
from brokerage.domain.rate_comparison import percent_change
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_standing import RateStanding, ServiceRates
from brokerage.domain.rate_succession import AgreedRate

WHISKER = Fraction(3, 2)
YEARS_BACK = 5


@dataclass(frozen=True, slots=True)
class PriceSpread:
    """The five figures of a box plot in pounds to the penny, the whiskers' ends, and the prices outside them."""

    lowest: Decimal
    lower_quartile: Decimal
    median: Decimal
    upper_quartile: Decimal
    highest: Decimal
    lower_whisker: Decimal
    upper_whisker: Decimal
    outliers: tuple[Decimal, ...]
    count: int


@dataclass(frozen=True, slots=True)
class AgreedPrice:
    """An agreed rate in force on the day that was asked for. `is_marked` is the service the picture is looked at for.

    `gaps` are the days without a rate of its line that are not over by then.
    """

    service_id: int
    line: RateLineNamed
    rate: AgreedRate
    is_marked: bool
    is_outlier: bool
    gaps: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class YearMedian:
    """The median of the rates in force on the first day of a financial year, and the change from the year before in percent.

    `change` has one figure after the point; None where the year before has no rates.
    """

    year: FinancialYear
    median: Decimal
    count: int
    change: Decimal | None


@dataclass(frozen=True, slots=True)
class PricePicture:
    """All agreed rates in force on a day, cheapest first, with their spread and the drift of their median by financial year.

    `missing` are lines of services admitted that day that have no rate then.
    """

    day: date
    prices: tuple[AgreedPrice, ...]
    spread: PriceSpread
    drift: tuple[YearMedian, ...]
    missing: tuple[RateStanding, ...] = ()


def picture_prices(found: Sequence[ServiceRates], day: date, marked_service_id: int | None) -> PricePicture:
    """Return the picture of the rates in force on the day. Raises: BadInput when there is none."""
    standing = [(one.standing_on(day), rate) for one in found if (rate := one.rate_on(day)) is not None]
    spread = spread_of([rate.price for _, rate in standing])
    prices = tuple(
        AgreedPrice(
            one.service_id,
            one.line,
            rate,
            is_marked=one.service_id == marked_service_id,
            is_outlier=not spread.lower_whisker <= rate.price <= spread.upper_whisker,
            gaps=one.gaps,
        )
        for one, rate in sorted(standing, key=lambda pair: (pair[1].price, pair[0].line.provider, pair[0].line.line_id))
    )
    missing = tuple(one.standing_on(day) for one in found if one.is_missed_on(day))
    return PricePicture(day, prices, spread, drift_by_year(found, day), missing)


def spread_of(prices: Sequence[Decimal]) -> PriceSpread:
    """Return the spread of the prices. Raises: BadInput when there is none to look at."""
    if not prices:
        raise BadInput(
            "No agreed rate is in force for this: there is no spread to show. Choose another day, unit or lot."
        )
    in_order = sorted(prices)
    half = (len(in_order) + 1) // 2
    lower, upper = _median(in_order[:half]), _median(in_order[-half:])
    reach = WHISKER * (upper - lower)
    inside = [price for price in in_order if lower - reach <= price <= upper + reach]
    return PriceSpread(
        lowest=in_order[0],
        lower_quartile=round_to_penny(lower),
        median=round_to_penny(_median(in_order)),
        upper_quartile=round_to_penny(upper),
        highest=in_order[-1],
        lower_whisker=inside[0],
        upper_whisker=inside[-1],
        outliers=tuple(price for price in in_order if price < inside[0] or price > inside[-1]),
        count=len(in_order),
    )


def drift_by_year(found: Sequence[ServiceRates], day: date) -> tuple[YearMedian, ...]:
    """Return the median on each 1 April where there are rates: five years back, the year of the day and the one to come."""
    this_year = financial_year_of(day).start_year
    medians: dict[FinancialYear, tuple[Decimal, int]] = {}
    for year in map(FinancialYear, range(this_year - YEARS_BACK, this_year + 2)):
        first_day = year.period.first_day
        prices = sorted(rate.price for one in found if (rate := one.rate_on(first_day)) is not None)
        if prices:
            medians[year] = round_to_penny(_median(prices)), len(prices)
    return tuple(
        YearMedian(year, median, count, _change(medians.get(FinancialYear(year.start_year - 1)), median))
        for year, (median, count) in medians.items()
    )


def _median(in_order: Sequence[Decimal]) -> Fraction:
    middle = len(in_order) // 2
    if len(in_order) % 2:
        return Fraction(in_order[middle])
    return (Fraction(in_order[middle - 1]) + Fraction(in_order[middle])) / 2


def _change(before: tuple[Decimal, int] | None, median: Decimal) -> Decimal | None:
    return None if before is None else percent_change(before[0], median)
