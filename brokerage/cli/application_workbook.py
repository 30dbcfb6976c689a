"""`brokerage application template|import`: the workbook a provider fills in to apply, and taking it in."""

from pathlib import Path
from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, Today, acting
from brokerage.cli.application_workbook_output import print_taken, print_template
from brokerage.cli.output import ExitCode
from brokerage.cli.round import day_said


def add_application_workbook(group: typer.Typer) -> None:
    """Add the commands to the group of applications."""
    group.command("template")(template)
    group.command("import")(import_)


def template(
    scheme: Annotated[str, typer.Argument(help="The scheme's reference.", metavar="SCHEME")],
    lots: Annotated[
        list[str] | None, typer.Option("--lot", help="Only this lot, by its number; again for each. Else all.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Where to write the .xlsx.")] = Path("application.xlsx"),
    today: Today = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the workbook a provider fills in to apply, made from the scheme's own lots and questions."""
    from brokerage.services.application_template import write_application_template

    day = day_said(today)
    with acting(database, login) as desk:
        written = write_application_template(desk.database, scheme, tuple(lots or ()), out, day or desk.today)
    print_template(written, as_json=as_json)


def import_(
    files: Annotated[list[Path], typer.Argument(help="One workbook, or many.", metavar="FILE…")],
    received: Annotated[
        str | None, typer.Option("--received-on", help="The day they came in, 2026-12-17. Else today.")
    ] = None,
    scheme: Annotated[str, typer.Option("--scheme", help="Refuse a workbook for another scheme than this.")] = "",
    provider: Annotated[
        str, typer.Option("--provider", help="Who a single file is from, by name or reference, where it does not tell.")
    ] = "",
    as_new: Annotated[
        bool, typer.Option("--as-new", help="A name near to a known one is of somebody else: add it as new.")
    ] = False,
    faults_to: Annotated[Path | None, typer.Option(help="Also write faults and remarks to this .xlsx.")] = None,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record applications from filled-in workbooks, each file all or nothing; a mended one replaces what it said before."""
    from brokerage.domain.period import parse_day
    from brokerage.services.apply_by_workbook import WorkbooksToTake, take_in_workbooks
    from brokerage.services.import_files import write_report
    from brokerage.services.workbook_taken import one_report

    said = None if received is None else parse_day(received, what="day of receipt")
    day = day_said(today)
    with acting(database, login) as desk:
        on = day or desk.today
        asked = WorkbooksToTake(tuple(files), said or on, scheme, provider, as_new)
        done = take_in_workbooks(desk.database, desk.actor, asked, on, desk.now, dry_run=dry_run)
    if faults_to is not None:
        write_report(one_report(done.result), faults_to)
    print_taken(done.result, faults_to, saved=not dry_run, as_json=as_json)
    if any(one.report.faults for one in done.result):
        raise typer.Exit(ExitCode.RULE_BROKEN)
