"""Looking behind an offer, ticking some, comparing and calling off; by keyboard alone."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from brokerage.domain.changes import Kind
from brokerage.domain.money import parse_pounds
from tests.builders import Desk
from tests.ui.example_market import Market
from tests.ui.find.hands import ASKED, field
from ui.desk import Desk as WindowDesk
from ui.find.detail_cost import CostBlock, DatesBlock
from ui.find.page import FindPage
from ui.intents import CompareOffers, RaiseCallOffs, RunCompetition
from ui.page import PageName


def test_selected_offer_shows_its_cost_and_dates_that_add_up(
    page: FindPage, market: Market, settled: Callable[[], None]
) -> None:
    page.results.table.make_current((market.cheap, market.lot_id))
    settled()
    dates = page.detail.findChild(DatesBlock)
    cost = page.detail.findChild(CostBlock)
    assert isinstance(dates, DatesBlock)
    assert isinstance(cost, CostBlock)
    total = sum(parse_pounds(row.amount) for row in dates.table.rows)
    assert f"together £{total:,.2f}" in dates.accessibleName()
    assert "£70.70 a day × 2 days" in cost._sums.text()


def test_selected_offer_stands_in_the_budget_bar(
    page: FindPage, market: Market, window_desk: WindowDesk, settled: Callable[[], None]
) -> None:
    told: list[Decimal | None] = []
    window_desk.choice_changed.connect(told.append)
    page.results.table.make_current((market.dearer, market.lot_id))
    settled()
    assert told[-1] == Decimal("200.00")


def test_six_may_be_chosen_and_the_seventh_is_refused_in_words(
    page: FindPage, council: Desk, market: Market, window_desk: WindowDesk, settled: Callable[[], None]
) -> None:
    council.ready_service(lot_id=market.lot_id)
    page.reload(frozenset({Kind.PROVIDERS}))
    settled()
    said: list[str] = []
    window_desk.noticed.connect(lambda notice: said.append(notice.text))
    for line in range(7):
        page.results.table.model.toggle(line)
    assert len(page.results.table.ticked) == 6
    assert "no more than 6" in said[-1]
    assert page.detail.compare.text() == "Compare (6)"


def test_ticks_outside_another_list_stay_while_the_week_is_the_same(
    page: FindPage, market: Market, settled: Callable[[], None]
) -> None:
    page.results.table.tick_only(page.results.table.rows[:2])
    QTest.keyClicks(page.criteria.words, "gardening")
    settled()
    assert {offer.service_id for offer in page.results.table.ticked} == {market.far, market.cheap}
    week = field(page, "Days and hours wanted, as text")
    week.clear()
    QTest.keyClicks(week, "Fri 10:00-15:00")
    settled()
    assert page.results.table.ticked == ()


def test_compare_and_call_off_carry_the_list_they_were_chosen_from(
    page: FindPage, sent: list[tuple[PageName, object]]
) -> None:
    page.results.table.tick_only(page.results.table.rows[:2])
    page.detail.compare.click()
    page.detail.call_off.click()
    (first, compared), (second, raised) = sent
    assert (first, second) == (PageName.COMPARE, PageName.CALL_OFFS)
    assert isinstance(compared, CompareOffers)
    assert isinstance(raised, RaiseCallOffs)
    assert raised.chosen == compared.offers == page.results.table.rows[:2]
    assert raised.listed == compared.listed == page.results.table.rows
    assert raised.criteria == ASKED
    assert raised.listed_at == page.desk.now()


def test_where_agreed_rates_do_not_settle_it_a_small_competition_in_the_lot_is_one_press_away(
    page: FindPage, market: Market, settled: Callable[[], None], sent: list[tuple[PageName, object]]
) -> None:
    page.results.table.make_current((market.cheap, market.lot_id))
    settled()
    page.detail.competition.click()
    assert sent == [(PageName.MARKET, RunCompetition(market.lot_id, ASKED))]


def test_whole_page_by_keyboard(
    page: FindPage, market: Market, settled: Callable[[], None], sent: list[tuple[PageName, object]]
) -> None:
    page.focus_search()
    QTest.keyClicks(page.focusWidget(), "cooking")
    settled()
    page.results.table.view.setFocus()
    QTest.keyClick(page.results.table.view, Qt.Key.Key_Space)
    QTest.keyClick(page.results.table.view, Qt.Key.Key_Down)
    QTest.keyClick(page.results.table.view, Qt.Key.Key_Space)
    assert [offer.service_id for offer in page.results.table.ticked] == [market.cheap, market.over]
    settled()
    QTest.keyClick(page.results.table.view, Qt.Key.Key_Return)
    assert page.detail.isAncestorOf(page.focusWidget())
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [name for name, _ in sent] == [PageName.CALL_OFFS]


def test_what_was_raised_is_ticked_no_longer(
    page: FindPage, market: Market, window_desk: WindowDesk, settled: Callable[[], None]
) -> None:
    rows = {offer.service_id: offer for offer in page.results.table.rows}
    rateless = rows[market.rateless]._replace(lot_id=None)
    page.results.table.tick_only((rows[market.cheap], rows[market.dearer], rateless))
    assert page.detail.call_off.text() == "Call off these 3"
    window_desk.tell_raised(frozenset({(market.dearer, market.lot_id), (market.rateless, market.lot_id)}))
    settled()
    assert [offer.service_id for offer in page.results.table.ticked] == [market.cheap]
    assert page.detail.call_off.text() == "Call off"
