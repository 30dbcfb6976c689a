from datetime import date
from typing import Any

import pytest

from brokerage.cli.app import main
from brokerage.domain.person import BudgetRoute
from brokerage.domain.unit import Unit
from brokerage.storage.tables.schemes import SchemePolicyRow
from tests.builders import START, Desk
from tests.cli.command_line import CommandLine, raised

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    return CommandLine(desk, capsys)


def change(command_line: CommandLine, reference: str, *words: str, code: int = 0, login: str = "broker") -> Any:
    """What the change printed."""
    return command_line.run(login, "call-off", "change", reference, *words, code=code)


def told_of(answer: Any) -> dict[str, tuple[str, str]]:
    return {each["what"]: (each["before"], each["after"]) for each in answer["changes"]}


def test_only_what_is_said_is_different_and_told_before_and_after(command_line: CommandLine) -> None:
    reference = raised(command_line, "--room", "4")["reference"]
    answer = change(command_line, reference, "--week", "Mon,Wed,Fri 10:00-15:00", "--why", "A third day")
    assert (answer["saved"], answer["state"], answer["year_estimate"]) == (True, "awaiting-approval", "11029.20")
    assert told_of(answer)["Days and hours"] == ("Mon,Wed 10:00-15:00", "Mon,Wed,Fri 10:00-15:00")
    assert told_of(answer)["A week"] == ("£141.40", "£212.10")
    shown = command_line.run("auditor", "call-off", "show", reference)
    assert (shown["room"], shown["steps"][-1]["note"]) == ("4", "A third day")


def test_a_trial_run_shows_what_would_be_opened_again_and_saves_nothing(command_line: CommandLine) -> None:
    reference = raised(command_line)["reference"]
    command_line.run("approver", "call-off", "approve", reference)
    answer = change(command_line, reference, "--end", "2027-03-31", "--dry-run")
    assert (answer["saved"], told_of(answer)["Planned end"]) == (False, ("none", "31 Mar 2027"))
    assert answer["reopens"].startswith("Saving opens the approval again: the one given by Approver (demo)")
    assert command_line.run("auditor", "call-off", "show", reference)["state"] == "approved"


def test_who_collects_the_contribution_is_changed_and_put_back_to_the_record(command_line: CommandLine) -> None:
    reference = raised(command_line, "--contribution", "40", "--collected-by", "provider")["reference"]
    answer = change(command_line, reference, "--collected-by", "council", "--why", "Agreed")
    assert told_of(answer) == {"Contribution collected by": ("the provider", "the council")}
    answer = change(command_line, reference, "--contribution", "none", "--why", "As on record")
    assert told_of(answer)["Contribution a week"] == ("£40.00", "£0.00")
    refused = change(command_line, reference, "--collected-by", "nobody", "--why", "Why", code=2)
    assert refused["error"] == "Who collects is not known: choose council or provider."


def test_another_first_day_and_another_rate_and_a_one_off_are_taken(command_line: CommandLine) -> None:
    reference = raised(command_line)["reference"]
    answer = change(command_line, reference, "--start", "2027-01-04", "--once", "150", "--lock-price", "--why", "Later")
    told = told_of(answer)
    assert told["First day"] == ("7 Dec 2026", "4 Jan 2027")
    assert told["Paid once"] == ("£0.00", "£150.00")
    assert told["Price"] == ("follows the agreed rate of each day", "locked as it is today")
    answer = change(command_line, reference, "--once", "none", "--follow-rates", "--why", "Not needed")
    assert told_of(answer)["Paid once"] == ("£150.00", "£0.00")


def test_another_service_is_taken_at_its_own_rate(command_line: CommandLine) -> None:
    reference = raised(command_line)["reference"]
    command_line.desk.ready_service("60.00", name="Hop Farm (demo)")
    answer = change(command_line, reference, "--service", "hop farm (demo)", "--why", "Nearer")
    assert told_of(answer)["Service"] == ("Orchard Yard (demo)", "Hop Farm (demo)")
    assert told_of(answer)["A week"] == ("£141.40", "£120.00")


def test_a_change_of_nothing_or_without_its_reason_is_bad_input(command_line: CommandLine) -> None:
    reference = raised(command_line)["reference"]
    assert change(command_line, reference, code=2)["error"].startswith("Nothing would be different")
    assert change(command_line, reference, "--room", "4", code=2)["error"] == "Give a reason."


def test_the_same_request_id_is_answered_as_the_first_time_and_changes_once(command_line: CommandLine) -> None:
    reference = raised(command_line)["reference"]
    words = ("--week", "Mon 10:00-15:00", "--why", "One day", "--request-id", "c-1")
    first, again = change(command_line, reference, *words), change(command_line, reference, *words)
    assert (first["version"], first["saved"]) == (again["version"], again["saved"])
    steps = command_line.run("auditor", "call-off", "show", reference)["steps"]
    assert [step["step"] for step in steps] == ["raise", "change"]


def test_a_job_that_may_not_change_it_is_refused(command_line: CommandLine) -> None:
    reference = raised(command_line)["reference"]
    refused = change(command_line, reference, "--room", "4", "--why", "Why", code=1, login="approver")
    assert "Only the broker or practitioner may change this call-off" in refused["error"]


def test_a_stay_longer_than_a_direct_payment_buys_is_refused_with_the_day_it_may_end(command_line: CommandLine) -> None:
    desk = command_line.desk
    home = desk.ready_service("700.00", Unit.WEEK, name="Weald House (demo)")
    with desk.session() as session:
        session.query(SchemePolicyRow).filter_by(scheme_id=home.scheme_id).one().direct_payment_stay_days = 28
    desk.person(reference="P-2000", budget="900", route=BudgetRoute.DIRECT_PAYMENT)
    asked = ["--person", "P-2000", "--service", "Weald House (demo)", "--start", START.isoformat()]
    refused = command_line.run("practitioner", "call-off", "raise", *asked, code=2)
    assert "this stay has no planned end. Plan its end for 3 Jan 2027 or before" in refused["error"]
    last_day = date(2027, 1, 3).isoformat()
    assert command_line.run("practitioner", "call-off", "raise", *asked, "--end", last_day)["reference"]


def test_people_read_the_change_in_plain_words(command_line: CommandLine, capsys: Capture) -> None:
    reference = raised(command_line)["reference"]
    acting = ["--database", command_line.url_of("broker")]
    acting += ["--as", "broker"] if command_line.desk.database.is_embedded else []
    assert main(["call-off", "change", reference, "--week", "Mon 10:00-15:00", "--dry-run", *acting]) == 0
    said = capsys.readouterr().out
    assert "£141.40" in said
    assert "Nothing is saved" in said


def test_noting_the_room_says_that_the_approval_stands_and_leaves_it_approved(command_line: CommandLine) -> None:
    reference = raised(command_line)["reference"]
    command_line.run("approver", "call-off", "approve", reference)
    stands = "Nothing the approver decided on changes: the approval by Approver (demo) stands."
    tried = change(command_line, reference, "--room", "4", "--dry-run")
    assert (tried["saved"], tried["reopens"]) == (False, stands)
    answer = change(command_line, reference, "--room", "4", "--why", "The provider named it")
    assert (answer["state"], answer["reopens"]) == ("approved", stands)
    assert told_of(answer) == {"Room or place": ("none", "4")}
    shown = command_line.run("auditor", "call-off", "show", reference)
    assert (shown["room"], shown["steps"][-1]["step"], shown["approvals"][0]["stands"]) == ("4", "amend", True)
