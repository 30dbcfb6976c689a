"""Market, a scheme's own facts and its lots: changed in the page, refused at their fields, by keyboard alone."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brokerage.domain.unit import Unit
from brokerage.services.change_scheme import SchemeChangeAsked, change_scheme
from brokerage.services.set_policy import show_scheme_rules
from tests.builders import Desk as Council
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from tests.ui.market.rules_desk import AtRest, again, error_at, fill
from ui.market.page import MarketPage
from ui.market.rules import view
from ui.market.rules.view import SchemeRulesParts


def test_what_a_lot_allows_is_changed_and_a_lot_added(
    page: MarketPage, parts: SchemeRulesParts, council: Council, at_rest: AtRest, said: list[str]
) -> None:
    parts.lots.buttons[view.CHANGE_LOT].click()
    form = parts.lots.form
    assert form is not None
    assert (form.typed()["units"], form.typed()["needs"]) == ("day, week", "learning-disability")
    fill(parts.lots, {"units": "week", "ratios": "1:many", "derived": "yes"})
    form.save.click()
    at_rest()
    assert "1:3" in error_at(parts.lots, "ratios")
    fill(parts.lots, {"ratios": "1:1, 1:3", "last-call-off-day": "31 Mar 2028"})
    form.save.click()
    again(page, at_rest)
    (lot,) = show_scheme_rules(council.database, "DAY-2026").lots
    assert (lot.units, lot.derives_ratio, lot.last_call_off_day) == ((Unit.WEEK,), True, date(2028, 3, 31))
    assert "· Priced by: week (before: day, week)" in said[0]
    parts.lots.buttons[view.ADD_LOT].click()
    fill(parts.lots, {"number": "1", "title": "Evenings", "needs": "autism"})
    form = parts.lots.form
    assert form is not None
    form.save.click()
    at_rest()
    assert "has a lot 1 already" in error_at(parts.lots, "number")
    fill(parts.lots, {"number": "2"})
    form.save.click()
    again(page, at_rest)
    assert [one.number for one in show_scheme_rules(council.database, "DAY-2026").lots] == ["1", "2"]
    page.section.view.lots.make_current("2")  # type: ignore[attr-defined]
    parts.lots.buttons[view.REMOVE_LOT].click()
    form = parts.lots.form
    assert form is not None
    form.attempt.click()
    at_rest()
    assert form.told.text() == "✓ Lot 2 of DAY-2026, Evenings, would be taken away."
    form.save.click()
    again(page, at_rest)
    parts.lots.buttons[view.REMOVE_LOT].click()
    assert parts.lots.form is not None
    parts.lots.form.save.click()
    at_rest()
    assert said[-1] == "Lot 1 is the only one of its scheme, and a scheme has at least one: change it."


def test_a_scheme_is_changed_by_keyboard_and_only_what_was_touched_is_written(
    page: MarketPage, parts: SchemeRulesParts, council: Council, qtbot: QtBot, at_rest: AtRest, said: list[str]
) -> None:
    keys = Presses(qtbot, page)
    keys.tab_to(parts.head.buttons[view.CHANGE_SCHEME])
    keys.key(Qt.Key.Key_Space)
    form = parts.head.form
    assert form is not None
    assert (form.typed()["title"], form.typed()["decision"]) == ("Day opportunities", "Example 26/00200")
    assert form.fields["kind"].control.isEnabled()
    form.save.click()
    again(page, at_rest)
    assert said == ["Nothing changes: it stands like this already."]
    parts.head.buttons[view.CHANGE_SCHEME].click()
    fill(
        parts.head,
        {"answer-days": "40", "last-call-off-day": "31 Mar 2029", "title": "Mine", "description": "Two\nlines"},
    )
    form = parts.head.form
    assert form is not None
    form.save.click()
    at_rest()
    assert "make it no shorter" in error_at(parts.head, "answer-days")
    theirs = SchemeChangeAsked("DAY-2026", {"law": "Theirs"})
    change_scheme(council.database, council.commissioner, theirs, NOW)
    fill(parts.head, {"answer-days": "25"})
    form.save.click()
    at_rest()
    at_rest()
    assert "changed the scheme DAY-2026" in said[-1]
    assert (form.typed()["title"], form.typed()["law"]) == ("Mine", "Theirs")
    form.attempt.click()
    at_rest()
    assert form.told.text().startswith("✓ DAY-2026 would be changed.\n· Title: Mine (before: Day opportunities)")
    form.save.click()
    again(page, at_rest)
    head = show_scheme_rules(council.database, "DAY-2026").head
    assert (head.title, head.law, head.answer_working_days, head.description) == ("Mine", "Theirs", 25, "Two\nlines")
    assert head.last_call_off_day == date(2029, 3, 31)
    assert parts.head.form is None
