"""`brokerage rate`: the list and the spread, on both databases."""

from datetime import date

import pytest

from brokerage.cli.app import main
from brokerage.domain.unit import Unit
from brokerage.storage.tables.schemes import LotRow, SchemeRow
from tests.builders import Desk
from tests.cli.command_line import CommandLine

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def command_line(desk: Desk, capsys: Capture) -> CommandLine:
    return CommandLine(desk, capsys)


@pytest.fixture
def lot(desk: Desk) -> str:
    """A lot as SCHEME/1 with four day rates, one of them for another ratio, and one that has ended."""
    lot_id = desk.lot()
    for number, price in enumerate(("60.00", "62.00", "64.00"), start=1):
        desk.rate(desk.service(name=f"House {number} (demo)"), lot_id, price, ratio="1:3")
    service = desk.service(name="House 4 (demo)")
    desk.rate(service, lot_id, "90.00", ratio="1:1")
    desk.rate(service, lot_id, "24.08", Unit.HOUR, last_day=date(2026, 6, 30))
    with desk.session() as session:
        row = session.get_one(LotRow, lot_id)
        return f"{session.get_one(SchemeRow, row.scheme_id).reference}/{row.number}"


def test_the_list_names_lines_with_and_without_a_rate_on_the_day(command_line: CommandLine, lot: str) -> None:
    words = ("rate", "list", "--lot", lot, "--service", "House 4 (demo)", "--day", "2026-07-01")
    found = command_line.run("auditor", *words)
    assert [(one["unit"], one["ratio"], one["price"], one["first_day"]) for one in found] == [
        ("day", "1:1", "90.00", "2026-04-01"),
        ("hour", None, None, None),
    ]


def test_the_spread_has_its_figures_its_table_and_its_drift(command_line: CommandLine, lot: str) -> None:
    words = ("--lot", lot, "--unit", "day", "--ratio", "1:3", "--service", "House 2 (demo)", "--day", "2026-07-01")
    found = command_line.run("auditor", "rate", "spread", *words)
    assert (found["count"], found["lower_quartile"], found["median"], found["upper_quartile"]) == (
        3,
        "61.00",
        "62.00",
        "63.00",
    )
    assert [(one["price"], one["is_this_service"], one["is_outlier"]) for one in found["rates"]] == [
        ("60.00", False, False),
        ("62.00", True, False),
        ("64.00", False, False),
    ]
    assert found["by_year"][0] == {
        "financial_year": "2026-27",
        "median": "62.00",
        "count": 3,
        "change_percent": None,
    }


def test_an_unknown_lot_is_bad_input(command_line: CommandLine) -> None:
    refused = command_line.run("auditor", "rate", "spread", "--lot", "NOWHERE/1", "--unit", "day", code=2)
    assert "There is no such lot" in refused["error"]


def test_plain_tables_say_the_same(command_line: CommandLine, lot: str, capsys: Capture) -> None:
    where = ["--lot", lot, "--day", "2026-07-01", "--database", command_line.url_of("auditor")]
    where += ["--as", "auditor"] if command_line.desk.database.is_embedded else []
    assert main(["rate", "list", *where]) == 0
    assert main(["rate", "spread", "--unit", "day", "--service", "House 2 (demo)", *where]) == 0
    assert main(["rate", "list", "--unit", "mile", *where]) == 0
    printed = capsys.readouterr().out
    for phrase in (
        "none on 1 Jul 2026",
        "4 agreed rates in force on 1 Jul 2026.",
        "Prices of several ratios stand together (1:1, 1:3)",
        "Median          £63.00",
        "£62.00  this service",
        "£90.00",
        "No rate card has such a line.",
        "2027-28",
        "0.0 %",
    ):
        assert phrase in printed
