"""`brokerage uplift`: previewed, applied, listed and taken back, on both databases."""

from datetime import date

import pytest

from brokerage.cli.app import main
from brokerage.domain.unit import Unit
from brokerage.storage.tables.schemes import LotRow, SchemeRow
from tests.builders import Desk, ReadyService
from tests.cli.command_line import CommandLine

Capture = pytest.CaptureFixture[str]
FROM = ("--from", "2199-04-01")
"""Days so far off that the test may be run on any day."""


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    return CommandLine(desk, capsys)


@pytest.fixture
def home(desk: Desk) -> ReadyService:
    return desk.ready_service("1450.00", Unit.WEEK, name="Larch House (demo)")


@pytest.fixture
def scheme(desk: Desk, home: ReadyService) -> str:
    with desk.session() as session:
        return session.get_one(SchemeRow, home.scheme_id).reference


def test_an_uplift_is_previewed_applied_listed_and_taken_back(command_line: CommandLine, scheme: str) -> None:
    four = (scheme, *FROM, "--percent", "4")
    shown = command_line.run("auditor", "uplift", "preview", *four)
    assert [(one["service"], one["old_price"], one["new_price"]) for one in shown["rates"]] == [
        ("Larch House (demo)", "1450.00", "1508.00")
    ]
    assert shown["cost"] == {
        "placements": 0,
        "price_locked": 0,
        "financial_year": "2199-00",
        "in_financial_year": "0.00",
        "full_year": "0.00",
        "to_begin": {"placements": 0, "price_locked": 0, "in_financial_year": "0.00", "full_year": "0.00"},
    }
    dry = command_line.run("commissioner", "uplift", "apply", *four, "--dry-run")
    assert (dry, command_line.run("auditor", "uplift", "list")) == (shown | {"saved": False}, [])
    applied = command_line.run(
        "commissioner", "uplift", "apply", *four, "--mark", shown["mark"], "--note", "Board", "--request-id", "one"
    )
    assert (applied["amount"], applied["rates"], applied["state"], applied["note"]) == ("4.00", 1, "to-come", "Board")
    again = command_line.run("commissioner", "uplift", "apply", *four, "--note", "Board", "--request-id", "one")
    assert again == applied
    assert applied.pop("saved") is True
    assert command_line.run("auditor", "uplift", "list") == [applied]
    number = str(applied["number"])
    tried = command_line.run("commissioner", "uplift", "take-back", number, "--dry-run")
    assert (tried["state"], tried["saved"]) == ("to-come", False)
    back = command_line.run("commissioner", "uplift", "take-back", number)
    assert (back["state"], back["taken_back_by"]) == ("taken-back", "Commissioner (demo)")
    assert command_line.run("auditor", "uplift", "preview", *four) | {"mark": ""} == shown | {"mark": ""}


def test_a_rise_in_pence_is_rounded_as_asked(command_line: CommandLine, scheme: str) -> None:
    shown = command_line.run("auditor", "uplift", "preview", scheme, *FROM, "--pence", "1250", "--round", "pound")
    assert shown["rates"][0]["new_price"] == "1463.00"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "either by --percent"),
        (("--percent", "4", "--pence", "50"), "either by --percent"),
        (("--percent", "four"), "cannot be read"),
        (("--percent", "-4"), "above nothing"),
        (("--pence", "0.5"), "at most two"),
        (("--percent", "4", "--round", "dime"), "choose one of penny, five-pence, ten-pence, pound"),
        (("--percent", "4", "--lot", "99"), "no lot “99”"),
    ],
)
def test_what_cannot_be_read_is_bad_input(
    command_line: CommandLine, scheme: str, words: tuple[str, ...], said: str
) -> None:
    refused = command_line.run("commissioner", "uplift", "apply", scheme, *FROM, *words, code=2)
    assert said in refused["error"]


def test_an_old_mark_is_a_conflict_and_another_job_is_refused(command_line: CommandLine, scheme: str) -> None:
    four = (scheme, *FROM, "--percent", "4")
    assert (
        "changed since" in command_line.run("commissioner", "uplift", "apply", *four, "--mark", "old", code=3)["error"]
    )
    assert "Only the commissioner" in command_line.run("broker", "uplift", "apply", *four, code=1)["error"]
    assert command_line.run("commissioner", "uplift", "take-back", "7", code=2)["error"].startswith("No uplift")


def test_a_lot_may_be_written_with_its_own_scheme_and_not_with_another(
    command_line: CommandLine, scheme: str, home: ReadyService, desk: Desk
) -> None:
    with desk.session() as session:
        number = session.get_one(LotRow, home.lot_id).number
    four = (scheme, *FROM, "--percent", "4", "--lot")
    shown = command_line.run("auditor", "uplift", "preview", *four, f"{scheme.lower()}/{number}")
    assert [one["new_price"] for one in shown["rates"]] == ["1508.00"]
    refused = command_line.run("auditor", "uplift", "preview", *four, f"OTHER-1/{number}", code=2)["error"]
    assert refused == f"{scheme} has no lot “OTHER-1/{number}”: its lots are {number}."


def test_a_dry_run_is_refused_as_the_run_is(command_line: CommandLine, scheme: str) -> None:
    four = (scheme, *FROM, "--percent", "4", "--dry-run")
    assert "Only the commissioner" in command_line.run("broker", "uplift", "apply", *four, code=1)["error"]
    long = command_line.run("commissioner", "uplift", "apply", *four, "--note", "x" * 10_000, code=2)["error"]
    assert long == "--note: This is 10,000 letters long, and 2,000 can be kept: shorten it."
    too_early = (scheme, "--from", "2001-01-01", "--percent", "4", "--dry-run")
    assert "No agreed rate in force" in command_line.run("commissioner", "uplift", "apply", *too_early, code=1)["error"]
    assert command_line.run("auditor", "uplift", "list") == []


def test_plain_words_name_what_is_raised_left_and_missing(
    command_line: CommandLine, desk: Desk, home: ReadyService, scheme: str, capsys: Capture
) -> None:
    desk.rate(home.service_id, home.lot_id, "24.08", Unit.HOUR, last_day=date(2026, 6, 30))
    where = ["--database", command_line.url_of("commissioner")]
    where += ["--as", "commissioner"] if desk.database.is_embedded else []
    for words in (
        ["preview", scheme, *FROM, "--percent", "3.5"],
        ["list"],
        ["apply", scheme, *FROM, "--percent", "3.5"],
        ["list"],
        ["take-back", "1", "--dry-run"],
    ):
        assert main(["uplift", *words, *where]) == 0
    printed = capsys.readouterr().out
    for phrase in (
        "3.5 % from 1 Apr 2199 raises 1 rate.",
        "£1,450.00  £1,500.75",
        "Without a rate on 1 Apr 2199:\n· Larch House (demo) · care by the hour: 1 Jul 2026 until it is ended",
        "Over 0 running placements it adds £0.00 in 2199-00 and £0.00 in twelve months",
        "No uplift was applied yet.",
        "to come  Commissioner (demo)",
        "It may be taken back; nothing was changed.",
    ):
        assert phrase in printed
