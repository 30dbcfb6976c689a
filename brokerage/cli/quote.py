"""`brokerage quote`: what a week wanted costs at a price. Its form is fixed, because other programs call it."""

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.output import print_facts, print_json, print_table

if TYPE_CHECKING:
    from brokerage.domain.costing import Costing


def add_quote(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("quote")(quote)


def quote(
    price: Annotated[str | None, typer.Option(help="Pounds for one unit, such as 24.08.")] = None,
    unit: Annotated[str | None, typer.Option(help="hour, session, half-day, day, night, week, mile or once.")] = None,
    week: Annotated[
        str | None,
        typer.Option(help='Days and times, "Mon,Thu 09:30-15:00", or a quantity for each day, "Mon,Tue x1".'),
    ] = None,
    first_day: Annotated[str | None, typer.Option("--from", help="First day, 2026-04-01; it counts.")] = None,
    last_day: Annotated[
        str | None, typer.Option("--to", help="Last day; it counts. Without it: twelve months.")
    ] = None,
    ratio: Annotated[str | None, typer.Option(help="Staff to people, 1:3; the price is the one-to-one price.")] = None,
    bank_holidays: Annotated[str | None, typer.Option(help="paid, unpaid or moved; paid when not said.")] = None,
    terms: Annotated[str | None, typer.Option(help="Terms, 2026-09-02..2026-10-23,2026-11-02..2026-12-18.")] = None,
    contribution: Annotated[str | None, typer.Option(help="Pounds a week the person pays.")] = None,
    collected_by: Annotated[str | None, typer.Option(help="council or provider; council when not said.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Price a week of support on its real dates, and explain every amount."""
    from brokerage.services.quote import QuoteAsked
    from brokerage.services.quote import quote as answer_quote

    costing = answer_quote(
        QuoteAsked(price, unit, week, first_day, last_day, ratio, bank_holidays, terms, contribution, collected_by)
    )
    if as_json:
        print_json(_as_json(costing))
    else:
        _print(costing)


def _as_json(costing: "Costing") -> dict[str, object]:
    return {
        "weekly": str(costing.weekly),
        "four_weekly": str(costing.four_weekly),
        "total": str(costing.total),
        "full_year": str(costing.full_year),
        "net_weekly": str(costing.net_weekly),
        "by_financial_year": {part.year.label: str(part.amount) for part in costing.by_financial_year},
        "units": format_units(costing.units or Fraction(0)),
        "dates": [
            {"day": dated.day.isoformat(), "units": format_units(dated.units), "amount": str(dated.amount)}
            for dated in costing.dates
        ],
        "explanation": list(costing.explanation),
    }


def _print(costing: "Costing") -> None:
    from brokerage.domain.money import format_pounds
    from brokerage.domain.period import format_day
    from brokerage.domain.week_notation import WEEKDAYS

    print_facts(
        [
            ("A week", format_pounds(costing.weekly)),
            ("Four weeks", format_pounds(costing.four_weekly)),
            ("Total on its dates", format_pounds(costing.total)),
            ("Full year (next twelve months)", format_pounds(costing.full_year)),
            ("A week, net of the contribution", format_pounds(costing.net_weekly)),
            *((f"Financial year {part.year.label}", format_pounds(part.amount)) for part in costing.by_financial_year),
        ]
    )
    print()
    for sentence in costing.explanation:
        print(f"· {sentence}")
    print()
    rows = [
        (
            f"{WEEKDAYS[dated.day.weekday()]} {format_day(dated.day)}",
            format_units(dated.units),
            format_pounds(dated.amount),
        )
        for dated in costing.dates
    ]
    print_table(("Day", "Units", "Amount"), rows, right=(1, 2))


def format_units(units: Fraction) -> str:
    """Return the units as a decimal without zeros that say nothing, to six places where it never ends: 24/7 is 3.428571."""
    millionths = round(units * 10**6)
    return f"{millionths // 10**6}.{millionths % 10**6:06d}".rstrip("0").rstrip(".")
