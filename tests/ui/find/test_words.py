"""What stands behind a selected offer, in words: sums that add up, gaps that are named, gates that are all said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from brokerage.domain.money import parse_pounds
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.offer_detail import OfferDetail
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from brokerage.services.find_support import find_offers, open_offer
from tests.builders import START, TODAY, Desk
from tests.ui.example_market import WEEK, Market, council, market, market_made
from ui.find import cost_words, offer_words, rate_words, service_words
from ui.tone import Tone

__all__ = ["council", "market", "market_made"]

ASKED = SearchCriteria(START, parse_week(WEEK), weekly_budget=Decimal(310))


def opened(council: Desk, service_id: int, market: Market, asked: SearchCriteria = ASKED) -> OfferDetail:
    return open_offer(council.database, service_id, market.lot_id, asked)


def test_the_dates_add_up_to_the_total_in_the_heading(council: Desk, market: Market) -> None:
    detail = opened(council, market.cheap, market)
    assert detail.costing is not None
    rows = cost_words.date_rows(detail.costing)
    total = sum(parse_pounds(row.amount) for row in rows)
    assert total == detail.costing.total == cost_words.dates_sum(detail.costing)
    assert cost_words.dates_heading(detail.costing).endswith(f"£{total:,.2f}")
    assert (rows[0].day, rows[0].units, rows[0].amount) == ("Mon 7 Dec 2026", "1 day", "£70.70")


def test_the_financial_years_add_up_to_the_twelve_months(council: Desk, market: Market) -> None:
    facts = cost_words.money_facts(opened(council, market.cheap, market))
    years = [parse_pounds(amount) for name, amount in facts if name.startswith("Financial year")]
    assert sum(years) == parse_pounds(facts[-1][1])
    assert facts[0] == ("A week", "£141.40")


def test_transport_asked_for_is_a_line_of_its_own_in_the_dates(council: Desk, market: Market) -> None:
    detail = opened(council, market.cheap, market, replace(ASKED, transport=True))
    first, second = cost_words.date_rows(detail.costing)[:2]
    assert {first.day, second.day} == {"Mon 7 Dec 2026 · Care and support", "Mon 7 Dec 2026 · Transport"}


def test_the_line_the_offer_is_priced_at_comes_first_and_is_marked(council: Desk, market: Market) -> None:
    council.rate(market.cheap, market.lot_id, "38.00", Unit.HALF_DAY)
    rows = cost_words.price_rows(opened(council, market.cheap, market), START)
    assert rows[0].what.startswith("✓ ")
    assert [row.is_chosen for row in rows].count(True) == 1
    assert len(rows) == 3


def test_without_a_rate_it_is_said_and_nothing_is_free(council: Desk, market: Market) -> None:
    detail = opened(council, market.rateless, market)
    assert cost_words.money_facts(detail) == ()
    assert "no agreed rate" in cost_words.no_cost_sentence(detail)
    assert cost_words.date_rows(detail.costing) == ()


def test_a_gap_between_rates_is_a_row_of_its_own(council: Desk, market: Market) -> None:
    council.rate(market.rateless, market.lot_id, "50", first_day=date(2025, 4, 1), last_day=date(2026, 3, 31))
    council.rate(market.rateless, market.lot_id, "60", first_day=date(2027, 4, 1))
    rows = rate_words.rate_rows(opened(council, market.rateless, market).sheet, START)
    assert [(row.days.strip(), row.price, row.state) for row in rows[1:]] == [
        ("from 1 Apr 2027", "£60.00", "to come"),
        ("1 Apr 2026 – 31 Mar 2027", "no agreed rate", "◆ gap"),
        ("1 Apr 2025 – 31 Mar 2026", "£50.00", "past"),
    ]
    assert rows[2].tone is Tone.BAD


def test_dates_end_where_no_rate_is_agreed_and_the_page_says_so(council: Desk, market: Market) -> None:
    council.rate(market.rateless, market.lot_id, "60", last_day=date(2027, 3, 31))
    detail = opened(council, market.rateless, market)
    assert cost_words.uncovered_sentence(detail).startswith("▲ No rate is agreed 1 Apr 2027")


def test_every_closed_gate_is_said(council: Desk, market: Market) -> None:
    service = council.ready_service(
        lot_id=market.lot_id, insurance_last_day=date(2026, 11, 3), places_free=0
    ).service_id
    detail = opened(council, service, market)
    lines = service_words.gate_lines(detail, START)
    assert lines == tuple((f"◆ {gate.reason}", Tone.BAD) for gate in detail.gates)
    assert "3 Nov 2026" in lines[0][0]
    assert lines[1][0] == "◆ no place free"


def test_an_open_service_may_be_called_off_from_the_first_day(council: Desk, market: Market) -> None:
    lines = service_words.gate_lines(opened(council, market.cheap, market), START)
    assert lines == (("✓ May be called off from 7 Dec 2026", Tone.GOOD),)


def test_timetable_puts_days_of_equal_times_together(council: Desk, market: Market) -> None:
    council.activity(
        market.cheap, name="Cookery", sessions="Mon,Wed 10:00-15:00; Fri 09:00-12:00", outcomes=("cook-a-meal",)
    )
    ((name, words),) = service_words.timetable_facts(opened(council, market.cheap, market).sheet)
    assert name == "Cookery"
    assert words == "Fri 09:00–12:00; Mon, Wed 10:00–15:00\nTowards: Cook a meal"


def test_list_says_what_stops_a_service_or_how_it_sits_in_the_budget(council: Desk, market: Market) -> None:
    said = {
        offer.service_id: (offer_words.budget_words(offer), offer_words.budget_tone(offer))
        for offer in find_offers(council.database, ASKED).offers
    }
    assert said[market.cheap] == ("✓ £168.60 left", Tone.GOOD)
    assert said[market.over] == ("▲ £90.00 over", Tone.WARN)
    assert said[market.suspended] == ("◆ suspended from 1 Nov 2026 until further notice", Tone.BAD)
    assert said[market.rateless] == ("◆ no agreed rate", Tone.BAD)


def test_age_of_the_news_of_places_is_said_in_a_sentence(council: Desk, market: Market) -> None:
    offer = find_offers(council.database, ASKED).offers[0]
    assert offer_words.places_sentence(offer, TODAY) == "3 places free, said today (2 Nov 2026)."
    old = offer._replace(places_free=1, places_said_on=date(2026, 10, 31))
    assert offer_words.places_sentence(old, TODAY) == "1 place free, said 2 days ago (31 Oct 2026)."
    assert offer_words.places_sentence(offer._replace(places_free=None), TODAY).startswith("Nobody has said")


def test_list_says_what_stops_a_service_and_leaves_its_timetable_to_the_tip(council: Desk, market: Market) -> None:
    service = council.ready_service("60", lot_id=market.lot_id).service_id
    council.activity(service, name="Evening club", sessions="Mon,Wed 18:00-20:00")
    asked = replace(ASKED, week=parse_week("Mon 10:00-15:00"))
    offers = {offer.service_id: offer for offer in find_offers(council.database, asked).offers}
    stopped, fitting = offers[service], offers[market.cheap]
    assert stopped.gate is not None
    assert "; it runs " in stopped.gate.reason
    assert offer_words.week_words(stopped) == "◆ nothing on Mon 10:00–15:00"
    assert stopped.gate.reason in offer_words.week_tip(stopped)
    assert (offer_words.week_words(fitting), offer_words.week_tip(fitting)) == ("£70.70", "£70.70")
    suspended = offer_words.week_tip(offers[market.suspended])
    assert suspended == "◆ suspended from 1 Nov 2026 until further notice · £50.00 a week"
