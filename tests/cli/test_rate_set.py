"""`brokerage rate agree|end|gaps`, on both databases."""

from collections.abc import Sequence
from typing import Any

import pytest

from brokerage.cli.app import main
from brokerage.storage.tables.schemes import LotRow, SchemeRow
from tests.builders import Desk
from tests.cli.command_line import CommandLine

Capture = pytest.CaptureFixture[str]
FROM_JANUARY = ("--price", "72.00", "--from", "2027-01-01", "--today", "2026-11-02")


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    return CommandLine(desk, capsys)


@pytest.fixture
def line(desk: Desk) -> Sequence[str]:
    """The options that name a line of a rate card: £70.70 a day at 1:3 from 1 Apr 2026 on."""
    ready = desk.ready_service(ratio="1:3", name="Orchard Yard (demo)")
    with desk.session() as session:
        lot = session.get_one(LotRow, ready.lot_id)
        scheme = session.get_one(SchemeRow, lot.scheme_id).reference
    return "--service", "orchard yard (demo)", "--lot", f"{scheme}/{lot.number}", "--unit", "day", "--ratio", "1:3"


def agreed(command_line: CommandLine, line: Sequence[str], *words: str, code: int = 0) -> Any:
    return command_line.run("commissioner", "rate", "agree", *line, *words, code=code)


def test_a_rate_is_tried_agreed_and_answered_again(command_line: CommandLine, line: Sequence[str]) -> None:
    tried = agreed(command_line, line, *FROM_JANUARY, "--note", "On the phone.", "--dry-run")
    assert (tried["saved"], tried["move"], tried["old_price"], tried["old_last_day"]) == (
        False,
        "follows",
        "70.70",
        "2026-12-31",
    )
    assert (tried["change"], tried["change_percent"], tried["gaps"], tried["why"]) == (
        "1.30",
        "1.8",
        [],
        "On the phone.",
    )
    done = agreed(command_line, line, *FROM_JANUARY, "--mark", tried["mark"])
    assert (done["saved"], done["price"], done["last_day"]) == (True, "72.00", None)
    assert agreed(command_line, line, *FROM_JANUARY, "--mark", tried["mark"])["move"] == "unchanged"
    between = agreed(command_line, line, "--price", "71.00", "--from", "2026-12-01", "--today", "2026-11-02")
    assert (between["last_day"], between["following"]["first_day"]) == ("2026-12-31", "2027-01-01")


def test_a_rate_is_ended_and_its_gap_is_listed(command_line: CommandLine, line: Sequence[str]) -> None:
    asked = ("--last-day", "2026-11-30", "--reason", "No longer offered.", "--today", "2026-11-02")
    ended = command_line.run("commissioner", "rate", "end", *line, *asked)
    gap = {"first_day": "2026-12-01", "last_day": None}
    assert (ended["move"], ended["gaps"]) == ("ended", [gap])
    (found,) = command_line.run("auditor", "rate", "gaps", "--day", "2026-11-02")
    assert (found["service"], found["gaps"]) == ("Orchard Yard (demo)", [gap])
    (listed,) = command_line.run("auditor", "rate", "list", "--day", "2026-11-02")
    assert (listed["price"], listed["gaps"]) == ("70.70", [gap])


def test_a_rate_card_has_what_was_said_why_it_ended_and_the_gaps(
    command_line: CommandLine, line: Sequence[str], capsys: Capture
) -> None:
    agreed(command_line, line, *FROM_JANUARY, "--note", "On the phone.")
    asked = ("--last-day", "2027-03-31", "--reason", "No longer offered.", "--today", "2026-11-02")
    command_line.run("commissioner", "rate", "end", *line, *asked)
    card = command_line.run("auditor", "rate", "card", *line[:4])
    (shown,) = card["lines"]
    assert [(one["price"], one["note"], one["end_reason"]) for one in shown["rates"]] == [
        ("70.70", "", ""),
        ("72.00", "On the phone.", "No longer offered."),
    ]
    assert shown["gaps"][-1] == {"first_day": "2027-04-01", "last_day": None}
    capsys.readouterr()
    where = ["--database", command_line.url_of("auditor"), *command_line.as_login("auditor")]
    assert main(["rate", "card", *line[:4], "--day", "2026-11-02", *where]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "£72.00 1 Jan 2027 to 31 Mar 2027 to come Negotiation · On the phone. · Ended: No longer offered." in printed
    assert "no agreed rate from 1 Apr 2027 on" in printed


def test_another_job_and_a_price_that_is_none_are_refused(command_line: CommandLine, line: Sequence[str]) -> None:
    refused = command_line.run("broker", "rate", "agree", *line, *FROM_JANUARY, code=1)
    assert "Only the commissioner" in refused["error"]
    refused = agreed(command_line, line, "--price", "4 %", "--from", "2027-01-01", code=2)
    assert "percent sign" in refused["error"]


def test_plain_sentences_say_the_same(command_line: CommandLine, line: Sequence[str], capsys: Capture) -> None:
    where = ["--database", command_line.url_of("commissioner"), *command_line.as_login("commissioner")]
    assert main(["rate", "agree", *line, *FROM_JANUARY, "--to", "2027-03-31", *where]) == 0
    assert main(["rate", "gaps", "--day", "2026-11-02", *where]) == 0
    printed = capsys.readouterr().out
    for phrase in (
        "£72.00 a day from 1 Jan 2027 to 31 Mar 2027 follows £70.70, which ends on 31 Dec 2026 (+£1.30, +1.8 %).",
        "No running placement is priced at this rate.",
        "▲ No agreed rate: from 1 Apr 2027 on. No call-off can begin on these days.",
        "1 line without a rate on some days",
    ):
        assert phrase in printed
