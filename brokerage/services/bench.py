"""Measures the search against the best statement written by hand.

Every figure is a ratio within one run, on one database, with the same questions. The program and the statement by hand take
turns at each question, several times; the best time of each counts, so that whatever else the computer does falls out.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TypeVar

from brokerage.domain.errors import BadInput
from brokerage.domain.offer import SearchCriteria
from brokerage.services.bench_market import COUNTY, NATION, Market, MarketSize, random_questions
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import Database, open_database
from brokerage.storage.hand_written_search import figures_of_offers, figures_of_rows, hand_written_search, values_for
from brokerage.storage.queries.market_size import number_of_services
from brokerage.storage.writes.load import load_tables

QUESTIONS = 200
TURNS = 6

Say = Callable[[str], None]
AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds for one question: the median and the 95th of a hundred."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The search on one market, and the statement by hand that answers the same."""

    size: MarketSize
    found: float
    service: Timing
    hand_written: Timing

    @property
    def median_ratio(self) -> float:
        """The search over the statement by hand, at the median."""
        return self.service.p50 / self.hand_written.p50

    @property
    def p95_ratio(self) -> float:
        """The search over the statement by hand, at the 95th of a hundred."""
        return self.service.p95 / self.hand_written.p95


def growth_of(measured: Sequence[Measured]) -> float | None:
    """The median of the largest market over that of the smallest; None where only one was measured."""
    return measured[-1].service.p50 / measured[0].service.p50 if len(measured) > 1 else None


class FilledMarket:
    """A made-up market in one database, which grows from the smallest size to the largest."""

    def __init__(self, database: Database, services_in_a_county: int) -> None:
        self.database = database
        self._market, self._counties = Market(services_in_a_county), 0

    def measure(self, size: MarketSize, say: Say, questions: int) -> Measured:
        """Fills the database up to this size and measures the search. Raises: AssertionError when two answers ever differ."""
        kind = "SQLite" if self.database.is_embedded else "PostgreSQL"
        say(f"{kind}: filling {size.name}: {size.services:,} services, {size.services * 25:,} rates …")
        load_tables(self.database, self._market.next_counties(size.counties - self._counties))
        self._counties = size.counties
        say(f"{kind}: asking {questions} questions of {size.name} …")
        service, by_hand, found = _take_turns(self.database, random_questions(size, questions))
        return Measured(size, found, service, by_hand)


@contextmanager
def empty_market(url: str | None, services_in_a_county: int) -> Iterator[FilledMarket]:
    """Opens an empty database for a market; without an address a SQLite file of its own, gone afterwards.

    Raises: BadInput when the database holds anything.
    """
    from brokerage.storage.migrate import migrate

    with tempfile.TemporaryDirectory(prefix="brokerage-bench-", ignore_cleanup_errors=True) as folder:
        address = url or f"sqlite:///{Path(folder, 'market.db').as_posix()}"
        migrate(address)
        database = open_database(address)
        try:
            with database.reading() as connection:
                if number_of_services(connection):
                    raise BadInput(
                        "This database holds services already: name an empty one to be filled and measured.", "database"
                    )
            yield FilledMarket(database, services_in_a_county)
        finally:
            database.close()


def _take_turns(database: Database, asked: Sequence[SearchCriteria]) -> tuple[Timing, Timing, float]:
    """Asks both each question, the one first and then the other, so that neither always finds the pages warm."""
    values = [values_for(criteria, days_as_text=database.is_embedded) for criteria in asked]
    best_service, best_by_hand = [float("inf")] * len(asked), [float("inf")] * len(asked)
    found = [0] * len(asked)
    with hand_written_search(database.url) as ask_by_hand:
        for turn in range(TURNS):
            for number, criteria in enumerate(asked):
                if turn % 2:
                    by_hand, rows = timed(partial(ask_by_hand, values[number]))
                    service, answer = timed(partial(find_offers, database, criteria))
                else:
                    service, answer = timed(partial(find_offers, database, criteria))
                    by_hand, rows = timed(partial(ask_by_hand, values[number]))
                best_service[number] = min(best_service[number], service)
                best_by_hand[number] = min(best_by_hand[number], by_hand)
                found[number] = answer.count
                if figures_of_offers(answer) != figures_of_rows(rows):
                    raise AssertionError(f"Question {number} has two answers: {criteria}")
    return _timing(best_service), _timing(best_by_hand), median(found)


def timed(ask: Callable[[], AnswerT]) -> tuple[float, AnswerT]:
    """Seconds, and the answer."""
    started = perf_counter()
    answer = ask()
    return perf_counter() - started, answer


def _timing(seconds: Sequence[float]) -> Timing:
    return Timing(median(seconds) * 1000, quantiles(seconds, n=20)[-1] * 1000)


def sizes_for(name: str) -> tuple[MarketSize, ...]:
    """The markets to measure: a county alone, or a county that grows into a nation. Raises: BadInput for another name."""
    known = {COUNTY.name: (COUNTY,), NATION.name: (COUNTY, NATION)}
    if name not in known:
        raise BadInput(f"There is no size “{name[:20]}”: choose county or nation.", "size")
    return known[name]
