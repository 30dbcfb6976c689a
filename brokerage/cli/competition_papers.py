"""`brokerage competition sheet|letters`: the papers of a small competition, as PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, Today, acting
from brokerage.cli.output import print_json
from brokerage.cli.round import day_said

if TYPE_CHECKING:
    from brokerage.domain.competition_letter import CompetitionLetter

Reference = Annotated[str, typer.Argument(help="The competition's reference, SC-2026-0001.", metavar="REF")]
Out = Annotated[Path, typer.Option("--out", help="The PDF to write.")]


def add_competition_papers(group: typer.Typer) -> None:
    """Add the commands to the group `competition`."""
    group.command("sheet")(sheet)
    group.command("letters")(letters)


def sheet(
    reference: Reference,
    out: Out,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print all that the market sees of a competition: the need and the outcode, and nothing that names the person."""
    from brokerage.services.competition_letters import write_market_sheet

    with acting(database, login) as desk:
        written = write_market_sheet(desk.database, reference, out)
    if as_json:
        print_json({"files": [str(written)]})
    else:
        print(f"Written: {written}")


def letters(
    reference: Reference,
    out: Annotated[
        Path, typer.Option("--out", help="The PDF to write, or a folder that is there, for each by itself.")
    ],
    invitations: Annotated[
        bool,
        typer.Option("--invitations", help="The invitations with the sheet, instead of the letters of its result."),
    ] = False,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Issue the letters of a competition, once, and print them: as one PDF, or each into a folder; again they are the same.

    The result goes to every service that offered: its own points with their reasons, beside those of the chosen answer.
    """
    from brokerage.services.competition_letters import (
        Letters,
        issue_competition_letters,
        write_competition_letters,
    )
    from brokerage.services.whole_file import refuse_missing_folder, told_as_issued

    refuse_missing_folder(out)  # before anything is issued that then could not be written
    which = Letters.INVITATIONS if invitations else Letters.RESULTS
    with acting(database, login) as desk:
        day = day_said(today) or desk.today
        done = issue_competition_letters(desk.database, desk.actor, reference, which, day, desk.now, dry_run=dry_run)
        with told_as_issued("The letters are"):
            written = () if dry_run else write_competition_letters(desk.database, done.result, out)
    _print_letters(done.result, written, as_json=as_json)


def _print_letters(issued: tuple["CompetitionLetter", ...], written: tuple[Path, ...], *, as_json: bool) -> None:
    from brokerage.domain.number_words import count

    if as_json:
        rows = [{"kind": one.kind.value, "service": one.service, "provider": one.provider.name} for one in issued]
        print_json({"letters": rows, "files": [str(path) for path in written], "saved": bool(written)})
        return
    for one in issued:
        print(f"{one.kind.value.capitalize()}: {one.service}, {one.provider.name}")
    print(f"{count(len(issued), 'letter')}.")
    for path in written:
        print(f"Written: {path}")
    if not written:
        print("Dry run: nothing was issued or written.")
