"""Runs every measurement, one after the other, and hands back the one table: search, window, paper."""

import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from brokerage.domain.errors import BadInput
from brokerage.services.bench import QUESTIONS, Measured, Say, empty_market
from brokerage.services.bench_market import MarketSize
from brokerage.services.bench_paper import PaperSpeed, issued_terms, measure_paper
from brokerage.services.bench_report import BenchReport
from brokerage.services.bench_rivals import Rivals, measure_rivals
from brokerage.services.bench_window import WindowFigures, measure_window
from brokerage.services.demonstration import make_demonstration_database
from brokerage.services.desk import open_desk
from brokerage.services.staff import work_as


class Part(Enum):
    """What can be measured by itself."""

    SEARCH = "search"
    WINDOW = "window"
    PAPER = "paper"


EVERY_PART = frozenset(Part)


def parts_for(names: Sequence[str]) -> frozenset[Part]:
    """The parts of these names. Raises: BadInput for another name."""
    known = {part.value: part for part in Part}
    strange = next((name for name in names if name not in known), None)
    if strange is not None:
        raise BadInput(f"There is no part “{strange[:20]}”: choose {', '.join(known)}.", "only")
    return frozenset(known[name] for name in names)


def run_bench(
    sizes: Sequence[MarketSize],
    postgresql_url: str | None,
    say: Say,
    *,
    parts: Collection[Part] = EVERY_PART,
    questions: int = QUESTIONS,
) -> BenchReport:
    """Measures on SQLite files of its own and, for the search, on the empty PostgreSQL database at the address too.

    Raises: BadInput when that database holds anything, and AssertionError when two answers to one question ever differ.
    """
    urls: tuple[str | None, ...] = ()
    if Part.SEARCH in parts:
        urls = (None, postgresql_url) if postgresql_url else (None,)
    timed: list[Rivals] = []
    with ExitStack() as kept_open:
        markets = [kept_open.enter_context(empty_market(url, sizes[0].services_in_a_county)) for url in urls]
        taken: list[list[Measured]] = [[] for _ in markets]
        window, paper = _measure_demonstration(say, parts)
        for size in sizes if markets else ():
            for market, measured in zip(markets, taken, strict=True):
                measured.append(market.measure(size, say, questions))
            say(f"The same in pandas, in turns with the search, and opening {size.name} as a spreadsheet …")
            timed.append(measure_rivals(size, [market.database for market in markets], questions))
    sqlite, postgresql, *_ = (*(tuple(measured) for measured in taken), (), ())
    return BenchReport(sqlite, postgresql, tuple(timed), window, paper)


def _measure_demonstration(say: Say, parts: Collection[Part]) -> tuple[WindowFigures | None, PaperSpeed | None]:
    if not {Part.WINDOW, Part.PAPER} & set(parts):
        return None, None
    say("Making a demonstration council …")
    with _demonstration() as url:
        window = paper = None
        if Part.WINDOW in parts:
            say("Opening the window ten times, and an empty one …")
            window = measure_window(url)
        if Part.PAPER in parts:
            say("Printing agreements …")
            paper = _measure_agreements(url)
        return window, paper


def _measure_agreements(url: str) -> PaperSpeed:
    now = datetime.now(UTC)
    database = open_desk(url)
    try:
        return measure_paper(issued_terms(database, work_as(database, None, now), now.date()))
    finally:
        database.close()


@contextmanager
def _demonstration() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="brokerage-bench-", ignore_cleanup_errors=True) as folder:
        url = f"sqlite:///{Path(folder, 'demonstration.db').as_posix()}"
        make_demonstration_database(url, datetime.now(UTC).date())
        yield url
