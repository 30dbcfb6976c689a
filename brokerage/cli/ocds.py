"""`brokerage ocds`: open data in the form of the Open Contracting Data Standard."""

from pathlib import Path
from typing import Annotated

import typer

from brokerage.cli.acting import JsonOption
from brokerage.cli.output import ExitCode, print_json


def add_ocds(app: typer.Typer) -> None:
    """Add the commands to the program."""
    ocds = typer.Typer(
        help="Open data, in the form of the Open Contracting Data Standard (OCDS) 1.1.", no_args_is_help=True
    )
    ocds.command("check")(check)
    app.add_typer(ocds, name="ocds")


def check(
    file: Annotated[Path, typer.Argument(help="A release package of anybody's.", metavar="FILE")],
    as_json: JsonOption = False,
) -> int:
    """Say what is wrong with a release package: where, what, and how to mend it. Ends with 1 if anything is."""
    from brokerage.services.open_data import check_package

    wrong = check_package(file)
    if as_json:
        print_json([{"path": fault.path, "what": fault.what, "mend": fault.mend} for fault in wrong])
    elif wrong:
        for fault in wrong:
            print(f"{fault.path}  {fault.what} {fault.mend}")
    else:
        print(f"{file.name} is a sound release package.")
    return ExitCode.RULE_BROKEN if wrong else ExitCode.DONE
