"""`brokerage import`: the council's workbook, the regulator's directory, people and budgets, and the council's districts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.import_output import fault_json, print_faults
from brokerage.cli.import_rates_output import moved_as_json, print_moved
from brokerage.cli.output import ExitCode, print_json, print_table

if TYPE_CHECKING:
    from brokerage.domain.import_report import ImportProgress, ImportReport
    from brokerage.services.import_files import ImportSource

Files = Annotated[list[Path], typer.Argument(help="One file or several that belong together.", metavar="FILE…")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Do everything, then undo it: the report is what a run would do.")
]
FaultsTo = Annotated[Path | None, typer.Option(help="Also write faults and remarks to this .xlsx.")]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
_Url = Annotated[
    str | None, typer.Option("--database", help="sqlite:///FILE or postgresql://USER@HOST/NAME; else the setting.")
]
_As = Annotated[str | None, typer.Option("--as", help="Work as this login (one-person database only).")]


class Source(Enum):
    """What is imported."""

    WORKBOOK = "workbook"
    REGULATOR = "regulator"
    PEOPLE = "people"
    RATES = "rates"


def add_import(app: typer.Typer) -> None:
    """Add the commands to the program."""
    commands = typer.Typer(
        help="Take in providers, rates, the regulator's directory, people and districts.", no_args_is_help=True
    )
    commands.command("workbook")(import_workbook)
    commands.command("regulator")(import_regulator)
    commands.command("people")(import_people)
    commands.command("template")(template)
    commands.command("districts")(districts)
    app.add_typer(commands, name="import")


def import_workbook(
    files: Files,
    dry_run: DryRun = False,
    faults_to: FaultsTo = None,
    as_json: _Json = False,
    database: _Url = None,
    login: _As = None,
) -> None:
    """Take in the council's workbook, or a CSV for each of its sheets: providers, services, activities, admissions, rates."""
    take_in(Source.WORKBOOK, files, dry_run, faults_to, as_json, database, login)


def import_regulator(
    files: Files,
    own_area: Annotated[
        bool, typer.Option("--own-area", help="Leave out what lies outside the council's districts.")
    ] = False,
    dry_run: DryRun = False,
    faults_to: FaultsTo = None,
    as_json: _Json = False,
    database: _Url = None,
    login: _As = None,
) -> None:
    """Take in the regulator's care directory (.csv), or its API answers (.json, or a folder of them). It brings no rates."""
    take_in(Source.REGULATOR, files, dry_run, faults_to, as_json, database, login, own_area=own_area)


def import_people(
    files: Files,
    dry_run: DryRun = False,
    faults_to: FaultsTo = None,
    as_json: _Json = False,
    database: _Url = None,
    login: _As = None,
) -> None:
    """Take in people with plans, budgets and contributions from the case-management system's CSV."""
    take_in(Source.PEOPLE, files, dry_run, faults_to, as_json, database, login)


def template(
    out: Annotated[Path, typer.Option(help="Where to write the .xlsx.")] = Path("council-workbook.xlsx"),
    as_json: _Json = False,
) -> None:
    """Write the workbook a council fills in, with instructions and made-up rows."""
    from brokerage.services.import_files import write_template

    write_template(out)
    if as_json:
        print_json({"written": str(out)})
    else:
        print(f"Written: {out}")


def districts(
    codes: Annotated[list[str], typer.Argument(help="ONS codes, such as E07000110 for Maidstone.", metavar="CODE…")],
    as_json: _Json = False,
    database: _Url = None,
    login: _As = None,
) -> None:
    """Choose the council's districts and load their postcodes."""
    from brokerage.domain.calendar import day_in_england
    from brokerage.domain.number_words import count
    from brokerage.services.areas import choose_districts, chosen_districts
    from brokerage.services.desk import default_database_url, open_desk
    from brokerage.services.staff import actor_for

    now = datetime.now(UTC)
    desk = open_desk(database or default_database_url())
    try:
        actor = actor_for(desk, login, today=day_in_england(now))
        postcodes = choose_districts(desk, actor, codes, now).result
        chosen = chosen_districts(desk)
    finally:
        desk.close()
    if as_json:
        print_json({"districts": [one.code for one in chosen], "postcodes": postcodes})
    else:
        print(f"{', '.join(one.name for one in chosen)}: {count(postcodes, 'postcode')}.")


