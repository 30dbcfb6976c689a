"""What people use instead: a table in memory (pandas), and a spreadsheet that is opened before anything can be looked up.

pandas gives the answer of the search: the rate, the week's cost, the timetable, the gates, the rank and both counts, but no
words for a closed gate. Opening the spreadsheet answers nothing yet.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import isnan, lcm
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from brokerage.domain.offer import SearchCriteria
from brokerage.domain.ranking import METRES_IN_A_MILE
from brokerage.domain.timetable import FOLLOWS_TIMETABLE
from brokerage.domain.unit import Unit
from brokerage.services.bench import timed
from brokerage.services.bench_market import NEEDS, Market, MarketSize, random_questions
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import Database
from brokerage.storage.hand_written_search import Figures

TURNS = 3
"""Either is asked each question so often in a row, and its quickest answer counts: the next question at a desk is like it."""

_HEADINGS = (
    "service_id", "service", "provider_id", "district", "easting", "northing", "weekday_mask", "needs",
    "lot", "kind", "unit", "pence", "first_day", "last_day",
)  # fmt: skip
_OPEN_END = date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class InTurns:
    """Milliseconds at the median, of the same questions in the same minutes: the rival, and the search on each database."""

    rival_ms: float
    search_ms: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rivals:
    """What one market takes elsewhere: its questions in pandas, None where that is not installed, and opening it as a sheet."""

    size: MarketSize
    pandas: InTurns | None
    tuned_pandas: InTurns | None
    spreadsheet_ms: float


def measure_rivals(size: MarketSize, databases: Sequence[Database], questions: int) -> Rivals:
    """Asks pandas and the search on the databases, which hold this market, in turns; and opens the market as a spreadsheet."""
    asked = random_questions(size, questions)
    return Rivals(
        size,
        pandas=_against_pandas(size, databases, asked, tuned=False),
        tuned_pandas=_against_pandas(size, databases, asked, tuned=True),
        spreadsheet_ms=seconds_to_open_spreadsheet(size) * 1000,
    )


def _against_pandas(
    size: MarketSize, databases: Sequence[Database], asked: Sequence[SearchCriteria], *, tuned: bool
) -> InTurns | None:
    try:
        frame = DataFrameSearch(size, tuned=tuned)
    except ImportError:
        return None
    ways: list[Callable[[SearchCriteria], object]] = [partial(find_offers, database) for database in databases]
    ways.append(frame.ask)
    quickest = [[min(timed(partial(way, criteria))[0] for _ in range(TURNS)) for way in ways] for criteria in asked]
    *search_ms, rival_ms = (median(seconds) * 1000 for seconds in zip(*quickest, strict=True))
    return InTurns(rival_ms, tuple(search_ms))


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
    """The market in memory as one table of rates with service and admission beside each, and two of suspensions and sessions.

    As it is read from the sheets, or tuned, with texts as categories and yes-or-no columns; all merged before the clock starts.
    Raises: ImportError where pandas is not installed.
    """

    def __init__(self, size: MarketSize, *, tuned: bool) -> None:
        import pandas as pd

        self._pandas, self._tuned = pd, tuned
        sheets = {
            name: pd.DataFrame(rows, columns=list(columns))
            for name, columns, rows in Market(size.services_in_a_county).next_counties(size.counties)
        }
        self._suspensions = _with_days(pd, sheets["suspensions"]).merge(
            sheets["admissions"][["id", "service_id", "lot_id"]], left_on="admission_id", right_on="id"
        )
        activities = sheets["activities"][["id", "service_id"]].rename(columns={"id": "activity_id"})
        self._sessions = sheets["activity_sessions"].merge(activities, on="activity_id")
        self._frame = _one_table(pd, sheets)
        if tuned:
            for heading in ("kind", "unit", "district_code", "registration"):
                self._frame[heading] = self._frame[heading].astype("category")
            for need in NEEDS:
                self._frame[need] = self._frame["needs"].str.contains(need, regex=False)

    def ask(self, criteria: SearchCriteria) -> tuple[int, int, tuple[Figures, ...]]:
        """Returns how many offers answer, how many fit, and the figures of the first hundred in rank order."""
        if criteria.week is None or criteria.weekly_budget is None:
            raise ValueError("the question must have a week and a budget")
        day = self._pandas.Timestamp(criteria.start_day)
        found = self._found(criteria)
        pair = ["service_id", "lot_id"]
        offers = found.drop_duplicates(pair).drop(columns=_OF_THE_RATE)
        offers = offers.merge(self._cheapest(found, criteria, day), on=pair, how="left")
        closed = self._is_closed(offers, day)
        none = offers["lot_id"].isna() | offers["rate_id"].isna()
        over = ~(offers["weekly"] <= int(criteria.weekly_budget * 100))
        offers["closed"] = closed
        offers["standing"] = over.astype("int64").mask(closed, 2).mask(none, 3)
        offers = offers.sort_values(["standing", "weekly", "tenths", "name", *pair])
        fitting = int((offers["standing"] == 0).sum())
        return len(offers), fitting, tuple(_figures(row) for row in offers.head(criteria.limit)[_SHOWN].itertuples())

    def _found(self, criteria: SearchCriteria) -> Any:
        """The rows of services that support the need, are near enough and open on every wanted weekday."""
        frame, week, near = self._frame, criteria.week, criteria.near
        if week is None or near is None or criteria.miles is None:
            raise ValueError("the question must have a week, a place and miles")
        need = criteria.needs[0]
        squared = (frame["easting"] - near.easting) ** 2 + (frame["northing"] - near.northing) ** 2
        asked = (
            (frame[need] if self._tuned else frame["needs"].str.contains(need, regex=False))
            & (squared <= float(criteria.miles * METRES_IN_A_MILE) ** 2)
            & (frame["weekday_mask"] & week.weekday_mask == week.weekday_mask)
        )
        found = frame[asked]
        tenths = (squared[asked] ** 0.5 / float(METRES_IN_A_MILE / 10) + 0.5).astype("int64")
        return found.assign(tenths=tenths)

    def _cheapest(self, found: Any, criteria: SearchCriteria, day: Any) -> Any:
        """For each service and lot the rate it is priced at, with the week's cost in pence and whether nothing is on then."""
        week = criteria.week
        assert week is not None  # noqa: S101 - asked before
        held = self._sessions[self._sessions["service_id"].isin(found["service_id"].unique())]
        kept, runs_then, runs_throughout = self._running(held, criteria, "service_id")
        _, activity_runs, activity_covers = self._running(held, criteria, "activity_id")
        counted = {unit: week.units_per_week(unit) for unit in Unit if week.counts_in(unit)}
        over = lcm(*(number.denominator for number in counted.values()))
        units = {unit.value: float(number * over) for unit, number in counted.items()}
        unit, hourly = found["unit"], found["unit"] == Unit.HOUR.value
        bound = found["activity_id"].notna()
        fits = found["activity_id"].isin(activity_runs) & (~hourly | found["activity_id"].isin(activity_covers))
        rates = found.assign(
            weekly=(2 * found["pence"] * unit.map(units).astype(float) + over) // (2 * over),
            off=~bound
            & found["service_id"].isin(kept)
            & unit.isin([each.value for each in FOLLOWS_TIMETABLE])
            & ~found["service_id"].isin(runs_throughout)
            & (hourly | ~found["service_id"].isin(runs_then)),
        )[
            found["kind"].isin(("care", "accommodation"))
            & ~unit.isin((Unit.ONCE.value, Unit.MILE.value))
            & (found["rate_first_day"] <= day)
            & (found["rate_last_day"] >= day)
            & (~bound | fits)
        ]
        best = rates.sort_values(["off", "weekly", "pence", "rate_id"]).drop_duplicates(["service_id", "lot_id"])
        return best[["service_id", "lot_id", "rate_id", "weekly", "off"]]

    def _running(self, held: Any, criteria: SearchCriteria, by: str) -> tuple[Any, Any, Any]:
        """Which have sessions at all, which have one on every wanted weekday at the times wanted, and through all of those."""
        week = criteria.week
        assert week is not None  # noqa: S101 - asked before
        starts = {day.weekday: 0 if day.start_minute is None else day.start_minute for day in week.days}
        ends = {day.weekday: 24 * 60 if day.end_minute is None else day.end_minute for day in week.days}
        wanted = held[held["weekday"].isin(starts)]
        start, end = wanted["weekday"].map(starts), wanted["weekday"].map(ends)
        timed = week.days[0].start_minute is not None
        met = wanted[(wanted["start_minute"] < end) & (wanted["end_minute"] > start)]
        covered = wanted[(wanted["start_minute"] <= start) & (wanted["end_minute"] >= end)] if timed else met
        enough = [rows.groupby(by)["weekday"].nunique() for rows in (met, covered)]
        return held[by].unique(), *(number[number == len(starts)].index for number in enough)

    def _is_closed(self, offers: Any, day: Any) -> Any:
        """Whether some gate stops each offer."""
        suspended = self._suspensions[(self._suspensions["first_day"] <= day) & (self._suspensions["last_day"] >= day)]
        pairs = self._pandas.MultiIndex.from_frame(suspended[["service_id", "lot_id"]])
        return (
            ~(offers["admission_first_day"] <= day)
            | self._pandas.MultiIndex.from_frame(offers[["service_id", "lot_id"]]).isin(pairs)
            | (offers["scheme_last_day"] < day)
            | (offers["off"] == True)  # noqa: E712 - a column, with gaps
            | offers["rate_id"].isna()
            | ((offers["registration_needed"] == True) & (offers["registration"] != "registered"))  # noqa: E712 - a column
            | (offers["insurance_last_day"] < day)
            | (offers["places_free"] <= 0)
        )


