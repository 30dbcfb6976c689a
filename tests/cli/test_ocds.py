"""`brokerage ocds`: open data on the command line."""

import json
from pathlib import Path

import pytest

from brokerage.cli.app import main
from tests.builders import Desk
from tests.cli.command_line import CommandLine
from tests.exchange.test_ocds_check import PACKAGE
from tests.exchange.test_ocds_notice import TENDER

Capture = pytest.CaptureFixture[str]


def test_a_sound_package_is_called_so(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "package.json"
    file.write_text(json.dumps(PACKAGE), encoding="utf-8")
    assert main(["ocds", "check", str(file)]) == 0
    assert capsys.readouterr().out == "package.json is a sound release package.\n"
    assert main(["ocds", "check", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_what_is_wrong_with_a_package_is_a_list_and_ends_with_1(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "package.json"
    file.write_text(json.dumps(PACKAGE | {"publishedDate": "today"}), encoding="utf-8")
    fault = {
        "path": "$.publishedDate",
        "what": "This is no date and time with its zone.",
        "mend": "Write it as 2026-12-07T00:00:00Z.",
    }
    assert main(["ocds", "check", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == [fault]
    assert main(["ocds", "check", str(file)]) == 1
    assert capsys.readouterr().out == " ".join([fault["path"], "", fault["what"], fault["mend"]]) + "\n"


def test_a_file_that_is_not_there_is_refused_with_2(tmp_path: Path, capsys: Capture) -> None:
    assert main(["ocds", "check", str(tmp_path / "nothing.json"), "--json"]) == 2
    assert json.loads(capsys.readouterr().err) == {
        "error": "There is no file nothing.json in that folder: check its name."
    }


def test_the_package_is_written_and_found_sound(desk: Desk, tmp_path: Path, capsys: Capture) -> None:
    desk.ready_service()
    out = tmp_path / "package.json"
    url = CommandLine(desk, capsys).url_of("commissioner")
    options = ["--out", str(out), "--today", "2026-11-02", "--database", url]
    assert main(["ocds", "export", *options, "--prefix", "ocds-b5fd17", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "file": str(out), "schemes": 1, "contracts": 1, "admissions": 1, "ocid_prefix": "ocds-b5fd17", "advice": "",
    }  # fmt: skip
    package = json.loads(out.read_text(encoding="utf-8"))
    assert package["version"] == "1.1"
    assert package["releases"][0]["ocid"].startswith("ocds-b5fd17-SCHEME-")
    assert main(["ocds", "check", str(out)]) == 0


def test_the_awards_are_written_and_counted(desk: Desk, tmp_path: Path, capsys: Capture) -> None:
    desk.ready_service()
    out = tmp_path / "awards.csv"
    assert main(["ocds", "awards", "--out", str(out), "--today", "2 Nov 2026", "--database", desk.database.url]) == 0
    assert capsys.readouterr().out == f"Written: {out} (1 scheme, 1 contract, 1 admission).\n"
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--prefix", "mine"), "This is no prefix"),
        (("--prefix", ""), "This is no prefix"),
        (("--today", "32 Nov 2026"), "does not exist"),
    ],
)
def test_what_cannot_be_understood_writes_nothing(
    desk: Desk, tmp_path: Path, capsys: Capture, words: tuple[str, ...], sentence: str
) -> None:
    desk.scheme()
    out = tmp_path / "package.json"
    assert main(["ocds", "export", "--out", str(out), "--database", desk.database.url, *words, "--json"]) == 2
    assert sentence in json.loads(capsys.readouterr().err)["error"]
    assert not out.exists()


def test_a_notice_is_listed(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "notice.json"
    file.write_text(json.dumps({"ocid": "ocds-h6vhtk-04c1", "tender": TENDER}), encoding="utf-8")
    assert main(["ocds", "read", str(file), "--json"]) == 0
    (notice,) = json.loads(capsys.readouterr().out)
    assert notice["reference"] == "DN-4471"
    assert notice["latest_last_day"] == "2035-03-31"
    assert notice["lots"][0]["value"] == "1200000.50"
    assert notice["lots"][1] == {"number": "2", "title": "Micro-enterprises", "value": None, "cpv_codes": ["85320000"]}
    assert main(["ocds", "read", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "Contracts     1 Apr 2027 to 31 Mar 2031, at most to 31 Mar 2035" in shown
    assert "£1,200,000.50" in shown
    bare = {"title": "Day support", "tenderPeriod": {"endDate": "2027-02-28T12:00:00Z"}}
    file.write_text(json.dumps({"ocid": "ocds-h6vhtk-04c2", "tender": bare}), encoding="utf-8")
    assert main(["ocds", "read", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "  Applications  until 28 Feb 2027\n  Contracts     not said\n" in shown


def test_the_councils_prefix_is_set_told_and_cleared(desk: Desk, tmp_path: Path, capsys: Capture) -> None:
    desk.ready_service()
    line = CommandLine(desk, capsys)
    assert line.run("administrator", "ocds", "prefix")["advice"].startswith(
        "The Open Contracting Partnership gives one"
    )
    tried = line.run("administrator", "ocds", "prefix", "ocds-b5fd17", "--dry-run")
    assert (tried["ocid_prefix"], tried["saved"]) == ("ocds-b5fd17", False)
    assert line.run("administrator", "ocds", "prefix", "ocds-b5fd17")["saved"]
    assert line.run("auditor", "ocds", "prefix") == {"ocid_prefix": "ocds-b5fd17", "advice": "", "saved": False}
    assert "This is no prefix" in line.run("administrator", "ocds", "prefix", "mine", code=2)["error"]
    assert "Only the administrator" in line.run("broker", "ocds", "prefix", "ocds-b5fd17", code=1)["error"]
    assert line.run("administrator", "ocds", "prefix", "--clear")["ocid_prefix"] == ""


def test_a_council_without_a_prefix_is_told_how_to_get_one(desk: Desk, tmp_path: Path, capsys: Capture) -> None:
    desk.ready_service()
    options = ["--out", str(tmp_path / "package.json"), "--today", "2026-11-02", "--database", desk.database.url]
    assert main(["ocds", "export", *options]) == 0
    said = capsys.readouterr().out
    assert "stand under the neutral ocds-000000" in said
    assert "data@open-contracting.org" in said


def test_a_scheme_we_publish_is_read_and_set_up_again_with_its_lots_as_they_are_listed(
    desk: Desk, tmp_path: Path, capsys: Capture
) -> None:
    for need in ("autism", "learning-disability"):
        desk.need(need)
    command_line, file = CommandLine(desk, capsys), str(tmp_path / "package.json")
    terms = ("--kind", "framework", "--law", "Procurement Act 2023", "--from", "2026-04-01", "--terms", "48+24")
    decided = ("--decision", "26/0001", "--on", "2026-02-09", "--answer-days", "20")
    lots = ("--lot", "2a = Homes: autism; cpv 85311200-4", "--lot", "1 = Days: learning-disability")
    command_line.run("commissioner", "scheme", "open", "FRA-2026", "--title", "Support (demo)", *terms, *decided, *lots)
    assert main(["ocds", "export", "--out", file, "--database", command_line.url_of("commissioner")]) == 0
    capsys.readouterr()
    assert main(["ocds", "read", file, "--json"]) == 0
    (notice,) = json.loads(capsys.readouterr().out)
    again = [word for lot in notice["lots"] for word in ("--lot", f"{lot['number']}: autism; ages 18-")]
    wanted = ("scheme", "open", "FRA-2", "--from-notice", file, *decided, "--terms", "48+24", *again)
    started = command_line.run("commissioner", *wanted)
    assert not [one["what"] for one in started["notice"]["beside"] if one["said"] not in ("not said", one["opened"])]
    shown = {name: command_line.run("auditor", "scheme", "show", name) for name in ("FRA-2026", "FRA-2")}
    for fact in ("title", "kind", "law", "first_day", "contract_ends"):
        assert shown["FRA-2"][fact] == shown["FRA-2026"][fact], fact
    lots_of = {
        name: [(lot["number"], lot["title"], lot["cpv_codes"]) for lot in one["lots"]] for name, one in shown.items()
    }
    assert lots_of["FRA-2"] == lots_of["FRA-2026"] == [("1", "Days", []), ("2a", "Homes", ["85311200-4"])]
