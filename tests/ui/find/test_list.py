"""The list: what it holds, in which order, how wide its columns are, what stands of it when answers fail or change."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from brokerage.domain.changes import Kind
from brokerage.domain.offer import OfferOrder
from brokerage.storage.engine import open_database
from tests.builders import Desk, open_council
from tests.ui.example_market import Market, open_market
from tests.ui.find.hands import ASKED, column_words, fail, services
from ui.desk import Desk as WindowDesk
from ui.find import columns, presenter
from ui.find.page import FindPage
from ui.intents import FindSupport


def test_list_has_every_service_those_that_fit_first_and_the_stopped_last(page: FindPage, market: Market) -> None:
    assert services(page) == [
        market.far, market.cheap, market.dearer, market.over, market.suspended, market.rateless,
    ]  # fmt: skip
    assert page.results._count.text() == "6 services · 3 fit the budget"


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1366 - 148), (1.0, 1920 - 148), (2.0, 1366 - 296)])
def test_what_stops_a_service_is_read_in_the_list_without_dots(
    page: FindPage, market: Market, settled: Callable[[], None], scale: float, width: int
) -> None:
    page.desk.look.set_text_scale(scale)
    page.resize(width, 700)
    settled()
    view, line = page.results.table.view, services(page).index(market.suspended)
    reason = column_words(page, columns.WEEK)[line]
    assert reason == "◆ suspended from 1 Nov 2026 until further notice"
    room = sum(
        view.columnWidth(column)
        for column in range(columns.WEEK, columns.OUTCOMES + 1)
        if not view.isColumnHidden(column)
    )
    assert view.columnSpan(line, columns.WEEK) == columns.OUTCOMES - columns.WEEK + 1
    assert QFontMetrics(page.desk.look.font()).horizontalAdvance(reason) < room
    assert view.columnViewportPosition(columns.WEEK) + room <= view.viewport().width() + 1


def test_columns_have_the_room_that_the_list_was_given_out_of_sight(
    page: FindPage, settled: Callable[[], None]
) -> None:
    view = page.results.table.view
    page.resize(1920 - 148, 700)
    settled()
    assert not view.isColumnHidden(columns.AREA)
    page.hide()
    page.resize(900, 700)
    page.show()
    settled()
    assert view.width() < 700
    assert view.isColumnHidden(columns.AREA)


def test_a_long_area_gives_way_to_the_whole_name_of_a_service(page: FindPage, settled: Callable[[], None]) -> None:
    page.resize(1366 - 148, 700)
    settled()
    results, name = page.results, "The Walled Garden Project"
    rows = [offer._replace(service=name, district="Tonbridge and Malling") for offer in results.table.rows]
    results.table.show_rows(rows)
    results._room.show(marks_outcomes=True)
    words = QFontMetrics(page.desk.look.font())
    view = results.table.view
    assert view.columnWidth(columns.AREA) < words.horizontalAdvance("Tonbridge and Malling")
    assert view.columnWidth(columns.SERVICE) > words.horizontalAdvance(name) + view.iconSize().width()


def test_order_chosen_is_asked_in_the_database(page: FindPage, market: Market, settled: Callable[[], None]) -> None:
    page.results._order.choose(OfferOrder.BEST_RATED)
    page.results.order_chosen.emit(OfferOrder.BEST_RATED)
    settled()
    assert services(page)[0] == market.dearer


def testfailure_of_the_first_answer_stands_in_place_of_the_rows_and_is_tried_again(
    market: Market,
    window_desk: WindowDesk,
    shown: Callable[[FindPage], FindPage],
    at_rest: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = shown(FindPage(window_desk))
    with monkeypatch.context() as broken:
        broken.setattr(presenter, "search", fail)
        page.activated()
        at_rest()
    (again,) = (one for one in page.results.table.findChildren(QPushButton) if one.isVisible())
    assert again.text() == "Try again"
    again.click()
    at_rest()
    assert len(services(page)) == 6


def test_change_elsewhere_is_read_and_the_place_in_the_list_stays(
    page: FindPage, council: Desk, market: Market, settled: Callable[[], None]
) -> None:
    page.results.table.make_current((market.dearer, market.lot_id))
    settled()
    council.rate(market.rateless, market.lot_id, "10")
    page.reload(frozenset({Kind.RATES}))
    settled()
    assert services(page)[0] == market.rateless
    current = page.results.table.current
    assert current is not None
    assert current.service_id == market.dearer


def test_page_answers_the_same_on_postgresql(
    postgresql_url: str,
    window_desk: WindowDesk,
    shown: Callable[[FindPage], FindPage],
    at_rest: Callable[[], None],
) -> None:
    database = open_database(postgresql_url)
    market = open_market(open_council(database))
    window_desk.open(database, window_desk.actor)
    page = shown(FindPage(window_desk))
    page.activated(FindSupport(ASKED))
    at_rest()
    assert services(page)[:4] == [market.far, market.cheap, market.dearer, market.over]
    page.deleteLater()
    database.close()
