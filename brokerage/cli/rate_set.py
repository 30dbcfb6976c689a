"""`brokerage rate agree|end`: agrees a rate, which ends the one it follows; ends a rate with its reason."""

from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, Today, acting
from brokerage.cli.rate_set_output import print_told
from brokerage.cli.round import day_said

if TYPE_CHECKING:
    from brokerage.services.rate_typed import RateLineTyped

Service = Annotated[str, typer.Option("--service", help="The service, by name or reference.")]
Lot = Annotated[str, typer.Option("--lot", help="The lot as SCHEME/1.")]
Unit = Annotated[str, typer.Option("--unit", help="hour, session, half-day, day, night, week, mile or once.")]
Kind = Annotated[str, typer.Option(help="care, transport, meals, one-to-one, accommodation or one-off.")]
Ratio = Annotated[str, typer.Option("--ratio", help="The ratio the price is for, 1:3.")]
Activity = Annotated[str, typer.Option(help="Only this activity of the service; the whole service when not said.")]
Band = Annotated[str, typer.Option(help="The need band, where prices differ by it.")]
Mark = Annotated[str | None, typer.Option(help="The trial run's mark: then a rate changed since is a conflict.")]


def add_rate_set(group: typer.Typer) -> None:
    """Add the commands to the group `rate`."""
    group.command("agree")(agree)
    group.command("end")(end)


def agree(
    service: Service,
    lot: Lot,
    unit: Unit,
    price: Annotated[str, typer.Option("--price", help="Pounds and pence for one unit, 24.08.")],
    first_day: Annotated[str, typer.Option("--from", help="First day of the price.")],
    last_day: Annotated[str | None, typer.Option("--to", help="Its last day; until it is ended when not said.")] = None,
    kind: Kind = "care",
    ratio: Ratio = "",
    activity: Activity = "",
    band: Band = "",
    source: Annotated[
        str, typer.Option(help="Where the price comes from, such as a letter's date; a negotiation when not said.")
    ] = "",
    note: Annotated[str, typer.Option(help="What was said when it was agreed; kept with the rate.")] = "",
    mark: Mark = None,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Agree a rate. The one in force on its first day ends the day before; nothing agreed is ever edited."""
    from brokerage.services.rate_typed import RateTyped, read_rate
    from brokerage.services.set_rates import agree_rate

    day = day_said(today)
    typed = RateTyped(_line(service, lot, unit, kind, ratio, activity, band), price, first_day, last_day, source, note)
    with acting(database, login) as desk:
        asked = read_rate(desk.database, typed)
        done = agree_rate(desk.database, desk.actor, asked, day or desk.today, desk.now, mark=mark, dry_run=dry_run)
    print_told(done.result, saved=not dry_run, as_json=as_json)


def end(
    service: Service,
    lot: Lot,
    unit: Unit,
    last_day: Annotated[str, typer.Option("--last-day", help="The last day of the rate in force on it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the rate.")],
    kind: Kind = "care",
    ratio: Ratio = "",
    activity: Activity = "",
    band: Band = "",
    mark: Mark = None,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """End a rate with a day and a reason. What is left without a rate is named; running placements keep their price."""
    from brokerage.services.rate_typed import read_end
    from brokerage.services.set_rates import end_rate

    day = day_said(today)
    with acting(database, login) as desk:
        asked = read_end(desk.database, _line(service, lot, unit, kind, ratio, activity, band), last_day, reason)
        done = end_rate(desk.database, desk.actor, asked, day or desk.today, desk.now, mark=mark, dry_run=dry_run)
    print_told(done.result, saved=not dry_run, as_json=as_json)


def _line(service: str, lot: str, unit: str, kind: str, ratio: str, activity: str, band: str) -> "RateLineTyped":
    from brokerage.services.rate_typed import RateLineTyped

    return RateLineTyped(service, lot, unit, kind, ratio, activity, band)
