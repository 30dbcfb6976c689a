"""`brokerage ocds`: open data on the command line."""

import json
from pathlib import Path

import pytest

from brokerage.cli.app import main
from tests.exchange.test_ocds_check import PACKAGE

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
