"""The longest half day is the scheme's own rule of the day: the same on the list, in the detail, on the call-off and on paper."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from brokerage.domain.offer import SearchCriteria
from brokerage.domain.unit import Unit
from brokerage.services.agree_and_print import agreement_terms_of
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.find_support import find_offers, open_offer
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.tables.schemes import SchemePolicyRow
from tests.builders import NOW, SINCE, START, TODAY, Desk
from tests.services.call_off_builders import WEEK, form, listed, offer

CHANGED = date(2027, 1, 4)


def weekly_on(desk: Desk, day: date) -> Decimal | None:
    (found,) = find_offers(desk.database, SearchCriteria(day, week=WEEK)).offers
    detail = open_offer(desk.database, found.service_id, found.lot_id, SearchCriteria(day, week=WEEK))
    assert detail.costing is not None
    assert detail.costing.weekly == detail.prices[0].weekly == found.weekly
    return found.weekly


@pytest.mark.parametrize(("minutes", "weekly"), [(240, "141.40"), (299, "141.40"), (300, "70.70")])
def test_a_five_hour_day_is_priced_alike_on_every_walk(desk: Desk, minutes: int, weekly: str) -> None:
    ready = desk.ready_service("35.35", Unit.HALF_DAY)
    with desk.session() as session:
        session.query(SchemePolicyRow).one().longest_half_day_minutes = minutes
    assert weekly_on(desk, START) == Decimal(weekly)
    draft = form(desk.person(), ready, unit=Unit.HALF_DAY)
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready))).result.reference
    assert show_call_off(desk.database, desk.approver, reference, TODAY).summary.weekly == Decimal(weekly)
    assert agreement_terms_of(desk.database, reference).money.weekly == Decimal(weekly)


def test_the_policy_of_the_start_day_decides(desk: Desk) -> None:
    ready = desk.ready_service("35.35", Unit.HALF_DAY)
    with desk.session() as session:
        session.query(SchemePolicyRow).one().last_day = CHANGED - timedelta(days=1)
    desk.policy(ready.scheme_id, first_day=CHANGED, longest_half_day_minutes=360)
    assert weekly_on(desk, CHANGED - timedelta(days=1)) == Decimal("141.40")
    assert weekly_on(desk, CHANGED) == Decimal("70.70")


def test_where_no_policy_says_it_is_four_hours(desk: Desk) -> None:
    ready = desk.ready_service("35.35", Unit.HALF_DAY)
    with desk.session() as session:
        policy = session.query(SchemePolicyRow).one()
        policy.longest_half_day_minutes, policy.last_day = 1440, SINCE
    assert weekly_on(desk, START) == Decimal("141.40")
    desk.policy(ready.scheme_id, first_day=START)
    assert weekly_on(desk, START) == Decimal("141.40")
