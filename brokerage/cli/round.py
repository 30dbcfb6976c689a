"""`brokerage round …`: opens rounds in which newcomers apply to join a scheme, and lists them."""

from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, Today, acting
from brokerage.cli.round_output import print_round, print_rounds

if TYPE_CHECKING:
    from datetime import date


def add_round(app: typer.Typer) -> None:
    """Add the group of commands to the program."""
    group = typer.Typer(help="Open rounds in which newcomers apply to join a scheme.", no_args_is_help=True)
    group.command("open")(open_)
    group.command("close")(close)
    group.command("list")(list_)
    app.add_typer(group, name="round")


def open_(
    scheme: Annotated[str, typer.Argument(help="The scheme's reference.", metavar="SCHEME")],
    opens: Annotated[str, typer.Option("--opens", help="The first day; it counts.")],
    closes: Annotated[
        str | None, typer.Option("--closes", help="The last day; it counts. Without it the round is continuous.")
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What it is called; its number when not said.")] = "",
    notice: Annotated[str, typer.Option("--notice", help="The reference of the published notice.")] = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Open a round of a scheme; it opens and closes by itself on its days."""
    from brokerage.domain.period import parse_day
    from brokerage.services.run_round import RoundToOpen, open_round

    to_open = RoundToOpen(
        scheme,
        parse_day(opens, what="opening day"),
        None if closes is None else parse_day(closes, what="closing day"),
        title,
        notice,
    )
    with acting(database, login) as desk:
        done = open_round(desk.database, desk.actor, to_open, desk.now, dry_run=dry_run)
    print_round(done.result, desk.today, saved=not dry_run, as_json=as_json)


def close(
    scheme: Annotated[str, typer.Argument(help="The scheme's reference.", metavar="SCHEME")],
    number: Annotated[int, typer.Argument(help="The round's number in its scheme.", metavar="NUMBER")],
    on: Annotated[str, typer.Option("--on", help="Its last day; it counts. Today at the earliest.")],
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a round its closing day, or move it: a continuous one then closes by itself."""
    from brokerage.domain.period import parse_day
    from brokerage.services.run_round import close_round

    day, closes_on = day_said(today), parse_day(on, what="closing day")
    with acting(database, login) as desk:
        today_is = day or desk.today
        done = close_round(desk.database, desk.actor, scheme, number, closes_on, today_is, desk.now, dry_run=dry_run)
    print_round(done.result, today_is, saved=not dry_run, as_json=as_json)


def list_(
    scheme: Annotated[str, typer.Option("--scheme", help="Rounds of this scheme alone, by its reference.")] = "",
    today: Today = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List rounds as they stand today, and say where newcomers came between them."""
    from brokerage.services.run_round import list_rounds

    day = day_said(today)
    with acting(database, login) as desk:
        found = list_rounds(desk.database, day or desk.today, scheme=scheme)
    print_rounds(found, as_json=as_json)


def day_said(today: str | None) -> "date | None":
    """Return the day that `--today` says, or None where it says none. Raises: BadInput."""
    from brokerage.domain.period import parse_day

    return None if today is None else parse_day(today, what="day")
