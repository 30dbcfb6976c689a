"""`brokerage bench`: how quick the program is, as one table of figures with their limits."""

from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.output import print_json, print_table

if TYPE_CHECKING:
    from brokerage.services.bench_report import BenchReport, Figure, Limit


def add_bench(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("bench")(bench)


def bench(
    size: Annotated[str, typer.Option(help="county (50,000 rates), or nation (a county, then 1,000,000).")] = "county",
    postgresql: Annotated[
        str | None,
        typer.Option(metavar="URL", help="An empty PostgreSQL database to fill and measure beside SQLite."),
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help="search, window or paper; everything when not said.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Measure the search, the window and the papers on made-up rows; each figure is a ratio, or has its limit beside it."""
    from brokerage.services.bench import sizes_for
    from brokerage.services.bench_run import EVERY_PART, parts_for, run_bench

    parts = parts_for(only) if only else EVERY_PART
    report = run_bench(sizes_for(size), postgresql, say=_say_nothing if as_json else print, parts=parts)
    if as_json:
        print_json(_as_json(report))
    else:
        print_report(report)


def print_report(report: "BenchReport") -> None:
    """Print the one table of a run."""
    from brokerage.services.bench_report import DATABASES

    print()
    rows = [
        (row.title, _limit(row.limit, row.unit), *(_cell(row, value) for value in row.values)) for row in report.figures
    ]
    print_table(("", "limit", *DATABASES), rows, right=(1, 2, 3))
    print("\n✓ within its limit  ▲ beyond it  – not measured on this database")


def _limit(limit: "Limit | None", unit: str) -> str:
    return "" if limit is None else f"{'≤' if limit.is_most else '≥'} {limit.value:,g} {unit}"


def _cell(row: "Figure", value: float | None) -> str:
    if value is None:
        return "–  "
    written = f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
    sign = " " if row.limit is None else "✓" if row.limit.holds_for(value) else "▲"
    return f"{written} {row.unit} {sign}"


def _as_json(report: "BenchReport") -> dict[str, object]:
    from brokerage.services.bench_report import DATABASES

    return {
        "figures": [
            {
                "title": row.title,
                "unit": "times" if row.unit == "×" else row.unit,
                "at_most": row.limit.value if row.limit and row.limit.is_most else None,
                "at_least": row.limit.value if row.limit and not row.limit.is_most else None,
                **{name.lower(): value for name, value in zip(DATABASES, row.values, strict=True)},
            }
            for row in report.figures
        ],
        "missed": [row.title for row in report.missed],
    }


def _say_nothing(_: str) -> None:
    """Say nothing: only the document is printed."""
