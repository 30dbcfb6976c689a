"""The measurement itself, on a tiny market: the program and the statement by hand give one answer, and the table is printed.

No time is asserted here: seconds belong to the computer. `brokerage bench` measures the county and the nation.
"""

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace

import pytest

from brokerage.cli.bench import print_report
from brokerage.domain.errors import BadInput
from brokerage.services.bench import Measured, Timing, empty_market, sizes_for
from brokerage.services.bench_market import COUNTY, NATION, Market, MarketSize
from brokerage.services.bench_paper import PaperSpeed
from brokerage.services.bench_report import BenchReport
from brokerage.services.bench_rivals import InTurns, Rivals
from brokerage.services.bench_run import Part, parts_for, run_bench
from brokerage.services.bench_window import WindowFigures

TINY = MarketSize("tiny", 1, 200)
TWICE = MarketSize("twice", 2, 200)

pytestmark = pytest.mark.bench


def test_the_search_and_the_statement_by_hand_give_one_answer_on_both_databases(
    postgresql_url: str, capsys: pytest.CaptureFixture[str], *, at_full_size: bool
) -> None:
    """Every question is held against the hand-written answer while it is measured; a difference would raise."""
    sizes = sizes_for("nation") if at_full_size else (TINY, TWICE)
    questions = 200 if at_full_size else 30
    report = run_bench(sizes, postgresql_url, say=lambda _: None, parts={Part.SEARCH}, questions=questions)
    assert report.sqlite[0].found > 5
    assert [each.found for each in report.sqlite] == [each.found for each in report.postgresql]
    print_report(report)
    printed = capsys.readouterr().out
    assert "search ÷ SQL by hand, median" in printed
    assert "growth of the median" in printed
    with capsys.disabled():
        sys.stdout.write(printed)


def test_every_figure_stands_in_the_table_with_its_limit_and_whether_it_is_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    window = WindowFigures(
        empty_window=100, first_picture=140, ready_to_search=501, first_list=800, beyond=14, frame=17
    )
    report = BenchReport(window=window, paper=PaperSpeed(ours=80, bare=100))
    print_report(report)
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[-3:] for row in rows if "÷ empty window" in row] == [
        ["×", "✓", "–"],
        ["×", "▲", "–"],
        ["8.00", "×", "–"],
    ]
    assert next(row for row in rows if "bare reportlab" in row).split()[-7:] == [
        "≥",
        "0.67",
        "×",
        "0.80",
        "×",
        "✓",
        "–",
    ]
    assert [row.title for row in report.missed] == [
        "a frame of the table",
        "ready to search (Find takes what is typed) ÷ empty window",
    ]


def test_pandas_is_held_against_the_search_of_the_same_minutes_on_each_database() -> None:
    """Not against the search's own median, which another minute gave."""
    measured = Measured(NATION, 70, service=Timing(10, 20), hand_written=Timing(9, 19))
    rivals = Rivals(NATION, pandas=InTurns(200, (4, 5)), tuned_pandas=InTurns(60, (5, 6)), spreadsheet_ms=20_000)
    report = BenchReport((measured,), (measured,), (rivals,))
    assert _rows(report, "pandas", "opening") == [[50, 40], [12, 10], [2_000, 2_000]]
    assert [row.title for row in report.missed] == ["nation: pandas, the sheet as read ÷ search"]
    alone = BenchReport((measured,), (), (replace(rivals, pandas=InTurns(200, (4,)), tuned_pandas=None),))
    assert _rows(alone, "pandas", "opening") == [[50, None], [2_000, None]]


def _rows(report: BenchReport, *words: str) -> list[list[float | None]]:
    return [list(row.values) for row in report.figures if any(word in row.title for word in words)]


def test_a_part_nobody_knows_is_refused() -> None:
    assert parts_for(["paper", "search"]) == {Part.PAPER, Part.SEARCH}
    with pytest.raises(BadInput, match="choose search, window, paper"):
        parts_for(["paint"])


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
    with empty_market(sqlite_url, TINY.services_in_a_county) as market:
        market.measure(TINY, say=lambda _: None, questions=2)
    with (
        pytest.raises(BadInput, match="holds services already"),
        empty_market(sqlite_url, TINY.services_in_a_county),
    ):
        pass
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        assert connection.execute("SELECT count(*) FROM services").fetchone() == (200,)
