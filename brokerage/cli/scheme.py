"""`brokerage scheme …`: the purchasing systems with their terms and value, the decisions on them, and their rules."""

from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, acting
from brokerage.cli.scheme_change import change
from brokerage.cli.scheme_open import open_
from brokerage.cli.scheme_output import print_extension, print_scheme, print_schemes, print_terms
from brokerage.cli.scheme_questions import add_questions
from brokerage.cli.scheme_rules import add_scheme_rules

Scheme = Annotated[str, typer.Argument(help="The scheme's reference, as the list names it.", metavar="SCHEME")]


def add_scheme(app: typer.Typer) -> None:
    """Add the group of commands to the program."""
    group = typer.Typer(
        help="Read the purchasing systems; set one up, or extend one, by its decision; change it; set its rules.",
        no_args_is_help=True,
    )
    group.command("list")(list_)
    group.command("show")(show)
    group.command("extend")(extend)
    group.command("open")(open_)
    group.command("change")(change)
    group.command("terms")(terms)
    add_questions(group)
    add_scheme_rules(group)
    app.add_typer(group, name="scheme")


def list_(login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """List the purchasing systems: their lots, where their contracts end after each extension, the last day for call-offs."""
    from brokerage.services.run_scheme import list_schemes

    with acting(database, login) as desk:
        found = list_schemes(desk.database, desk.today)
    print_schemes(found, as_json=as_json)


def show(
    scheme: Scheme, login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Show one purchasing system: its terms with their decisions, its value by financial year, its lots and their rules."""
    from brokerage.services.run_scheme import show_scheme

    with acting(database, login) as desk:
        found = show_scheme(desk.database, scheme, desk.today)
    print_scheme(found, as_json=as_json)


def extend(
    scheme: Scheme,
    extension: Annotated[int, typer.Option("--extension", help="Which one: 1 for the first, then 2.", metavar="N")],
    decision: Annotated[str, typer.Option("--decision", help="The reference of the decision that takes it.")],
    decided_on: Annotated[str, typer.Option("--on", help="The day of the decision, 2026-02-09.")],
    last_call_off_day: Annotated[
        str | None,
        typer.Option("--last-call-off-day", help="The last day for call-offs from now on; stays when not said."),
    ] = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a scheme's next extension by its decision: the end of its contracts moves."""
    from brokerage.domain.period import parse_day
    from brokerage.services.run_scheme import ExtensionAsked, extend_scheme, look_at_extension

    asked = ExtensionAsked(
        scheme,
        extension,
        decision,
        parse_day(decided_on, what="day of the decision"),
        None if last_call_off_day is None else parse_day(last_call_off_day, what="last day for call-offs"),
    )
    with acting(database, login) as desk:
        if dry_run:
            told = look_at_extension(desk.database, desk.actor, asked, desk.today)
        else:
            told = extend_scheme(desk.database, desk.actor, asked, desk.now).result
    print_extension(told, saved=not dry_run, as_json=as_json)


def terms(
    scheme: Scheme,
    term: Annotated[
        list[str],
        typer.Option(
            "--term",
            help='"48 months by 22/00031 on 2022-05-03", the initial one first; "24 months" for an option not decided on.',
        ),
    ],
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put a scheme's terms on record, with the decisions taken so far, where it was made before there were any."""
    from brokerage.domain.first_terms import parse_terms
    from brokerage.services.set_terms import set_terms

    said = parse_terms(term)
    with acting(database, login) as desk:
        done = set_terms(desk.database, desk.actor, scheme, said, desk.now, dry_run=dry_run)
    print_terms(done.result, saved=not dry_run, as_json=as_json)
