from functools import partial
from pathlib import Path
from typing import Any

import pytest

from brokerage.cli.app import main
from brokerage.exchange.file_reader import read_sheets
from tests.builders import TODAY, Desk
from tests.cli.command_line import CommandLine
from tests.exchange.application_workbooks import Filled, micro_enterprise
from tests.services.workbook_builders import asking

Capture = pytest.CaptureFixture[str]
DAY = ("--today", TODAY.isoformat())


@pytest.fixture
def command_line(desk: Desk, capsys: Capture, tmp_path: Path) -> CommandLine:
    asking(desk, tmp_path)
    return CommandLine(desk, capsys)


def template(command_line: CommandLine, tmp_path: Path) -> Filled:
    out = tmp_path / "blank.xlsx"
    told = command_line.run("commissioner", "application", "template", "ela", "--lot", "1", "--out", str(out), *DAY)
    assert told == {
        "written": str(out),
        "scheme": "ELA",
        "lots": [{"lot": "1", "title": "Skills and training", "questions": 4}],
        "notes": [],
    }
    return Filled(out)


def take(command_line: CommandLine, *words: str, code: int = 0) -> Any:
    return command_line.run("commissioner", "application", "import", *words, *DAY, code=code)


def follow(command_line: CommandLine, reference: str, verb: str, *words: str) -> Any:
    return command_line.run("commissioner", "application", verb, reference, *words, *DAY)


def test_from_the_template_to_the_rates_of_the_contract(command_line: CommandLine, tmp_path: Path) -> None:
    path = micro_enterprise(template(command_line, tmp_path)).save(tmp_path / "filled.xlsx")
    tried = take(command_line, str(path), "--dry-run")
    assert (tried["saved"], tried["files"][0]["taken_as"]) == (False, "recorded")
    told = take(command_line, str(path), "--received-on", "2026-10-30")
    (taken,) = told["files"]
    assert (told["saved"], taken["file"], taken["taken_as"], taken["faults"]) == (True, "filled.xlsx", "recorded", [])
    assert taken["counts"]["offered prices"] == {"new": 3, "changed": 0, "unchanged": 0}
    assert (taken["application"]["received_on"], taken["application"]["state"]) == ("2026-10-30", "received")
    assert [(remark["column"], remark["line"]) for remark in taken["remarks"]] == [
        ("Your answer", 7),
        ("Your answer", 8),
    ]
    assert take(command_line, str(path))["files"][0]["taken_as"] == "as-before"

    mended = micro_enterprise(template(command_line, tmp_path)).answer("1", "3", "From films")
    mended.sheets["Prices lot 1"].pop()
    mended.sheets["Timetable"][4][4] = "12:30"
    mended.row(
        "Timetable",
        service_name="The Workshop (demo)",
        activity_name="Woodwork",
        weekday="Tue",
        start="9:00",
        end="10:00",
    )
    (again,) = take(command_line, str(mended.save(tmp_path / "mended.xlsx")))["files"]
    assert (again["taken_as"], again["application"]["version"]) == ("mended", taken["application"]["version"] + 1)
    assert again["counts"]["answers"] == {"new": 1, "changed": 0, "unchanged": 2}
    assert again["counts"]["offered prices"] == {"new": 0, "changed": 1, "unchanged": 2}

    reference = taken["application"]["reference"]
    run = partial(follow, command_line, reference)
    run("acknowledge")
    scores = ("--give", "1 = pass: Seen", "--give", "2 = pass: Seen", "--give", "3 = 4: Well", "--give", "4 = 3: Well")
    command_line.run("commissioner", "application", "score", reference, "--lot", "1", *scores)
    run("decide", "admit", "--lot", "1", "--reasons", "All met.")
    sealing = ("--number", "C-42", "--first-day", "2026-12-07", "--sealed", TODAY.isoformat())
    assert run("award", *sealing, "--without-rates", "--dry-run")["rates"] == []
    contract = run("award", *sealing)
    assert contract["rates"][0] == {
        "service": "The Workshop (demo)",
        "lot": "1",
        "is_for": "Woodwork · care by the session, 1:3",
        "unit": "session",
        "price": "24.08",
        "first_day": "2026-12-07",
        "last_day": None,
    }


def test_every_wrong_cell_is_listed_and_written_to_a_workbook_and_a_good_file_beside_is_kept(
    command_line: CommandLine, tmp_path: Path
) -> None:
    good = micro_enterprise(template(command_line, tmp_path)).save(tmp_path / "good.xlsx")
    bad = micro_enterprise(template(command_line, tmp_path))
    bad.about(provider_name="Hop Farm (demo)").sheets["Prices lot 1"][4][3] = "week"
    path = bad.save(tmp_path / "bad.xlsx")
    faults_to = tmp_path / "faults.xlsx"
    told = take(command_line, str(good), str(path), "--faults-to", str(faults_to), code=1)
    assert [one["taken_as"] for one in told["files"]] == ["recorded", "refused"]
    assert told["files"][1]["application"] is None
    mend = "Lot ELA/1 is not priced by the week: choose one of session, day."
    fault = {"file": "bad.xlsx", "sheet": "Prices lot 1", "line": 5, "column": "Unit", "value": "week"}
    assert told["files"][1]["faults"] == [{**fault, "how_to_mend": mend}]
    faults, remarks, _ = read_sheets(faults_to)
    assert [row.cells[5] for row in faults.rows][1:] == [mend]
    assert {row.cells[0] for row in list(remarks.rows)[1:]} == {"good.xlsx"}


def test_it_reads_in_plain_words(command_line: CommandLine, tmp_path: Path, capsys: Capture) -> None:
    path = micro_enterprise(template(command_line, tmp_path)).save(tmp_path / "filled.xlsx")
    strange = tmp_path / "strange.xlsx"
    strange.write_bytes(b"nothing")
    who = ("--database", command_line.url_of("commissioner"), *command_line.as_login("commissioner"))
    assert main(["application", "import", str(path), str(strange), *DAY, *who]) == 1
    printed = capsys.readouterr().out
    assert "filled.xlsx: recorded as AP-" in printed
    assert "Acknowledge it." in printed
    assert "The answer is due 16 Nov 2026, in time: 10 working days left." in printed
    assert "Taken in, but look at:" in printed
    assert "strange.xlsx: nothing of it was taken in." in printed
    assert "strange.xlsx is not a workbook, whatever its name says." in printed
    out = tmp_path / "two.xlsx"
    assert main(["application", "template", "ELA", "--out", str(out), *DAY, *who]) == 0
    assert f"Written: {out}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("import", "a.xlsx", "b.xlsx", "--provider", "PR-1"), 2, "one by one"),
        (("import", "a.xlsx", "--provider", "PR-1"), 2, "There is no provider"),
        (("import", "a.xlsx", "--received-on", "soon"), 2, "day of receipt"),
        (("template", "NOWHERE"), 2, "No scheme has this reference"),
        (("template", "ELA", "--lot", "9"), 2, "no lot 9: its lots are 1, 2"),
    ],
)
def test_what_cannot_be_meant_is_said_with_its_exit_code(
    command_line: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in command_line.run("commissioner", "application", *words, *DAY, code=code)["error"]


def test_only_a_commissioner_takes_workbooks_in(command_line: CommandLine) -> None:
    assert (
        "Only the commissioner" in command_line.run("broker", "application", "import", "a.xlsx", *DAY, code=1)["error"]
    )
