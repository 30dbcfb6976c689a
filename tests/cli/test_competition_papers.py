"""`brokerage competition sheet` and `competition letters`: the papers of a small competition on the command line."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from brokerage.cli.app import main
from brokerage.storage.tables.competitions import CompetitionLetterRow
from tests.builders import Desk
from tests.cli.command_line import CommandLine
from tests.documents.reading import pages_of, text_of
from tests.services.competition_builders import awarded, market, opened

Capture = pytest.CaptureFixture[str]
DAY = ("--today", "2026-11-02")


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    return CommandLine(desk, capsys)


def test_the_sheet_is_written_and_names_nobody(command_line: CommandLine, tmp_path: Path) -> None:
    reference = opened(command_line.desk, market(command_line.desk)).reference
    out = tmp_path / "sheet.pdf"
    assert command_line.run("auditor", "competition", "sheet", reference, "--out", str(out)) == {"files": [str(out)]}
    said = text_of(out.read_bytes())
    assert "Likes a quiet room and cooking." in said
    assert "Quillfeather" not in said


def test_letters_are_issued_once_and_printed_again_the_same(command_line: CommandLine, tmp_path: Path) -> None:
    reference = awarded(command_line.desk, market(command_line.desk))
    first, again = tmp_path / "first.pdf", tmp_path / "again.pdf"
    trial = command_line.run("broker", "competition", "letters", reference, "--out", str(first), *DAY, "--dry-run")
    assert (trial["saved"], trial["files"], len(trial["letters"]), first.exists()) == (False, [], 2, False)
    sent = command_line.run("broker", "competition", "letters", reference, "--out", str(first), *DAY)
    assert [(one["kind"], one["service"]) for one in sent["letters"]] == [
        ("award", "B Yard (demo)"),
        ("unsuccessful", "A Yard (demo)"),
    ]
    command_line.run("auditor", "competition", "letters", reference, "--out", str(again), "--today", "2026-12-01")
    assert again.read_bytes() == first.read_bytes()


def test_invitations_are_printed_with_the_sheet_behind_each(command_line: CommandLine, tmp_path: Path) -> None:
    reference = opened(command_line.desk, market(command_line.desk)).reference
    out = tmp_path / "invitations.pdf"
    sent = command_line.run("broker", "competition", "letters", reference, "--invitations", "--out", str(out), *DAY)
    assert {one["kind"] for one in sent["letters"]} == {"invitation"}
    assert sum("Page 1 of" in page for page in pages_of(out.read_bytes())) == 6


def test_letters_of_an_open_competition_or_into_no_folder_are_refused_and_nothing_is_issued(
    command_line: CommandLine, tmp_path: Path
) -> None:
    reference = opened(command_line.desk, market(command_line.desk)).reference
    out = tmp_path / "letters.pdf"
    early = command_line.run("broker", "competition", "letters", reference, "--out", str(out), code=1)
    assert "is still open" in early["error"]
    nowhere = tmp_path / "missing" / "letters.pdf"
    asked = ("competition", "letters", reference, "--invitations", "--out", str(nowhere))
    assert "There is no folder" in command_line.run("broker", *asked, code=4)["error"]
    assert not out.exists()
    with command_line.desk.session() as session:
        assert session.scalar(select(func.count(CompetitionLetterRow.id))) == 0


def test_the_letters_are_listed_for_people(command_line: CommandLine, tmp_path: Path, capsys: Capture) -> None:
    reference = awarded(command_line.desk, market(command_line.desk))
    address = ["--database", command_line.url_of("broker"), *command_line.as_login("broker")]
    out = tmp_path / "letters.pdf"
    capsys.readouterr()
    assert main(["competition", "letters", reference, "--out", str(out), *DAY, "--dry-run", *address]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == ["2 letters.", "Dry run: nothing was issued or written."]
    assert main(["competition", "letters", reference, "--out", str(out), *DAY, *address]) == 0
    assert "Unsuccessful: A Yard (demo), " in capsys.readouterr().out
    assert main(["competition", "sheet", reference, "--out", str(out), *address]) == 0
    assert capsys.readouterr().out == f"Written: {out}\n"
