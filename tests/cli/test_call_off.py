from datetime import timedelta
from pathlib import Path

import pytest

from brokerage.cli.app import main
from brokerage.domain.unit import Unit
from tests.builders import START, Desk
from tests.cli.command_line import CommandLine, raised
from tests.services.call_off_builders import accepted, approved

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    return CommandLine(desk, capsys)


def test_a_journey_from_raising_to_a_printed_agreement(command_line: CommandLine, tmp_path: Path) -> None:
    told = raised(command_line)
    reference = told["reference"]
    assert told["state"] == "awaiting-approval"
    assert told["year_estimate"] == "7352.80"
    assert command_line.run("approver", "call-off", "approve", reference)["state"] == "approved"
    assert command_line.run("broker", "call-off", "send", reference)["state"] == "sent"
    assert command_line.run("broker", "call-off", "answer", reference, "accept", "--room", "4")["state"] == "accepted"
    out = tmp_path / "agreement.pdf"
    printed = command_line.run("broker", "agreement", reference, "--issue", "--out", str(out))
    assert printed == {"files": [str(out)]}
    assert out.read_bytes().startswith(b"%PDF-")
    unknown = command_line.run("broker", "agreement", reference, "--edition", "9", "--out", str(out), code=2)
    assert "Edition 9" in unknown["error"]
    assert command_line.run("broker", "call-off", "sign", reference)["state"] == "signed"
    shown = command_line.run("auditor", "call-off", "show", reference)
    assert [step["step"] for step in shown["steps"]] == [
        "raise",
        "approve",
        "send",
        "accept",
        "issue-agreement",
        "sign",
    ]
    assert shown["room"] == "4"
    assert shown["agreements"][0]["number"].startswith("PA-")
    assert [offer["service"] for offer in shown["chosen_from"]["offers"]] == ["Orchard Yard (demo)"]


def test_agreements_of_two_are_issued_and_printed_together_or_not_at_all(
    command_line: CommandLine, tmp_path: Path
) -> None:
    ready, unready = accepted(command_line.desk).reference, approved(command_line.desk).reference
    out = tmp_path / "agreements.pdf"
    asked = ("agreement", ready, unready, "--issue", "--out", str(out))
    refused = command_line.run("broker", *asked, code=1)
    assert refused["error"].startswith(f"{unready}: ")
    assert refused["error"].endswith("None of them is issued.")
    assert not out.exists()
    assert command_line.run("broker", "call-off", "show", ready)["state"] == "accepted"


def test_the_same_request_id_is_answered_as_the_first_time(command_line: CommandLine) -> None:
    asked = [
        "--person",
        "P-1043",
        "--service",
        "Orchard Yard (demo)",
        "--start",
        START.isoformat(),
        "--request-id",
        "r-1",
    ]
    first = raised(command_line, "--request-id", "r-1")
    again = command_line.run("practitioner", "call-off", "raise", *asked)
    assert again["reference"] == first["reference"]
    listed = command_line.run("practitioner", "call-off", "list", "--tab", "mine")
    assert [row["reference"] for row in listed["call_offs"]] == [first["reference"]]
    assert listed["counts"]["awaiting-approval"] == 1


def test_what_the_rules_refuse_ends_with_its_exit_code_and_one_sentence(command_line: CommandLine) -> None:
    reference = raised(command_line)["reference"]
    refused = command_line.run("practitioner", "call-off", "approve", reference, code=1)
    assert refused["error"] == "Only the approver may approve this call-off; you are working as practitioner."
    missing = command_line.run("approver", "call-off", "return", reference, code=2)
    assert missing["error"] == "Give a reason."
    unknown = command_line.run("broker", "call-off", "show", "CO-1999-0001", code=2)
    assert "CO-1999-0001" in unknown["error"]
    listed = command_line.run("broker", "call-off", "list", "--tab", "nowhere", code=2)
    assert "queue, mine, drafts" in listed["error"]


def test_a_service_nobody_knows_and_a_day_nobody_can_read_are_bad_input(command_line: CommandLine) -> None:
    command_line.desk.person(reference="P-1043")
    for service, start, expected in (
        ("Nowhere", "2026-12-07", "There is no service “Nowhere”"),
        ("Nowhere", "7th of never", "The first day cannot be read"),
    ):
        asked = ["--person", "P-1043", "--service", service, "--start", start]
        assert expected in command_line.run("practitioner", "call-off", "raise", *asked, code=2)["error"]


