"""`brokerage scheme change`: what a scheme says of itself, shown where nothing is said to be changed."""

from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, acting
from brokerage.cli.scheme_rules_output import print_changed, print_head

if TYPE_CHECKING:
    from collections.abc import Sequence


def change(
    scheme: Annotated[str, typer.Argument(help="The scheme's reference, as the list names it.", metavar="SCHEME")],
    title: Annotated[str | None, typer.Option("--title", help="What it is called.")] = None,
    description: Annotated[
        str | None, typer.Option("--description", help="What it is for, in a few sentences; empty for none.")
    ] = None,
    law: Annotated[str | None, typer.Option("--law", help="The law it runs under.")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Another kind, until a first service is admitted: framework, spot …")
    ] = None,
    decision: Annotated[
        str | None, typer.Option("--decision", help="The reference of the decision behind it, corrected.")
    ] = None,
    extension_decision: Annotated[
        list[str] | None,
        typer.Option(
            "--extension-decision",
            help='The reference of the decision that took an extension, corrected: "1: 26/00012".',
        ),
    ] = None,
    last_call_off_day: Annotated[
        str | None,
        typer.Option(
            "--last-call-off-day", help="The last day for call-offs, from today on; none for the contracts' end."
        ),
    ] = None,
    answer_days: Annotated[
        str | None, typer.Option("--answer-days", help="Working days to answer applications received from now on.")
    ] = None,
    longer_answer_days: Annotated[
        str | None, typer.Option("--longer-answer-days", help="The same with a written reason.")
    ] = None,
    value: Annotated[
        str | None, typer.Option("--value", help="Pounds expected over the initial term; none where nothing is.")
    ] = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a scheme says of itself; or change it. What is not said stays, and so does what was issued before."""
    from brokerage.services.change_scheme import SchemeChangeAsked, change_scheme
    from brokerage.services.set_policy import show_scheme_rules

    options = {
        "title": title,
        "description": description,
        "law": law,
        "kind": kind,
        "decision": decision,
        "last-call-off-day": last_call_off_day,
        "answer-days": answer_days,
        "longer-answer-days": longer_answer_days,
        "value": value,
    }
    said = {name: text for name, text in options.items() if text is not None} | _of_extensions(extension_decision or ())
    with acting(database, login) as desk:
        if said:
            asked = SchemeChangeAsked(scheme, said)
            told = change_scheme(desk.database, desk.actor, asked, desk.now, dry_run=dry_run).result
            print_changed(told, saved=not dry_run, as_json=as_json)
        else:
            print_head(show_scheme_rules(desk.database, scheme), as_json=as_json)


def _of_extensions(written: "Sequence[str]") -> dict[str, str]:
    from brokerage.domain.scheme_head import parse_decision

    return dict(parse_decision(each) for each in written)
