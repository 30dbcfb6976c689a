"""`brokerage import`: what it prints, what it leaves behind and how it ends."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select

from brokerage.cli.app import main
from brokerage.exchange.guarded_file import guard_file
from brokerage.exchange.workbook_reader import read_workbook
from brokerage.storage.engine import open_database
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.providers import ServiceRow
from tests.builders import open_council
from tests.exchange.workbooks import FILES, council_sheets, make_xlsx


@pytest.fixture
def url(sqlite_url: str) -> str:
    """A desk whose scheme ELA has lot 1, on SQLite."""
    database = open_database(sqlite_url)
    desk = open_council(database)
    desk.need("learning-disability")
    desk.outcome("cook-a-meal")
    desk.lot(desk.scheme(reference="ELA"), number="1")
    database.close()
    return sqlite_url


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_xlsx(tmp_path / "council.xlsx", council_sheets())


@pytest.fixture
def bad_rates(tmp_path: Path) -> Path:
    path = tmp_path / "rates.csv"
    rows = [f"S{number},ELA,1,care,day,4%,2026-04-01" for number in range(30)]
    path.write_text("\n".join(["Service reference,Scheme,Lot,Pays for,Unit,Price,First day", *rows]), encoding="utf-8")
    return path


def count(url: str, table: type[ServiceRow | AuditEntryRow]) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(select(func.count()).select_from(table)).scalar_one()
    engine.dispose()
    return found


def run(url: str, *words: object) -> int:
    return main(["import", *(str(word) for word in words), "--database", url, "--as", "commissioner"])


def test_a_workbook_is_taken_in_and_counted(url: str, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(url, "workbook", book) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Taken in.\n")
    assert re.search(r"^rates +2 +0 +0$", printed.out, re.MULTILINE)
    assert printed.err == ""
    assert count(url, ServiceRow) == 1


def test_a_trial_run_says_so_and_leaves_no_trace(url: str, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(url, "workbook", book, "--dry-run") == 0
    assert "Trial run: nothing was changed." in capsys.readouterr().out
    assert (count(url, ServiceRow), count(url, AuditEntryRow)) == (0, 0)


def test_faults_end_with_1_name_their_places_and_go_into_a_workbook(
    url: str, bad_rates: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "faults.xlsx"
    assert run(url, "workbook", bad_rates, "--faults-to", listed) == 1
    printed = capsys.readouterr().out
    assert "Nothing was changed: 30 cells want mending." in printed
    assert "rates.csv, line 2, Price: The price has a percent sign" in printed
    assert "Found: 4%" in printed
    assert f"… and 10 more; all are in {listed}." in printed
    faults = list(read_workbook(guard_file(listed))[0].rows)
    assert len(faults) == 31
    assert faults[1].cells[:5] == ("rates.csv", "", "2", "Price", "4%")
    assert count(url, AuditEntryRow) == 0


def test_json_tells_all_to_a_program(url: str, bad_rates: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(url, "workbook", bad_rates, "--json") == 1
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (answer["outcome"], answer["applied"], len(answer["faults"])) == ("faults", False, 30)
    assert set(answer["faults"][0]) == {"file", "sheet", "line", "column", "value", "how_to_mend"}


@pytest.mark.parametrize("name", ["care_directory.csv", "api_answers"])
def test_the_regulators_files_of_either_kind_are_known(url: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(url, "regulator", FILES / name, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["counts"]["services"] == {"new": 3, "changed": 0, "unchanged": 0}
    assert len(answer["not_admitted"]) == 3
    assert "rates" not in answer["counts"]


def test_people_are_taken_in_without_a_personal_word_on_the_screen(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "Case number,Given name,Family name,Born on\nC-1,Wrenford,Samplebury,1990-13-45\n", encoding="utf-8"
    )
    assert run(url, "people", path) == 1
    printed = capsys.readouterr()
    assert "people.csv, line 2, Born on: The date is a day that does not exist" in printed.out
    for value in ("Wrenford", "Samplebury", "1990"):
        assert value not in printed.out + printed.err


def test_the_template_is_written_where_it_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ours.xlsx"
    assert main(["import", "template", "--out", str(out)]) == 0
    assert out.read_bytes()[:2] == b"PK"
    assert str(out) in capsys.readouterr().out
    assert main(["import", "template", "--out", str(tmp_path / "gone" / "ours.xlsx")]) == 4


def test_districts_are_chosen_by_code(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(url, "districts", "E07000110", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["districts"] == ["E07000110"]
    assert answer["postcodes"] > 3_000
    kept = count(url, AuditEntryRow)
    assert run(url, "districts", "E99") == 2
    assert count(url, AuditEntryRow) == kept == 1


def test_a_file_that_cannot_be_read_ends_with_2_and_a_sentence(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(url, "workbook", tmp_path / "gone.xlsx") == 2
    assert capsys.readouterr().err.strip() == "There is no file gone.xlsx in that folder: check its name."
    (tmp_path / "macro.xlsm").write_bytes(make_xlsx(tmp_path / "a.xlsx", council_sheets()).read_bytes())
    assert run(url, "workbook", tmp_path / "macro.xlsm", "--json") == 2
    assert "macros" in json.loads(capsys.readouterr().err)["error"]
    assert run(url, "workbook", tmp_path / f"{'x' * 5000}.xlsx") == 2
    assert capsys.readouterr().err.strip() == f"There is no file {'x' * 40}… in that folder: check its name."
    assert count(url, AuditEntryRow) == 0


def test_a_missing_database_ends_with_4(tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(f"sqlite:///{tmp_path}/none.db", "workbook", book) == 4
    assert "There is no database file" in capsys.readouterr().err


def test_a_file_of_headings_alone_is_said_to_have_no_rows(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "providers.csv"
    path.write_text("Provider reference,Provider name\n", encoding="utf-8")
    assert run(url, "workbook", path, "--dry-run") == 0
    assert "No row was found below the headings." in capsys.readouterr().out
