"""The one SELECT of the search, held against the search in plain Python and against worked examples, on both databases."""

import random
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from brokerage.domain.offer import OfferOrder, SearchCriteria, SearchPoint
from brokerage.domain.ratio import Ratio
from brokerage.domain.service import Rating
from brokerage.domain.week_wanted import parse_week
from brokerage.storage.engine import Database, open_database
from brokerage.storage.queries.offers import find_offers
from tests.storage.queries.made_market import CENTRE, DISTRICTS, LANGUAGES, MIDDLE_DAY, NEEDS, OUTCOMES
from tests.storage.queries.plain_search import search_plainly
from tests.storage.queries.random_market import write_random_market

WEEKS = (
    "Mon,Wed 10:00-15:00",
    "Mon,Wed x1",
    "Tue",
    "Thu 09:30-15:00; Fri 10:00-12:20",
    "Mon 09:00-10:00 11:00-12:00",
    "Mon-Fri 09:10-15:25 x1.5",
    "Sat",
)
TIMES_OF_DAY = (
    "Mon 08:00-09:00",
    "Tue,Thu 18:00-21:00",
    "Mon,Tue 09:30-15:00",
    "Wed 13:00-14:00; Sun",
    "Fri 10:00-11:00 17:00-18:00",
)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


def random_criteria(chance: random.Random) -> SearchCriteria:
    def maybe(value: object, likelihood: float = 0.15) -> object:
        return value if chance.random() < likelihood else None

    def some(values: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(values, chance.randint(1, 2))) if chance.random() < 0.15 else ()

    near = SearchPoint(CENTRE[0] + chance.randint(-5000, 5000), CENTRE[1], "ME14") if chance.random() < 0.6 else None
    return SearchCriteria(
        start_day=MIDDLE_DAY + timedelta(days=chance.randint(-300, 300)),
        week=parse_week(chance.choice(WEEKS)) if chance.random() < 0.7 else None,
        text=chance.choice(("", "", "", "", "", "gard provider a", "weald_", "100%", "hop 100!")),
        needs=some(NEEDS),  # type: ignore[arg-type]
        scheme=maybe(chance.choice(("S0", "Scheme 1"))),  # type: ignore[arg-type]
        lots=some(("1", "Lot 0.2", "S1/2")),  # type: ignore[arg-type]
        outcomes=some(OUTCOMES),  # type: ignore[arg-type]
        outcomes_only=chance.random() < 0.5,
        near=near,
        miles=Decimal(chance.choice(("2.5", "10", "15"))) if near is not None and chance.random() < 0.6 else None,
        districts=some(tuple(DISTRICTS.values())),  # type: ignore[arg-type]
        ratio=maybe(chance.choice((Ratio(1, 1), Ratio(1, 3), Ratio(1, 4), Ratio(2, 1))), 0.4),  # type: ignore[arg-type]
        transport=chance.random() < 0.3,
        ratings=some(tuple(Rating)),  # type: ignore[arg-type]
        place_free=chance.random() < 0.1,
        age=maybe(chance.randint(15, 75), 0.4),  # type: ignore[arg-type]
        language=maybe(chance.choice(LANGUAGES)),  # type: ignore[arg-type]
        wheelchair=chance.random() < 0.1,
        weekly_budget=maybe(Decimal(chance.choice(("70.70", "310", "1450"))), 0.7),  # type: ignore[arg-type]
        order=chance.choice(list(OfferOrder)),
        limit=chance.choice((5, 100, 1000)),
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_database_answers_every_question_as_the_domain_does(database: Database, seed: int) -> None:
    """Filters, price, gate and its sentence, order and counts: one answer, worked out twice."""
    market = write_random_market(database, seed)
    chance = random.Random(seed)
    answered = 0
    for _ in range(40):
        criteria = random_criteria(chance)
        answer = find_offers(database, criteria)
        expected = search_plainly(market, criteria)
        assert answer.offers == expected[: criteria.limit]
        assert answer.count == len(expected)
        answered += answer.count
    assert answered > 100


@pytest.mark.parametrize("seed", range(2))
def test_the_database_tells_the_timetable_as_the_domain_does(database: Database, seed: int) -> None:
    """With every service admitted and insured, what is on decides: whether, at which price, and in which words."""
    market = write_random_market(database, seed, 80, admitted=True)
    chance = random.Random(seed)
    reasons: list[str] = []
    for week in (*WEEKS, *TIMES_OF_DAY):
        for ratio in (None, Ratio(1, 1), Ratio(1, 3)):
            start_day = MIDDLE_DAY + timedelta(days=chance.randint(-200, 200))
            criteria = SearchCriteria(start_day, week=parse_week(week), ratio=ratio, limit=1000)
            answer = find_offers(database, criteria)
            assert answer.offers == search_plainly(market, criteria)
            reasons += [offer.gate.reason if offer.gate else "" for offer in answer.offers]
    for words in (
        "nothing on at these times",
        "nothing on:",
        "no session lasts through",
        "nothing on its timetable runs",
    ):
        assert any(words in reason for reason in reasons), words
    assert reasons.count("") > 10
