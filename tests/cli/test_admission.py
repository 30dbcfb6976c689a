from datetime import date
from typing import Any

import pytest

from brokerage.cli.app import main
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow
from brokerage.storage.tables.contracts import AdmissionEventRow, PlacesNewsRow
from tests.builders import Desk, ReadyService
from tests.cli.command_line import CommandLine
from tests.services.call_off_builders import raised, rows_of

Capture = pytest.CaptureFixture[str]
NAME = "Orchard Yard (demo)"
ON_3_NOV = ("--today", "2026-11-03")
NOVEMBER = ("--from", "2026-11-01", "--to", "2026-11-30", "--reason", "Under review")


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    return CommandLine(desk, capsys)


def ready(command_line: CommandLine, last_day: date | None = date(2027, 3, 31), **columns: Any) -> ReadyService:
    """Orchard Yard, admitted to one lot to a day."""
    found = command_line.desk.ready_service(name=NAME, **columns)
    with command_line.desk.session() as session:
        session.get_one(AdmissionRow, found.admission_id).last_day = last_day
    return found


def admission(command_line: CommandLine, *words: str, login: str = "commissioner", code: int = 0) -> Any:
    """What the command printed."""
    return command_line.run(login, "admission", *words, code=code)


def test_a_suspension_is_shown_and_lifted_again(command_line: CommandLine) -> None:
    number = ready(command_line).admission_id
    suspended = admission(command_line, "suspend", "orchard yard (demo)", *NOVEMBER)
    assert (suspended["saved"], suspended["admission"], suspended["running"]) == (True, number, [])
    (listed,) = admission(command_line, "list", *ON_3_NOV, login="auditor")
    days = {"first_day": "2026-11-01", "last_day": "2026-11-30"}
    assert (listed["standing"], listed["suspended"]) == ("suspended", days)
    lifted = admission(command_line, "lift", NAME, "--from", "2026-11-16", "--reason", "Plan accepted")
    (left,) = lifted["suspensions"]
    assert left == {"first_day": "2026-11-01", "last_day": "2026-11-15", "reason": "Under review"}
    shown = admission(command_line, "show", NAME, *ON_3_NOV, login="auditor")
    assert [event["kind"] for event in shown["events"]] == ["suspended", "lifted"]


def test_a_suspension_is_taken_back_whole_by_a_commissioner_signed_in_as_such(command_line: CommandLine) -> None:
    ready(command_line)
    admission(command_line, "suspend", NAME, *NOVEMBER)
    lifted = admission(command_line, "lift", NAME, "--from", "2026-11-01", "--reason", "A mistake")
    assert lifted["suspensions"] == []


def test_a_trial_run_of_a_suspension_lists_the_placements_and_keeps_nothing(command_line: CommandLine) -> None:
    standing = raised(command_line.desk)
    (listed,) = admission(command_line, "list", *ON_3_NOV)
    tried = admission(command_line, "suspend", listed["service"], *NOVEMBER, "--dry-run")
    assert (tried["saved"], [each["reference"] for each in tried["to_start"]]) == (False, [standing.reference])
    assert (rows_of(command_line.desk, SuspensionRow), rows_of(command_line.desk, AdmissionEventRow)) == (0, 0)


def test_a_renewal_and_a_removal_move_the_last_day(command_line: CommandLine) -> None:
    ready(command_line)
    renewed = admission(command_line, "renew", NAME, "--to", "2027-09-30", "--reason", "Checked")
    assert renewed["last_day"] == "2027-09-30"
    removed = admission(command_line, "remove", NAME, "--from", "2027-06-01", "--reason", "Closed")
    assert removed["last_day"] == "2027-05-31"


def test_a_renewal_beyond_the_schemes_contracts_is_refused_with_their_last_day(command_line: CommandLine) -> None:
    ready(command_line)
    refused = admission(command_line, "renew", NAME, "--to", "2031-01-01", "--reason", "Checked", code=1)
    assert "contracts end on 30 Sep 2030" in refused["error"]