def test_an_off_scheme_price_is_raised_with_a_reason_and_its_typed_price(command_line: CommandLine) -> None:
    desk = command_line.desk
    lot = desk.lot(desk.scheme(reference="EDL"), number="1")
    desk.service(name="Weald Skills (demo)")
    desk.person(reference="P-1043", week="Mon,Wed 10:00-15:00")
    assert lot
    asked = ["--person", "P-1043", "--service", "Weald Skills (demo)", "--start", START.isoformat(), "--lot", "EDL/1"]
    asked += ["--route", "off-scheme", "--price", "80.00", "--unit", "day", "--once", "150"]
    assert (
        "Give a reason. It is outside the scheme."
        in command_line.run("practitioner", "call-off", "raise", *asked, code=2)["error"]
    )
    told = command_line.run("practitioner", "call-off", "raise", *asked, "--reason", "Nobody else signs BSL")
    assert told["year_estimate"] == "8470.00"


def test_a_ratio_the_service_has_no_rate_for_is_said_with_what_to_say_instead(command_line: CommandLine) -> None:
    refused = raised(command_line, "--ratio", "1:9", code=2)
    assert refused["error"].startswith(
        "Orchard Yard (demo) has no agreed rate at 1:9 for Mon,Wed 10:00-15:00: say another"
    )


def test_before_its_admission_a_service_is_refused_for_that_and_not_for_a_rate(command_line: CommandLine) -> None:
    desk = command_line.desk
    service_id, lot_id = desk.service(name="Quay House (demo)"), desk.lot()
    desk.admission(service_id, lot_id, first_day=START + timedelta(days=1))
    desk.rate(service_id, lot_id, "1450.00", Unit.WEEK, first_day=START + timedelta(days=1))
    desk.person(reference="P-1043", week="Mon,Wed 10:00-15:00")
    asked = ("--person", "P-1043", "--service", "Quay House (demo)", "--start", START.isoformat(), "--reason", "Chosen")
    refused = command_line.run("practitioner", "call-off", "raise", *asked, code=1)["error"]
    assert refused.startswith("Quay House (demo) cannot be called off from")
    assert "not yet admitted: admission begins" in refused


def test_people_read_plain_words(command_line: CommandLine, capsys: Capture) -> None:
    reference = raised(command_line)["reference"]
    embedded = command_line.desk.database.is_embedded
    acting = ["--database", command_line.url_of("approver"), *(["--as", "approver"] if embedded else [])]
    for words in (["list"], ["show", reference], ["approve", reference]):
        assert main(["call-off", *words, *acting]) == 0
    said = capsys.readouterr().out
    assert "P-1043 W.S." in said
    assert "Approve it, or return it with a reason." in said
    assert "£70.70" in said
    assert ("Not independently approved" in said) == embedded
    assert "Sampleby" not in said


def test_the_group_without_a_command_says_what_there_is(capsys: Capture) -> None:
    assert main(["call-off"]) == 0
    assert "withdraw" in capsys.readouterr().out


def test_several_services_are_raised_in_one_package(command_line: CommandLine) -> None:
    command_line.desk.ready_service("20.00", name="Hop Farm (demo)")
    told = raised(command_line, "--also", "Hop Farm (demo) = Tue,Thu 10:00-15:00", "--request-id", "r-1")
    assert len(told["call_offs"]) == 2
    assert {each["package"] for each in told["call_offs"]} == {told["package"]}
    weeks = [command_line.run("auditor", "call-off", "show", each["reference"])["week"] for each in told["call_offs"]]
    assert weeks == ["Mon,Wed 10:00-15:00", "Tue,Thu 10:00-15:00"]


def test_a_package_with_a_service_nobody_knows_raises_none_of_it(command_line: CommandLine) -> None:
    refused = raised(command_line, "--also", "Nowhere", code=2)
    assert "There is no service “Nowhere”" in refused["error"]
    assert command_line.run("practitioner", "call-off", "list")["call_offs"] == []
