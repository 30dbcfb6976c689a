import pytest

from brokerage.cli.app import main
from tests.builders import Desk
from tests.cli.command_line import CommandLine

Capture = pytest.CaptureFixture[str]
SEPTEMBER = ("round", "open", "ELS-1", "--opens", "2026-09-01", "--closes", "2026-09-30", "--title", "Autumn")


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    desk.scheme(reference="ELS-1")
    return CommandLine(desk, capsys)


def test_a_round_is_opened_and_listed_with_its_state_on_a_day(command_line: CommandLine) -> None:
    opened = command_line.run("commissioner", *SEPTEMBER, "--notice", "2026/S 1")
    assert opened["saved"] is True
    command_line.run("commissioner", "round", "open", "ELS-1", "--opens", "2026-11-01")
    listed = command_line.run("auditor", "round", "list", "--scheme", "els-1", "--today", "2026-09-30")
    assert [(one["number"], one["state"], one["continuous"]) for one in listed["rounds"]] == [
        (1, "open", False),
        (2, "to-come", True),
    ]
    assert listed["rounds"][0]["notice_reference"] == "2026/S 1"
    assert listed["warnings"] == []


def test_between_rounds_the_list_warns(command_line: CommandLine) -> None:
    command_line.run("commissioner", *SEPTEMBER)
    listed = command_line.run("auditor", "round", "list", "--scheme", "ELS-1", "--today", "2026-10-15")
    assert listed["rounds"][0]["state"] == "closed"
    assert "not closed to newcomers" in listed["warnings"][0]


def test_a_continuous_round_is_closed_on_a_day(command_line: CommandLine) -> None:
    command_line.run("commissioner", "round", "open", "ELS-1", "--opens", "2026-09-01")
    asked = ("round", "close", "ELS-1", "1", "--on", "2026-11-30", "--today", "2026-11-02")
    assert command_line.run("commissioner", *asked, "--dry-run")["saved"] is False
    closed = command_line.run("commissioner", *asked)
    assert (closed["closes_on"], closed["state"]) == ("2026-11-30", "open")


def test_a_dry_run_keeps_nothing(command_line: CommandLine) -> None:
    told = command_line.run("commissioner", *SEPTEMBER, "--dry-run")
    assert (told["saved"], told["number"]) == (False, 1)
    assert command_line.run("commissioner", "round", "list")["rounds"] == []


@pytest.mark.parametrize(
    ("login", "closes", "code", "said"),
    [("commissioner", "2026-08-31", 2, "before it opens"), ("broker", "2026-09-30", 1, "Only the commissioner")],
)
def test_what_is_refused_is_said_with_its_exit_code(
    command_line: CommandLine, login: str, closes: str, code: int, said: str
) -> None:
    asked = ("round", "open", "ELS-1", "--opens", "2026-09-01", "--closes", closes)
    assert said in command_line.run(login, *asked, code=code)["error"]


def test_the_list_reads_in_plain_words(command_line: CommandLine, capsys: Capture) -> None:
    command_line.run("commissioner", *SEPTEMBER)
    database = command_line.url_of("commissioner")
    words = ["round", "list", "--scheme", "ELS-1", "--today", "2026-10-15", "--database", database]
    assert main([*words, *command_line.as_login("commissioner")]) == 0
    printed = capsys.readouterr().out
    assert "1 Sep 2026 to 30 Sep 2026  closed" in printed
    assert "▲ ELS-1: no round is open today" in printed
