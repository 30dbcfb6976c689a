"""What people use instead: a table in memory (pandas), and a spreadsheet that is opened before anything can be looked up.

Both are given less to do than the search: no gates, no words for them, and activities by their weekdays alone.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from brokerage.domain.offer import SearchCriteria
from brokerage.domain.ranking import METRES_IN_A_MILE
from brokerage.domain.unit import Unit
from brokerage.services.bench_market import NEEDS, Market, MarketSize, random_questions

FEW_QUESTIONS = 20

_HEADINGS = (
    "service_id", "service", "provider_id", "district", "easting", "northing", "weekday_mask", "needs",
    "lot", "kind", "unit", "pence", "first_day", "last_day",
)  # fmt: skip
_OPEN_END = date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Rivals:
    """Milliseconds on one market: a question in pandas at the median, None where that is not installed, and opening the sheet."""

    size: MarketSize
    pandas_ms: float | None
    tuned_pandas_ms: float | None
    spreadsheet_ms: float


def measure_rivals(size: MarketSize) -> Rivals:
    """Asks the first few of the questions in pandas, and opens the market as a spreadsheet."""
    asked = random_questions(size, FEW_QUESTIONS)
    return Rivals(
        size,
        pandas_ms=_median_in_pandas(size, asked, tuned=False),
        tuned_pandas_ms=_median_in_pandas(size, asked, tuned=True),
        spreadsheet_ms=seconds_to_open_spreadsheet(size) * 1000,
    )


def _median_in_pandas(size: MarketSize, asked: Sequence[SearchCriteria], *, tuned: bool) -> float | None:
    try:
        frame = DataFrameSearch(size, tuned=tuned)
    except ImportError:
        return None
    seconds = []
    for criteria in asked:
        started = perf_counter()
        frame.ask(criteria)
        seconds.append(perf_counter() - started)
    return median(seconds) * 1000


def sheet_rows(size: MarketSize) -> Iterator[tuple[Any, ...]]:
    """Yields one row for each rate, with its service beside it, as councils keep them in one sheet."""
    tables: dict[str, list[tuple[Any, ...]]] = {
        name: rows for name, _, rows in Market(size.services_in_a_county).next_counties(size.counties)
    }
    needs = set(tables["service_needs"])
    services = {row[0]: row for row in tables["services"]}
    masks = {row[0]: row[3] for row in tables["activities"]}
    lines = {row[0]: row for row in tables["rate_lines"]}
    for _, line_id, pence, first_day, last_day in tables["rates"]:
        _, service_id, lot, activity, kind, unit, *_ = lines[line_id]
        _, provider_id, name, district, easting, northing, *others = services[service_id]
        mask = others[5] & masks.get(activity, 127)
        has_needs = "; ".join(code for number, code in enumerate(NEEDS, start=1) if (number, service_id) in needs)
        yield (
            service_id, name, provider_id, district, easting, northing, mask, has_needs,
            lot, kind, unit, pence, first_day, last_day or _OPEN_END,
        )  # fmt: skip


class DataFrameSearch:
    """The market as one table in memory: as it is read from the sheet, or tuned, with texts as categories and yes-or-no columns.

    Raises: ImportError where pandas is not installed.
    """

    def __init__(self, size: MarketSize, *, tuned: bool) -> None:
        import pandas as pd

        self._pandas = pd
        frame = pd.DataFrame(sheet_rows(size), columns=list(_HEADINGS))
        for heading in ("first_day", "last_day"):
            frame[heading] = pd.to_datetime(frame[heading])
        self._tuned = tuned
        if tuned:
            for heading in ("kind", "unit", "district"):
                frame[heading] = frame[heading].astype("category")
            for need in NEEDS:
                frame[need] = frame["needs"].str.contains(need, regex=False)
        self._frame = frame

    def ask(self, criteria: SearchCriteria) -> tuple[int, Any]:
        """Returns how many services answer, and the first hundred of them by fit and weekly cost."""
        frame, week, near = self._frame, criteria.week, criteria.near
        if week is None or near is None or criteria.miles is None or criteria.weekly_budget is None:
            raise ValueError("the question must have a week, a place, miles and a budget")
        day = self._pandas.Timestamp(criteria.start_day)
        squared = (frame["easting"] - near.easting) ** 2 + (frame["northing"] - near.northing) ** 2
        found = frame[
            self._has_need(criteria.needs[0])
            & (squared <= float(criteria.miles * METRES_IN_A_MILE) ** 2)
            & (frame["weekday_mask"] & week.weekday_mask == week.weekday_mask)
            & frame["kind"].isin(("care", "accommodation"))
            & (frame["first_day"] <= day)
            & (frame["last_day"] >= day)
        ]
        units = {unit.value: float(week.units_per_week(unit)) for unit in Unit if week.counts_in(unit)}
        priced = found.assign(weekly=(found["pence"] * found["unit"].map(units).astype(float) + 0.5).astype("int64"))
        cheapest = priced.loc[priced.groupby(["service_id", "lot"])["weekly"].idxmin()]
        over = cheapest["weekly"] > int(criteria.weekly_budget * 100)
        ranked = cheapest.assign(over=over).sort_values(["over", "weekly", "service"])
        return len(ranked), ranked.head(100)

    def _has_need(self, need: str) -> Any:
        return self._frame[need] if self._tuned else self._frame["needs"].str.contains(need, regex=False)


def seconds_to_open_spreadsheet(size: MarketSize) -> float:
    """Writes the market as a workbook (XlsxWriter) and returns how long the quickest reader we know (calamine) takes to open it."""
    import python_calamine
    import xlsxwriter

    with tempfile.TemporaryDirectory(prefix="brokerage-bench-") as folder:
        file = Path(folder, "market.xlsx")
        book = xlsxwriter.Workbook(str(file), {"constant_memory": True})
        sheet = book.add_worksheet()
        for number, row in enumerate((_HEADINGS, *sheet_rows(size))):
            sheet.write_row(number, 0, [value.isoformat() if isinstance(value, date) else value for value in row])
        book.close()
        started = perf_counter()
        rows = python_calamine.load_workbook(str(file)).get_sheet_by_index(0).to_python()
        seconds = perf_counter() - started
    if len(rows) != size.services * 25 + 1:
        raise AssertionError("the spreadsheet does not hold every rate")
    return seconds
