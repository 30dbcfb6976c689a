"""The measurement itself, on a tiny market: the program and the statement by hand give one answer, and the table is printed.

No time is asserted here: seconds belong to the computer. `brokerage bench` measures the county and the nation.
"""

import sqlite3
import sys
from contextlib import closing

import pytest

from brokerage.cli.bench import print_report
from brokerage.domain.errors import BadInput
from brokerage.services.bench import run_bench, sizes_for
from brokerage.services.bench_market import COUNTY, NATION, Market, MarketSize

TINY = MarketSize("tiny", 1, 200)
TWICE = MarketSize("twice", 2, 200)

pytestmark = pytest.mark.bench


def test_the_search_and_the_statement_by_hand_give_one_answer(
    database_url: str, capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config
) -> None:
    """Every question is held against the hand-written answer while it is measured; a difference would raise."""
    sizes = sizes_for("nation") if pytestconfig.getoption("--full") else (TINY, TWICE)
    report = run_bench(sizes, database_url, say=lambda _: None, questions=30)
    assert report.measured[0].found > 5
    print_report(report)
    printed = capsys.readouterr().out
    assert "search ÷ SQL by hand, median" in printed
    assert "growth of the median" in printed
    with capsys.disabled():
        sys.stdout.write(printed)


def test_a_market_is_the_same_every_time_and_grows_by_counties() -> None:
    at_once = {name: rows for name, _, rows in Market(50).next_counties(2)}
    growing = Market(50)
    first = {name: rows for name, _, rows in growing.next_counties(1)}
    second = {name: rows for name, _, rows in growing.next_counties(1)}
    for name in ("services", "admissions", "rate_lines", "rates"):
        assert first[name] + second[name] == at_once[name]
    assert len(at_once["rates"]) == 2 * 50 * 25


def test_the_stated_sizes_have_the_stated_rates() -> None:
    assert (COUNTY.services, COUNTY.services * 25) == (2_000, 50_000)
    assert (NATION.services, NATION.services * 25) == (40_000, 1_000_000)
    with pytest.raises(BadInput, match="choose county or nation"):
        sizes_for("town")


def test_a_database_that_holds_services_is_never_filled(sqlite_url: str) -> None:
    run_bench((TINY,), sqlite_url, say=lambda _: None, questions=2, rivals=False)
    with pytest.raises(BadInput, match="holds services already"):
        run_bench((TINY,), sqlite_url, say=lambda _: None, questions=2, rivals=False)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        assert connection.execute("SELECT count(*) FROM services").fetchone() == (200,)
