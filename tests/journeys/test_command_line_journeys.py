"""From an empty database to the printed agreement on the command line, on both databases."""

import json
import shlex
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from sqlalchemy import text

from brokerage.domain.calendar import day_in_england
from tests.databases import PostgresqlDatabases
from tests.journeys.desk_line import CommandLine
from tests.journeys.records import (
    Expected,
    assert_the_paper_prints_the_row,
    assert_the_records_agree,
    words_of,
)
from tests.journeys.stories import looking_at, somebody_who_prefers_a_dearer_home, somebody_with_a_week

GUIDE = Path(__file__).parents[2] / "docs" / "command-line.md"
OFFER = [
    "service", "provider", "district", "miles", "lot", "unit", "unit_price", "weekly", "budget_left", "rating", "places_free",
    "gate",
]  # fmt: skip
MADE = [
    "kept", "today", "providers", "services", "rates", "weekly_sessions", "people", "call_offs", "staff", "postcodes", "logins",
]  # fmt: skip
STANDING = ["reference", "state", "version", "package", "year_estimate", "next_step", "notes"]
BROKEN = [
    "The weekly cost of each call-off is the sum of its lines",
    "Each raised call-off keeps the list it was chosen from",
]
REASON = "The person chose it after a visit."


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def line(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """The command line on one demonstration that these journeys share, each about somebody; its staff may sign in.

    It is made by the guide's first command on an empty database: on SQLite, where not even its folder is there, by a process.
    """
    first = commands_of_the_guide()[0]
    if request.param == "sqlite":
        made = CommandLine(f"sqlite:///{(tmp_path_factory.mktemp('a desk') / 'new folder' / 'desk.db').as_posix()}")
        assert list(replace(made, in_processes=True).answer(*first)) == MADE
        yield made
        return
    databases: PostgresqlDatabases = request.getfixturevalue("postgresql_databases")
    with databases.fresh() as address:
        made = CommandLine(address)
        ended = made.run(*first)
        assert (ended.code, ended.err) == (0, "")
        assert made.answer(*first, "--keep", "--logins")["kept"] is True
        yield made


@pytest.fixture
def copied(
    line: CommandLine, tmp_path: Path, postgresql_databases: PostgresqlDatabases
) -> Iterator[Callable[[], CommandLine]]:
    """Copies the shared demonstration as it now stands, for what would disturb the others."""
    with ExitStack() as held:

        def copy() -> CommandLine:
            if line.is_shared:
                return CommandLine(held.enter_context(postgresql_databases.copy(line.address)))
            made = tmp_path / "copy.db"
            with closing(connect(line.address.removeprefix("sqlite:///"))) as kept, closing(connect(made)) as another:
                kept.backup(another)
            return CommandLine(f"sqlite:///{made.as_posix()}")

        yield copy


def test_the_guide_s_commands_lead_from_an_empty_database_to_a_printed_agreement(
    line: CommandLine, copied: Callable[[], CommandLine], tmp_path: Path
) -> None:
    as_told = replace(line, in_processes=not line.is_shared)
    told: dict[str, str] = {"2026-12-07": a_monday_to_come().isoformat(), "agreement.pdf": str(tmp_path / "paper.pdf")}
    for command in commands_of_the_guide()[1:]:
        words = [told.get(word, word) for word in command]
        login = words.pop(words.index("--as") + 1) if "--as" in words else ""
        words = [word for word in words if word != "--as"]
        ended = as_told.run(*words, login=login)
        assert (ended.code, ended.err) == (0, ""), (words, ended)
        if words[0] == "search":
            told["NAME FROM THE LIST"] = first_that_may_be_called_off(line.answer(*words))["service"]
            assert told["NAME FROM THE LIST"] in ended.out
        if words[:2] == ["call-off", "raise"]:
            newest = line.answer("call-off", "list", "--limit", "1", login=login)["call_offs"][0]
            told["REFERENCE"] = newest["reference"]
            assert told["REFERENCE"] in ended.out
    assert told["REFERENCE"] in words_of(tmp_path / "paper.pdf")
    assert line.answer("check")["well"] is True
    broken = copied()
    break_by_hand(broken.address, told["REFERENCE"])
    ended = broken.run("check", "--json")
    assert (ended.code, ended.err) == (1, "")
    found = {item["title"]: item["wrong"] for item in json.loads(ended.out)["checked"] if not item["well"]}
    assert found == {title: [told["REFERENCE"]] for title in BROKEN}


def test_a_week_of_several_services_goes_from_a_search_to_paper(line: CommandLine, tmp_path: Path) -> None:
    story = somebody_with_a_week(line.address, datetime.now(UTC))
    week, person = str(story.week), story.person
    found = line.answer("search", "--near", person.outcode, "--miles", "10", "--week", week, *as_planned(story.person))
    assert list(found) == ["count", "offers"]
    assert [list(offer) for offer in found["offers"]] == [OFFER] * len(found["offers"])
    assert found["count"] >= len(found["offers"]) > 0
    package: list[str] = []
    for chosen, weekly in ((story.first, story.first.weekly), (story.second, story.second.weekly)):
        told = raise_it(line, person.reference, chosen.service, week, *package)
        package = ["--package", str(told["package"])]
        paper = to_the_paper(line, told["reference"], "approver", tmp_path)
        listed = evidence_of(line, told["reference"])
        who = ("practitioner", "approver", "broker", "broker", "broker")
        assert weekly is not None
        expected = Expected(chosen.service_id, weekly, listed, who, line.is_shared)
        assert_the_records_agree(line.address, told["reference"], expected)
        assert_the_paper_prints_the_row(line.address, told["reference"], paper, (chosen.service,))
    assert line.answer("check")["well"] is True


def test_a_home_with_contribution_and_top_up_goes_from_a_search_to_paper(line: CommandLine, tmp_path: Path) -> None:
    story = somebody_who_prefers_a_dearer_home(line.address, datetime.now(UTC))
    chosen, person = story.second, story.person
    wanted = ("--route", "persons-choice", "--top-up-payer", "The person's sister")
    told = raise_it(line, person.reference, chosen.service, str(story.week), *wanted)
    reference = told["reference"]
    assert chosen.weekly is not None
    assert Decimal(told["year_estimate"]) == chosen.weekly * 52
    assert "limit" in line.refusal("call-off", "approve", reference, login="approver")[1]
    paper = to_the_paper(line, reference, "senior-approver", tmp_path, "--room", "Room 4")
    who = ("practitioner", "senior-approver", "broker", "broker", "broker")
    expected = Expected(chosen.service_id, chosen.weekly, evidence_of(line, reference), who, line.is_shared)
    assert_the_records_agree(line.address, reference, expected)
    assert person.weekly_budget is not None
    top_up = f"£{chosen.weekly - person.weekly_budget:,.2f}"
    printed = (chosen.service, "Room 4", "The person's sister", top_up)
    assert_the_paper_prints_the_row(line.address, reference, paper, printed)
    assert line.answer("check")["well"] is True


def test_each_kind_of_refusal_has_its_exit_code_and_changes_nothing(line: CommandLine, tmp_path: Path) -> None:
    story = somebody_with_a_week(line.address, datetime.now(UTC))
    told = raise_it(line, story.person.reference, story.first.service, str(story.week))
    reference = told["reference"]
    before = line.answer("call-off", "show", reference, login="practitioner")
    assert line.refusal("call-off", "approve", reference, login="practitioner")[0] == 1
    assert line.refusal("call-off", "answer", reference, "accept", login="broker")[0] == 1
    assert line.refusal("call-off", "answer", reference, "perhaps", login="broker")[0] == 2
    assert line.refusal("call-off", "approve", reference, "--loudly", login="approver")[0] == 2
    assert line.refusal("search", "--week", "Mon 15:00-10:00")[0] == 2
    missing = CommandLine(f"sqlite:///{(tmp_path / 'missing.db').as_posix()}")
    assert missing.refusal("search")[0] == 4
    assert line.answer("call-off", "show", reference, login="practitioner") == before
    line.answer("call-off", "approve", reference, login="approver")
    line.answer("call-off", "send", reference, login="broker")
    line.answer("call-off", "answer", reference, "accept", login="broker")
    nowhere = str(tmp_path / "no such folder" / "paper.pdf")
    assert line.refusal("agreement", reference, "--issue", "--out", nowhere, login="broker")[0] == 4
    assert line.answer("call-off", "show", reference, login="broker")["state"] == "accepted"


def raise_it(line: CommandLine, person: str, service: str, week: str, *more: str) -> Any:
    asked = ("--person", person, "--service", service, "--start", a_monday_to_come().isoformat(), "--week", week)
    told = line.answer("call-off", "raise", *asked, "--reason", REASON, *more, login="practitioner")
    assert list(told) == STANDING
    assert told["state"] == "awaiting-approval"
    return told


def to_the_paper(line: CommandLine, reference: str, approver: str, folder: Path, *room: str) -> Path:
    draft = line.written("agreement", reference, login="broker", out=folder / f"{reference} draft.pdf")
    assert "Draft, not in force" in words_of(draft)
    assert line.answer("call-off", "approve", reference, login=approver)["state"] == "approved"
    assert line.answer("call-off", "send", reference, login="broker")["state"] == "sent"
    assert line.answer("call-off", "answer", reference, "accept", *room, login="broker")["state"] == "accepted"
    issued = line.answer("call-off", "issue", reference, login="broker")
    assert list(issued) == ["call_off", "number", "edition"]
    return line.written("agreement", reference, login="broker", out=folder / f"{reference}.pdf")


def break_by_hand(address: str, reference: str) -> None:
    """Do what somebody with another tool and every right could: change a price, and take the evidence away."""
    with looking_at(address) as database, database.write_engine.begin() as connection:
        if database.is_embedded:
            guards = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'evidence'")
            for guard in connection.scalars(guards).all():
                connection.execute(text(f"DROP TRIGGER {guard}"))
        else:
            connection.execute(text("ALTER TABLE evidence DISABLE TRIGGER USER"))
        it = {"reference": reference}
        connection.execute(text("UPDATE call_offs SET weekly = weekly + 1 WHERE reference = :reference"), it)
        of_it = "(SELECT id FROM call_offs WHERE reference = :reference)"
        connection.execute(text(f"DELETE FROM evidence WHERE call_off_id = {of_it}"), it)


def evidence_of(line: CommandLine, reference: str) -> int:
    """How many offers were listed, by the command that shows it."""
    return len(line.answer("call-off", "show", reference, login="auditor")["chosen_from"]["offers"])


def as_planned(person: Any) -> list[str]:
    ratio = ["--ratio", person.ratio] if person.ratio else []
    return [*ratio, *(word for need in person.need_codes for word in ("--need", need))]


def first_that_may_be_called_off(found: Any) -> Any:
    return next(offer for offer in found["offers"] if offer["gate"] is None)


def a_monday_to_come() -> date:
    today = day_in_england(datetime.now(UTC))
    return today + timedelta(days=7 + -today.weekday() % 7)


def commands_of_the_guide() -> list[list[str]]:
    """The words of each command under “From an empty machine to a printed agreement”, `brokerage` left out."""
    section = GUIDE.read_text(encoding="utf-8").partition("## From an empty machine")[2]
    return [shlex.split(each)[1:] for each in section.split("```")[1].strip().splitlines()]
