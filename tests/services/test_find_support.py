"""What the window and the command line ask of the search, on both databases."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.offer import Facet, SearchCriteria, SearchPoint
from brokerage.domain.service_sheet import RateTiming
from brokerage.domain.week_wanted import parse_week
from brokerage.services.find_support import (
    count_facets,
    find_choices,
    find_offers,
    name_priced_apart,
    open_offer,
    resolve_place,
)
from brokerage.storage.engine import Database, open_database
from brokerage.storage.tables.areas import DistrictRow, PostcodeRow
from tests.storage.queries.made_market import MIDDLE_DAY
from tests.storage.queries.random_market import write_random_market
from tests.storage.queries.test_offers import random_criteria

WEEK = parse_week("Mon,Wed 10:00-15:00")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


def test_an_opened_offer_costs_what_the_list_says_to_the_penny(database: Database) -> None:
    """The SELECT's weekly price and the domain's costing of the same line are one figure."""
    write_random_market(database, 5)
    chance = random.Random(5)
    costed = 0
    for _ in range(25):
        criteria = random_criteria(chance)
        found = find_offers(database, criteria)
        named = name_priced_apart(database, found, criteria)
        for offer, told in zip(found.offers[:5], named.offers, strict=False):
            detail = open_offer(database, offer.service_id, offer.lot_id, criteria)
            assert detail.offer == offer
            assert (detail.gates[0] if detail.gates else None) == told.gate
            if offer.weekly is not None:
                assert detail.costing
                assert detail.costing.weekly == offer.weekly
                assert sum(dated.amount for dated in detail.costing.dates) == detail.costing.total
                costed += 1
    assert costed > 20


def test_an_opened_offer_shows_the_whole_rate_card_of_the_lot_and_marks_the_line_it_is_priced_at(
    database: Database,
) -> None:
    market = write_random_market(database, 6)
    criteria = SearchCriteria(MIDDLE_DAY, week=WEEK)
    offer = next(offer for offer in find_offers(database, criteria).offers if offer.weekly is not None)
    detail = open_offer(database, offer.service_id, offer.lot_id, criteria)
    service = next(service for service in market.services if service.key == offer.service_id)
    in_lot = next(in_lot for in_lot in service.in_lots if in_lot.lot.key == offer.lot_id)
    assert len(detail.prices) == len(in_lot.lines)
    (chosen,) = (price for price in detail.prices if price.is_chosen)
    assert chosen.weekly == offer.weekly
    in_force = chosen.line.rate_on(MIDDLE_DAY)
    assert in_force
    assert in_force.rate_id == offer.rate_id
    assert in_force.timing_on(MIDDLE_DAY) is RateTiming.PRESENT
    assert {entry.activity for entry in detail.sheet.timetable} == {activity.name for activity in service.activities}


def test_a_service_that_is_gone_says_so(database: Database) -> None:
    with pytest.raises(RuleBroken, match="not in the list any more"):
        open_offer(database, 4711, None, SearchCriteria(MIDDLE_DAY))


def test_facets_count_the_offers_of_the_answer(database: Database) -> None:
    market = write_random_market(database, 7)
    needs_of = {service.key: service.needs for service in market.services}
    outcomes_of = {
        service.key: {outcome for activity in service.activities for outcome in activity.outcomes}
        for service in market.services
    }
    criteria = SearchCriteria(
        MIDDLE_DAY, week=WEEK, near=SearchPoint(576_000, 155_000, "ME14"), miles=Decimal(12), limit=1000
    )
    answer = find_offers(database, criteria)
    facets = count_facets(database, criteria)

    def counted(question: str) -> dict[str, int]:
        return {facet.code: facet.count for facet in facets if facet.question == question}

    assert counted("rating") == Counter(offer.rating.value for offer in answer.offers)
    assert sum(counted("lot").values()) == sum(offer.lot_id is not None for offer in answer.offers)
    assert counted("need") == Counter(need for offer in answer.offers for need in needs_of[offer.service_id])
    assert counted("outcome") == Counter(code for offer in answer.offers for code in outcomes_of[offer.service_id])
    schemes = {facet.title: facet.count for facet in facets if facet.question == "scheme"}
    assert schemes == Counter(offer.scheme for offer in answer.offers if offer.lot_id is not None)
    districts = {facet.title: facet.count for facet in facets if facet.question == "district"}
    assert districts == Counter(offer.district for offer in answer.offers if offer.district)
    assert Facet("rating", "good", "Good", counted("rating")["good"]) in facets


def test_a_code_that_a_facet_gives_can_be_asked_with(database: Database) -> None:
    write_random_market(database, 8)
    criteria = SearchCriteria(MIDDLE_DAY, limit=1000)
    for facet in count_facets(database, criteria):
        if facet.question == "lot":
            asked = SearchCriteria(MIDDLE_DAY, lots=(facet.code,))
        elif facet.question == "scheme":
            asked = SearchCriteria(MIDDLE_DAY, scheme=facet.code)
        elif facet.question == "outcome":
            asked = SearchCriteria(MIDDLE_DAY, outcomes=(facet.code,))
        elif facet.question == "district":
            asked = SearchCriteria(MIDDLE_DAY, districts=(facet.code,))
        else:
            continue
        assert find_offers(database, asked).count == facet.count


def test_lots_and_schemes_are_counted_whichever_of_them_is_asked(database: Database) -> None:
    write_random_market(database, 8)

    def counted(criteria: SearchCriteria) -> tuple[list[Facet], int]:
        facets = count_facets(database, criteria)
        chosen = [facet for facet in facets if facet.question in {"lot", "scheme"}]
        return chosen, sum(facet.count for facet in facets if facet.question == "rating")

    of_all, everything = counted(SearchCriteria(MIDDLE_DAY))
    of_one, in_the_lot = counted(SearchCriteria(MIDDLE_DAY, scheme="S0", lots=("S0/1",)))
    assert of_one == of_all
    assert 0 < in_the_lot < everything


def test_outcomes_that_only_mark_hide_nothing_and_are_counted_at_each_offer(database: Database) -> None:
    market = write_random_market(database, 7)
    outcome = next(code for one in market.services for activity in one.activities for code in activity.outcomes)
    everything = find_offers(database, SearchCriteria(MIDDLE_DAY, limit=1000))
    only = find_offers(database, SearchCriteria(MIDDLE_DAY, outcomes=(outcome,), limit=1000))
    marked = find_offers(database, SearchCriteria(MIDDLE_DAY, outcomes=(outcome,), outcomes_only=False, limit=1000))
    assert marked.count == everything.count > only.count > 0
    assert sum(offer.outcomes_matched for offer in marked.offers) == only.count
    assert sum(offer.outcomes_matched for offer in everything.offers) == 0


@pytest.mark.parametrize("text", ["ME14 2AA", "me142aa", " Me14  2aa "])
def test_a_postcode_of_the_council_is_found_however_it_is_written(database: Database, text: str) -> None:
    with database.write_engine.begin() as connection:
        connection.execute(insert(DistrictRow).values(code="E07000110", name="Maidstone"))
        connection.execute(
            insert(PostcodeRow).values(
                postcode="ME142AA", outcode="ME14", district_code="E07000110", easting=1, northing=2
            )
        )
    assert resolve_place(database, text) == SearchPoint(1, 2, "ME14 2AA")


def test_a_place_outside_the_councils_area_comes_from_the_directory(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    found = resolve_place(database, "me14")
    assert found.asked_as == "ME14"
    assert abs(found.easting - 576_000) < 5_000
    database.close()


@pytest.mark.parametrize(
    ("text", "words"), [("", "empty"), ("dog kennel", "not a postcode"), ("ME14 2VV", "not in the directory")]
)
def test_an_unknown_place_is_named_with_the_way_to_mend_it(sqlite_url: str, text: str, words: str) -> None:
    database = open_database(sqlite_url)
    with pytest.raises(BadInput, match=words):
        resolve_place(database, text)
    database.close()


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        (SearchCriteria(MIDDLE_DAY, limit=0), "limit"),
        (SearchCriteria(MIDDLE_DAY, miles=Decimal(3)), "Miles need a place"),
        (SearchCriteria(MIDDLE_DAY, near=SearchPoint(1, 1, "x"), miles=Decimal(0)), "above zero"),
        (SearchCriteria(MIDDLE_DAY, weekly_budget=Decimal(-1)), "negative"),
        (SearchCriteria(MIDDLE_DAY, age=400), "age"),
    ],
)
def test_a_question_that_cannot_be_meant_is_refused(sqlite_url: str, criteria: SearchCriteria, words: str) -> None:
    database = open_database(sqlite_url)
    with pytest.raises(BadInput, match=words):
        find_offers(database, criteria)
    database.close()


def test_an_empty_database_answers_with_nothing(database: Database) -> None:
    criteria = SearchCriteria(date(2026, 12, 7))
    assert find_offers(database, criteria).count == 0
    assert count_facets(database, criteria) == ()
    assert find_choices(database).needs == ()