def test_nobody_but_a_commissioner_may_suspend_on_the_command_line(command_line: CommandLine) -> None:
    ready(command_line)
    refused = admission(command_line, "suspend", NAME, *NOVEMBER, login="broker", code=1)
    assert refused["error"] == "Only the commissioner may change admissions; you are working as broker."


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("suspend", NAME, "--from", "2026-11-01"), 2, "Say why"),
        (("suspend", NAME, "--from", "2026-11-30", "--to", "2026-11-01", "--reason", "x"), 1, "before it starts"),
        (("suspend", NAME, *NOVEMBER, "--lot", "NOT-THERE/9"), 2, "There is no lot"),
        (("suspend", "Nobody knows it", *NOVEMBER), 2, "There is no service"),
        (("lift", NAME, "--from", "yesterday", "--reason", "x"), 2, "cannot be read"),
        (("move", NAME, "--to", "Nobody", "--from", "2024-01-01", "--reason", "x"), 2, "There is no provider"),
        (("places", NAME, "--by", "The manager"), 2, "needs its number"),
        (("places", NAME, "--free", "3", "--on", "2024-02-01"), 2, "Say who said it"),
        (("lapsing", "--days", "-1"), 2, "The days must be"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_kept(
    command_line: CommandLine, words: tuple[str, ...], code: int, error: str
) -> None:
    ready(command_line)
    assert error in admission(command_line, *words, code=code)["error"]
    assert (rows_of(command_line.desk, AdmissionEventRow), rows_of(command_line.desk, PlacesNewsRow)) == (0, 0)


def test_what_lapses_is_listed_with_the_day_its_gate_closes_and_the_reminder(command_line: CommandLine) -> None:
    ready(command_line, last_day=date(2026, 12, 3), insurance_last_day=date(2026, 11, 2))
    insurance, place = admission(command_line, "lapsing", *ON_3_NOV, login="auditor")
    assert (insurance["what"], insurance["gate_closes_on"], insurance["lapsed"]) == ("insurance", "2026-11-03", True)
    assert (insurance["reminder"], insurance["lot"], insurance["days_left"]) == (None, None, -1)
    assert (place["what"], place["gate_closes_on"], place["days_left"]) == ("admission", "2026-12-04", 30)
    assert (place["reminder"], place["reminder_due_today"], place["lapsed"]) == (30, True, False)


def test_a_service_moves_to_another_provider_on_the_command_line(command_line: CommandLine) -> None:
    ready(command_line)
    command_line.desk.provider(name="Hartwell Living (demo)", company_number="SC123456")
    words = ("move", NAME, "--to", "SC123456", "--from", "2024-01-01", "--reason", "Sold")
    tried = admission(command_line, *words, "--dry-run")
    assert (tried["saved"], tried["provider"]) == (False, "Hartwell Living (demo)")
    done = admission(command_line, *words)
    assert (done["saved"], done["moves"][0]["first_day"], len(done["moves"])) == (True, "2024-01-01", 1)
    assert admission(command_line, "show", NAME)["moves"] == done["moves"]


def test_news_of_places_is_recorded_by_a_practitioner_and_shown_with_its_age(command_line: CommandLine) -> None:
    ready(command_line, places_free=1, places_said_on=date(2024, 1, 10))
    news = ("places", NAME, "--free", "4", "--by", "The manager")
    older = admission(command_line, *news, "--on", "2024-01-09", login="practitioner")
    assert (older["saved"], older["places_free"], older["said_on"]) == (True, 1, "2024-01-10")
    newer = admission(command_line, *news, "--on", "2024-02-01", login="practitioner")
    assert (newer["places_free"], newer["said_by"]) == (4, "The manager")
    shown = admission(command_line, "places", NAME, login="auditor")
    assert [each["said_on"] for each in shown["news"]] == ["2024-02-01", "2024-01-09"]
    assert shown["days_old"] == shown["news"][0]["days_old"] > 300


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("list", *ON_3_NOV), "1 Oct 2022 to 31 Mar 2027  suspended"),
        (("list", "--service", NAME, "--ended", *ON_3_NOV), "1 admission."),
        (("show", NAME, *ON_3_NOV), "Suspended 1 Nov 2026 to 30 Nov 2026: Under review"),
        (("show", NAME, *ON_3_NOV), "Running, untouched: none."),
        (("lapsing", "--today", "2027-03-24"), "7 (reminder today)  closes 1 Apr 2027"),
        (("lapsing", *ON_3_NOV), "Nothing lapses in these days."),
        (("places", NAME), "3 places free, as said on 2 Nov 2026"),
    ],
)
def test_what_people_read_says_it_in_plain_words(
    desk: Desk, capsys: Capture, command_line: CommandLine, words: tuple[str, ...], line: str
) -> None:
    ready(command_line)
    admission(command_line, "suspend", NAME, *NOVEMBER)
    capsys.readouterr()
    as_login = ["--as", "auditor"] if desk.database.is_embedded else []
    assert main(["admission", *words, "--database", command_line.url_of("auditor"), *as_login]) == 0
    assert line in capsys.readouterr().out


def test_of_a_service_in_two_lots_the_lot_is_named(command_line: CommandLine) -> None:
    first = ready(command_line)
    command_line.desk.admission(first.service_id, command_line.desk.lot())
    one, other = (each["lot"] for each in admission(command_line, "list"))
    refused = admission(command_line, "suspend", NAME, *NOVEMBER, code=2)
    assert refused["error"] == f"The service is admitted to several lots: name one with --lot ({one}, {other})."
    assert admission(command_line, "suspend", NAME, *NOVEMBER, "--lot", other.lower())["lot"] == other
    (listed,) = admission(command_line, "list", "--lot", one, *ON_3_NOV)
    assert (listed["lot"], listed["standing"]) == (one, "in-force")
