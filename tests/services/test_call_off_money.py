from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom, LineChosen
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.person import LegalBasis
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from brokerage.services.agree_and_print import agreement_terms_of
from brokerage.services.draft_call_offs import draft_of
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.raise_call_off import draft_call_off, raise_call_off, raise_package
from brokerage.storage.tables.rates import RateRow
from tests.builders import NOW, START, TODAY, Desk, ReadyService
from tests.services.call_off_builders import form, listed, offer, raised


def test_a_year_of_two_days_a_week_is_estimated_and_named(desk: Desk) -> None:
    detail = show_call_off(desk.database, desk.approver, raised(desk).reference, TODAY)
    assert (detail.summary.weekly, detail.four_weekly) == (Decimal("141.40"), Decimal("565.60"))
    assert detail.summary.year_estimate == Decimal("7352.80")
    assert detail.first_year == Decimal("7070.00")  # 105 dates, 5 of them unpaid bank holidays


def test_five_days_with_transport_and_a_one_off_come_to_the_worked_estimate(desk: Desk) -> None:
    ready, person = desk.ready_service("70.70"), desk.person(budget="400")
    half = desk.rate(ready.service_id, ready.lot_id, "35.35", Unit.HALF_DAY)
    transport = desk.rate(ready.service_id, ready.lot_id, "15.00", kind=FeeKind.TRANSPORT)
    lines = (
        LineChosen(FeeKind.CARE, Unit.DAY, ready.rate_id, week=parse_week("Mon,Tue,Wed")),
        LineChosen(FeeKind.CARE, Unit.HALF_DAY, half, week=parse_week("Thu,Fri")),
        LineChosen(FeeKind.TRANSPORT, Unit.DAY, transport, per_attended_day=Decimal(1)),
        LineChosen(FeeKind.ONE_OFF, Unit.ONCE, price=Decimal("150.00"), description="Assessment"),
    )
    draft = form(person, ready, lines=lines, week=None)
    standing = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready))).result
    assert standing.year_estimate == Decimal("18755.60")


def test_the_price_is_frozen_when_the_rate_ends_afterwards(desk: Desk) -> None:
    ready = desk.ready_service()
    draft = form(desk.person(), ready)
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready))).result.reference
    with desk.session() as session:
        session.get_one(RateRow, ready.rate_id).last_day = START
    detail = show_call_off(desk.database, desk.broker, reference, TODAY)
    assert [(line.price, line.weekly) for line in detail.lines] == [(Decimal("70.70"), Decimal("141.40"))]


@pytest.mark.parametrize(("asked", "price", "weekly"), [("1:4", "24.08", "60.20"), ("1:1", "24.08", "240.80")])
def test_a_ratio_is_derived_from_the_one_to_one_price_where_the_lot_says_so(
    desk: Desk, asked: str, price: str, weekly: str
) -> None:
    ready = desk.ready_service(price, Unit.HOUR, ratio="1:1", lot_id=desk.lot(derives_ratio=True))
    draft = form(desk.person(), ready, unit=Unit.HOUR, ratio=parse_ratio(asked))
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result.reference
    assert show_call_off(desk.database, desk.broker, reference, TODAY).summary.weekly == Decimal(weekly)


def test_a_ratio_nobody_agreed_is_refused_where_nothing_is_derived(desk: Desk) -> None:
    ready = desk.ready_service("24.08", Unit.HOUR, ratio="1:1")
    draft = form(desk.person(), ready, unit=Unit.HOUR, ratio=parse_ratio("1:4"))
    with pytest.raises(RuleBroken, match="The agreed rate is for 1:1, not for 1:4"):
        raise_call_off(desk.database, desk.practitioner, draft, NOW, listed())


def weekly_home(desk: Desk, price: str, **columns: Any) -> ReadyService:
    return desk.ready_service(price, Unit.WEEK, **columns)


def two_homes(
    desk: Desk, price: str, price_of_other: str, **columns_of_other: Any
) -> tuple[ReadyService, ReadyService]:
    """Two homes of one scheme: either may be chosen instead of the other."""
    one = weekly_home(desk, price)
    return one, weekly_home(desk, price_of_other, lot_id=one.lot_id, **columns_of_other)


@pytest.mark.parametrize("collector", list(CollectedBy))
def test_the_contribution_of_the_record_is_taken_and_says_who_collects(desk: Desk, collector: CollectedBy) -> None:
    ready, person = weekly_home(desk, "1450.00"), desk.person(budget="1500")
    desk.contribution(person, "98.35", collector)
    draft = form(person, ready, unit=Unit.WEEK)
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result.reference
    detail = show_call_off(desk.database, desk.broker, reference, TODAY)
    assert (detail.contribution_weekly, detail.collected_by) == (Decimal("98.35"), collector)


