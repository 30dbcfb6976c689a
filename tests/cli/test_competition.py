"""`brokerage competition …`, from the scheme's weights to the call-off at the awarded price."""

import pytest

from brokerage.cli.app import main
from tests.builders import START, Desk
from tests.cli.command_line import CommandLine

Capture = pytest.CaptureFixture[str]
DAY = ("--today", "2026-11-02")
CRITERIA = ("--price", "40", "--scored", "60%, 10 points: How it meets the outcomes")
OPEN = (
    *(
        "competition",
        "open",
        "--person",
        "P-1043",
        "--lot",
        "els-1/1",
        "--start",
        START.isoformat(),
        "--working-days",
        "5",
    ),
    *("--why", "No agreed rate covers two to one.", "--what-matters", "Likes cooking.", *DAY),
)


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    lot_id = desk.lot(desk.scheme(reference="ELS-1"), number="1")
    for name in ("Hop Farm (demo)", "Orchard Yard (demo)"):
        desk.ready_service(lot_id=lot_id, name=name)
    suspended = desk.ready_service(lot_id=lot_id, name="Weald Skills (demo)")
    desk.suspension(suspended.admission_id, START)
    desk.person(reference="P-1043", week="Mon,Wed 10:00-15:00")
    return CommandLine(desk, capsys)


def answered(command_line: CommandLine) -> str:
    """A competition both services answered and that is scored; its reference."""
    command_line.run("commissioner", "competition", "criteria", "els-1", *CRITERIA)
    reference: str = command_line.run("broker", *OPEN)["reference"]
    for service, price, points in (("hop farm (demo)", "70", "6"), ("orchard yard (demo)", "80", "9")):
        offer = ("--service", service, "--price", price, "--unit", "day", "--fit", "Knows the house.", *DAY)
        command_line.run("broker", "competition", "answer", reference, *offer)
        given = ("--service", service, "--give", f"2 = {points}: for what they showed")
        command_line.run("broker", "competition", "score", reference, *given)
    return reference


def test_a_competition_runs_from_the_weights_to_the_call_off(command_line: CommandLine) -> None:
    reference = answered(command_line)
    found = command_line.run("auditor", "competition", "weigh", reference)
    assert [(one["rank"], one["service"], one["sum"]) for one in found["weighed"]] == [
        (1, "Orchard Yard (demo)", "35.00 + 54.00 = 89.00"),
        (2, "Hop Farm (demo)", "40.00 + 36.00 = 76.00"),
    ]
    assert found["weighed"][0]["criteria"][0]["sentence"] == "£140.00 ÷ £160.00 × 100 = 87.50 points; × 40 % = 35.00."
    awarded = command_line.run("broker", "competition", "award", reference, "--reasons", "The better fit.", *DAY)
    assert (awarded["state"], awarded["awarded_to"]) == ("awarded", "Orchard Yard (demo)")
    asked = ("call-off", "raise", "--competition", reference, "--reason", "The better fit by the weights.")
    raised = command_line.run("broker", *asked)
    shown = command_line.run("auditor", "competition", "show", reference)
    assert shown["call_off"] == raised["reference"]
    assert command_line.run("auditor", "call-off", "show", raised["reference"])["competition"] == reference
    assert shown["award"]["weighed"][0]["weekly"] == "160.00"
    assert [one["invited_by"] for one in shown["invitations"]] == ["Broker (demo)"] * 2
    (line,) = command_line.run("auditor", "competition", "list", "--state", "awarded")["competitions"]
    assert (line["reference"], line["person"]) == (reference, "P-1043")


def test_who_is_not_invited_is_told_with_the_reason_and_a_trial_keeps_nothing(command_line: CommandLine) -> None:
    command_line.run("commissioner", "competition", "criteria", "ELS-1", *CRITERIA)
    tried = command_line.run("broker", *OPEN, "--dry-run")
    assert (tried["saved"], tried["invited"], tried["answers_due_on"]) == (False, 2, "2026-11-09")
    (left_out,) = tried["not_invited"]
    assert left_out["service"] == "Weald Skills (demo)"
    assert left_out["reason"].startswith("suspended from")
    assert command_line.run("broker", "competition", "list")["competitions"] == []


