"""What a command prints and how it ends: JSON or plain tables on standard output, one sentence of failure on the other."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum, IntEnum
from io import TextIOWrapper

from brokerage.domain.errors import BadInput, Conflict, DeskError, RuleBroken


class ExitCode(IntEnum):
    """How a command ended, for scripts."""

    DONE = 0
    RULE_BROKEN = 1
    BAD_INPUT = 2
    CONFLICT = 3
    UNAVAILABLE = 4
    FAULT = 5


def exit_code_of(failure: DeskError) -> ExitCode:
    """Return the exit code of a known failure."""
    if isinstance(failure, BadInput):
        return ExitCode.BAD_INPUT
    if isinstance(failure, RuleBroken):
        return ExitCode.RULE_BROKEN
    return ExitCode.CONFLICT if isinstance(failure, Conflict) else ExitCode.UNAVAILABLE


def print_json(answer: Mapping[str, object] | Sequence[object]) -> None:
    """Print the answer as one JSON document. Money goes in as text: a JSON number would come out as a float."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))


def print_failure(sentence: str, *, as_json: bool) -> None:
    """Print what went wrong on standard error, on one line: as a sentence, or as `{"error": …}`.

    A sentence may repeat what was typed: signs that cannot be seen, or that a screen would obey, come out as a ?.
    """
    sentence = "".join(sign if sign.isprintable() else "?" for sign in " ".join(sentence.split()))
    print(json.dumps({"error": sentence}, ensure_ascii=False) if as_json else sentence, file=sys.stderr)


def print_facts(facts: Sequence[tuple[str, str]]) -> None:
    """Print names and values below one another, the values in line on the right."""
    names = max(len(name) for name, _ in facts)
    values = max(len(value) for _, value in facts)
    for name, value in facts:
        print(f"{name:<{names}}  {value:>{values}}")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print rows under their headings; the columns numbered in `right` stand on the right, as figures do."""
    widths = [max(len(row[column]) for row in [headings, *rows]) for column in range(len(headings))]
    for row in [headings, ["─" * width for width in widths], *rows]:
        cells = (
            f"{cell:>{width}}" if column in right else f"{cell:<{width}}"
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join(cells).rstrip())


def print_unless_saved(saved: bool) -> None:
    """Print, at the end of a trial run, that it kept nothing."""
    if not saved:
        print("· Nothing is saved: this only says what would happen.")


def enum_in_words(value: Enum) -> str:
    """Return the value as it is said: `in assessment`."""
    return str(value.value).replace("-", " ")


def iso_day(day: date | None) -> str | None:
    """Return the day as JSON has it; None where there is none."""
    return None if day is None else day.isoformat()


def write_utf8() -> None:
    """Make both streams take every letter: a pipe on Windows would otherwise refuse £ and −."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
