"""How agreed rates and their spread are printed."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from brokerage.cli.output import print_facts, print_json, print_table
from brokerage.cli.uplift_output import line_as_json

if TYPE_CHECKING:
    from brokerage.domain.price_spread import PricePicture, ServiceRates, YearMedian
    from brokerage.domain.rate_succession import AgreedRate


def print_rates(found: Sequence["ServiceRates"], day: date, *, as_json: bool) -> None:
    """Print each line of the rate cards with its rate in force on the day."""
    from brokerage.domain.money import format_pounds
    from brokerage.domain.period import Period, format_day

    rates = [(one.line, next(iter(one.rates), None)) for one in found]
    if as_json:
        print_json([line_as_json(line) | _rate_as_json(rate) for line, rate in rates])
    elif not rates:
        print("No rate card has such a line.")
    else:
        rows = [
            (
                line.provider,
                line.lot,
                line.called,
                f"none on {format_day(day)}" if rate is None else format_pounds(rate.price),
                "" if rate is None else str(Period(rate.first_day, rate.last_day)),
            )
            for line, rate in rates
        ]
        print_table(("Provider", "Lot", "Rate", "Price", "In force"), rows, right=(3,))


def print_spread(picture: "PricePicture", *, as_json: bool) -> None:
    """Print the spread of prices with the table behind it."""
    if as_json:
        print_json(_spread_as_json(picture))
    else:
        _print_spread(picture)


def _rate_as_json(rate: "AgreedRate | None") -> dict[str, object]:
    if rate is None:
        return {"price": None, "first_day": None, "last_day": None}
    last_day = None if rate.last_day is None else rate.last_day.isoformat()
    return {"price": str(rate.price), "first_day": rate.first_day.isoformat(), "last_day": last_day}


def _spread_as_json(picture: "PricePicture") -> dict[str, object]:
    spread = picture.spread
    return {
        "day": picture.day.isoformat(),
        "count": spread.count,
        "lowest": str(spread.lowest),
        "lower_quartile": str(spread.lower_quartile),
        "median": str(spread.median),
        "upper_quartile": str(spread.upper_quartile),
        "highest": str(spread.highest),
        "lower_whisker": str(spread.lower_whisker),
        "upper_whisker": str(spread.upper_whisker),
        "rates": [
            line_as_json(one.line)
            | _rate_as_json(one.rate)
            | {"is_this_service": one.is_marked, "is_outlier": one.is_outlier}
            for one in picture.prices
        ],
        "by_year": [
            {
                "financial_year": one.year.label,
                "median": str(one.median),
                "count": one.count,
                "change_percent": None if one.change is None else str(one.change),
            }
            for one in picture.drift
        ],
    }


def _print_spread(picture: "PricePicture") -> None:
    from brokerage.domain.money import format_pounds
    from brokerage.domain.number_words import count
    from brokerage.domain.period import format_day

    spread = picture.spread
    print(f"{count(spread.count, 'agreed rate')} in force on {format_day(picture.day)}.")
    _print_mixed("ratios", "--ratio", {str(one.line.ratio or "no ratio") for one in picture.prices})
    _print_mixed("bands", "--band", {one.line.band or "no band" for one in picture.prices})
    print_facts(
        (
            ("Lowest", format_pounds(spread.lowest)),
            ("Lower quartile", format_pounds(spread.lower_quartile)),
            ("Median", format_pounds(spread.median)),
            ("Upper quartile", format_pounds(spread.upper_quartile)),
            ("Highest", format_pounds(spread.highest)),
        )
    )
    print()
    rows = [
        (
            one.line.provider,
            one.line.called,
            format_pounds(one.rate.price),
            ", ".join(["this service"] * one.is_marked + ["outlier"] * one.is_outlier),
        )
        for one in picture.prices
    ]
    print_table(("Provider", "Rate", "Price", ""), rows, right=(2,))
    print()
    years = [
        (one.year.label, format_pounds(one.median), f"{one.count:,}", _change_in_words(one)) for one in picture.drift
    ]
    print_table(("On 1 April of", "Median", "Rates", "Change"), years, right=(1, 2, 3))


def _print_mixed(what: str, option: str, found: set[str]) -> None:
    if len(found) > 1:
        print(f"Prices of several {what} stand together ({', '.join(sorted(found))}): {option} keeps to one.")


def _change_in_words(one: "YearMedian") -> str:
    if one.change is None:
        return "—"
    sign = "+" if one.change > 0 else "\N{MINUS SIGN}" if one.change < 0 else ""
    return f"{sign}{abs(one.change)} %"
