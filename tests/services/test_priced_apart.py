"""A week that no one agreed rate has: activities priced for some of its days are named, in the offer opened and by `search`."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from brokerage.cli.app import main
from brokerage.domain.gates import GateName
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from brokerage.services.find_support import find_offers, name_priced_apart, open_offer
from brokerage.storage.engine import Database, open_database
from tests.builders import Desk, open_council

BOTH_DAYS = SearchCriteria(date(2026, 12, 7), week=parse_week("Mon,Wed 10:00-12:00"))
IN_THE_LIST = "no agreed rate for these times or this ratio"
NAMED = f"{IN_THE_LIST}; priced apart: Pottery on Mon and Gardening on Wed"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


def sell_apart(desk: Desk, *, gardening_from: date = date(2026, 4, 1)) -> tuple[int, int]:
    """A service whose pottery is on Mondays and gardening on Wednesdays, each at a price of its own; its id and its lot's."""
    lot_id, service_id = desk.lot(), desk.service(name="The Glasshouse (demo)")
    desk.admission(service_id, lot_id)
    pottery = desk.activity(service_id, name="Pottery", sessions="Mon 10:00-12:00")
    gardening = desk.activity(service_id, name="Gardening", sessions="Wed 10:00-12:00")
    desk.activity(service_id, name="Choir", sessions="Mon,Wed 10:00-12:00")  # at no price of its own
    desk.rate(service_id, lot_id, "24.00", Unit.SESSION, activity_id=pottery)
    desk.rate(service_id, lot_id, "18.50", Unit.SESSION, activity_id=gardening, first_day=gardening_from)
    return service_id, lot_id


def test_the_list_keeps_its_words_and_names_what_is_priced_apart_when_asked(database: Database) -> None:
    sell_apart(open_council(database))
    found = find_offers(database, BOTH_DAYS)
    (offer,) = found.offers
    assert offer.gate
    assert offer.gate.reason == IN_THE_LIST
    named = name_priced_apart(database, found, BOTH_DAYS)
    assert named == replace(found, offers=(offer._replace(gate=replace(offer.gate, reason=NAMED)),))


def test_the_opened_offer_names_them_with_its_gate(database: Database) -> None:
    (gate,) = open_offer(database, *sell_apart(open_council(database)), BOTH_DAYS).gates
    assert (gate.name, gate.reason) == (GateName.RATE, NAMED)


def test_each_of_them_has_its_cost_on_its_own_days(database: Database) -> None:
    sell_apart(open_council(database))
    for week, weekly in (("Mon 10:00-12:00", "24.00"), ("Wed 10:00-12:00", "18.50")):
        (offer,) = find_offers(database, replace(BOTH_DAYS, week=parse_week(week))).offers
        assert (offer.gate, str(offer.weekly)) == (None, weekly)


def test_a_rate_that_is_not_in_force_on_the_start_day_is_not_named(database: Database) -> None:
    pair = sell_apart(open_council(database), gardening_from=date(2027, 1, 1))
    told = f"{IN_THE_LIST}; priced apart: Pottery on Mon; no rate for Wed"
    (offer,) = name_priced_apart(database, find_offers(database, BOTH_DAYS), BOTH_DAYS).offers
    assert offer.gate
    assert offer.gate.reason == told
    assert open_offer(database, *pair, BOTH_DAYS).gates[0].reason == told


def test_where_a_rate_has_the_whole_week_nothing_is_named(database: Database) -> None:
    desk = open_council(database)
    service_id, lot_id = sell_apart(desk)
    desk.rate(service_id, lot_id)
    found = find_offers(database, BOTH_DAYS)
    assert name_priced_apart(database, found, BOTH_DAYS) == found
    assert open_offer(database, service_id, lot_id, BOTH_DAYS).gates == ()


@pytest.mark.parametrize("as_json", [True, False])
def test_search_tells_them_in_the_reason_which_stays_one_text(
    database: Database, database_url: str, capsys: pytest.CaptureFixture[str], as_json: bool
) -> None:
    sell_apart(open_council(database))
    asked = ["search", "--database", database_url, "--week", "Mon,Wed 10:00-12:00", "--start", "2026-12-07"]
    assert main([*asked, *(["--json"] if as_json else [])]) == 0
    printed = capsys.readouterr().out
    told = json.loads(printed)["offers"][0]["gate"] if as_json else printed
    assert NAMED in told
