from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from brokerage.domain.changes import Kind
from brokerage.domain.contract import RateFromOffer
from brokerage.domain.errors import RuleBroken
from brokerage.domain.unit import Unit
from brokerage.services.award import award, contracts_of_application
from brokerage.storage.tables.rates import RateLineRow, RateRow
from tests.builders import NOW, START, TODAY, Desk
from tests.services.application_builders import Received, offered
from tests.services.assessment_builders import FAILED, acknowledged, decided, scored, two_lots
from tests.services.test_award import TERMS
from tests.services.workbook_builders import allow


def rates(desk: Desk) -> list[tuple[Decimal, date, date | None, str]]:
    with desk.session() as session:
        found = session.execute(
            select(RateRow.price, RateRow.first_day, RateRow.last_day, RateRow.source).order_by(RateRow.id)
        )
        return [(price, first, last, source) for price, first, last, source in found]


def offering(desk: Desk) -> Received:
    """Admitted, with a price for the whole service and one for an activity at a ratio."""
    came = acknowledged(desk)
    activity = desk.activity(came.applicant.service_id)
    offered(desk, came.asked[0], "62.00")
    offered(desk, came.asked[0], "24.08", Unit.SESSION, ratio="1:3", activity_id=activity, note="Lunch is apart")
    return decided(desk, scored(desk, came))


def test_with_the_award_what_was_offered_becomes_the_agreed_rates_from_the_contracts_first_day(desk: Desk) -> None:
    came = offering(desk)
    done = award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    source = f"application {came.reference}"
    assert rates(desk) == [(Decimal("62.00"), START, None, source), (Decimal("24.08"), START, None, source)]
    service = done.result.admissions[0].service
    assert done.result.rates == (
        RateFromOffer(service, "1", "care by the day", Unit.DAY, Decimal("62.00"), START, None),
        RateFromOffer(service, "1", "Cookery · care by the session, 1:3", Unit.SESSION, Decimal("24.08"), START, None),
    )
    assert Kind.RATES in done.changed
    with desk.session() as session:
        assert session.scalars(select(RateRow.note).order_by(RateRow.id)).all() == ["", "Lunch is apart"]
    assert contracts_of_application(desk.database, came.reference) == (done.result,)
    again = award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    assert (again.result, again.changed, len(rates(desk))) == (done.result, frozenset(), 2)


def test_an_award_without_rates_agrees_none_and_neither_does_a_trial_run(desk: Desk) -> None:
    came = offering(desk)
    tried = award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW, dry_run=True)
    assert (len(tried.result.rates), rates(desk)) == (2, [])
    done = award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW, with_rates=False)
    assert (done.result.rates, rates(desk)) == ((), [])
    assert Kind.RATES not in done.changed


def test_only_the_lots_of_the_contract_bring_their_prices_and_a_refused_one_never_does(desk: Desk) -> None:
    came = two_lots(desk)
    for application_lot_id in came.asked:
        offered(desk, application_lot_id)
    scored(desk, came)
    other = came.asked[1]
    scored(desk, replace(came, asked=(other,)), FAILED)
    decided(desk, came)
    contract = award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW).result
    assert [rate.lot for rate in contract.rates] == ["1"]


def test_a_rate_that_stands_is_ended_the_day_before_and_followed_and_one_of_another_line_stays(desk: Desk) -> None:
    came = offering(desk)
    who = came.applicant
    desk.rate(who.service_id, who.lot_id, "60.00", first_day=date(2026, 4, 1))
    desk.rate(who.service_id, who.lot_id, "65.00", Unit.HOUR, first_day=date(2026, 4, 1))
    award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    assert rates(desk)[0] == (Decimal("60.00"), date(2026, 4, 1), date(2026, 12, 6), "Example")
    assert rates(desk)[1][2] is None
    assert rates(desk)[2][:3] == (Decimal("62.00"), START, None)


def test_a_price_that_cannot_follow_undoes_the_whole_award_and_says_the_way_out(desk: Desk) -> None:
    came = offering(desk)
    desk.rate(came.applicant.service_id, came.applicant.lot_id, "61.00", first_day=START)
    with pytest.raises(
        RuleBroken, match=r"care by the day: £61\.00 is already agreed .* award without the offered rates"
    ):
        award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    assert (contracts_of_application(desk.database, came.reference), len(rates(desk))) == ((), 1)


def test_a_price_its_lot_no_longer_allows_is_not_agreed(desk: Desk) -> None:
    came = offering(desk)
    allow(desk, came.applicant.lot_id, (Unit.SESSION,))
    with pytest.raises(RuleBroken, match="is not priced by the day"):
        award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    with desk.session() as session:
        assert session.scalars(select(RateLineRow.id)).all() == []
