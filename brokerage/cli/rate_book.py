"""`brokerage rate template|import`: the workbook of agreed rates, out and in."""

from pathlib import Path
from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, JsonOption, LoginOption, Today, acting
from brokerage.cli.import_ import DryRun, FaultsTo, Files, Source, take_in
from brokerage.cli.output import print_json
from brokerage.cli.rate_set import Mark
from brokerage.cli.round import day_said


def add_rate_book(group: typer.Typer) -> None:
    """Add the commands to the group `rate`."""
    group.command("template")(template)
    group.command("import")(import_)


def template(
    out: Annotated[Path, typer.Option("--out", help="The .xlsx to write.")],
    scheme: Annotated[
        str | None, typer.Option("--scheme", help="With the rates of this scheme not over today.")
    ] = None,
    lot: Annotated[str | None, typer.Option("--lot", help="With those of this lot alone, as SCHEME/1.")] = None,
    provider: Annotated[
        str | None, typer.Option("--provider", help="With those of this provider alone, by name or reference.")
    ] = None,
    today: Today = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a workbook of agreed rates to fill in: with the rates of a scheme, a lot, a provider, or with made-up rows."""
    from brokerage.services.rates_template import write_rates_template

    day = day_said(today)
    with acting(database, login) as desk:
        written = write_rates_template(desk.database, out, scheme, lot, day or desk.today, provider) or 0
    if as_json:
        print_json({"written": str(out), "rates": written})
        return
    from brokerage.domain.number_words import count

    print(f"Written: {out}" + (f", {count(written, 'rate')}" if scheme or lot else ""))


def import_(
    files: Files,
    dry_run: DryRun = False,
    faults_to: FaultsTo = None,
    note: Annotated[str, typer.Option(help="What was said; kept with each new rate whose row has no note.")] = "",
    mark: Mark = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in a workbook of agreed rates, all rows or none; old against new for each row, first as a trial with --dry-run."""
    take_in(Source.RATES, files, dry_run, faults_to, as_json, database, login, note=note, mark=mark)
