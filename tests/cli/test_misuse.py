"""What is typed wrong before a use case sees it is said in one sentence, whatever signs it holds."""

import json
import os
import subprocess
import sys

import pytest

from brokerage.cli.app import main
from brokerage.storage.tables.schemes import SchemeRow
from tests.builders import Desk
from tests.cli.command_line import CommandLine

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("application", "list", "--limit", "x"),
            "--limit takes a whole number, such as 10. “brokerage application list",
        ),
        (("application", "list", "--limit", "0"), "--limit takes 1 or more."),
        (("application", "list", "--limit"), "--limit takes a value: write it behind."),
        (("application", "list", "--lim", "3"), "There is no option --lim (Possible options: --limit)."),
        (("application", "list", "more"), "There is a word too many (more): put quotes round words with blanks."),
        (
            ("application", "record"),
            "--scheme is missing: give it. “brokerage application record --help” tells what it takes.",
        ),
        (("application", "show"), "REF is missing: write it behind the command."),
        (("applicatio",), "There is no command 'applicatio'. Did you mean 'application'?"),
        (("application", "list", "x" * 10_000), "There is a word too many (xxx"),
        (("ocds", "check", "a\udcff.json"), "Word 3 of the command cannot be read as text (UTF-8)"),
        (("agreement", "CO-1", "--out", ""), "--out names no file: write the name"),
        (("rate", "template", "--out="), "--out names no file: write the name"),
        (("import", "workbook", "a.xlsx", "--faults-to", " "), "--faults-to names no file: write the name"),
        (("ocds", "check", "a\0.json"), "Word 3 of the command cannot be read as text (UTF-8)"),
    ],
)
def test_misuse_is_said_in_one_sentence_with_the_way_on(words: tuple[str, ...], said: str, capsys: Capture) -> None:
    assert main([*words, "--json"] if "--limit" not in words[-1:] else [*words]) == 2
    error = capsys.readouterr().err
    sentence = json.loads(error)["error"] if error.startswith("{") else error.strip()
    assert sentence.startswith(said)
    assert sentence.endswith(".")
    assert len(sentence) < 500


def test_bytes_that_are_no_text_are_refused_without_a_traceback() -> None:
    if sys.platform == "win32" or "utf" not in sys.getfilesystemencoding():
        pytest.skip("Only words of bytes can be of another encoding.")
    ended = subprocess.run(
        [sys.executable, "-m", "brokerage.cli", "scheme", "show", os.fsdecode(b"caf\xe9")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("Word 3 of the command cannot be read as text")


def test_a_fault_of_the_program_is_called_one_without_a_word_of_what_was_typed(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_asked: object) -> None:
        raise KeyError("Ada Lovelace, born 10 Dec 1815")

    monkeypatch.setattr("brokerage.services.quote.quote", fail)
    assert main(["quote", "--json"]) == 5
    printed = capsys.readouterr()
    sentence = json.loads(printed.err)["error"]
    assert sentence.startswith(
        "This is a fault in the program, not in what you typed (KeyError at tests/cli/test_misuse.py:"
    )
    assert "Lovelace" not in printed.err + printed.out


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    return CommandLine(desk, capsys)


def desk_scheme(command_line: CommandLine) -> str:
    ready = command_line.desk.ready_service()
    with command_line.desk.session() as session:
        return session.get_one(SchemeRow, ready.scheme_id).reference


def test_login_that_is_none_is_said_back_short(command_line: CommandLine) -> None:
    words = [
        "scheme",
        "show",
        "RES-2022",
        "--json",
        "--database",
        command_line.url_of("commissioner"),
        "--as",
        "x" * 10_000,
    ]
    assert main(words) == 1
    assert f"“{'x' * 40}…”" in json.loads(command_line.capture.readouterr().err)["error"]


def test_what_was_typed_is_said_back_short_and_without_signs_that_a_screen_obeys(command_line: CommandLine) -> None:
    def refused(*words: str) -> str:
        return str(command_line.run("commissioner", *words, code=2)["error"])

    assert refused("admission", "show", "x" * 10_000).startswith(f"There is no service “{'x' * 40}…”")
    assert refused("admission", "list", "--lot", "a\x1b[31m\nb\u202e").startswith("There is no lot “a?[31m b?”")
    template = ("application", "template", desk_scheme(command_line), "--out", "template.xlsx", "--lot", "x" * 10_000)
    assert f"has no lot {'x' * 40}…" in refused(*template)
    for group in ("application", "competition"):
        unknown = refused(group, "show", "x" * 10_000)
        assert unknown == f"There is no {group} {'x' * 40}…. Check the reference."
    assert refused("uplift", "take-back", "9" * 30) == "A number is larger than any that is kept: check it."
