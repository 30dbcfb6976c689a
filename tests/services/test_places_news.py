from datetime import date, timedelta

import pytest
from sqlalchemy import select

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.offer import SearchCriteria
from brokerage.services.find_support import find_offers
from brokerage.services.places_news import find_places, record_places_news
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.contracts import PlacesNewsRow
from tests.builders import NOW, START, TODAY, Desk, ReadyService
from tests.services.call_off_builders import form, listed, offer, places_free, rows_of

WHO = "Manager on the telephone (demo)"
STOOD = date(2026, 10, 20)


def told(desk: Desk, said_on: date = STOOD, free: int = 3) -> ReadyService:
    """A service whose standing news is of this day."""
    return desk.ready_service(places_free=free, places_said_on=said_on, places_said_by="Email (demo)")


def test_newer_news_stands_with_who_said_it_and_when(desk: Desk) -> None:
    ready = told(desk)
    said_on = TODAY - timedelta(days=2)
    standing = record_places_news(desk.database, desk.practitioner, ready.service_id, 5, said_on, WHO, NOW).result
    assert (standing.places_free, standing.said_on, standing.said_by) == (5, said_on, WHO)
    assert (standing.days_old(TODAY), standing.news[0].days_old(TODAY)) == (2, 2)
    (found,) = find_offers(desk.database, SearchCriteria(start_day=START)).offers
    assert (found.places_free, found.places_said_on) == (5, said_on)


def test_older_news_than_what_stands_never_overwrites_it_and_is_kept(desk: Desk) -> None:
    ready = told(desk)
    before = STOOD - timedelta(days=1)
    standing = record_places_news(desk.database, desk.broker, ready.service_id, 0, before, WHO, NOW).result
    assert (standing.places_free, standing.said_on, standing.said_by) == (3, STOOD, "Email (demo)")
    assert [(news.places_free, news.said_on) for news in standing.news] == [(0, before)]


def test_of_news_of_one_day_the_later_told_stands(desk: Desk) -> None:
    ready = told(desk)
    assert record_places_news(desk.database, desk.broker, ready.service_id, 1, STOOD, WHO, NOW).result.places_free == 1
    assert record_places_news(desk.database, desk.broker, ready.service_id, 2, STOOD, WHO, NOW).result.places_free == 2


def test_the_first_news_ever_stands(desk: Desk) -> None:
    ready = desk.ready_service(places_free=None, places_said_on=None)
    assert find_places(desk.database, ready.service_id).days_old(TODAY) is None
    standing = record_places_news(desk.database, desk.broker, ready.service_id, 4, STOOD, WHO, NOW).result
    assert (standing.places_free, standing.said_on) == (4, STOOD)


@pytest.mark.parametrize(("said", "left"), [(4, 3), (1, 0), (0, 0)])
def test_places_called_off_after_the_day_it_was_said_are_taken_from_it(desk: Desk, said: int, left: int) -> None:
    ready = told(desk)
    raise_call_off(desk.database, desk.practitioner, form(desk.person(), ready), NOW, listed(offer(ready)))
    day_before = TODAY - timedelta(days=1)
    record_places_news(desk.database, desk.broker, ready.service_id, said, day_before, WHO, NOW)
    assert places_free(desk, ready.service_id) == left


def test_places_called_off_before_it_was_said_are_known_to_who_said_it(desk: Desk) -> None:
    ready = told(desk)
    raise_call_off(desk.database, desk.practitioner, form(desk.person(), ready), NOW, listed(offer(ready)))
    record_places_news(desk.database, desk.broker, ready.service_id, 4, TODAY, WHO, NOW)
    assert places_free(desk, ready.service_id) == 4


@pytest.mark.parametrize(
    ("free", "said_on", "who", "why"),
    [
        (-1, STOOD, WHO, "fewer than no places"),
        (13, STOOD, WHO, "has 12 places in all"),
        (1, TODAY + timedelta(days=1), WHO, "3 Nov 2026 is still to come"),
        (1, STOOD, "  ", "Say who said it"),
    ],
)
def test_news_that_cannot_be_meant_is_refused(desk: Desk, free: int, said_on: date, who: str, why: str) -> None:
    ready = told(desk)
    with pytest.raises(BadInput, match=why):
        record_places_news(desk.database, desk.broker, ready.service_id, free, said_on, who, NOW)
    assert (rows_of(desk, PlacesNewsRow), places_free(desk, ready.service_id)) == (0, 3)


def test_a_commissioner_may_record_news_of_places_and_an_auditor_may_not(desk: Desk) -> None:
    ready = told(desk)
    assert record_places_news(desk.database, desk.commissioner, ready.service_id, 1, TODAY, WHO, NOW).changed
    with pytest.raises(RuleBroken, match="practitioners, brokers and commissioners"):
        record_places_news(desk.database, desk.auditor, ready.service_id, 1, TODAY, WHO, NOW)


def test_a_trial_run_of_news_answers_as_a_run_would_and_keeps_nothing(desk: Desk) -> None:
    ready = told(desk)
    tried = record_places_news(desk.database, desk.broker, ready.service_id, 1, TODAY, WHO, NOW, dry_run=True)
    assert (places_free(desk, ready.service_id), rows_of(desk, PlacesNewsRow), tried.changed) == (3, 0, frozenset())
    done = record_places_news(desk.database, desk.broker, ready.service_id, 1, TODAY, WHO, NOW)
    assert done.result == tried.result


def test_news_of_places_leaves_an_audit_entry_without_the_name_of_who_said_it(desk: Desk) -> None:
    ready = told(desk)
    record_places_news(desk.database, desk.broker, ready.service_id, 1, TODAY, WHO, NOW)
    with desk.session() as session:
        entry = session.scalars(select(AuditEntryRow).where(AuditEntryRow.action == "places-news")).one()
    assert (entry.subject_key, entry.detail) == (
        str(ready.service_id),
        {"places_free": "1", "said_on": "2 Nov 2026"},
    )
