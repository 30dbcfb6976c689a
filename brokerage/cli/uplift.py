"""`brokerage uplift …`: agreed rates raised together: looked at, applied, taken back before the first day, listed."""

from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.acting import DatabaseOption, JsonOption, LoginOption, acting
from brokerage.cli.uplift_output import print_kept, print_list, print_preview

if TYPE_CHECKING:
    from brokerage.domain.uplift_summary import UpliftAsked

Scheme = Annotated[
    str, typer.Argument(help="The scheme's reference, as “brokerage scheme list” names it.", metavar="SCHEME")
]
FirstDay = Annotated[str, typer.Option("--from", help="First day of the new prices.")]
Percent = Annotated[str | None, typer.Option(help="By so many percent, 4 or 3.5.")]
Pence = Annotated[str | None, typer.Option(help="By so many pence a unit instead, 50.")]
Rounding = Annotated[str, typer.Option("--round", help="To the penny, five-pence, ten-pence or pound; half goes up.")]
Lots = Annotated[
    list[str] | None, typer.Option("--lot", help="Only this lot, by number or as SCHEME/1; may be given again.")
]
Providers = Annotated[
    list[str] | None, typer.Option("--provider", help="Only this provider, by name or reference; may be given again.")
]
Note = Annotated[str, typer.Option(help="What was agreed, and where; kept with the uplift and its rates.")]


def add_uplift(app: typer.Typer) -> None:
    """Add the group of commands to the program."""
    group = typer.Typer(help="Raise agreed rates of a scheme together, from a day on.", no_args_is_help=True)
    group.command("preview")(preview)
    group.command("apply")(apply)
    group.command("take-back")(take_back)
    group.command("list")(list_)
    app.add_typer(group, name="uplift")


def preview(
    scheme: Scheme,
    first_day: FirstDay,
    percent: Percent = None,
    pence: Pence = None,
    rounding: Rounding = "penny",
    lots: Lots = None,
    providers: Providers = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show each rate before and after, what is left alone, gaps, and the cost over running placements. Changes nothing."""
    from brokerage.services.uplift import preview_uplift

    asked = _asked(scheme, first_day, percent, pence, rounding, lots, providers)
    with acting(database, login) as desk:
        found = preview_uplift(desk.database, asked)
    print_preview(found, as_json=as_json)


def apply(
    scheme: Scheme,
    first_day: FirstDay,
    percent: Percent = None,
    pence: Pence = None,
    rounding: Rounding = "penny",
    lots: Lots = None,
    providers: Providers = None,
    note: Note = "",
    mark: Annotated[
        str | None, typer.Option(help="The preview's mark: then a rate changed since is a conflict.")
    ] = None,
    request_id: Annotated[
        str | None, typer.Option("--request-id", help="Your own id of this request: sent again, it is answered again.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do it and undo it: shows what the preview shows, or why not.")
    ] = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """End each rate in force on the first day the day before, and let the raised one follow; all of them, or none."""
    from uuid import uuid4

    from brokerage.services.uplift import apply_uplift, preview_uplift

    asked = _asked(scheme, first_day, percent, pence, rounding, lots, providers, note)
    with acting(database, login) as desk:
        seen = preview_uplift(desk.database, asked) if dry_run else None
        done = apply_uplift(
            desk.database, desk.actor, asked, request_id or str(uuid4()), desk.now, mark=mark, dry_run=dry_run
        )
        if seen is not None:
            print_preview(seen, as_json=as_json, tried=True)
        else:
            print_kept(done.result, desk.today, as_json=as_json, saved=True)


def take_back(
    number: Annotated[int, typer.Argument(help="The uplift's number, as the list names it.", metavar="NUMBER")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only find out whether it may be taken back.")] = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take an uplift back whole, before its first day: its rates are gone and those before them go on."""
    from brokerage.services.uplift import take_uplift_back

    with acting(database, login) as desk:
        done = take_uplift_back(desk.database, desk.actor, number, desk.now, dry_run=dry_run)
        print_kept(done.result, desk.today, as_json=as_json, saved=not dry_run)


def list_(login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """List every uplift, the one that begins last first."""
    from brokerage.services.uplift import list_uplifts

    with acting(database, login) as desk:
        print_list(list_uplifts(desk.database), desk.today, as_json=as_json)


def _asked(
    scheme: str,
    first_day: str,
    percent: str | None,
    pence: str | None,
    rounding: str,
    lots: list[str] | None,
    providers: list[str] | None,
    note: str = "",
) -> "UpliftAsked":
    from brokerage.services.uplift_typed import UpliftTyped, read_uplift

    return read_uplift(
        UpliftTyped(scheme, first_day, percent, pence, rounding, tuple(lots or ()), tuple(providers or ()), note)
    )
