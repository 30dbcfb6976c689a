from dataclasses import replace
from decimal import Decimal

import pytest

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.person import LegalBasis
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from brokerage.services.compare import OfferChoice, compare_offers, print_comparison
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.show_paper import page_pictures
from tests.builders import NOW, START, TODAY, Desk
from tests.documents.reading import text_of
from tests.services.call_off_builders import form, listed, offer

WEEK = parse_week("Mon,Wed,Fri 10:00-15:00")
CRITERIA = SearchCriteria(start_day=START, week=WEEK)


def choice(desk: Desk, price: str) -> OfferChoice:
    ready = desk.ready_service(price=price, unit=Unit.DAY)
    return OfferChoice(ready.service_id, ready.lot_id)


def test_offers_stand_side_by_side_at_what_the_week_costs_at_each(desk: Desk) -> None:
    dear, cheap = choice(desk, "70.70"), choice(desk, "62.00")
    comparison = compare_offers(desk.database, (dear, cheap), CRITERIA, None, TODAY)
    assert [option.facts.service_id for option in comparison.options] == [cheap.service_id, dear.service_id]
    assert [option.money.weekly for option in comparison.options if option.money] == [
        Decimal("186.00"),
        Decimal("212.10"),
    ]
    assert comparison.options[1].difference.startswith("£26.10 dearer a week than ")
    assert [option.money.per_day for option in comparison.options if option.money] == [
        Decimal("62.00"),
        Decimal("70.70"),
    ]


def test_the_persons_budget_and_contribution_are_counted(desk: Desk) -> None:
    person = desk.person(budget="200.00")
    desk.contribution(person, "42.00", CollectedBy.COUNCIL)
    money = compare_offers(desk.database, (choice(desk, "62.00"),), CRITERIA, person, TODAY).options[0].money
    assert money is not None
    assert (money.budget_left, money.to_person_weekly, money.to_council_weekly) == (
        Decimal("14.00"), Decimal("42.00"), Decimal("144.00"),
    )  # fmt: skip


def test_what_other_call_offs_took_of_budget_and_contribution_is_said_on_paper(desk: Desk) -> None:
    person, ready = desk.person(budget="310.00"), desk.ready_service("95.00")
    desk.contribution(person, "42.00", CollectedBy.COUNCIL)
    raise_call_off(desk.database, desk.practitioner, form(person, ready), NOW, listed(offer(ready, "190.00")))
    comparison = compare_offers(desk.database, (choice(desk, "62.00"),), CRITERIA, person, TODAY)
    asked, money = comparison.question, comparison.options[0].money
    assert (asked.weekly_budget, asked.spent_elsewhere, asked.contributed_elsewhere) == (
        Decimal(120), Decimal(190), Decimal(42),
    )  # fmt: skip
    assert money is not None
    assert (money.budget_left, money.to_person_weekly) == (Decimal("-66.00"), Decimal(0))
    text = text_of(print_comparison(desk.database, comparison))
    assert "personal budget £120.00 a week left" in text
    assert "beside £42.00 for other" in text


def test_aftercare_costs_the_person_nothing(desk: Desk) -> None:
    person = desk.person(budget="200.00", legal_basis=LegalBasis.AFTERCARE_117)
    money = compare_offers(desk.database, (choice(desk, "62.00"),), CRITERIA, person, TODAY).options[0].money
    assert money is not None
    assert money.to_person_weekly == 0


def test_transport_priced_apart_is_said_and_counted_only_when_asked(desk: Desk) -> None:
    ready = desk.ready_service(price="62.00", unit=Unit.DAY, has_transport=True)
    desk.rate(ready.service_id, ready.lot_id, price="15.00", unit=Unit.DAY, kind=FeeKind.TRANSPORT)
    picked = (OfferChoice(ready.service_id, ready.lot_id),)
    without, asked = (
        compare_offers(desk.database, picked, replace(CRITERIA, transport=asked), None, TODAY).options[0]
        for asked in (False, True)
    )
    assert without.facts.apart == ("Transport: £15.00 a day",)
    assert asked.facts.apart == ("Transport: £15.00 a day, counted in the price above",)
    assert [each.money and each.money.weekly for each in (without, asked)] == [Decimal("186.00"), Decimal("231.00")]
    assert asked.money is not None
    assert asked.money.per_hour == Decimal("12.40")


@pytest.mark.parametrize("count", [0, 7])
def test_none_and_seven_are_refused(desk: Desk, count: int) -> None:
    with pytest.raises(BadInput, match="from one to 6"):
        compare_offers(desk.database, [choice(desk, "62.00")] * count, CRITERIA, None, TODAY)


def test_a_comparison_prints_under_the_councils_name_and_names_no_person(desk: Desk) -> None:
    person = desk.person(budget="200.00")
    comparison = compare_offers(desk.database, (choice(desk, "62.00"), choice(desk, "70.70")), CRITERIA, person, TODAY)
    pdf = print_comparison(desk.database, comparison)
    text = text_of(pdf)
    assert "£186.00" in text
    assert "as known on 2 Nov 2026" in text
    picture = page_pictures(pdf, 500, count=1)[0]
    assert picture.width == 500
    assert len(picture.rgba) == picture.width * picture.height * 4


def test_the_hours_counted_are_those_of_the_timetable_where_it_has_one_session_a_day(desk: Desk) -> None:
    ready = desk.ready_service(price="62.00", unit=Unit.DAY)
    other = desk.ready_service(price="62.00", unit=Unit.DAY)
    activity = desk.activity(other.service_id, name="Cookery", sessions="Mon,Wed,Fri 10:00-14:00")
    desk.rate(other.service_id, other.lot_id, price="60.00", unit=Unit.DAY, activity_id=activity)
    choices = [OfferChoice(each.service_id, each.lot_id) for each in (ready, other)]
    options = {
        each.facts.service_id: each for each in compare_offers(desk.database, choices, CRITERIA, None, TODAY).options
    }
    assert options[ready.service_id].facts.minutes_per_week == 900
    assert options[ready.service_id].facts.when == ("Open every day",)
    assert options[other.service_id].facts.minutes_per_week == 720
    assert options[other.service_id].facts.when == ("Mon, Wed, Fri 10:00–14:00",)
    assert options[other.service_id].facts.inside == ("Cookery",)


def test_what_stops_an_offer_is_the_gate_of_the_search(desk: Desk) -> None:
    ready = desk.ready_service(price="62.00", unit=Unit.DAY)
    desk.suspension(ready.admission_id, START)
    option = compare_offers(
        desk.database, [OfferChoice(ready.service_id, ready.lot_id)], CRITERIA, None, TODAY
    ).options[0]
    assert option.facts.gate is not None
    assert option.facts.gate.reason.startswith("suspended from 7 Dec 2026")
