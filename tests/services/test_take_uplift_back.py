"""An uplift is taken back whole before its first day, unless something stands on it; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.unit import Unit
from brokerage.domain.uplift_summary import UpliftState
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.uplift import take_uplift_back
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.rates import RateRow
from tests.builders import NOW, Desk
from tests.services.call_off_builders import form, listed, offer, rows_of
from tests.services.test_call_off_races import at_once, refusals
from tests.services.uplift_builders import APRIL, END_OF_JANUARY, FEBRUARY, applied, four_percent, rates, scheme_of


def test_an_uplift_taken_back_leaves_the_rates_as_they_were_and_says_who(desk: Desk) -> None:
    ready = desk.ready_service()
    desk.rate(ready.service_id, ready.lot_id, "24.08", Unit.HOUR, last_day=date(2027, 6, 30))
    before = rates(desk)
    kept = applied(desk, four_percent(scheme_of(desk, ready)))
    last_moment = datetime(2027, 1, 31, 23, 30, tzinfo=UTC)
    back = take_uplift_back(desk.database, desk.commissioner, kept.uplift_id, last_moment).result
    assert rates(desk) == before
    assert (back.state_on(FEBRUARY), back.taken_back_on, back.rates) == (UpliftState.TAKEN_BACK, END_OF_JANUARY, 2)
    again = take_uplift_back(desk.database, desk.commissioner, kept.uplift_id, last_moment)
    assert (again.result, again.changed) == (back, frozenset())
    other = desk.staff("second", desk.commissioner.job)
    with pytest.raises(RuleBroken, match=r"Commissioner \(demo\) took this uplift back on 31 Jan 2027 already"):
        take_uplift_back(desk.database, other, kept.uplift_id, last_moment)
    with desk.session() as session:
        actions = session.scalars(select(AuditEntryRow.action).order_by(AuditEntryRow.id)).all()
    assert actions == ["apply-uplift", "take-back-uplift"]
    assert applied(desk, four_percent(scheme_of(desk, ready))).rates == 2


def test_an_uplift_stays_from_its_first_day_on(desk: Desk) -> None:
    kept = applied(desk, four_percent(scheme_of(desk, desk.ready_service())))
    before = rates(desk)
    with pytest.raises(RuleBroken, match="in force since 1 Feb 2027"):
        take_uplift_back(desk.database, desk.commissioner, kept.uplift_id, datetime(2027, 2, 1, tzinfo=UTC))
    assert rates(desk) == before


def test_an_uplift_at_whose_rate_a_call_off_was_priced_stays_and_says_how_many(desk: Desk) -> None:
    ready = desk.ready_service()
    kept = applied(desk, four_percent(scheme_of(desk, ready)))
    with desk.session() as session:
        raised_id = session.scalars(select(RateRow.id).where(RateRow.uplift_id == kept.uplift_id)).one()
    at_raised = replace(ready, rate_id=raised_id)
    draft = form(desk.person(), at_raised, first_day=date(2027, 2, 1))
    raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(at_raised)))
    before = rates(desk)
    with pytest.raises(RuleBroken, match="1 call-off was priced at a rate of this uplift"):
        take_uplift_back(desk.database, desk.commissioner, kept.uplift_id, NOW)
    assert rates(desk) == before


@pytest.mark.parametrize("_round", range(3))
def test_taking_back_and_raising_a_call_off_at_once_leaves_one_of_the_two(desk: Desk, _round: int) -> None:
    ready = desk.ready_service()
    kept = applied(desk, four_percent(scheme_of(desk, ready)))
    with desk.session() as session:
        raised_id = session.scalars(select(RateRow.id).where(RateRow.uplift_id == kept.uplift_id)).one()
    at_raised = replace(ready, rate_id=raised_id)
    draft = form(desk.person(), at_raised, first_day=date(2027, 2, 1))

    def raising() -> str:
        chosen_from = listed(offer(at_raised))
        return raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from).result.reference

    def taking_back() -> str:
        return take_uplift_back(desk.database, desk.commissioner, kept.uplift_id, NOW).result.scheme

    answers = at_once([raising, taking_back])
    (lost,) = refusals(answers)
    assert isinstance(lost, RuleBroken)
    assert (len(rates(desk)), rows_of(desk)) in ((2, 1), (1, 0))


def test_uplifts_on_top_of_one_another_are_taken_back_last_first(desk: Desk) -> None:
    scheme = scheme_of(desk, desk.ready_service("100.00"))
    before = rates(desk)
    first, second = applied(desk, four_percent(scheme)), applied(desk, four_percent(scheme, date(2027, 3, 1)))
    earlier = applied(desk, four_percent(scheme, date(2027, 1, 1)))
    with pytest.raises(RuleBroken, match="A later uplift stands on 1 rate"):
        take_uplift_back(desk.database, desk.commissioner, first.uplift_id, NOW)
    take_uplift_back(desk.database, desk.commissioner, second.uplift_id, NOW)
    with pytest.raises(RuleBroken, match="1 rate of this uplift had the rate before it changed since"):
        take_uplift_back(desk.database, desk.commissioner, first.uplift_id, NOW)
    take_uplift_back(desk.database, desk.commissioner, earlier.uplift_id, NOW)
    take_uplift_back(desk.database, desk.commissioner, first.uplift_id, NOW)
    assert rates(desk) == before


def test_a_new_price_agreed_after_the_uplift_stands_when_it_is_taken_back(desk: Desk) -> None:
    ready = desk.ready_service("100.00")
    kept = applied(desk, four_percent(scheme_of(desk, ready)))
    with desk.session() as session:
        raised = session.scalars(select(RateRow).where(RateRow.uplift_id == kept.uplift_id)).one()
        raised.last_day = date(2027, 6, 30)
    desk.rate(ready.service_id, ready.lot_id, "120.00", first_day=date(2027, 7, 1))
    take_uplift_back(desk.database, desk.commissioner, kept.uplift_id, NOW)
    assert rates(desk) == [("100.00", APRIL, date(2027, 6, 30)), ("120.00", date(2027, 7, 1), None)]


def test_an_unknown_uplift_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput, match="No uplift has this number"):
        take_uplift_back(desk.database, desk.commissioner, 99, NOW)
