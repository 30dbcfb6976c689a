"""How agreed rates and their spread are printed."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from brokerage.cli.output import iso_day, print_facts, print_json, print_table
from brokerage.cli.uplift_output import line_as_json

if TYPE_CHECKING:
    from brokerage.domain.period import Period
    from brokerage.domain.price_spread import PricePicture, YearMedian
    from brokerage.domain.rate_standing import RateStanding
    from brokerage.domain.rate_succession import AgreedRate


def print_rates(found: Sequence["RateStanding"], day: date, *, as_json: bool) -> None:
    """Print each line of the rate cards with its rate in force on the day and the days on which it has none."""
    from brokerage.domain.money import format_pounds
    from brokerage.domain.period import Period, format_day

    if as_json:
        print_json(
            [line_as_json(one.line) | rate_as_json(one.rate) | {"gaps": gaps_as_json(one.gaps)} for one in found]
        )
    elif not found:
        print("No rate card has such a line.")
    else:
        rows = [
            (
                one.line.provider,
                one.line.lot,
                one.line.called,
                f"none on {format_day(day)}" if one.rate is None else format_pounds(one.rate.price),
                "" if one.rate is None else str(Period(one.rate.first_day, one.rate.last_day)),
                say_gaps(one.gaps),
            )
            for one in found
        ]
        print_table(("Provider", "Lot", "Rate", "Price", "In force", "No rate"), rows, right=(3,))


def print_gaps(found: Sequence["RateStanding"], day: date, *, as_json: bool) -> None:
    """Print each line that has days without a rate, with those days."""
    from brokerage.domain.number_words import count
    from brokerage.domain.period import format_day

    if as_json:
        print_json([line_as_json(one.line) | {"gaps": gaps_as_json(one.gaps)} for one in found])
    elif not found:
        print(f"No line lacks a rate on {format_day(day)} or later while its service is admitted.")
    else:
        print(f"{count(len(found), 'line')} without a rate on some days: nobody can be called off on them.")
        rows = [(one.line.provider, one.line.lot, one.line.called, say_gaps(one.gaps)) for one in found]
        print_table(("Provider", "Lot", "Rate", "No rate"), rows)


def print_spread(picture: "PricePicture", *, as_json: bool) -> None:
    """Print the spread of prices with the table behind it."""
    if as_json:
        print_json(_spread_as_json(picture))
    else:
        _print_spread(picture)


def say_gaps(gaps: Sequence["Period"]) -> str:
    """Return the days without a rate in words; empty where there are none."""
    from brokerage.domain.rate_gaps import say_gap

    return "; ".join(map(say_gap, gaps))


def gaps_as_json(gaps: Sequence["Period"]) -> list[dict[str, object]]:
    """Return the days without a rate; the last may be open-ended."""
    return [{"first_day": gap.first_day.isoformat(), "last_day": iso_day(gap.last_day)} for gap in gaps]


def rate_as_json(rate: "AgreedRate | None") -> dict[str, object]:
    """Return the rate, or that there is none."""
    if rate is None:
        return {"price": None, "first_day": None, "last_day": None}
    return {"price": str(rate.price), "first_day": rate.first_day.isoformat(), "last_day": iso_day(rate.last_day)}


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
            | rate_as_json(one.rate)
            | {"is_this_service": one.is_marked, "is_outlier": one.is_outlier, "gaps": gaps_as_json(one.gaps)}
            for one in picture.prices
        ],
        "missing": [line_as_json(one.line) | {"gaps": gaps_as_json(one.gaps)} for one in picture.missing],
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
    for one in picture.missing:
        print(f"No rate on {format_day(picture.day)}: {one.line.provider} · {one.line.called} ({say_gaps(one.gaps)})")
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