def test_a_second_service_takes_only_what_the_first_left_of_the_contribution(desk: Desk) -> None:
    ready, person = desk.ready_service(), desk.person(budget="500")
    desk.contribution(person, "200.00")
    drafts = (form(person, ready), form(person, ready), form(person, ready))
    done = raise_package(desk.database, desk.practitioner, drafts, NOW, listed(offer(ready))).result
    taken = [show_call_off(desk.database, desk.broker, each.reference, TODAY).contribution_weekly for each in done]
    assert taken == [Decimal("141.40"), Decimal("58.60"), Decimal("0.00")]
    assert len({each.package_id for each in done}) == 1


def test_aftercare_takes_no_contribution_and_refuses_one_that_is_asked_for(desk: Desk) -> None:
    ready, person = desk.ready_service(), desk.person(legal_basis=LegalBasis.AFTERCARE_117)
    desk.contribution(person, "50.00")
    asked = form(person, ready, contribution_weekly=Decimal("50.00"))
    with pytest.raises(RuleBroken, match="Aftercare under section 117"):
        raise_call_off(desk.database, desk.practitioner, asked, NOW, listed())
    reference = raise_call_off(desk.database, desk.practitioner, form(person, ready), NOW, listed()).result.reference
    assert show_call_off(desk.database, desk.broker, reference, TODAY).contribution_weekly == 0


def test_a_contribution_over_the_cost_is_refused_with_both_figures(desk: Desk) -> None:
    ready = desk.ready_service()
    draft = form(desk.person(), ready, contribution_weekly=Decimal("141.41"))
    with pytest.raises(RuleBroken, match=r"£141\.41 a week is more than the cost of £141\.40"):
        raise_call_off(desk.database, desk.practitioner, draft, NOW, listed())


def test_a_dearer_home_of_the_persons_choice_has_a_top_up_that_somebody_pays(desk: Desk) -> None:
    ready, within = two_homes(desk, "1310.00", "1190.00")
    person = desk.person(budget="1200")
    desk.contribution(person, "140.00")
    chosen_from = listed(offer(within, "1190.00"), offer(ready, "1310.00"))
    draft = form(person, ready, unit=Unit.WEEK, week=None, route=AwardRoute.PERSONS_CHOICE, reason="Near her sister")
    with pytest.raises(BadInput, match="Say who pays the top-up"):
        raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from)
    paid = replace(draft, top_up_payer="Her sister")
    reference = raise_call_off(desk.database, desk.practitioner, paid, NOW, chosen_from).result.reference
    detail = show_call_off(desk.database, desk.broker, reference, TODAY)
    assert (detail.top_up_weekly, detail.top_up_payer) == (Decimal("110.00"), "Her sister")
    assert detail.summary.weekly == Decimal("1310.00")


def chosen_home(desk: Desk, **fields: Any) -> tuple[CallOffDraft, ChosenFrom]:
    """A home of £1,310 that a person with a budget of £1,200 prefers to one of £1,190 that is free."""
    ready, within = two_homes(desk, "1310.00", "1190.00")
    given = {"route": AwardRoute.PERSONS_CHOICE, "reason": "Near her sister", "top_up_payer": "Her sister", **fields}
    draft = form(desk.person(budget="1200"), ready, unit=Unit.WEEK, week=None, **given)
    return draft, listed(offer(within, "1190.00"), offer(ready, "1310.00"))


def test_a_smaller_top_up_may_be_agreed_and_the_council_bears_what_it_leaves(desk: Desk) -> None:
    draft, chosen_from = chosen_home(desk, top_up_weekly=Decimal("60.00"))
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from).result.reference
    assert show_call_off(desk.database, desk.broker, reference, TODAY).top_up_weekly == Decimal("60.00")
    assert agreement_terms_of(desk.database, reference).money.council_net_weekly == Decimal("1250.00")


def test_a_top_up_over_what_the_home_costs_above_the_budget_is_refused(desk: Desk) -> None:
    draft, chosen_from = chosen_home(desk, top_up_weekly=Decimal("110.01"))
    with pytest.raises(RuleBroken, match=r"£110\.01 a week is more than the £110\.00 a week"):
        raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from)


def test_a_top_up_where_nothing_dearer_was_preferred_is_refused(desk: Desk) -> None:
    ready = desk.ready_service()
    draft = form(desk.person(), ready, top_up_weekly=Decimal("10.00"), top_up_payer="Her sister")
    with pytest.raises(RuleBroken, match="No top-up may be asked for here"):
        raise_call_off(desk.database, desk.practitioner, draft, NOW, listed())


