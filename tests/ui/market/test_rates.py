"""Market, agreed rates: the picture with the table behind it, a rate card with its gaps, rates agreed and ended."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from brokerage.domain.changes import Kind
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.rate_setting import RateLineAsked, RateToEnd
from brokerage.domain.unit import Unit
from brokerage.services.set_rates import end_rate
from brokerage.storage.tables.rates import RateRow
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from ui.desk import Desk
from ui.market.page import MarketPage
from ui.market.rates.section import RatesSection
from ui.theme import ThemeChoice

AtRest = Callable[[], None]
JANUARY = date(2027, 1, 1)


@pytest.fixture
def lot_id(council: Council) -> int:
    """Lot HOME/1 with five day rates, the dearest an outlier; the third house has a gap to come and an hourly price."""
    lot_id = council.lot(council.scheme(reference="HOME"), number="1")
    for number, price in enumerate(("60.00", "62.00", "64.00", "66.00", "150.00"), start=1):
        service = council.service(name=f"House {number} (demo)")
        council.admission(service, lot_id)
        council.rate(service, lot_id, price, last_day=date(2027, 3, 31) if number == 3 else None)
        if number == 3:
            council.rate(service, lot_id, "24.08", Unit.HOUR)
    return lot_id


def opened(page: MarketPage, at_rest: AtRest) -> RatesSection:
    """The section in front, read."""
    page.show_section(RatesSection)
    at_rest()
    section = page.section
    assert isinstance(section, RatesSection)
    return section


def written(section: RatesSection, column: int) -> list[str]:
    model = section.table.model
    return [model.index(line, column).data() for line in range(model.rowCount())]


def cells(section: RatesSection) -> list[tuple[str, ...]]:
    model = section.view.table.model
    return [tuple(model.index(line, column).data() for column in range(5)) for line in range(model.rowCount())]


def select_house_3(section: RatesSection, at_rest: AtRest) -> None:
    section.table.make_current(section.table.rows[2].line.line_id)
    at_rest()


@pytest.mark.usefixtures("lot_id")
def test_the_picture_and_its_table_show_every_rate_of_the_lot_and_the_one_selected_is_marked_in_both(
    page: MarketPage, at_rest: AtRest
) -> None:
    section = opened(page, at_rest)
    assert written(section, 0) == ["£60.00", "£62.00", "£64.00", "£66.00", "◇ £150.00"]
    assert section.spread.outliers.text() == "◇ 1 outlier: £150.00 House 5 (demo) · care by the day."
    section.spread.picture.chosen.emit(section.table.rows[3].line.line_id)
    at_rest()
    assert section.spread.marked.text().startswith("▲ £66.00 House 4 (demo) · care by the day is number 4 of 5")
    assert "House 4 (demo)" in section.spread.picture.accessibleName()
    assert section.view._heading.text() == "Rate card of House 4 (demo)"
    years = section.spread.years.model
    assert [years.index(line, 1).data() for line in range(years.rowCount())] == ["£64.00", "£64.00"]


@pytest.mark.usefixtures("lot_id")
def test_a_rate_card_names_rates_past_and_to_come_and_gaps_with_their_days(page: MarketPage, at_rest: AtRest) -> None:
    section = opened(page, at_rest)
    select_house_3(section, at_rest)
    assert cells(section)[:3] == [
        ("Care and support by the day", "▲ no agreed rate", "1 Oct 2022", "31 Mar 2026", "past gap"),
        ("Care and support by the day", "£64.00", "1 Apr 2026", "31 Mar 2027", "● in force"),
        ("Care and support by the day", "▲ no agreed rate", "1 Apr 2027", "open", "gap to come"),
    ]
    assert written(section, 8)[2] == "from 1 Apr 2027 on"


@pytest.mark.usefixtures("lot_id")
def test_a_rate_is_agreed_by_keyboard_after_its_consequence_was_told(
    page: MarketPage, council: Council, qtbot: QtBot, at_rest: AtRest, said: list[str]
) -> None:
    section = opened(page, at_rest)
    form = section.view.agree
    keys = Presses(qtbot, page)
    keys.tab_to(form.price)
    keys.text("62.40")
    keys.key(Qt.Key.Key_Tab)
    keys.text("1 Jan 2027")
    keys.tab_to(form.note)
    keys.text("Agreed on the phone.")
    form.look_ahead()
    at_rest()
    assert form.consequence.text().splitlines()[0] == (
        "£62.40 a day from 1 Jan 2027 follows £60.00, which ends on 31 Dec 2026 (+£2.40, +4.0 %)."
    )
    keys.tab_to(form.save)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    at_rest()
    with council.session() as session:
        row = session.scalars(select(RateRow).where(RateRow.first_day == JANUARY)).one()
        assert (str(row.price), row.source, row.note) == ("62.40", "Negotiation", "Agreed on the phone.")
    assert said == ["House 1 (demo): £62.40 a day from 1 Jan 2027 follows £60.00, which ends on 31 Dec 2026."]
    assert form.price.text() == ""


@pytest.mark.usefixtures("lot_id")
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(page: MarketPage, at_rest: AtRest) -> None:
    form = opened(page, at_rest).view.agree
    form.save.click()
    assert "The price is empty" in form.fields["price"]._below.text()
    form.price.setText("61.00")
    form.ratio.setText("three")
    form.save.click()
    assert "The ratio cannot be read" in form.fields["ratio"]._below.text()
    form.ratio.setText("")
    form.first_day.set_day(date(2026, 4, 1))
    form.save.click()
    at_rest()
    assert "£60.00 is already agreed from 1 Apr 2026" in form.fields["price"]._below.text()
    assert form.price.text() == "£61.00"


@pytest.mark.usefixtures("lot_id")
def test_a_rate_is_ended_with_its_reason_and_the_gap_told_first(
    page: MarketPage, council: Council, at_rest: AtRest, said: list[str]
) -> None:
    section = opened(page, at_rest)
    form = section.view.end
    form.form.days["last_day"].set_day(date(2026, 11, 30))
    form.look_ahead()
    at_rest()
    assert "▲ No agreed rate: from 1 Dec 2026 on." in form.form.consequence.text()
    form.form.press.click()
    at_rest()
    assert "Say why the rate ends" in form.form.fields["reason"]._below.text()
    form.form.reason.setPlainText("No longer offered.")
    form.form.press.click()
    at_rest()
    at_rest()
    assert said == ["House 1 (demo): £60.00 a day from 1 Apr 2026 ends on 30 Nov 2026."]
    page.reload(frozenset({Kind.RATES}))
    at_rest()
    assert ("Care and support by the day", "▲ no agreed rate", "1 Dec 2026", "open", "gap to come") in cells(section)


def test_a_colleague_who_was_first_is_told_and_the_card_is_read_again(
    page: MarketPage, council: Council, lot_id: int, at_rest: AtRest, said: list[str]
) -> None:
    section = opened(page, at_rest)
    form = section.view.agree
    form.price.setText("62.40")
    form.first_day.set_day(JANUARY)
    form.look_ahead()
    at_rest()
    line = RateLineAsked(section.table.rows[0].service_id, lot_id, FeeKind.CARE, Unit.DAY)
    asked = RateToEnd(line, date(2026, 11, 30), "No longer offered.")
    end_rate(council.database, council.commissioner, asked, TODAY, NOW)
    form.save.click()
    at_rest()
    at_rest()
    assert len(said) == 1
    assert "changed this line of the rate card" in said[0]
    assert any("no agreed rate" in row[1] and row[2] == "1 Dec 2026" for row in cells(section))
    assert "62.40" in form.price.text()


@pytest.mark.usefixtures("lot_id")
def test_who_is_no_commissioner_reads_and_is_told_why(
    page: MarketPage, council: Council, window_desk: Desk, at_rest: AtRest
) -> None:
    window_desk.work_as(council.broker)
    view = opened(page, at_rest).view
    assert "only a commissioner agrees rates" in view.agree._why_not.text()
    assert "only a commissioner ends rates" in view.end._why_not.text()
    assert not view.agree.save.isEnabled()
    assert not view.end.form.press.isEnabled()


def test_a_lot_without_a_rate_says_so_and_the_first_may_be_agreed_there(
    page: MarketPage, council: Council, at_rest: AtRest
) -> None:
    lot_id = council.lot(council.scheme(reference="EMPTY"), number="1")
    council.admission(council.service(name="First Comer (demo)"), lot_id)
    section = opened(page, at_rest)
    assert "No agreed rate for this yet" in section.table._panel.accessibleName()
    assert section.service.currentText().startswith("First Comer (demo) · ")
    assert "No rate agreed yet" in section.view.table._panel.accessibleName()
    assert section.view.agree.isVisible()
    assert not section.view.end.isVisible()


@pytest.mark.usefixtures("lot_id")
def test_what_cannot_be_read_is_said_in_its_place_and_what_is_chosen_stays_when_rates_change(
    page: MarketPage, council: Council, at_rest: AtRest
) -> None:
    section = opened(page, at_rest)
    select_house_3(section, at_rest)
    hourly = next(row for row in section.view.table.rows if row.line.unit is Unit.HOUR)
    section.view.table.make_current(hourly.key)
    section.view.agree.band.setText("Enhanced")
    page.reload(frozenset({Kind.RATES}))
    at_rest()
    assert section.view._heading.text() == "Rate card of House 3 (demo)"
    assert section.view.table.current is not None
    assert section.view.table.current.line.unit is Unit.HOUR
    assert (section.view.agree.unit.value(), section.view.agree.band.text()) == (Unit.HOUR, "Enhanced")
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE lot_needs RENAME TO lot_needs_away")
    section.load()
    at_rest()
    assert "That did not work" in section.table._panel.accessibleName()
    assert not section.view.isVisible()


@pytest.mark.usefixtures("lot_id")
@pytest.mark.parametrize(("scale", "theme"), [(1.0, ThemeChoice.DARK), (2.0, ThemeChoice.LIGHT)])
def test_the_section_is_accessible_and_nothing_is_clipped(
    page: MarketPage, window_desk: Desk, at_rest: AtRest, scale: float, theme: ThemeChoice
) -> None:
    window_desk.look.choose(theme)
    window_desk.look.set_text_scale(scale)
    opened(page, at_rest)
    assert_accessible(page)
    assert_nothing_clipped(page)


def test_the_card_of_a_service_without_a_rate_stays_while_all_is_read_again_and_once_its_first_is_agreed(
    page: MarketPage, council: Council, lot_id: int, at_rest: AtRest
) -> None:
    service_id = council.service(name="House 6 (demo)")
    council.admission(service_id, lot_id)
    section = opened(page, at_rest)
    section.service.choose(service_id)
    section.service.activated.emit(section.service.currentIndex())
    at_rest()
    page.reload(frozenset({Kind.RATES}))
    at_rest()
    at_rest()
    assert section.view._heading.text() == "Rate card of House 6 (demo)"
    section.view.agree.price.setText("65")
    section.view.agree.first_day.set_day(JANUARY)
    section.view.agree.save.click()
    at_rest()
    page.reload(frozenset({Kind.RATES}))
    at_rest()
    at_rest()
    assert section.view._heading.text() == "Rate card of House 6 (demo)"
    assert "£65.00" in [cell for row in cells(section) for cell in row]
