from pathlib import Path

import pytest

from brokerage.cli.app import main
from tests.builders import Desk
from tests.cli.command_line import CommandLine

Capture = pytest.CaptureFixture[str]
DAY = ("--today", "2026-12-17")
RECORD = (
    *("application", "record", "--scheme", "els-1", "--provider", "PR-0007", "--received", "2026-12-17", *DAY),
    *("--asks", "orchard yard (demo) = 1, els-1/3"),
)


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    scheme_id = desk.scheme(reference="ELS-1")
    desk.lot(scheme_id, number="1")
    desk.lot(scheme_id, number="3", title="Evenings")
    provider_id = desk.provider("Northbourne Support (demo)", council_reference="PR-0007")
    desk.service(provider_id, name="Orchard Yard (demo)")
    return CommandLine(desk, capsys)


def test_a_journey_from_the_day_of_receipt_to_the_printed_receipt(command_line: CommandLine, tmp_path: Path) -> None:
    told = command_line.run("commissioner", *RECORD)
    reference = told["reference"]
    assert (told["due_on"], told["state"], told["saved"]) == ("2027-01-05", "received", True)
    assert told["between_rounds"] is True
    assert "the clock runs" in told["notes"][0]
    assert command_line.run("commissioner", "application", "acknowledge", reference, *DAY)["state"] == "acknowledged"
    asked = ("application", "extend", reference, "--reason", "Site visit", *DAY)
    assert command_line.run("commissioner", *asked)["due_on"] == "2027-01-12"
    out = tmp_path / "receipt.pdf"
    printed = command_line.run("commissioner", "application", "receipt", reference, "--out", str(out))
    assert printed == {"files": [str(out)]}
    assert out.read_bytes().startswith(b"%PDF-")
    shown = command_line.run("auditor", "application", "show", reference, *DAY)
    assert [step["step"] for step in shown["steps"]] == ["acknowledge", "extend"]
    assert [(one["service"], one["lot"], one["outcome"]) for one in shown["asked"]] == [
        ("Orchard Yard (demo)", "1", "asked"),
        ("Orchard Yard (demo)", "3", "asked"),
    ]
    assert (shown["extended"], shown["extension_reason"]) == (True, "Site visit")
    assert shown["letters"][0]["kind"] == "receipt"


def test_the_list_says_how_late_each_is_on_a_day(command_line: CommandLine) -> None:
    command_line.run("commissioner", *RECORD)
    listed = command_line.run("auditor", "application", "list", "--today", "2027-01-06")
    (row,) = listed["applications"]
    assert (row["urgency"], row["days_left"], row["time_left"]) == ("late", -1, "late by 1 working day")
    assert (row["lots"], row["round"]) == (["1", "3"], None)
    assert listed["counts"] == {"late": 1, "due-today": 0, "due-soon": 0, "in-time": 0}
    asked = ("application", "list", "--scheme", "ELS-1", "--today", "2027-01-05")
    assert command_line.run("auditor", *asked)["applications"][0]["urgency"] == "due-today"


def test_a_dry_run_keeps_nothing(command_line: CommandLine) -> None:
    told = command_line.run("commissioner", *RECORD, "--dry-run")
    assert (told["due_on"], told["saved"]) == ("2027-01-05", False)
    assert command_line.run("commissioner", "application", "list")["applications"] == []


def test_the_same_request_id_is_answered_as_the_first_time(command_line: CommandLine) -> None:
    first = command_line.run("commissioner", *RECORD, "--request-id", "r-1")
    assert command_line.run("commissioner", *RECORD, "--request-id", "r-1") == first


def test_a_withdrawal_ends_it(command_line: CommandLine) -> None:
    reference = command_line.run("commissioner", *RECORD)["reference"]
    asked = ("application", "withdraw", reference, *DAY)
    assert "needs its reason" in command_line.run("commissioner", *asked, code=2)["error"]
    assert command_line.run("commissioner", *asked, "--reason", "They wish to wait")["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--provider", "PR-9999"), 2, "There is no provider"),
        (("--scheme", "ELS-9"), 2, "No scheme has this reference"),
        (("--asks", "Orchard Yard (demo) = 9"), 2, "no lot 9: its lots are 1, 3"),
        (("--asks", "Orchard Yard (demo) = RES-1/1"), 2, "ELS-1 has no lot RES-1/1: its lots are 1, 3"),
        (("--asks", "Orchard Yard (demo)"), 2, "names no service or no lot"),
        (("--asks", "Nowhere = 1"), 2, "There is no service"),
        (("--asks", "Orchard Yard (demo) = 1"), 2, "same lot twice"),
        (("--received", "2026-12-18"), 2, "still to come"),
    ],
)
def test_what_cannot_be_received_is_said_with_its_exit_code(
    command_line: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in command_line.run("commissioner", *RECORD, *words, code=code)["error"]
    assert command_line.run("commissioner", "application", "list")["applications"] == []


@pytest.mark.parametrize("command", ["show", "acknowledge", "assessment"])
def test_an_unknown_reference_is_not_understood_and_repeated_short(command_line: CommandLine, command: str) -> None:
    refused = command_line.run("commissioner", "application", command, "AP" * 5_000, code=2)
    assert refused["error"] == f"There is no application {'AP' * 20}…. Check the reference."


def test_only_a_commissioner_records(command_line: CommandLine) -> None:
    assert "Only the commissioner" in command_line.run("broker", *RECORD, code=1)["error"]


def test_a_provider_that_shares_its_name_is_asked_for_by_reference(command_line: CommandLine, desk: Desk) -> None:
    desk.provider("Northbourne Support (demo)", council_reference="PR-0008")
    refused = command_line.run("commissioner", *RECORD, "--provider", "northbourne support (demo)", code=2)
    assert "(PR-0007, PR-0008)" in refused["error"]


def test_it_reads_in_plain_words(command_line: CommandLine, capsys: Capture) -> None:
    reference = command_line.run("commissioner", *RECORD)["reference"]
    who = ("--database", command_line.url_of("commissioner"), *command_line.as_login("commissioner"))
    assert main(["application", "acknowledge", reference, *DAY, "--dry-run", *who]) == 0
    assert "Nothing is saved" in capsys.readouterr().out
    assert main(["application", "show", reference, *DAY, *who]) == 0
    assert "in time: 10 working days left" in capsys.readouterr().out
    assert main(["application", "list", "--today", "2027-01-05", *who]) == 0
    printed = capsys.readouterr().out
    assert "due today" in printed
    assert "late: 0 · due today: 1 · due soon: 0 · in time: 0" in printed


def test_a_provider_and_its_service_nobody_knew_are_added_and_apply(command_line: CommandLine) -> None:
    provider = (
        "application",
        "add-provider",
        "Limes Care (demo)",
        "--address",
        "1 Example Way",
        "--postcode",
        "ME14 2AA",
    )
    assert command_line.run("commissioner", *provider, "--dry-run") == {"provider": "Limes Care (demo)", "saved": False}
    assert command_line.run("commissioner", *provider) == {"provider": "Limes Care (demo)", "saved": True}
    service = ("application", "add-service", "Limes Care (demo)", "Limes House (demo)", "--registration", "registered")
    assert command_line.run("commissioner", *service) == {"service": "Limes House (demo)", "saved": True}
    asked = ("--provider", "Limes Care (demo)", "--asks", "Limes House (demo) = 1", "--received", "2026-12-17", *DAY)
    assert command_line.run("commissioner", "application", "record", "--scheme", "ELS-1", *asked)["state"] == "received"
