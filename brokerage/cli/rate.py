"""`brokerage rate …`: agreed rates as they stand on a day, their gaps, and how the prices for one thing are spread."""

from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.acting import DatabaseOption, JsonOption, LoginOption, acting
from brokerage.cli.rate_book import add_rate_book
from brokerage.cli.rate_card_output import print_card
from brokerage.cli.rate_output import print_gaps, print_rates, print_spread
from brokerage.cli.rate_set import add_rate_set

if TYPE_CHECKING:
    from datetime import date

Lot = Annotated[str | None, typer.Option(help="The lot as SCHEME/1.")]
Need = Annotated[str | None, typer.Option(help="Only services for this need, learning-disability.")]
UnitWanted = Annotated[
    str | None, typer.Option("--unit", help="hour, session, half-day, day, night, week, mile or once.")
]
RatioWanted = Annotated[str | None, typer.Option("--ratio", help="Only this ratio, 1:3; every ratio when not said.")]
Band = Annotated[str | None, typer.Option(help="Only this band, as the rate card words it.")]
Kind = Annotated[str | None, typer.Option(help="care, transport, meals, one-to-one, accommodation or one-off.")]
Service = Annotated[str | None, typer.Option(help="Only this service, by reference or name.")]
Day = Annotated[str | None, typer.Option("--day", help="In force on this day; today when not said.")]


def add_rate(app: typer.Typer) -> None:
    """Add the group of commands to the program, those that set rates among them."""
    group = typer.Typer(
        help="Agree rates, end them, list them; see how prices for one thing are spread.", no_args_is_help=True
    )
    group.command("list")(list_)
    group.command("card")(card)
    group.command("gaps")(gaps)
    group.command("spread")(spread)
    add_rate_set(group)
    add_rate_book(group)
    app.add_typer(group, name="rate")


def list_(
    lot: Lot = None,
    need: Need = None,
    kind: Kind = None,
    unit: UnitWanted = None,
    ratio: RatioWanted = None,
    band: Band = None,
    service: Service = None,
    day: Day = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List every line of the rate cards with its rate in force on the day; one without a rate is named all the same."""
    from brokerage.services.price_spread import RatesAsked, list_rates

    with acting(database, login) as desk:
        on = _day(day, desk.today)
        found = list_rates(desk.database, RatesAsked(lot, need, kind, unit, ratio, band, service), on)
    print_rates(found, on, as_json=as_json)


def card(
    service: Annotated[str, typer.Option(help="The service, by reference or name.")],
    lot: Annotated[str, typer.Option(help="The lot as SCHEME/1.")],
    day: Annotated[
        str | None, typer.Option("--day", help="Past and to come as seen from here; today when not said.")
    ] = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a service's whole rate card in a lot: every rate past and to come with its note, and every gap with its days."""
    from brokerage.services.price_spread import show_rate_card
    from brokerage.services.typed_parts import lot_of, service_of

    with acting(database, login) as desk:
        on = _day(day, desk.today)
        found = show_rate_card(desk.database, service_of(desk.database, service), lot_of(desk.database, lot))
    print_card(found, on, as_json=as_json)


def gaps(
    lot: Lot = None,
    need: Need = None,
    kind: Kind = None,
    unit: UnitWanted = None,
    ratio: RatioWanted = None,
    band: Band = None,
    service: Service = None,
    day: Annotated[str | None, typer.Option("--day", help="On this day or later; today when not said.")] = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the lines that have no rate on some days while their service is admitted: no call-off can begin on them."""
    from brokerage.services.price_spread import RatesAsked, find_gaps

    with acting(database, login) as desk:
        on = _day(day, desk.today)
        found = find_gaps(desk.database, RatesAsked(lot, need, kind, unit, ratio, band, service), on)
    print_gaps(found, on, as_json=as_json)


def spread(
    lot: Annotated[str, typer.Option(help="The lot as SCHEME/1.")],
    unit: Annotated[str, typer.Option(help="hour, session, half-day, day, night, week, mile or once.")],
    need: Need = None,
    kind: Annotated[str, typer.Option(help="care, transport, meals, one-to-one, accommodation or one-off.")] = "care",
    ratio: RatioWanted = None,
    band: Band = None,
    service: Annotated[str | None, typer.Option(help="The service to mark among them, by reference or name.")] = None,
    day: Day = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show all agreed rates for one thing, cheapest first: quartiles, outliers, and the median's drift by financial year."""
    from brokerage.services.price_spread import RatesAsked, find_price_spread

    with acting(database, login) as desk:
        asked = RatesAsked(lot, need, kind, unit, ratio, band, service)
        found = find_price_spread(desk.database, asked, _day(day, desk.today))
    print_spread(found, as_json=as_json)


def _day(text: str | None, today: "date") -> "date":
    from brokerage.domain.period import parse_day

    return today if text is None else parse_day(text)
