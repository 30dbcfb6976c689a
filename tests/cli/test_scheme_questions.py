from pathlib import Path

import pytest

from brokerage.cli.app import main
from tests.builders import Desk
from tests.cli.command_line import CommandLine
from tests.services.application_builders import applicant

SHEET = """Kind,Question,Weight,Threshold,Highest,Document
document,Insured for £5 million,,,,insurance
scored,How do people choose?,100,3,5,
"""


def test_a_lot_is_asked_from_a_sheet_or_like_another_shown_and_written(
    desk: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    command_line, other = CommandLine(desk, capsys), applicant(desk)
    homes = desk.scheme(reference="RES-2030", title="Homes")
    for number, title in (("1", "Long stays"), ("2", "Short stays")):
        desk.lot(homes, number=number, title=title)
    sheet = tmp_path / "questions.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    asking = ("scheme", "ask", "res-2030", "--lot", "1")
    tried = command_line.run("commissioner", *asking, str(sheet), "--dry-run")
    assert (tried["saved"], tried["added"], tried["questions"][1]["weight"]) == (False, 2, 100)
    assert command_line.run("auditor", "scheme", "questions", "RES-2030")["lots"][0]["questions"] == []
    asked = command_line.run("commissioner", *asking, str(sheet), "--mark", tried["mark"])
    assert [each["document"] for each in asked["questions"]] == ["insurance", ""]
    liked = command_line.run("commissioner", *asking, "--like", f"{other.scheme}/1", "--mark", asked["mark"])
    assert (liked["retired"], liked["added"]) == (2, 4)
    copied = command_line.run("commissioner", "scheme", "ask", "RES-2030", "--like", other.scheme, "--dry-run")
    assert [(each["lot"], each["kept"]) for each in copied["lots"]] == [("1", 4)]
    several = ("--lot", "1", "--lot", "2", "--like", f"{other.scheme}/1")
    copied = command_line.run("commissioner", "scheme", "ask", "RES-2030", *several)
    assert [(each["lot"], each["kept"], each["added"]) for each in copied["lots"]] == [("1", 4, 0), ("2", 0, 4)]
    both = command_line.run("commissioner", *asking, "--lot", "2", str(sheet), code=2)
    assert both["error"] == "A file and a mark are for one lot: give --lot once."
    assert command_line.run("commissioner", "scheme", "assessors", "RES-2030", "2")["assessors_needed"] == 2
    reading = ["--database", command_line.url_of("commissioner"), *command_line.as_login("commissioner")]
    elsewhere = ["scheme", "ask", "RES-2030", "--lot", f"{other.scheme}/1", "--like", f"{other.scheme}/1"]
    assert main([*elsewhere, *reading]) == 2
    assert "is no lot of RES-2030: give the lot by its number alone" in command_line.capture.readouterr().err
    out = tmp_path / "out.xlsx"
    written = command_line.run("auditor", "scheme", "questions", "RES-2030", "--lot", "1", "--out", str(out))
    assert (written["questions"], out.exists()) == (4, True)
    reading = ["--database", command_line.url_of("auditor"), *command_line.as_login("auditor")]
    assert main(["scheme", "questions", "RES-2030", *reading]) == 0
    printed = command_line.capture.readouterr().out
    assert "The weights make 100 %." in printed
    assert "Assessors of an application: 2" in printed


def test_a_sheet_with_faults_is_refused_row_by_row_and_a_question_of_which_is_asked(
    desk: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    command_line = CommandLine(desk, capsys)
    desk.lot(desk.scheme(reference="RES-2030"), number="1")
    sheet = tmp_path / "questions.csv"
    sheet.write_text(SHEET.replace("100,3,5", "90,7,5"), encoding="utf-8")
    asking = ("scheme", "ask", "RES-2030", "--lot", "1")
    refused = command_line.run("commissioner", *asking, str(sheet), code=1)
    assert [(fault["line"], fault["column"]) for fault in refused["faults"]] == [(3, "Threshold"), (1, "Weight")]
    assert "one of the two" in command_line.run("commissioner", *asking, code=2)["error"]
    nowhere = command_line.run("commissioner", "scheme", "ask", "RES-2030", str(sheet), code=2)
    assert nowhere["error"] == "Say which lot asks it, with --lot."
    reading = ["--database", command_line.url_of("commissioner"), *command_line.as_login("commissioner")]
    assert main([*asking, str(sheet), *reading]) == 1
    assert "Nobody reaches it with 5 points" in command_line.capture.readouterr().out
