"""The one table of a measurement: each figure with its limit and its value on either database. No measuring here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from brokerage.services.bench import Measured, growth_of
from brokerage.services.bench_market import NATION
from brokerage.services.bench_paper import PaperSpeed
from brokerage.services.bench_rivals import InTurns, Rivals
from brokerage.services.bench_window import WindowFigures

DATABASES = ("SQLite", "PostgreSQL")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most, or at least, so much."""

    value: float
    is_most: bool

    def holds_for(self, value: float) -> bool:
        """Whether the value keeps to it."""
        return value <= self.value if self.is_most else value >= self.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One row, in × or ms. `values` are in the order of `DATABASES`, None where not measured. No limit: it is to be read only."""

    title: str
    unit: str
    limit: Limit | None
    values: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class BenchReport:
    """All that was measured in one run. What was left out is empty or None."""

    sqlite: tuple[Measured, ...] = ()
    postgresql: tuple[Measured, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    window: WindowFigures | None = None
    paper: PaperSpeed | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every row of the table."""
        return (*self._of_search(), *self._of_window(), *self._of_paper())

    @property
    def missed(self) -> tuple[Figure, ...]:
        """The rows of which a value does not keep to its limit."""
        return tuple(
            row
            for row in self.figures
            if row.limit and any(value is not None and not row.limit.holds_for(value) for value in row.values)
        )

    def _of_search(self) -> Iterator[Figure]:
        for number, size in enumerate(measured.size for measured in self.sqlite or self.postgresql):
            on = tuple(each[number] if each else None for each in (self.sqlite, self.postgresql))
            yield from _of_size(size.name, on[0], on[1])
            rivals = self.rivals[number] if self.rivals else None
            if rivals is not None:
                yield from _against_rivals(rivals, on[0], on[1])
        growth = growth_of(self.sqlite), growth_of(self.postgresql)
        if any(growth):
            yield Figure("growth of the median, county to nation", "×", Limit(2, is_most=True), growth)

    def _of_window(self) -> Iterator[Figure]:
        if self.window is None:
            return
        taken = self.window
        yield _here("key to painted table, beyond the query and a frame", "ms", Limit(50, is_most=True), taken.beyond)
        yield _here("a frame of the table", "ms", Limit(16, is_most=True), taken.frame)
        yield _here("an empty PySide6 window, from the start of the process", "ms", None, taken.empty_window)
        first, ready, listed = (
            moment / taken.empty_window for moment in (taken.first_picture, taken.ready_to_search, taken.first_list)
        )
        yield _here("first window ÷ empty window", "×", Limit(1.5, is_most=True), first)
        yield _here("ready to search (Find takes what is typed) ÷ empty window", "×", Limit(5, is_most=True), ready)
        yield _here("first list painted ÷ empty window", "×", None, listed)

    def _of_paper(self) -> Iterator[Figure]:
        if self.paper is not None:
            least = Limit(0.67, is_most=False)
            yield _here("agreements, pages a second ÷ bare reportlab", "×", least, self.paper.share)


def _here(title: str, unit: str, limit: Limit | None, value: float) -> Figure:
    """A figure of the program on this computer, measured on its SQLite demonstration."""
    return Figure(title, unit, limit, (value, None))


def _of_size(name: str, *on: Measured | None) -> Iterator[Figure]:
    median, p95 = Limit(1.3, is_most=True), Limit(1.5, is_most=True)
    yield Figure(f"{name}: search, median", "ms", None, _values(on, lambda each: each.service.p50))
    yield Figure(f"{name}: search, 95 %", "ms", None, _values(on, lambda each: each.service.p95))
    yield Figure(f"{name}: search ÷ SQL by hand, median", "×", median, _values(on, lambda each: each.median_ratio))
    yield Figure(f"{name}: search ÷ SQL by hand, 95 %", "×", p95, _values(on, lambda each: each.p95_ratio))


def _against_rivals(rivals: Rivals, *on: Measured | None) -> Iterator[Figure]:
    name, is_nation = rivals.size.name, rivals.size == NATION
    pandas, sheet = (Limit(50, is_most=False), Limit(1_000, is_most=False)) if is_nation else (None, None)
    for title, turns, limit in (
        ("pandas, the sheet as read ÷ search", rivals.pandas, pandas),
        ("pandas, tuned by hand ÷ search", rivals.tuned_pandas, None),
    ):
        if turns is not None:
            yield Figure(f"{name}: {title}", "×", limit, _times_quicker(turns))
    opening = _values(on, lambda each: rivals.spreadsheet_ms / each.service.p50)
    yield Figure(f"{name}: opening the spreadsheet ÷ search", "×", sheet, opening)


def _times_quicker(turns: InTurns) -> tuple[float | None, float | None]:
    sqlite, *shared = (turns.rival_ms / search_ms for search_ms in turns.search_ms)
    return sqlite, next(iter(shared), None)


def _values(on: Sequence[Measured | None], value: Callable[[Measured], float]) -> tuple[float | None, float | None]:
    first, second = (None if each is None else value(each) for each in on)
    return first, second
