"""The rivals of the search are given the same question: what pandas answers is what the search answers."""

import pytest

from brokerage.services.bench_market import Market, MarketSize, random_questions
from brokerage.services.bench_rivals import DataFrameSearch
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import open_database
from brokerage.storage.hand_written_search import figures_of_offers
from brokerage.storage.writes.load import load_tables

MARKET = MarketSize("rivals", 1, 400)

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("tuned", [False, True], ids=["as read", "tuned"])
def test_pandas_gives_the_figures_of_the_search_in_its_order(sqlite_url: str, *, tuned: bool) -> None:
    """Rate, weekly cost, distance, gate and rank of every row, and both counts."""
    database = open_database(sqlite_url)
    load_tables(database, Market(MARKET.services_in_a_county).next_counties(MARKET.counties))
    frame = DataFrameSearch(MARKET, tuned=tuned)
    gates = 0
    try:
        for criteria in random_questions(MARKET, 60):
            answer = find_offers(database, criteria)
            gates += sum(offer.gate is not None for offer in answer.offers)
            assert frame.ask(criteria) == figures_of_offers(answer)
    finally:
        database.close()
    assert gates > 100
