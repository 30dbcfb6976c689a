"""Market, a scheme set up in the window: typed or filled from a published notice, tried first, refused at its fields."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brokerage.domain.changes import Kind
from brokerage.domain.scheme import SchemeKind
from brokerage.services.run_scheme import list_schemes, show_scheme
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.keyboard import Presses
from ui.desk import Desk
from ui.market.page import MarketPage
from ui.market.schemes.form import SchemeForm
from ui.market.schemes.section import SchemesSection

AtRest = Callable[[], None]
NOTICE = Path(__file__).parents[2] / "files" / "dynamic_market_notice.json"
TYPED = {
    "reference": "DAY-2027",
    "title": "Day opportunities (demo)",
    "law": "Procurement Act 2023",
    "decision": "26/0102",
    "terms": "48+24",
    "answer-days": "20",
}


@pytest.fixture
def form(page: MarketPage, council: Council, at_rest: AtRest) -> SchemeForm:
    """The form in front, with the needs it may name."""
    for need in ("autism", "learning-disability"):
        council.need(need)
    page.activated()
    at_rest()
    section = page.section
    assert isinstance(section, SchemesSection)
    section.set_up.click()
    return section.form


def fill(form: SchemeForm) -> None:
    for name, text in TYPED.items():
        form.lines[name].setText(text)
    form.texts["lot"].setPlainText("1 = Day centres: autism; ages 18-\n2 = Evenings: autism")
    form.kind.choose(SchemeKind.DYNAMIC_MARKET_2023)
    form.days["on"].set_day(date(2026, 10, 5))
    form.days["from"].set_day(date(2027, 4, 1))


def test_a_scheme_is_tried_then_set_up_and_stands_selected(
    form: SchemeForm, page: MarketPage, council: Council, qtbot: QtBot, at_rest: AtRest, said: list[str]
) -> None:
    fill(form)
    form.attempt.click()
    at_rest()
    assert "✓ DAY-2027 would be set up with 2 lots; its contracts end on 31 Mar 2031, 31 Mar 2033." in form.told.text()
    assert "▲ It has no standing rules" in form.told.text()
    assert "▲ Its lots ask nothing yet of who applies" in form.told.text()
    assert list_schemes(council.database, TODAY) == ()
    keys = Presses(qtbot, page)
    keys.tab_to(form.save)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    page.reload(frozenset({Kind.SCHEMES}))
    at_rest()
    scheme = show_scheme(council.database, "DAY-2027", TODAY)
    assert (scheme.answer_working_days, len(scheme.summary.lots)) == (20, 2)
    section = page.section
    assert isinstance(section, SchemesSection)
    assert section.table.current is not None
    assert section.table.current.summary.reference == "DAY-2027"
    assert said[0].startswith("✓ DAY-2027 is set up with 2 lots")
    assert form.lines["reference"].text() == ""


def test_a_notice_fills_what_is_empty_and_leaves_what_was_typed(
    form: SchemeForm, council: Council, at_rest: AtRest
) -> None:
    form.lines["title"].setText("Our own title (demo)")
    form.take_file(NOTICE)
    at_rest()
    assert form.lines["title"].text() == "Our own title (demo)"
    assert form.lines["law"].text() == "Procurement Act 2023"
    assert (form.kind.value(), form.days["from"].day()) == (SchemeKind.DYNAMIC_MARKET_2023, date(2027, 4, 1))
    assert form.texts["lot"].toPlainText().splitlines()[0] == "1 = Day opportunities: ; cpv 85312100"
    assert form.lines["terms"].text() == ""
    assert "extended at most to 31 Mar 2033" in form.fields["terms"]._below.text()


def test_a_scheme_from_a_notice_shows_what_is_set_up_beside_what_the_notice_said(
    form: SchemeForm, council: Council, at_rest: AtRest, said: list[str]
) -> None:
    form.take_file(NOTICE)
    at_rest()
    for name in ("reference", "decision", "terms", "answer-days"):
        form.lines[name].setText(TYPED[name])
    form.days["on"].set_day(date(2026, 10, 5))
    form.texts["lot"].setPlainText("1 = Day opportunities: autism\n2: learning-disability; registered")
    form.attempt.click()
    at_rest()
    beside = {one.what: one for one in form.beside.rows}
    assert beside["Law"].said == "Procurement Act 2023"
    assert "open a round for them" in form.told.text()
    form.save.click()
    at_rest()
    assert show_scheme(council.database, "DAY-2027", TODAY).lot_rules[1].cpv_codes == ("85311200",)
    form.take_file(NOTICE)
    at_rest()
    for name in ("decision", "terms", "answer-days"):
        form.lines[name].setText(TYPED[name])
    form.lines["reference"].setText("DAY-2")
    form.days["on"].set_day(date(2026, 10, 5))
    form.texts["lot"].setPlainText("1: autism\n2: autism")
    form.save.click()
    at_rest()
    assert "DAY-2027 was started from this notice already" in said[-1]


def test_what_is_still_to_be_said_stands_at_every_field_at_once(form: SchemeForm) -> None:
    form.save.click()
    for name in ("reference", "decision", "on", "title", "kind", "law", "from", "terms", "answer-days", "lot"):
        assert form.fields[name]._below.text().startswith("▲ Still to be said"), name


def test_what_cannot_be_read_is_refused_at_its_field_and_stays(form: SchemeForm, at_rest: AtRest) -> None:
    for name, typed, sentence in (
        ("reference", "x", "2 to 30 capital letters"),
        ("terms", "four years", "cannot be read"),
        ("answer-days", "soon", "whole number"),
        ("value", "12 %", "percent"),
    ):
        fill(form)
        form.lines[name].setText(typed)
        form.save.click()
        at_rest()
        assert sentence in form.fields[name]._below.text(), name
        assert form.lines[name].text() == typed


def test_an_unknown_need_is_refused_at_the_lots(form: SchemeForm, at_rest: AtRest) -> None:
    fill(form)
    form.texts["lot"].setPlainText("1 = Days: kindness")
    form.save.click()
    at_rest()
    assert "known are autism, learning-disability" in form.fields["lot"]._below.text()


def test_who_is_no_commissioner_sees_why_no_scheme_can_be_set_up(
    form: SchemeForm, council: Council, window_desk: Desk
) -> None:
    window_desk.work_as(council.broker)
    assert "only a commissioner sets up schemes" in form.who_may.label.text()
    assert not form.save.isEnabled()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_form_is_accessible_and_nothing_is_clipped(
    form: SchemeForm, window_desk: Desk, at_rest: AtRest, scale: float
) -> None:
    window_desk.look.set_text_scale(scale)
    form.take_file(NOTICE)
    at_rest()
    assert_accessible(form)
    assert_nothing_clipped(form)