def take_in(
    source: Source,
    files: list[Path],
    dry_run: bool,
    faults_to: Path | None,
    as_json: bool,
    database: str | None,
    login: str | None,
    own_area: bool = False,
    note: str = "",
    mark: str | None = None,
) -> None:
    """Take in files of one kind and print the report. Raises: typer.Exit where a cell wants mending."""
    from brokerage.domain.calendar import day_in_england
    from brokerage.services.desk import default_database_url, open_desk
    from brokerage.services.import_files import import_files, write_report
    from brokerage.services.staff import actor_for

    now = datetime.now(UTC)
    desk = open_desk(database or default_database_url())
    try:
        # What is taken in records who did it; a trial run or a refused file leaves no trace, not even of whom one worked as.
        actor = actor_for(desk, login, today=day_in_england(now))
        with _progress_shown() as progress:
            kind = _kind_of(source, files)
            report = import_files(
                desk,
                actor,
                kind,
                files,
                now=now,
                dry_run=dry_run,
                own_area=own_area,
                note=note,
                mark=mark,
                progress=progress,
            ).result
    finally:
        desk.close()
    if faults_to is not None:
        write_report(report, faults_to)
    if as_json:
        moved = {"rates": moved_as_json(report), "mark": report.mark} if source is Source.RATES else {}
        print_json(_as_json(report) | moved)
    else:
        _print(report, faults_to)
        print_moved(report)
    if report.faults:
        raise typer.Exit(ExitCode.RULE_BROKEN)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # too long a name for any disk: reading it says so
        return False


def _kind_of(source: Source, files: list[Path]) -> "ImportSource":
    from brokerage.services.import_files import ImportSource

    are_answers = source is Source.REGULATOR and all(
        _is_folder(path) or path.suffix.lower() == ".json" for path in files
    )
    regulator = ImportSource.REGULATOR_ANSWERS if are_answers else ImportSource.REGULATOR_DIRECTORY
    kinds = {
        Source.WORKBOOK: ImportSource.COUNCIL_WORKBOOK,
        Source.REGULATOR: regulator,
        Source.PEOPLE: ImportSource.PEOPLE,
        Source.RATES: ImportSource.RATES,
    }
    return kinds[source]


@contextmanager
def _progress_shown() -> Iterator[Callable[["ImportProgress"], None]]:
    """A bar on standard error, where somebody watches; nothing where a script reads."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)

        def show(progress: "ImportProgress") -> None:
            bar.update(task, description=progress.doing, completed=progress.done, total=progress.total)

        yield show


def _as_json(report: "ImportReport") -> dict[str, object]:
    counts = {one.noun: {"new": one.new, "changed": one.changed, "unchanged": one.unchanged} for one in report.counts}
    return {
        "outcome": report.outcome.value,
        "applied": report.applied,
        "files": list(report.files),
        "counts": counts,
        "faults": [fault_json(fault) for fault in report.faults],
        "remarks": [fault_json(fault) for fault in report.remarks],
        "notes": list(report.notes),
        "not_admitted": list(report.not_admitted),
    }


def _print(report: "ImportReport", faults_to: Path | None) -> None:
    from brokerage.domain.import_report import ImportOutcome
    from brokerage.domain.number_words import count

    words = {
        ImportOutcome.APPLIED: "Taken in.",
        ImportOutcome.DRY_RUN: "Trial run: nothing was changed. A run would do this:",
        ImportOutcome.FAULTS: f"Nothing was changed: {count(len(report.faults), 'cell wants', 'cells want')} mending.",
        ImportOutcome.CANCELLED: "Stopped: nothing was changed.",
    }
    print(words[report.outcome])
    if any(one.new or one.changed or one.unchanged for one in report.counts):
        rows = [(one.noun, f"{one.new:,}", f"{one.changed:,}", f"{one.unchanged:,}") for one in report.counts]
        print_table(("", "New", "Changed", "Unchanged"), rows, right=(1, 2, 3))
    elif not report.faults and report.outcome is not ImportOutcome.CANCELLED:
        print("· No row was found below the headings.")
    print_faults("To mend", report.faults, faults_to)
    print_faults("Taken in, but look at", report.remarks, faults_to)
    for note in report.notes:
        print(f"· {note}")
    if report.not_admitted:
        print(
            f"· Not admitted to any lot, so nobody can call them off yet: {count(len(report.not_admitted), 'service')}."
        )
