"""The guide to the command line names every command and every option there is, and none that there is not."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from brokerage.cli.app import app

GUIDE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the program with the words that call it."""
    for name, command in getattr(group, "commands", {}).items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


ALL = tuple(commands(typer.main.get_command(app)))
OPTIONS = {
    word
    for _, command in ALL
    for one in command.params
    for word in (*one.opts, *one.secondary_opts)
    if word[:2] == "--"
}


def test_the_guide_names_every_command() -> None:
    assert not [
        " ".join(words)
        for words, _ in ALL
        if not re.search(rf"(brokerage |… |\|)({' '.join(words)}|{words[-1]})\b", GUIDE)
    ]


def test_the_guide_names_every_option() -> None:
    assert not [option for option in sorted(OPTIONS) if not re.search(rf"{option}(?![\w-])", GUIDE)]


def test_the_guide_names_no_option_that_is_not_there() -> None:
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", GUIDE)) <= OPTIONS


def test_every_option_says_what_it_is_for() -> None:
    assert not [(words, one.name) for words, command in ALL for one in command.params if not getattr(one, "help", "")]
