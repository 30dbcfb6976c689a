"""`brokerage scheme open`: sets up a purchasing system, from what is said or from a published notice."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, acting
from brokerage.cli.scheme_output import print_opened, print_started

if TYPE_CHECKING:
    from datetime import date


def open_(
    reference: Annotated[str, typer.Argument(help="The new scheme's reference, RES-2030.", metavar="SCHEME")],
    decision: Annotated[str, typer.Option("--decision", help="The reference of the decision behind it.")] = "",
    decided_on: Annotated[str | None, typer.Option("--on", help="The day of the decision, 2026-02-09.")] = None,
    from_notice: Annotated[
        Path | None,
        typer.Option("--from-notice", help="A published OCDS notice: what it says need not be said.", metavar="FILE"),
    ] = None,
    ocid: Annotated[str, typer.Option("--ocid", help="Which notice of the file, where it has several.")] = "",
    title: Annotated[str, typer.Option("--title", help="What it is called.")] = "",
    description: Annotated[str, typer.Option("--description", help="What it is for, in a few sentences.")] = "",
    kind: Annotated[
        str | None, typer.Option("--kind", help="dynamic-market-2023, framework, open-framework, spot …")
    ] = None,
    law: Annotated[str, typer.Option("--law", help="The law it runs under.")] = "",
    first_day: Annotated[str | None, typer.Option("--from", help="The first day of its contracts; it counts.")] = None,
    terms: Annotated[
        str | None, typer.Option("--terms", help="Months of the initial term and each extension, 48+24+24.")
    ] = None,
    lots: Annotated[
        list[str] | None,
        typer.Option(
            "--lot",
            help='"1 = Learning disability: learning-disability; ages 18-; registered"; again for each. '
            "Without “= Title” the notice's title is taken.",
        ),
    ] = None,
    last_call_off_day: Annotated[
        str | None, typer.Option("--last-call-off-day", help="The last day for call-offs; the contracts' end else.")
    ] = None,
    answer_days: Annotated[
        int | None,
        typer.Option("--answer-days", help="Working days to answer an application; the law's 10 for a 2015 system."),
    ] = None,
    longer_answer_days: Annotated[
        int | None, typer.Option("--longer-answer-days", help="With a written reason; the law's 15 for a 2015 system.")
    ] = None,
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
    from brokerage.domain.scheme_asked import SchemeAsked, plan_of
    from brokerage.domain.scheme_plan import parse_kind, parse_lot, parse_months
    from brokerage.services.open_scheme import open_scheme
    from brokerage.services.scheme_from_notice import open_from_notice

    asked = SchemeAsked(
        reference,
        decision,
        _day(decided_on, "day of the decision"),
        title,
        description,
        None if kind is None else parse_kind(kind),
        law,
        _day(first_day, "first day"),
        () if terms is None else parse_months(terms),
        tuple(parse_lot(lot) for lot in lots or ()),
        _day(last_call_off_day, "last day for call-offs"),
        answer_days,
        longer_answer_days,
        assessors,
        None if value is None else parse_pounds(value, what="value"),
        rules_of,
    )
    with acting(database, login) as desk:
        if from_notice is None:
            done = open_scheme(desk.database, desk.actor, plan_of(asked), desk.now, dry_run=dry_run)
            print_opened(done.result, saved=not dry_run, as_json=as_json)
        else:
            started = open_from_notice(
                desk.database, desk.actor, asked, from_notice, desk.now, ocid=ocid, dry_run=dry_run
            )
            print_started(started.result, saved=not dry_run, as_json=as_json)


def _day(text: str | None, what: str) -> "date | None":
    from brokerage.domain.period import parse_day

    return None if text is None else parse_day(text, what=what)
