"""`brokerage rate template|import`: the workbook out and in, on both databases."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from brokerage.cli.app import main
from brokerage.domain.unit import Unit
from brokerage.exchange.guarded_file import guard_file
from brokerage.exchange.workbook_reader import read_workbook
from brokerage.storage.tables.rates import RateRow
from brokerage.storage.tables.scheme_terms import LotRatioRow, LotUnitRow
from tests.builders import Desk
from tests.cli.command_line import CommandLine
from tests.exchange.workbooks import Cell, make_xlsx

Capture = pytest.CaptureFixture[str]
HEADINGS = (
    "Service reference",
    "Scheme reference",
    "Lot number",
    "Pays for",
    "Unit",
    "Ratio",
    "Price",
    "First day",
    "Last day",
)


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    """A council whose service S-1 has £70.70 a day at 1:3 and £24.08 an hour in lot HOME/1, which may be priced so alone."""
    scheme = desk.scheme(reference="HOME")
    lot = desk.lot(scheme, number="1")
    ready = desk.ready_service(ratio="1:3", lot_id=lot, name="Orchard Yard (demo)", council_reference="S-1")
    desk.rate(ready.service_id, lot, "24.08", Unit.HOUR)
    with desk.session() as session:
        session.add_all(LotUnitRow(lot_id=lot, unit=unit) for unit in (Unit.DAY, Unit.HOUR))
        session.add(LotRatioRow(lot_id=lot, staff=1, people=3))
    return CommandLine(desk, capsys)


def rows(*said: Sequence[Cell]) -> list[Sequence[Cell]]:
    return [("S-1", "HOME", "1", "care", *row) for row in said]


def take_in(command_line: CommandLine, folder: Path, *said: Sequence[Cell], dry: bool = False, code: int = 0) -> Any:
    path = make_xlsx(folder / "rates.xlsx", {"Rates": [HEADINGS, *rows(*said)]})
    words = ["--dry-run"] if dry else []
    return command_line.run("commissioner", "rate", "import", str(path), *words, code=code)


def test_a_trial_tells_old_against_new_row_by_row_and_a_run_does_it_once(
    command_line: CommandLine, tmp_path: Path
) -> None:
    said = (
        ("day", "1:3", "73.53", "2027-04-01", ""),
        ("hour", "", "24.08", "2026-04-01", "2026-12-31"),
        ("hour", "1:3", "9.00", "2027-01-01", ""),
        ("day", "1:3", "70.70", "2026-04-01", ""),
    )
    tried = take_in(command_line, tmp_path, *said, dry=True)
    told = [
        (one["line"], one["move"], one["old_price"], one["price"], one["change"], one["change_percent"])
        for one in tried["rates"]
    ]
    assert told == [
        (2, "follows", "70.70", "73.53", "2.83", "4.0"),
        (3, "ended", "24.08", "24.08", "0.00", "0.0"),
        (4, "new", None, "9.00", None, None),
        (5, "ended", "70.70", "70.70", "0.00", "0.0"),
    ]
    assert (tried["applied"], tried["rates"][0]["old_last_day"]) == (False, "2027-03-31")
    assert take_in(command_line, tmp_path, *said)["counts"]["rates"] == {"new": 2, "changed": 2, "unchanged": 0}
    again = take_in(command_line, tmp_path, *said)
    assert {one["move"] for one in again["rates"]} == {"unchanged"}


def test_rates_that_overlap_within_the_workbook_are_refused_with_sheet_line_and_column(
    command_line: CommandLine, tmp_path: Path
) -> None:
    refused = take_in(
        command_line,
        tmp_path,
        ("day", "1:3", "73.53", "2027-04-01", "2027-06-30"),
        ("day", "1:3", "75.00", "2027-06-01", ""),
        code=1,
    )
    (fault,) = refused["faults"]
    assert (fault["sheet"], fault["line"], fault["column"]) == ("Rates", 3, "First day")
    assert "Lines 2 and 3 give two rates for the same thing on 1 Jun 2027" in fault["how_to_mend"]


def test_days_left_without_a_rate_are_named_at_the_row_they_follow(command_line: CommandLine, tmp_path: Path) -> None:
    said = (("hour", "", "24.08", "2026-04-01", "2026-12-31"), ("day", "1:3", "73.53", "2027-04-01", ""))
    tried = take_in(command_line, tmp_path, *said, dry=True)
    (gap,) = tried["remarks"]
    assert (gap["sheet"], gap["line"], gap["column"], gap["value"]) == ("Rates", 2, "Last day", "2026-12-31")
    said_so = "No agreed rate: from 1 Jan 2027 on. No call-off can begin on these days."
    assert gap["how_to_mend"] == f"Orchard Yard (demo), care by the hour. {said_so}"
    assert take_in(command_line, tmp_path, *said)["remarks"] == [gap]
    assert take_in(command_line, tmp_path, *said)["remarks"] == []


def test_what_was_said_is_kept_with_each_new_rate_whose_row_has_no_note(
    command_line: CommandLine, tmp_path: Path
) -> None:
    headings = (*HEADINGS, "Note")
    said = rows(("day", "1:3", "73.53", "2027-04-01", "", "Their letter."), ("hour", "", "25.00", "2027-04-01", "", ""))
    path = make_xlsx(tmp_path / "rates.xlsx", {"Rates": [headings, *said]})
    command_line.run("commissioner", "rate", "import", str(path), "--note", "Agreed in the forum.")
    with command_line.desk.session() as session:
        kept = session.query(RateRow).filter_by(first_day=date(2027, 4, 1)).order_by(RateRow.price)
        assert [row.note for row in kept] == ["Agreed in the forum.", "Their letter."]
    refused = command_line.run("commissioner", "rate", "import", str(path), "--note", "x" * 2_001, code=2)
    assert "can be kept: shorten it" in refused["error"]


def test_with_the_mark_of_the_trial_nothing_is_taken_in_that_was_not_looked_at(
    command_line: CommandLine, tmp_path: Path
) -> None:
    path = make_xlsx(tmp_path / "rates.xlsx", {"Rates": [HEADINGS, *rows(("day", "1:3", "73.53", "2027-04-01", ""))]})
    mark = command_line.run("commissioner", "rate", "import", str(path), "--dry-run")["mark"]
    where = ("--service", "S-1", "--lot", "HOME/1", "--unit", "day", "--ratio", "1:3")
    command_line.run("commissioner", "rate", "agree", *where, "--price", "72.00", "--from", "2027-01-01")
    refused = command_line.run("commissioner", "rate", "import", str(path), "--mark", mark, code=3)
    assert "changed since it was looked at. Nothing was taken in" in refused["error"]
    mark = command_line.run("commissioner", "rate", "import", str(path), "--dry-run")["mark"]
    assert command_line.run("commissioner", "rate", "import", str(path), "--mark", mark)["applied"]


def test_units_and_ratios_the_lot_does_not_allow_are_refused_at_their_cells(
    command_line: CommandLine, tmp_path: Path
) -> None:
    said = (("session", "", "30.00", "2027-04-01", ""), ("day", "1:8", "30.00", "2027-04-01", ""))
    refused = take_in(command_line, tmp_path, *said, code=1)
    assert [(one["line"], one["column"], one["value"]) for one in refused["faults"]] == [
        (2, "Unit", "session"),
        (3, "Ratio", "1:8"),
    ]
    assert "Lot HOME/1 is not priced by the session: choose one of hour, day." in refused["faults"][0]["how_to_mend"]


def test_a_rate_agreed_before_the_lot_was_narrowed_may_be_ended_and_left(
    command_line: CommandLine, tmp_path: Path
) -> None:
    with command_line.desk.session() as session:
        for row in session.query(LotUnitRow).filter_by(unit=Unit.HOUR):
            session.delete(row)
    ended = take_in(command_line, tmp_path, ("hour", "", "24.08", "2026-04-01", "2026-12-31"))
    assert ended["rates"][0]["move"] == "ended"


def test_the_workbook_of_a_lot_comes_back_unchanged_also_for_services_the_council_gave_no_reference(
    command_line: CommandLine, tmp_path: Path
) -> None:
    command_line.desk.rate(command_line.desk.service(name="Nameless (demo)"), 1, "10.00")
    path = tmp_path / "rates of home.xlsx"
    where = ("--lot", "home/1", "--today", "2026-11-02")
    written = command_line.run("auditor", "rate", "template", "--out", str(path), *where)
    assert written["rates"] == 3
    back = command_line.run("commissioner", "rate", "import", str(path))
    assert (back["counts"]["rates"], back["remarks"], back["notes"]) == (
        {"new": 0, "changed": 0, "unchanged": 3},
        [],
        [],
    )


def test_the_workbook_of_one_provider_holds_nobody_elses_price(command_line: CommandLine, tmp_path: Path) -> None:
    desk = command_line.desk
    rival = desk.service(desk.provider(name="Rival Ltd (demo)"), name="Rival (demo)", council_reference="S-2")
    desk.rate(rival, 1, "10.00")
    path, where = tmp_path / "rival.xlsx", ("--lot", "HOME/1", "--today", "2026-11-02")
    written = command_line.run(
        "auditor", "rate", "template", "--out", str(path), *where, "--provider", "rival ltd (demo)"
    )
    assert written["rates"] == 1
    (sheet,) = [sheet for sheet in read_workbook(guard_file(path)) if sheet.name == "Rates"]
    assert [row.cells[0] for row in sheet.rows][1:] == ["S-2"]
    for words, said in (
        ((*where, "--provider", "Nobody"), "no provider"),
        (("--provider", "Rival"), "of which scheme"),
    ):
        refused = command_line.run("auditor", "rate", "template", "--out", str(path), *words, code=2)
        assert said in refused["error"]


def test_old_against_new_can_be_written_as_a_workbook(command_line: CommandLine, tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "rates.xlsx", {"Rates": [HEADINGS, *rows(("day", "1:3", "73.53", "2027-04-01", ""))]})
    written = tmp_path / "told.xlsx"
    words = ("rate", "import", str(path), "--dry-run", "--faults-to", str(written))
    command_line.run("commissioner", *words)
    (told,) = [sheet for sheet in read_workbook(guard_file(written)) if sheet.name == "Old and new"]
    assert [row.cells[9:14] for row in told.rows][1:] == [
        ("follows", "70.70", "73.53", "+£2.83, +4.0 %", "2027-04-01"),
    ]


def test_only_a_commissioner_takes_in_rates_and_other_sheets_are_left_out(
    command_line: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "template.xlsx"
    command_line.run("auditor", "rate", "template", "--out", str(path))
    assert "Only the commissioner" in command_line.run("broker", "rate", "import", str(path), code=1)["error"]
    sheets: dict[str, Sequence[Sequence[Cell]]] = {
        "Rates": [HEADINGS],
        "Admissions": [("Service reference", "Scheme", "Lot", "Admission reference", "First day")],
    }
    path = make_xlsx(tmp_path / "council.xlsx", sheets)
    report = command_line.run("commissioner", "rate", "import", str(path))
    assert report["notes"] == ["The sheet Admissions holds no agreed rates and was left out."]


def test_plain_words_tell_old_against_new(command_line: CommandLine, tmp_path: Path, capsys: Capture) -> None:
    path = make_xlsx(tmp_path / "rates.xlsx", {"Rates": [HEADINGS, *rows(("day", "1:3", "73.53", "2027-04-01", ""))]})
    where = ["--database", command_line.url_of("commissioner"), *command_line.as_login("commissioner")]
    assert main(["rate", "import", str(path), "--dry-run", *where]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert (
        "S-1 · HOME/1 · care by the day, 1:3 follows £70.70 £73.53 +£2.83, +4.0 % 1 Apr 2027 until it is ended"
        in printed
    )
