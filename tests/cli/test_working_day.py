"""`brokerage working-day`: its form is fixed, because other programs call it."""

import json

import pytest

from brokerage.cli.app import main
from brokerage.cli.output import ExitCode

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(("number", "day"), [("10", "2027-01-05"), ("15", "2027-01-12")])
def test_the_answer_is_one_day(capsys: Capture, number: str, day: str) -> None:
    assert main(["working-day", "--from", "2026-12-17", "--add", number, "--json"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out) == {"day": day}


def test_people_read_the_day_of_the_week(capsys: Capture) -> None:
    assert main(["working-day", "--from", "17 Dec 2026", "--add", "10"]) == ExitCode.DONE
    assert capsys.readouterr().out == "Tue 5 Jan 2027\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--from", "2026-13-01", "--add", "10"), ExitCode.BAD_INPUT, "day to count from"),
        (("--from", "2026-12-17", "--add", "-1"), ExitCode.BAD_INPUT, "whole number from 1 to 1,000"),
        (("--from", "2026-12-17"), ExitCode.BAD_INPUT, "whole number from 1 to 1,000"),
        (("--add", "10"), ExitCode.BAD_INPUT, "is missing"),
        (("--from", "2099-12-17", "--add", "10"), ExitCode.RULE_BROKEN, "bank holidays of 2099 are not known"),
    ],
)
def test_what_cannot_be_counted_is_refused(capsys: Capture, words: tuple[str, ...], code: int, said: str) -> None:
    assert main(["working-day", *words, "--json"]) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in json.loads(printed.err)["error"]
