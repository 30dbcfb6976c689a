from datetime import date
from pathlib import Path
from typing import Any

import pytest

from brokerage.cli.app import main
from brokerage.storage.tables.contracts import ContractRow
from tests.builders import Desk
from tests.cli.command_line import CommandLine
from tests.exchange.documents import make_pdf, xlsx_parts, zipped
from tests.services.application_builders import applicant
from tests.services.assessment_builders import acknowledged, scored

Capture = pytest.CaptureFixture[str]
NAME = "Orchard Yard (demo)"
LAST_DAY = "2030-03-31"


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    return CommandLine(desk, capsys)


@pytest.fixture
def certificate(tmp_path: Path) -> str:
    path = tmp_path / "certificate.pdf"
    path.write_bytes(make_pdf())
    return str(path)


def document(command_line: CommandLine, *words: str, login: str = "commissioner", code: int = 0) -> Any:
    """What the command printed."""
    return command_line.run(login, "document", *words, code=code)


def add(command_line: CommandLine, file: str, *words: str, code: int = 0) -> Any:
    """What adding an insurance printed."""
    return document(command_line, "add", file, "--kind", "insurance", "--to", LAST_DAY, *words, code=code)


def test_an_insurance_is_kept_listed_saved_and_removed(
    command_line: CommandLine, certificate: str, tmp_path: Path
) -> None:
    provider = command_line.desk.provider(council_reference="PR-0007")
    command_line.desk.service(provider, name=NAME, insurance_last_day=date(2026, 1, 1))
    added = add(command_line, certificate, "--provider", "pr-0007", "--title", "Public liability")
    note = f"{NAME}: insured to 31 Mar 2030; no call-off may start after that day."
    assert (added["number"], added["service"], added["notes"], added["saved"]) == (1, None, [note], True)
    (listed,) = document(command_line, "list", "--text", "public", "--today", "2030-03-01", login="auditor")
    assert (listed["stands"], listed["days_left"], listed["reminder"]) == ("lapses-soon", 30, 30)
    long = document(command_line, "save", "1", "--out", str(tmp_path / ("x" * 5_000)), login="practitioner", code=4)
    assert long["error"].startswith("The file was not written: its name of 5,000 letters is too long.")
    saved = document(command_line, "save", "1", "--out", str(tmp_path / "copy.pdf"), login="practitioner")
    assert Path(saved["files"][0]).read_bytes() == Path(certificate).read_bytes()
    removed = document(command_line, "remove", "1", "--reason", "Of another firm")
    assert (removed["removed"]["reason"], removed["stands"]) == ("Of another firm", "removed")
    assert document(command_line, "list") == []
    assert [each["number"] for each in document(command_line, "list", "--former")] == [1]


def test_trial_runs_keep_everything_as_it_was(command_line: CommandLine, certificate: str) -> None:
    command_line.desk.service(name=NAME)
    assert add(command_line, certificate, "--service", NAME, "--dry-run")["saved"] is False
    assert document(command_line, "list") == []
    number = str(add(command_line, certificate, "--service", NAME)["number"])
    assert document(command_line, "remove", number, "--reason", "Try", "--dry-run")["saved"] is False
    assert len(document(command_line, "list", "--service", NAME)) == 1


def test_a_signed_copy_needs_only_its_contract(command_line: CommandLine, certificate: str) -> None:
    desk = command_line.desk
    provider = desk.provider(name="Weald Skills (demo)")
    days = {"first_day": date(2026, 11, 1), "sealed_on": date(2026, 11, 1)}
    with desk.session() as session:
        session.add(ContractRow(number="CN-7", scheme_id=desk.scheme(), provider_id=provider, **days))
    kept = document(command_line, "add", certificate, "--kind", "signed contract", "--contract", "cn-7")
    assert (kept["contract"], kept["provider"], kept["last_day"]) == ("CN-7", "Weald Skills (demo)", None)
    assert document(command_line, "list", "--contract", "CN-7")[0]["number"] == kept["number"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--kind", "passport"), 2, "choose one of insurance, registration, policy, signed-contract, other"),
        ((), 2, "Say whose document it is"),
        (("--provider", "Nobody"), 2, "There is no provider"),
        (("--application", "AP-1999-0001"), 2, "There is no such application"),
        (("--contract", "CN-0"), 2, "There is no such contract"),
        (("--service", NAME, "--to", "2020-13-01"), 2, "day"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_keeps_nothing(
    command_line: CommandLine, certificate: str, words: tuple[str, ...], code: int, said: str
) -> None:
    command_line.desk.service(name=NAME)
    assert said in add(command_line, certificate, *words, code=code)["error"]
    assert document(command_line, "list") == []


def test_a_40_mb_pdf_a_macro_workbook_and_a_false_pdf_are_refused_without_their_names(
    command_line: CommandLine, tmp_path: Path
) -> None:
    command_line.desk.service(name=NAME)
    for name, content, said in (
        ("Robin.pdf", bytes(40 << 20), "40.0 MB"),
        ("Robin.xlsx", zipped({**xlsx_parts(), "xl/vbaProject.bin": b"\0"}), "macros"),
        ("Robin.pdf", zipped(xlsx_parts()), "whatever its name says"),
    ):
        (tmp_path / name).write_bytes(content)
        error = add(command_line, str(tmp_path / name), "--service", NAME, code=2)["error"]
        assert said in error
        assert "Robin" not in error


def test_the_plain_words_say_what_stands_and_what_lapses(command_line: CommandLine, certificate: str) -> None:
    command_line.desk.ready_service(name=NAME)
    reading = ["--database", command_line.url_of("commissioner"), *command_line.as_login("commissioner")]
    policy = ["--kind", "policy", "--title", "Fire policy", "--service", NAME, "--to", "2027-03-31"]
    assert main(["document", "add", certificate, *policy, *reading]) == 0
    assert main(["document", "list", "--today", "2027-03-24", *reading]) == 0
    assert main(["admission", "lapsing", "--today", "2027-03-24", *reading]) == 0
    printed = command_line.capture.readouterr().out
    assert "Fire policy" in printed and "lapses soon" in printed  # noqa: PT018 - one table
    assert "7 (reminder today)  none" in printed
    assert main(["document", "list", "--kind", "other", *reading]) == 0
    assert "No document answers that." in command_line.capture.readouterr().out


def test_who_admits_with_a_document_missing_or_lapsed_is_told_and_not_stopped(
    command_line: CommandLine, certificate: str
) -> None:
    came = acknowledged(command_line.desk, applicant(command_line.desk, documents=("insurance", "fire-policy")))
    scored(command_line.desk, came)
    document(
        command_line, "add", certificate, "--kind", "insurance", "--application", came.reference, "--to", "2026-11-01"
    )
    shown = command_line.run("auditor", "application", "show", came.reference, "--today", "2026-11-02")
    assert [(each["asked_for"], each["stands"]) for each in shown["documents"]] == [
        ("insurance", "lapsed"),
        ("fire-policy", "missing"),
    ]
    admitting = ("decide", came.reference, "admit", "--lot", "1", "--reasons", "All met.", "--today", "2026-11-02")
    decided = command_line.run("commissioner", "application", *admitting)
    assert decided["state"] == "decided"
    assert ["has lapsed (insurance)" in decided["notes"][0], "(fire policy)" in decided["notes"][1]] == [True, True]
