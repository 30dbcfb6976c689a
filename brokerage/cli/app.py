"""The `brokerage` program: each command is a file beside this one and is added here by one call.

A command's file imports what it needs inside its function, so that no command waits for another's libraries.
"""

import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated

import typer
from typer.main import get_command

from brokerage import __version__
from brokerage.cli.admission import add_admission
from brokerage.cli.agreement import add_agreement
from brokerage.cli.application import add_application
from brokerage.cli.assessment import add_assessment
from brokerage.cli.bench import add_bench
from brokerage.cli.call_off import add_call_off
from brokerage.cli.check import add_check
from brokerage.cli.competition import add_competition
from brokerage.cli.competition_papers import add_competition_papers
from brokerage.cli.demo import add_demo
from brokerage.cli.document import add_document_group
from brokerage.cli.import_ import add_import
from brokerage.cli.migrate import add_migrate
from brokerage.cli.misuse import refuse_unnamed_file, refuse_unreadable, say_failure, say_fault, say_misuse
from brokerage.cli.ocds import add_ocds
from brokerage.cli.output import ExitCode, exit_code_of, print_failure, write_utf8
from brokerage.cli.quote import add_quote
from brokerage.cli.rate import add_rate
from brokerage.cli.round import add_round
from brokerage.cli.scheme import add_scheme
from brokerage.cli.search import add_search
from brokerage.cli.uplift import add_uplift
from brokerage.cli.working_day import add_working_day
from brokerage.domain.errors import DeskError

app = typer.Typer(
    name="brokerage",
    help="Find, compare, call off and agree care placements within a person's budget.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
add_admission(app)
add_agreement(app)
add_assessment(add_application(app))
add_call_off(app)
add_check(app)
add_competition_papers(add_competition(app))
add_demo(app)
add_document_group(app)
add_import(app)
add_migrate(app)
add_ocds(app)
add_quote(app)
add_rate(app)
add_round(app)
add_scheme(app)
add_search(app)
add_uplift(app)
add_working_day(app)
add_bench(app)


def _print_version(asked: bool) -> None:
    if asked:
        print(f"Brokerage Desk {__version__}")
        raise typer.Exit


@app.callback()
def describe(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Find, compare, call off and agree care placements within a person's budget."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 rule broken, 2 bad input, 3 conflict, 4 unavailable, 5 a fault."""
    write_utf8()
    words = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    try:
        return _run(words)
    except Exception as fault:  # noqa: BLE001 - a traceback would print what was typed, and so personal data
        print_failure(say_fault(fault), as_json="--json" in words)
        return ExitCode.FAULT


@cache
def _program() -> Callable[..., int | None]:
    """Every command as one program, put together once however many are run here: `app(…)` would do it for each."""
    program: Callable[..., int | None] = get_command(app)
    return program


def _run(words: list[str]) -> int:
    try:
        refuse_unreadable(words)
        refuse_unnamed_file(words)
        code = int(_program()(words, prog_name="brokerage", standalone_mode=False) or ExitCode.DONE)
        # What is still to be written fails here, where it can be said, and not while the interpreter closes.
        sys.stdout.flush()
    except DeskError as failure:
        print_failure(say_failure(failure, words), as_json="--json" in words)
        return exit_code_of(failure)
    except typer.TyperException as misuse:
        print_failure(say_misuse(misuse), as_json="--json" in words)
        return ExitCode.BAD_INPUT
    except typer.Abort:
        print_failure("Stopped: nothing more was done.", as_json="--json" in words)
        return ExitCode.RULE_BROKEN
    except BrokenPipeError:
        # Whoever read the answer has seen enough; the interpreter would complain again while closing the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except OSError as failure:
        if failure.errno != errno.ENOSPC:
            raise
        print_failure(
            "The answer could not be written: make room on the disk, then ask again.", as_json="--json" in words
        )
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.UNAVAILABLE
    return code
