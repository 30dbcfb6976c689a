"""`brokerage scheme …`: the purchasing systems with their terms and value, and the decisions that set one up or extend it."""

from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, acting
from brokerage.cli.scheme_output import print_extension, print_opened, print_scheme, print_schemes

Scheme = Annotated[str, typer.Argument(help="The scheme's reference, as the list names it.", metavar="SCHEME")]


def add_scheme(app: typer.Typer) -> None:
    """Add the group of commands to the program."""
    group = typer.Typer(
        help="Read the purchasing systems; set one up, or extend one, by its decision.", no_args_is_help=True
    )
    group.command("list")(list_)
    group.command("show")(show)
    group.command("extend")(extend)
    group.command("open")(open_)
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


def open_(
    reference: Annotated[str, typer.Argument(help="The new scheme's reference, RES-2030.", metavar="SCHEME")],
    title: Annotated[str, typer.Option("--title", help="What it is called.")],
    kind: Annotated[str, typer.Option("--kind", help="dynamic-market-2023, framework, open-framework, spot …")],
    law: Annotated[str, typer.Option("--law", help="The law it runs under.")],
    decision: Annotated[str, typer.Option("--decision", help="The reference of the decision behind it.")],
    decided_on: Annotated[str, typer.Option("--on", help="The day of the decision, 2026-02-09.")],
    first_day: Annotated[str, typer.Option("--from", help="The first day of its contracts; it counts.")],
    terms: Annotated[str, typer.Option("--terms", help="Months of the initial term and each extension, 48+24+24.")],
    lots: Annotated[
        list[str],
        typer.Option(
            "--lot", help='"1 = Learning disability: learning-disability; ages 18-; registered"; again for each.'
        ),
    ],
    last_call_off_day: Annotated[
        str | None, typer.Option("--last-call-off-day", help="The last day for call-offs; the contracts' end else.")
    ] = None,
    answer_days: Annotated[int, typer.Option("--answer-days", help="Working days to answer an application.")] = 10,
    longer_answer_days: Annotated[int, typer.Option("--longer-answer-days", help="With a written reason.")] = 15,
    assessors: Annotated[int, typer.Option("--assessors", help="How many people assess an application.")] = 1,
    value: Annotated[str | None, typer.Option("--value", help="Pounds expected over the initial term.")] = None,
    rules_of: Annotated[
        str,
        typer.Option("--rules-of", help="A scheme whose award routes and standing rules it takes.", metavar="SCHEME"),
    ] = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set up a new purchasing system by its decision: kind, law, terms, lots and how its applications are answered."""
    from brokerage.domain.money import parse_pounds
    from brokerage.domain.period import parse_day
    from brokerage.domain.scheme_plan import SchemePlan, parse_kind, parse_lot, parse_months
    from brokerage.services.open_scheme import open_scheme

    plan = SchemePlan(
        reference,
        title,
        parse_kind(kind),
        decision,
        parse_day(decided_on, what="day of the decision"),
        law,
        parse_day(first_day, what="first day"),
        parse_months(terms),
        tuple(parse_lot(lot) for lot in lots),
        last_call_off_day=None
        if last_call_off_day is None
        else parse_day(last_call_off_day, what="last day for call-offs"),
        answer_working_days=answer_days,
        extended_answer_working_days=longer_answer_days,
        assessors_needed=assessors,
        estimated_value=None if value is None else parse_pounds(value, what="value"),
        rules_of=rules_of,
    )
    with acting(database, login) as desk:
        done = open_scheme(desk.database, desk.actor, plan, desk.now, dry_run=dry_run)
    print_opened(done.result, saved=not dry_run, as_json=as_json)
