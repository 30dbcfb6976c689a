"""`brokerage demo`: makes the demonstration council's database."""

from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.output import print_facts, print_json

if TYPE_CHECKING:
    from brokerage.services.demonstration.loading import Demonstration


def add_demo(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("demo")(demo)


def demo(
    database: Annotated[
        str | None,
        typer.Option(help="sqlite:///FILE or postgresql://USER@HOST/NAME; the demonstration's own file when not said."),
    ] = None,
    today: Annotated[
        str | None, typer.Option(help="The day everything is counted from, 2026-11-02; today when not said.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Make an earlier demonstration anew; what was done in it is lost.")
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave an earlier demonstration as it is; make one only where there is none.")
    ] = False,
    logins: Annotated[
        bool,
        typer.Option(
            "--logins", help="On PostgreSQL: let the invented staff sign in to this server, without a password."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Make the demonstration council: invented, labelled so, and ready to work in."""
    from datetime import UTC, datetime

    from brokerage.domain.calendar import day_in_england
    from brokerage.domain.errors import BadInput
    from brokerage.domain.period import parse_day
    from brokerage.services.demonstration import (
        demonstration_stands,
        make_demonstration_database,
        make_demonstration_logins,
        refuse_logins_of_a_file,
    )
    from brokerage.services.desk import demonstration_url

    if keep and replace:
        raise BadInput("--keep and --replace say the opposite: choose one of them.", "keep")
    url = database or demonstration_url()
    day = day_in_england(datetime.now(UTC)) if today is None else parse_day(today, what="day")
    if logins:
        refuse_logins_of_a_file(url)
    stands = keep and demonstration_stands(url)
    made = None if stands else make_demonstration_database(url, day, replace=replace).result
    created = make_demonstration_logins(url) if logins else ()
    if as_json:
        print_json({**_made(day.isoformat(), made), "logins": list(created)})
    else:
        _print(url, made)


def _made(today: str, made: "Demonstration | None") -> dict[str, object]:
    return {"kept": True} if made is None else {"kept": False, "today": today, **_counts(made)}


def _counts(made: "Demonstration") -> dict[str, int]:
    return {
        "providers": made.providers,
        "services": made.services,
        "rates": made.rates,
        "weekly_sessions": made.weekly_sessions,
        "people": made.people,
        "call_offs": made.call_offs,
        "staff": made.staff,
        "postcodes": made.postcodes,
    }


def _print(url: str, made: "Demonstration | None") -> None:
    if made is None:
        print("The demonstration council is there already, and is left as it is.")
        return
    print("The demonstration council is ready. Everybody and every price in it is made up.")
    print_facts([(name.replace("_", " "), f"{number:,}") for name, number in _counts(made).items()])
    if url.startswith("sqlite"):
        print(
            'Start the window, or try: brokerage search --need learning-disability --near ME14 --week "Mon,Wed 10:00-15:00"'
        )
        print("Work as anybody of its staff with --as: practitioner, broker, approver, commissioner …")
    else:
        print(
            "Sign in to the database server as one of its staff: practitioner, broker, approver … (--logins makes these logins)."
        )