def test_more_time_and_an_end_without_an_award_have_their_reasons(command_line: CommandLine) -> None:
    command_line.run("commissioner", "competition", "criteria", "ELS-1", *CRITERIA)
    reference = command_line.run("broker", *OPEN)["reference"]
    more = ("competition", "extend", reference, "--due", "2026-11-16", *DAY)
    assert "needs its reason" in command_line.run("broker", *more, code=2)["error"]
    assert command_line.run("broker", *more, "--reason", "Half-term")["answers_due_on"] == "2026-11-16"
    declines = ("--service", "Hop Farm (demo)", "--declines", "--fit", "No staff on Mondays.", *DAY)
    assert command_line.run("broker", "competition", "answer", reference, *declines)["answered"] == 1
    ended = command_line.run("broker", "competition", "end", reference, "--reasons", "The family found another way.")
    assert (ended["state"], ended["awarded_to"]) == ("ended", None)
    shown = command_line.run("auditor", "competition", "show", reference)
    assert [step["step"] for step in shown["steps"]] == ["extend", "end"]


def test_what_cannot_be_meant_is_refused_with_its_sentence(command_line: CommandLine) -> None:
    refused = (
        (("competition", "criteria", "ELS-1", "--price", "100"), 2, "no single criterion decides alone"),
        (("competition", "criteria", "ELS-1", "--price", "40", "--scored", "50%, 10 points: Fit"), 2, "make 90 %"),
        (("competition", "criteria", "ELS-1", "--scored", "all of it"), 2, "cannot be read"),
        (("competition", "show", "SC-2026-0009"), 2, "There is no competition"),
        (("competition", "list", "--state", "won"), 2, "choose one of open, awarded, ended"),
        (OPEN, 1, "has not stated by what answers are weighed"),
    )
    for words, code, told in refused:
        assert told in command_line.run("commissioner", *words, code=code)["error"]


def test_a_call_off_says_whom_and_where_unless_a_competition_does(command_line: CommandLine) -> None:
    reference = answered(command_line)
    assert "--person" in command_line.run("broker", "call-off", "raise", code=2)["error"]
    early = command_line.run("broker", "call-off", "raise", "--competition", reference, code=1)
    assert "award it first" in early["error"]
    command_line.run("broker", "competition", "award", reference, "--reasons", "The better fit.", *DAY)
    settled = ("call-off", "raise", "--competition", reference, "--week", "Fri 10:00-15:00")
    assert "leave --week out" in command_line.run("broker", *settled, code=2)["error"]
    other = ("call-off", "raise", "--competition", reference, "--service", "Hop Farm (demo)")
    assert "was awarded to Orchard Yard (demo)" in command_line.run("broker", *other, code=2)["error"]


def test_the_tables_say_every_figure_in_words(command_line: CommandLine, capsys: Capture) -> None:
    reference = answered(command_line)
    address = ["--database", command_line.url_of("broker"), *command_line.as_login("broker")]
    printed = []
    for words in (("weigh", reference), ("show", reference), ("list",), ("criteria", "ELS-1")):
        capsys.readouterr()
        assert main(["competition", *words, *address]) == 0
        printed.append(capsys.readouterr().out)
    assert "1. Orchard Yard (demo), £160.00 a week, from 7 Dec 2026" in printed[0]
    assert "9 ÷ 10 × 100 = 90.00 points; × 60 % = 54.00. for what they showed" in printed[0]
    assert "No agreed rate covers two to one." in printed[1]
    assert "2 of 2" in printed[2]
    assert "How it meets the outcomes: 60 %, up to 10 points" in printed[3]