_OF_THE_RATE = ["rate_id", "pence", "unit", "kind", "activity_id", "rate_first_day", "rate_last_day"]
_SHOWN = ["service_id", "lot_id", "rate_id", "weekly", "tenths", "closed"]


def _one_table(pd: Any, sheets: dict[str, Any]) -> Any:
    """One row for each rate of each service in each of its lots; where there is none, one row without."""
    has_needs: dict[int, list[str]] = {}
    for need, service in sheets["service_needs"].itertuples(index=False):
        has_needs.setdefault(service, []).append(NEEDS[need - 1])
    services = _with_days(pd, sheets["services"]).rename(columns={"id": "service_id"})
    services["needs"] = services["service_id"].map(lambda key: "; ".join(has_needs.get(key, ())))
    admissions = _with_days(pd, sheets["admissions"])[["service_id", "lot_id", "first_day"]]
    schemes = _with_days(pd, sheets["schemes"])[["id", "last_day"]].rename(columns={"id": "scheme_id"})
    lots = sheets["lots"].merge(schemes, on="scheme_id").rename(columns={"id": "lot_id", "last_day": "scheme_last_day"})
    rates = _with_days(pd, sheets["rates"]).merge(
        sheets["rate_lines"], left_on="rate_line_id", right_on="id", suffixes=("", "_of_line")
    )
    rates = rates.rename(
        columns={"id": "rate_id", "price": "pence", "first_day": "rate_first_day", "last_day": "rate_last_day"}
    )
    return (
        services.merge(admissions.rename(columns={"first_day": "admission_first_day"}), on="service_id", how="left")
        .merge(lots[["lot_id", "scheme_last_day", "registration_needed"]], on="lot_id", how="left")
        .merge(rates[["service_id", "lot_id", *_OF_THE_RATE]], on=["service_id", "lot_id"], how="left")
    )


def _with_days(pd: Any, sheet: Any) -> Any:
    """The sheet with its days as pandas has them; an open end is far off."""
    for heading in [heading for heading in sheet.columns if heading.endswith(("_day", "_on"))]:
        sheet[heading] = pd.to_datetime(sheet[heading])
    if "last_day" in sheet.columns:
        sheet["last_day"] = sheet["last_day"].fillna(pd.Timestamp(_OPEN_END))
    return sheet


def _figures(row: Any) -> Figures:
    lot, rate, weekly = (None if isnan(number) else int(number) for number in (row.lot_id, row.rate_id, row.weekly))
    return (int(row.service_id), lot, rate, weekly, int(row.tenths), bool(row.closed))


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
