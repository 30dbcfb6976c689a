"""`brokerage bench`: how quick the search is, as ratios to SQL by hand, pandas and a spreadsheet."""

from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.output import print_json, print_table

if TYPE_CHECKING:
    from brokerage.services.bench import BenchReport, Measured, Timing


def add_bench(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("bench")(bench)


def bench(
    size: Annotated[str, typer.Option(help="county (50,000 rates), or nation (a county, then 1,000,000).")] = "county",
    database: Annotated[
        str | None, typer.Option(help="An empty database to fill and measure; a SQLite file of its own when not said.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Measure the search on a made-up market, against SQL by hand, pandas and a spreadsheet."""
    from brokerage.services.bench import run_bench, sizes_for

    report = run_bench(sizes_for(size), database, say=_say_nothing if as_json else print)
    if as_json:
        print_json(_as_json(report))
    else:
        print_report(report)


def print_report(report: "BenchReport") -> None:
    """Print the one table of a run."""
    print(f"\nSearch on {report.database}: need, miles, day, week and budget; the first hundred and both counts.\n")
    headings = ("", *(measured.size.name for measured in report.measured))
    rows = [
        (title, *(value(measured) for measured in report.measured))
        for title, value in (
            ("search, median", lambda m: f"{m.service.p50:.2f} ms"),
            ("search, 95 %", lambda m: f"{m.service.p95:.2f} ms"),
            ("SQL by hand, median", lambda m: f"{m.hand_written.p50:.2f} ms"),
            ("SQL by hand, 95 %", lambda m: f"{m.hand_written.p95:.2f} ms"),
            ("search ÷ SQL by hand, median (≤ 1.3)", lambda m: f"{m.median_ratio:.2f} ×"),
            ("search ÷ SQL by hand, 95 % (≤ 1.5)", lambda m: f"{m.p95_ratio:.2f} ×"),
            ("pandas, the sheet as read ÷ search (nation ≥ 50)", lambda m: _pandas_ratio(m, m.pandas)),
            ("pandas, tuned by hand ÷ search", lambda m: _pandas_ratio(m, m.tuned_pandas)),
            ("opening the spreadsheet ÷ search (≥ 1,000)", _spreadsheet_ratio),
        )
    ]
    if report.growth is not None:
        rows.append(("growth of the median (≤ 2)", *("" for _ in report.measured[1:]), f"{report.growth:.2f} ×"))
    print_table(headings, rows, right=range(1, len(headings)))


def _pandas_ratio(measured: "Measured", pandas: "Timing | None") -> str:
    return "—" if pandas is None else f"{pandas.p50 / measured.service.p50:,.0f} ×"


def _spreadsheet_ratio(measured: "Measured") -> str:
    return "—" if measured.spreadsheet_ms is None else f"{measured.spreadsheet_ms / measured.service.p50:,.0f} ×"


def _as_json(report: "BenchReport") -> dict[str, object]:
    return {
        "database": report.database,
        "growth": report.growth,
        "measured": [
            {
                "size": measured.size.name,
                "found": measured.found,
                "search_ms": [measured.service.p50, measured.service.p95],
                "by_hand_ms": [measured.hand_written.p50, measured.hand_written.p95],
                "ratio": [measured.median_ratio, measured.p95_ratio],
                "pandas_ms": None if measured.pandas is None else measured.pandas.p50,
                "tuned_pandas_ms": None if measured.tuned_pandas is None else measured.tuned_pandas.p50,
                "spreadsheet_ms": measured.spreadsheet_ms,
            }
            for measured in report.measured
        ],
    }


def _say_nothing(_: str) -> None:
    """Say nothing: only the document is printed."""
