"""`brokerage scheme questions|ask|assessors`: what a scheme's lots ask of applicants, and how many assess an application."""

from pathlib import Path
from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, acting
from brokerage.cli.output import ExitCode, print_json, print_unless_saved
from brokerage.cli.scheme_questions_output import print_asked, print_copied, print_questions, print_refused

Scheme = Annotated[str, typer.Argument(help="The scheme's reference, as the list names it.", metavar="SCHEME")]
Mark = Annotated[
    str | None, typer.Option(help="The mark that “scheme questions --json” tells: a change since is a conflict.")
]


def add_questions(group: typer.Typer) -> None:
    """Add the commands to the group `scheme`."""
    group.command("questions")(questions)
    group.command("ask")(ask)
    group.command("assessors")(assessors)


def questions(
    scheme: Scheme,
    lot: Annotated[str, typer.Option("--lot", help="Only this lot, by its number.")] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write the lot's questions as a workbook to change.", metavar="FILE.xlsx"),
    ] = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what each lot asks of its applicants; or write it as a workbook, with examples where it asks nothing yet."""
    from brokerage.domain.errors import BadInput
    from brokerage.services.ask_questions import show_questions, write_questions_file

    with acting(database, login) as desk:
        if out is None:
            print_questions(show_questions(desk.database, scheme, lot), as_json=as_json)
            return
        if not lot:
            raise BadInput("A workbook is for one lot: say which with --lot.", "lot")
        written = write_questions_file(desk.database, scheme, lot, out)
    if as_json:
        print_json({"written": str(out), "lot": written.key, "questions": len(written.questions)})
    else:
        print(f"Written: {out}")


def ask(
    scheme: Scheme,
    file: Annotated[
        Path | None,
        typer.Argument(help="A workbook or CSV: Kind, Question, Weight, Threshold, Highest, Document.", metavar="FILE"),
    ] = None,
    lots: Annotated[
        list[str] | None, typer.Option("--lot", help="Which lot, by its number; with --like again for each.")
    ] = None,
    like: Annotated[
        str,
        typer.Option(
            "--like",
            help="Ask what another lot asks; of a scheme alone, lot by lot.",
            metavar="SCHEME/LOT",
        ),
    ] = "",
    mark: Mark = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set all that a lot asks, from a small sheet or like another lot; decided applications keep the questions they had."""
    from brokerage.domain.errors import BadInput
    from brokerage.services.ask_questions import read_questions_file, set_questions
    from brokerage.services.copy_questions import copy_scheme_questions

    if (file is None) == (not like):
        raise BadInput("Give a file with the questions, or --like with the lot to copy: one of the two.", "like")
    numbers = [_number(lot, scheme) for lot in lots or ()]
    if not numbers and (file is not None or "/" in like):
        raise BadInput("Say which lot asks it, with --lot.", "lot")
    if len(numbers) > 1 and (file is not None or mark is not None):
        raise BadInput("A file and a mark are for one lot: give --lot once.", "lot")
    with acting(database, login) as desk:
        if file is None:
            copied = copy_scheme_questions(
                *(desk.database, desk.actor, scheme, like, desk.now),
                lots=numbers,
                marks=None if mark is None or not numbers else {numbers[0]: mark},
                dry_run=dry_run,
            ).result
            if len(numbers) == 1:
                print_asked(copied[0], saved=not dry_run, as_json=as_json)
            else:
                print_copied(copied, saved=not dry_run, as_json=as_json)
            return
        plans, faults = read_questions_file(file)
        if faults:
            print_refused(faults, as_json=as_json)
            raise typer.Exit(ExitCode.RULE_BROKEN)
        done = set_questions(
            desk.database, desk.actor, f"{scheme}/{numbers[0]}", plans, desk.now, mark=mark, dry_run=dry_run
        )
    print_asked(done.result, saved=not dry_run, as_json=as_json)


def assessors(
    scheme: Scheme,
    number: Annotated[int, typer.Argument(help="How many people assess each application.", metavar="NUMBER")],
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set how many people assess each application of the scheme."""
    from brokerage.services.ask_questions import set_assessors

    with acting(database, login) as desk:
        done = set_assessors(desk.database, desk.actor, scheme, number, desk.now, dry_run=dry_run)
    if as_json:
        print_json({"reference": scheme, "assessors_needed": done.result, "saved": not dry_run})
        return
    print(f"Assessors of an application: {done.result}")
    print_unless_saved(not dry_run)


def _number(lot: str, scheme: str) -> str:
    """The lot's number, of `1` or `SCHEME/1`. Raises: BadInput for a lot of another scheme."""
    from brokerage.domain.errors import BadInput
    from brokerage.domain.said_back import said_back

    of, slash, number = lot.strip().rpartition("/")
    if slash and of.strip().lower() != scheme.strip().lower():
        raise BadInput(f"{said_back(lot)} is no lot of {said_back(scheme)}: give the lot by its number alone.", "lot")
    return number
