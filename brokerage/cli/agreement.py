"""`brokerage agreement`: prints the placement agreement of a call-off, or of several, as PDF."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, JsonOption, LoginOption, acting
from brokerage.cli.output import print_json


def add_agreement(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("agreement")(agreement)


def agreement(
    references: Annotated[list[str], typer.Argument(help="References of call-offs, CO-2026-0001.", metavar="REF…")],
    out: Annotated[Path, typer.Option(help="The PDF to write; for several in files of their own, a folder.")],
    edition: Annotated[
        int | None, typer.Option(help="An earlier edition; else the one that stands, or a draft.")
    ] = None,
    issue: Annotated[bool, typer.Option("--issue", help="Issue the agreement first, where it is accepted.")] = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the placement agreement; before it is issued, a draft marked so. Several go into one PDF, or into a folder."""
    from brokerage.services.agree_and_print import (
        issue_agreements,
        write_agreement,
        write_agreements,
        write_agreements_as_one,
    )
    from brokerage.services.whole_file import refuse_missing_folder, told_as_issued

    refuse_missing_folder(out)  # before anything is issued that then could not be written
    with acting(database, login) as desk:
        if issue:
            issue_agreements(desk.database, desk.actor, references, desk.now)
        with told_as_issued("The agreements are") if issue else nullcontext():
            if out.is_dir():
                written = write_agreements(desk.database, desk.actor, references, out, desk.now)
            elif len(references) > 1:
                written = (write_agreements_as_one(desk.database, desk.actor, references, out, desk.now),)
            else:
                written = (write_agreement(desk.database, desk.actor, references[0], out, desk.now, edition=edition),)
    if as_json:
        print_json({"files": [str(path) for path in written]})
    else:
        for path in written:
            print(f"Written: {path}")
