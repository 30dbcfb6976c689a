"""The Compare page: options across, facts down, one chosen with its reason, paper for the family."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from brokerage.domain.changes import Kind
from brokerage.services.manage_people import read_person
from brokerage.services.raise_call_off import raise_call_off
from tests.builders import NOW, TODAY, Desk
from tests.services.call_off_builders import form, listed, offer
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.compared import ASKED, compared, offers, page
from tests.ui.example_market import Market, council, market, market_made
from ui.compare import presenter
from ui.compare.headers import cut_to_lines, text_height
from ui.compare.page import ComparePage
from ui.desk import Desk as WindowDesk
from ui.intents import CompareOffers, RaiseCallOffs
from ui.page import PageName
from ui.tone import Tone

__all__ = ["compared", "council", "market", "market_made", "page"]


def cells(page: ComparePage, label: str) -> list[str]:
    (row,) = (row for row in page.table.rows if row.label == label)
    return [cell.words for cell in row.cells]


def names(page: ComparePage) -> list[str]:
    model = page.table.model()
    horizontal = Qt.Orientation.Horizontal
    return [model.headerData(number, horizontal).split("\n")[0] for number in range(model.columnCount())]


def test_cheapest_that_fits_comes_first_and_is_chosen(page: ComparePage) -> None:
    assert names(page) == ["Apple Yard (demo)", "Birch Rooms (demo)", "Cedar House (demo)"]
    assert cells(page, "A week") == ["£141.40", "£200.00", "£400.00"]
    assert page.table.chosen == 0


def test_option_that_is_stopped_says_so_under_its_name_and_long_names_are_cut_with_dots(
    page: ComparePage, council: Desk, market: Market, at_rest: Callable[[], None]
) -> None:
    page.activated(CompareOffers(ASKED, offers(council, market.cheap, market.suspended), (), NOW))
    at_rest()
    model, across = page.table.model(), Qt.Orientation.Horizontal
    said = [model.headerData(number, across).split("\n")[2] for number in range(2)]
    assert said == ["", "◆ cannot start"]
    font = page.desk.look.font(bold=True)
    cut = cut_to_lines("Skills " * 40, font, 150, 3)
    assert cut.endswith("…")
    assert text_height(font, 150, cut) < 4 * QFontMetrics(font).lineSpacing()
    assert cut_to_lines("Apple Yard", font, 150, 3) == "Apple Yard"


def test_budget_is_said_with_a_shape_and_a_tone(page: ComparePage) -> None:
    (row,) = (row for row in page.table.rows if row.label == "Personal budget")
    assert [(cell.words[0], cell.tone) for cell in row.cells] == [("✓", Tone.GOOD), ("✓", Tone.GOOD), ("▲", Tone.WARN)]


def test_facts_stand_in_groups_with_row_headings(page: ComparePage) -> None:
    headings = [row.label for row in page.table.rows if row.is_heading]
    assert headings == ["Money", "What is inside", "When and where", "Quality and room", "Can it start"]
    model = page.table.model()
    labels = [model.headerData(number, Qt.Orientation.Vertical) for number in range(model.rowCount())]
    assert labels == [row.label for row in page.table.rows]


def test_screen_reader_hears_a_table_with_headings_both_ways(page: ComparePage) -> None:
    interface = QAccessible.queryAccessibleInterface(page.table)
    assert interface is not None
    heard: dict[QAccessible.Role, list[str]] = {}
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None:
            heard.setdefault(child.role(), []).append(child.text(QAccessible.Text.Name))
    assert [name.split("\n")[0] for name in heard[QAccessible.Role.ColumnHeader]] == names(page)
    assert heard[QAccessible.Role.RowHeader] == [row.label for row in page.table.rows]
    assert "A week: £141.40" in heard[QAccessible.Role.Cell]


def test_arrow_chooses_another_and_a_dearer_one_asks_why(page: ComparePage, window_desk: WindowDesk) -> None:
    costs: list[Decimal | None] = []
    window_desk.choice_changed.connect(costs.append)
    assert not page._labelled.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    assert page.table.chosen == 1
    assert page._labelled.isVisible()
    assert "£58.60 dearer a week than Apple Yard (demo)" in page._said.text()
    assert costs == [Decimal("200.00")]


def test_choice_goes_to_call_offs_with_its_reason_and_the_whole_list(
    page: ComparePage, compared: CompareOffers, market: Market, sent: list[tuple[PageName, object]]
) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    QTest.keyClicks(page.reason, " Close to the family. ")
    QTest.keyClick(page.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ((name, raised),) = sent
    assert name is PageName.CALL_OFFS
    assert isinstance(raised, RaiseCallOffs)
    assert [offer.service_id for offer in raised.chosen] == [market.dearer]
    assert (raised.listed, raised.listed_at) == (compared.listed, NOW)
    assert raised.reason == "Close to the family."


def test_cheapest_needs_no_reason(page: ComparePage, sent: list[tuple[PageName, object]]) -> None:
    page.call_off.click()
    ((_, raised),) = sent
    assert isinstance(raised, RaiseCallOffs)
    assert raised.reason == ""


def test_service_that_is_stopped_or_without_a_rate_says_so_and_may_still_be_chosen(
    page: ComparePage, council: Desk, market: Market, at_rest: Callable[[], None]
) -> None:
    page.activated(CompareOffers(ASKED, offers(council, market.rateless, market.suspended, market.cheap)))
    at_rest()
    assert cells(page, "A week") == ["£141.40", "£100.00", "–"]
    first, second, third = cells(page, "On 7 Dec 2026")
    assert first == "✓ yes"
    assert second.startswith("◆ no: suspended")
    assert third.startswith("◆ no: ")
    page.table.choose(2)
    assert page.call_off.isEnabled()


def test_newer_rates_are_read_and_the_choice_stays(
    page: ComparePage, council: Desk, market: Market, at_rest: Callable[[], None]
) -> None:
    page.table.choose(1)
    council.rate(market.over, market.lot_id, "1.00")
    page.reload(frozenset({Kind.RATES}))
    at_rest()
    assert names(page)[page.table.chosen] == "Birch Rooms (demo)"
    assert cells(page, "A week")[0] == "£2.00"


def bring_person(council: Desk, window_desk: WindowDesk) -> int:
    """Somebody with £310.00 a week, of which £42.00 is theirs to pay."""
    person_id = council.person(budget="310")
    council.contribution(person_id, "42.00")
    window_desk.take_in_hand(read_person(council.database, person_id, TODAY))
    return person_id


def raise_elsewhere(council: Desk, person_id: int) -> None:
    """One more service of £190.00 a week, which takes the whole contribution."""
    ready = council.ready_service("95.00")
    chosen_from = listed(offer(ready, "190.00"))
    raise_call_off(council.database, council.practitioner, form(person_id, ready), NOW, chosen_from)


def test_after_a_call_off_budget_and_contribution_are_both_what_it_leaves(
    page: ComparePage, compared: CompareOffers, council: Desk, window_desk: WindowDesk, at_rest: Callable[[], None]
) -> None:
    person_id = bring_person(council, window_desk)
    page.activated(compared)
    at_rest()
    assert cells(page, "Personal budget")[0] == "✓ inside, £168.60 left"
    assert cells(page, "The person pays a week") == ["£42.00", "£42.00", "£42.00"]
    raise_elsewhere(council, person_id)
    page.reload(frozenset({Kind.CALL_OFFS}))
    at_rest()
    assert page.comparison is not None
    said = presenter.sentence(page.comparison)
    assert "budget £120.00 a week left · contribution £0.00 a week left to pay" in said
    assert cells(page, "Personal budget")[0] == "▲ over by £21.40"
    assert cells(page, "The person pays a week, beside £42.00 for other support") == ["£0.00", "£0.00", "£0.00"]


def test_a_budget_that_was_typed_stays_as_it_was_typed(
    page: ComparePage, compared: CompareOffers, council: Desk, window_desk: WindowDesk, at_rest: Callable[[], None]
) -> None:
    person_id = bring_person(council, window_desk)
    page.activated(replace(compared, criteria=replace(ASKED, weekly_budget=Decimal(250))))
    raise_elsewhere(council, person_id)
    page.reload(frozenset({Kind.CALL_OFFS}))
    at_rest()
    assert page.comparison is not None
    assert "budget £250.00 a week ·" in presenter.sentence(page.comparison)
    assert cells(page, "Personal budget")[0] == "✓ inside, £108.60 left"


def test_nothing_chosen_leads_to_find(
    window_desk: WindowDesk, shown: Callable[[ComparePage], ComparePage], sent: list[tuple[PageName, object]]
) -> None:
    page = shown(ComparePage(window_desk))
    page.activated()
    (way,) = (one for one in page._state.findChildren(QPushButton) if one.isVisible())
    assert way.text() == "Go to Find"
    way.click()
    assert sent == [(PageName.FIND, None)]
    assert not page.save_button.isEnabled()


def test_another_person_begins_with_an_empty_page(page: ComparePage, window_desk: WindowDesk) -> None:
    window_desk.take_in_hand(None)
    assert page.comparison is None
    assert page._stack.currentWidget() is page._state


def test_every_control_has_a_name(page: ComparePage) -> None:
    page.table.choose(1)
    assert_accessible(page)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off_at_any_size_of_text(page: ComparePage, scale: float) -> None:
    page.table.choose(1)
    page.desk.look.set_text_scale(scale)
    QTest.qWait(50)
    assert_nothing_clipped(page)
    rows = range(len(page.table.rows))
    assert all(page.table.rowHeight(row) >= page.desk.look.px(20) for row in rows)


def test_six_long_names_stand_side_by_side_and_scroll_only_when_they_must(
    page: ComparePage, council: Desk, market: Market, at_rest: Callable[[], None]
) -> None:
    long_name = "The Old Forge Centre for Skills, Gardening and Everyday Life (demo)"
    made = [council.ready_service(lot_id=market.lot_id, name=f"{long_name} {number}").service_id for number in range(6)]
    page.activated(CompareOffers(ASKED, offers(council, *made)))
    at_rest()
    bar = page.table.horizontalScrollBar()
    assert bar.maximum() == 0
    page.resize(800, 768)
    QTest.qWait(20)
    assert bar.maximum() > 0
