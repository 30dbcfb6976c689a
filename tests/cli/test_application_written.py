from typing import Any

import pytest

from brokerage.cli.app import main
from tests.builders import Desk
from tests.cli.command_line import CommandLine
from tests.services.application_builders import Received
from tests.services.workbook_builders import received_by_hand

Capture = pytest.CaptureFixture[str]
DAY = ("--today", "2026-11-03")


@pytest.fixture
def came(desk: Desk) -> Received:
    return received_by_hand(desk)


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    return CommandLine(desk, capsys)


def answer(command_line: CommandLine, came: Received, text: str, *words: str, code: int = 0) -> Any:
    asked = ("application", "answer", came.reference, "--lot", "1", "--question", "3", "--text", text, *DAY)
    return command_line.run("commissioner", *asked, *words, code=code)


def price(command_line: CommandLine, came: Received, *words: str, code: int = 0) -> Any:
    asked = ("application", "price", came.reference, "--lot", f"{came.applicant.scheme}/1", "--unit", "session", *DAY)
    return command_line.run("commissioner", *asked, *words, code=code)


def test_answers_and_prices_are_written_one_by_one_and_taken_back(command_line: CommandLine, came: Received) -> None:
    told = answer(command_line, came, "From pictures")
    assert told["answers"] == {"new": 1, "changed": 0, "removed": 0, "unchanged": 0}
    assert (told["state"], told["version"], told["saved"]) == ("received", 2, True)
    assert told["notes"][0] == "Lot 1 has no answer yet to questions 1, 2 and 4."
    told = price(
        command_line, came, "--price", "£24.08", "--ratio", "1:3", "--activity", "woodwork", "--note", "Tea too"
    )
    assert told["offered_prices"]["new"] == 1
    shown = command_line.run("auditor", "application", "show", came.reference, *DAY)
    assert shown["version"] == 3
    assert [(one["number"], one["answer"]) for one in shown["answers"]] == [("3", "From pictures")]
    (offered,) = shown["offered_prices"]
    assert (offered["activity"], offered["ratio"], offered["price"]) == ("Woodwork", "1:3", "24.08")
    assert answer(command_line, came, "")["answers"]["removed"] == 1
    gone = price(command_line, came, "--ratio", "1:3", "--activity", "Woodwork", "--remove")
    assert gone["offered_prices"]["removed"] == 1


def test_a_dry_run_keeps_nothing_the_same_again_changes_nothing_and_a_stale_version_is_a_conflict(
    command_line: CommandLine, came: Received
) -> None:
    assert answer(command_line, came, "From pictures", "--dry-run")["saved"] is False
    assert answer(command_line, came, "From pictures", "--version", "1")["version"] == 2
    assert answer(command_line, came, "From pictures", "--version", "1")["version"] == 2
    refused = answer(command_line, came, "From films", "--version", "1", code=3)
    assert "Nothing was overwritten" in refused["error"]


def test_what_cannot_be_is_said(command_line: CommandLine, came: Received) -> None:
    refusals = (
        (("--price", "24.08", "--ratio", "1:2"), "is not priced at 1:2"),
        (("--price", "10%", "--ratio", "1:3"), "percent sign"),
        (("--ratio", "1:3"), "Price is empty"),
        (("--price", "5", "--activity", "Pottery"), "no activity of this name"),
        (("--remove",), "offers nothing in lot 1"),
    )
    for words, said in refusals:
        assert said in price(command_line, came, *words, code=2)["error"]


def test_in_words_it_tells_what_is_new_and_what_is_wanting(
    command_line: CommandLine, came: Received, capsys: Capture
) -> None:
    words = ("application", "answer", came.reference, "--lot", "1", "--question", "4", "--text", "In a diary", *DAY)
    url = command_line.url_of("commissioner")
    assert main([*words, "--database", url, *command_line.as_login("commissioner")]) == 0
    told = capsys.readouterr().out
    assert "▲ Lot 1 has no answer yet to questions 1, 2 and 3." in told
    assert "· Answers: 1 new, 0 changed, 0 taken out, 0 unchanged" in told
