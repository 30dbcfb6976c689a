"""Who holds a row lets others write what only refers to it, and rows are held in one order: on PostgreSQL, where rows are held.

A regression: a rate card waited for its service while a call-off of that service waited for the rate card's rates, a transfer for
the provider that a colleague kept a document of, and an award for the scheme that a workbook of the same application held.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from brokerage.domain.contract import ContractTerms
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.rate_setting import RateLineAsked, RateToAgree
from brokerage.domain.unit import Unit
from brokerage.services.award import award
from brokerage.services.move_service import find_owner, move_service
from brokerage.services.set_rates import agree_rate
from brokerage.storage.engine import open_database
from brokerage.storage.queries.application_at_hand import application_for_update
from brokerage.storage.queries.call_off_locks import lock_for_call_off
from brokerage.storage.queries.document_keeping import lock_provider
from brokerage.storage.queries.scheme_at_hand import scheme_for_update
from brokerage.storage.unit_of_work import unit_of_work
from tests.builders import NOW, START, TODAY, Desk, open_council
from tests.services.assessment_builders import decided


@pytest.fixture
def desk(postgresql_url: str) -> Iterator[Desk]:
    """A desk on PostgreSQL; who waits for a row gives up in the end, so that a breach fails instead of hanging."""
    opened = open_database(f"{postgresql_url}?options=-clock_timeout%3D5000")
    yield open_council(opened)
    opened.close()


def test_a_rate_of_a_new_line_is_agreed_while_a_colleague_calls_off_the_service(desk: Desk) -> None:
    ready, person = desk.ready_service(unit=Unit.DAY), desk.person()
    line = RateLineAsked(ready.service_id, ready.lot_id, FeeKind.CARE, Unit.HOUR)
    with unit_of_work(desk.database, desk.practitioner, NOW) as calling_off:
        lock_for_call_off(calling_off.session, person, ready.service_id, ready.lot_id, ())
        agreed = answered(lambda: agree_rate(desk.database, desk.commissioner, _rate(line), TODAY, NOW))
        lock_for_call_off(calling_off.session, person, ready.service_id, ready.lot_id, (ready.rate_id,))
    assert agreed.result.compared.price == Decimal(20)


def test_a_service_moves_away_from_a_provider_that_a_colleague_keeps_a_document_of(desk: Desk) -> None:
    ready, new = desk.ready_service(), desk.provider()
    with unit_of_work(desk.database, desk.commissioner, NOW) as keeping:
        lock_provider(keeping.session, ready.provider_id)
        answered(lambda: move_service(desk.database, desk.commissioner, ready.service_id, new, TODAY, "Sold", NOW))
    assert find_owner(desk.database, ready.service_id).provider_id == new


def test_an_award_waits_for_a_colleague_who_holds_the_scheme_and_then_the_application(desk: Desk) -> None:
    came = decided(desk)
    terms = ContractTerms("C-1", Decimal(1000), START, date(2028, 12, 6), TODAY)
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work(desk.database, desk.commissioner, NOW) as taking_in:
            scheme_for_update(taking_in.session, came.applicant.scheme)
            awarding = pool.submit(award, desk.database, desk.commissioner, came.reference, terms, TODAY, NOW)
            until_somebody_waits(desk)
            application_for_update(taking_in.session, came.reference)
        assert awarding.result().result.terms.number == "C-1"


def answered(act: Callable[[], Any]) -> Any:
    """What the act answers, on another connection; it must not wait for this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result()


def until_somebody_waits(desk: Desk) -> None:
    """Return once a connection waits for a row that another one holds."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with desk.database.reading() as reader:
        for _ in range(100_000):
            if reader.execute(waiting).scalar_one():
                return
    pytest.fail("Nobody waits.")


def _rate(line: RateLineAsked) -> RateToAgree:
    return RateToAgree(line, Decimal(20), date(2027, 1, 1))
