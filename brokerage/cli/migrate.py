"""`brokerage migrate`: brings a database to the tables of this version of the program."""

from typing import Annotated

import typer

from brokerage.cli.output import print_json


def add_migrate(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("migrate")(migrate)


def migrate(
    database: Annotated[str | None, typer.Option(help="sqlite:///FILE or postgresql://USER@HOST/NAME.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Bring a database to the tables of this version, from empty or from an earlier one. Nothing in it is lost."""
    from brokerage.services.desk import default_database_url, migrate_desk

    before, revision = migrate_desk(database or default_database_url())
    if as_json:
        print_json({"before": before, "revision": revision})
    else:
        print(f"The database had the tables of {before or 'no version'}; it now has those of {revision}.")
