"""What a scheme says of itself is shown and changed on the command line, on both databases."""

import pytest

from brokerage.cli.app import main
from tests.builders import Desk
from tests.cli.command_line import CommandLine
from tests.services.scheme_builders import scheme_with_terms

Capture = pytest.CaptureFixture[str]
CHANGE = ("scheme", "change", "res-2022")


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    scheme_with_terms(desk)
    return CommandLine(desk, capsys)


def test_a_scheme_is_shown_tried_and_changed(command_line: CommandLine) -> None:
    before = command_line.run("auditor", *CHANGE)
    assert (before["decisions"], before["answer_working_days"]) == (["Example 22/00031", "Example 26/00012"], 10)
    words = (
        "--title",
        "Homes",
        "--law",
        "Regulations",
        "--answer-days",
        "9",
        "--value",
        "2,500,000",
        "--decision",
        "22/1",
    )
    asked = (
        *words,
        "--extension-decision",
        "1: 26/00021",
        "--last-call-off-day",
        "none",
        "--description",
        "For adults.",
    )
    tried = command_line.run("commissioner", *CHANGE, *asked, "--dry-run")
    assert command_line.run("auditor", *CHANGE) == before
    told = command_line.run("commissioner", *CHANGE, *asked)
    assert told == {**tried, "saved": True}
    assert {"what": "Last day for call-offs", "before": "14 Jun 2027", "now": "the end of the contracts"} in told[
        "changes"
    ]
    after = command_line.run("auditor", *CHANGE)
    assert after == {key: told[key] for key in after}
    assert (after["decisions"], after["estimated_value"]) == (["22/1", "26/00021"], "2500000.00")
    again = command_line.run("commissioner", *CHANGE, *asked)
    assert again["changes"] == []


def test_a_change_that_cannot_be_is_refused_with_a_sentence(command_line: CommandLine) -> None:
    for login, words, code, said in (
        ("commissioner", ("--answer-days", "16"), 2, "make it no shorter"),
        ("commissioner", ("--longer-answer-days", "soon"), 2, "whole number from 1 to 250"),
        ("commissioner", ("--kind", "club"), 2, "kind of scheme is not known"),
        ("commissioner", ("--last-call-off-day", "2031-01-01"), 2, "outside the contracts"),
        ("commissioner", ("--extension-decision", "2: 30/1"), 2, "Extension 2 was not taken"),
        ("commissioner", ("--extension-decision", "30/1"), 2, "Write which extension"),
        ("commissioner", ("--title", ""), 2, "This is empty"),
        ("broker", ("--title", "x"), 1, "Only the commissioner may change a scheme"),
    ):
        assert said in command_line.run(login, *CHANGE, *words, code=code)["error"], words


def test_people_read_what_changes_in_plain_words(command_line: CommandLine, capsys: Capture) -> None:
    acting = ["--database", command_line.url_of("commissioner"), *command_line.as_login("commissioner")]

    def said(*words: str) -> str:
        capsys.readouterr()
        assert main([*CHANGE, *words, *acting]) == 0
        return capsys.readouterr().out

    assert "Decision of extension 1       Example 26/00012" in said()
    tried = said("--longer-answer-days", "20", "--dry-run")
    assert "15 working days  20 working days" in tried
    assert "▲ By law a system of 2015 answers in 10 working days" in tried
    assert "Nothing is saved" in tried
    assert "Nothing changes: it stands like this already." in said("--answer-days", "10")