def test_who_collects_may_be_settled_on_the_call_off_and_stands_in_the_agreement(desk: Desk) -> None:
    ready, person = weekly_home(desk, "1450.00"), desk.person(budget="1500")
    desk.contribution(person, "98.35", CollectedBy.COUNCIL)
    draft = form(person, ready, unit=Unit.WEEK, collected_by=CollectedBy.PROVIDER)
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result.reference
    money = agreement_terms_of(desk.database, reference).money
    assert (money.collected_by, money.paid_to_provider_weekly) == (CollectedBy.PROVIDER, Decimal("1351.65"))


def test_a_draft_keeps_what_was_settled_of_contribution_and_top_up(desk: Desk) -> None:
    draft, _ = chosen_home(
        desk, contribution_weekly=Decimal("0.00"), collected_by=CollectedBy.PROVIDER, top_up_weekly=Decimal("60.00")
    )
    reference = draft_call_off(desk.database, desk.practitioner, draft, NOW).result.reference
    kept = draft_of(desk.database, reference)
    assert (kept.contribution_weekly, kept.collected_by, kept.top_up_weekly) == (
        Decimal("0.00"),
        CollectedBy.PROVIDER,
        Decimal("60.00"),
    )


def test_the_only_suitable_place_over_budget_raises_the_budget_and_has_no_top_up(desk: Desk) -> None:
    ready, full = two_homes(desk, "1310.00", "1190.00", places_free=0)
    chosen_from = listed(offer(full, "1190.00", places_free=0), offer(ready, "1310.00"))
    draft = form(
        desk.person(budget="1200"), ready, unit=Unit.WEEK, week=None, route=AwardRoute.PERSONS_CHOICE, reason="Only one"
    )
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from).result.reference
    assert show_call_off(desk.database, desk.broker, reference, TODAY).top_up_weekly == 0


def test_a_day_club_within_the_budget_is_no_place_to_live_so_the_budget_rises_and_there_is_no_top_up(
    desk: Desk,
) -> None:
    """The list was asked for without a scheme, so it holds day clubs too; the only home that is free costs too much."""
    home, day_club = weekly_home(desk, "1310.00"), desk.ready_service("70.70")
    chosen_from = listed(offer(day_club, "141.40"), offer(home, "1310.00"))
    draft = form(
        desk.person(budget="1200"), home, unit=Unit.WEEK, week=None, route=AwardRoute.PERSONS_CHOICE, reason="Only one"
    )
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from).result.reference
    assert show_call_off(desk.database, desk.broker, reference, TODAY).top_up_weekly == 0
    with pytest.raises(RuleBroken, match="No top-up may be asked for here"):
        raise_call_off(
            desk.database,
            desk.practitioner,
            replace(draft, request_id="another", top_up_weekly=Decimal("110.00"), top_up_payer="Her sister"),
            NOW,
            chosen_from,
        )


def test_a_home_of_another_lot_of_the_scheme_is_a_place_within_the_budget(desk: Desk) -> None:
    home = weekly_home(desk, "1310.00")
    within = weekly_home(desk, "1190.00", lot_id=desk.lot(home.scheme_id))
    chosen_from = listed(offer(within, "1190.00"), offer(home, "1310.00"))
    given = {"route": AwardRoute.PERSONS_CHOICE, "reason": "Near her sister", "top_up_payer": "Her sister"}
    draft = form(desk.person(budget="1200"), home, unit=Unit.WEEK, week=None, **given)
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from).result.reference
    assert show_call_off(desk.database, desk.broker, reference, TODAY).top_up_weekly == Decimal("110.00")


def test_a_later_rate_is_followed_unless_the_price_is_locked(desk: Desk) -> None:
    ready = weekly_home(desk, "1450.00")
    with desk.session() as session:
        session.get_one(RateRow, ready.rate_id).last_day = date(2027, 3, 31)
    desk.rate(ready.service_id, ready.lot_id, "1508.00", Unit.WEEK, first_day=date(2027, 4, 1))
    first_year = []
    for locked in (False, True):
        draft = form(desk.person(budget="2000"), ready, unit=Unit.WEEK, price_locked=locked)
        reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result.reference
        first_year.append(show_call_off(desk.database, desk.broker, reference, TODAY).first_year)
    assert first_year == [Decimal("77678.57"), Decimal("75607.14")]  # 115 days + 250 days; 365 days ÷ 7 × £1,450
