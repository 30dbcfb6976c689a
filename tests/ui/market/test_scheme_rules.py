"""Market, a scheme's own rules: typed in the page from nothing, refused at their fields, by keyboard alone."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from brokerage.domain.award_route_rule import RouteRule
from brokerage.domain.calendar import FinancialYear
from brokerage.domain.scheme import AwardRoute
from brokerage.services.set_policy import PolicyAsked, set_policy, show_scheme_rules
from brokerage.services.set_scheme_rules import set_routes
from tests.builders import Desk as Council
from tests.domain.example_policy import RULES, SAID
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from tests.ui.market.rules_desk import SPRING, AtRest, again, error_at, fill
from ui.desk import Desk
from ui.market.page import MarketPage
from ui.market.rules import view
from ui.market.rules.view import SchemeRulesParts
from ui.theme import ThemeChoice


def test_first_rules_are_typed_tried_and_set_and_the_page_shows_them(
    page: MarketPage, parts: SchemeRulesParts, council: Council, at_rest: AtRest, said: list[str]
) -> None:
    assert "no standing rules, so nothing can be called off" in parts._none_in_force.text()
    parts.policy.buttons[view.SET_RULES].click()
    form = parts.policy.form
    assert form is not None
    form.save.click()
    at_rest()
    assert "Still to be said: bank-holidays" in error_at(parts.policy, "bank-holidays")
    fill(parts.policy, {**SAID, "notice-days": "four"})
    form.save.click()
    at_rest()
    assert "whole number" in error_at(parts.policy, "notice-days")
    fill(parts.policy, {"notice-days": "28"})
    form.attempt.click()
    at_rest()
    assert form.told.text() == "✓ Standing rules of DAY-2026 would be set, from 1 Oct 2026."
    assert show_scheme_rules(council.database, "DAY-2026").policies == ()
    form.save.click()
    again(page, at_rest)
    (policy,) = show_scheme_rules(council.database, "DAY-2026").policies
    assert policy.rules == RULES
    assert said == ["✓ Standing rules of DAY-2026 are set, from 1 Oct 2026."]
    assert parts.policy.form is None
    assert not parts._none_in_force.isVisible()
    assert tuple(label.text() for label in parts.policy_facts._labels[0]) == ("In force", "from 1 Oct 2026")


def test_rules_follow_from_a_day_by_keyboard_are_corrected_and_taken_back(
    page: MarketPage, parts: SchemeRulesParts, council: Council, qtbot: QtBot, at_rest: AtRest, said: list[str]
) -> None:
    set_policy(council.database, council.commissioner, PolicyAsked("DAY-2026", None, SAID), NOW)
    again(page, at_rest)
    keys = Presses(qtbot, page)
    keys.tab_to(parts.policy.buttons[view.SET_RULES])
    keys.key(Qt.Key.Key_Space)
    form = parts.policy.form
    assert form is not None
    keys.text("1 Apr 2027")
    keys.tab_to(form.fields["by"].control)
    keys.text("Example 27/1")
    notice = form.fields["notice-days"].control
    assert isinstance(notice, QLineEdit)
    assert notice.text() == "28"
    keys.tab_to(notice)
    notice.selectAll()
    keys.text("42")
    keys.tab_to(form.save)
    keys.key(Qt.Key.Key_Space)
    again(page, at_rest)
    assert "▸ Rules from 1 Apr 2027 · Notice: 42 days (before: 28 days)" in parts.to_come._words.text()
    parts.policy.buttons[view.SET_RULES].click()
    form = parts.policy.form
    assert form is not None
    form.fields["payment-weeks"].control.setText("2")  # type: ignore[attr-defined]
    parts.policy.form.first_day._choose(SPRING)  # type: ignore[union-attr]
    assert form.typed()["notice-days"] == "42"
    assert form.typed()["payment-weeks"] == "2"
    form.save.click()
    again(page, at_rest)
    first, second = show_scheme_rules(council.database, "DAY-2026").policies
    assert (first.last_day, second.rules.notice_days, second.rules.payment_weeks) == (date(2027, 3, 31), 42, 2)
    assert second.rules.source == "Example 27/1"
    parts.to_come.press.click()
    again(page, at_rest)
    assert len(show_scheme_rules(council.database, "DAY-2026").policies) == 1
    assert not parts.to_come.isVisible()
    assert said[-1].startswith("The rules of DAY-2026 from 1 Apr 2027 are taken back")


def test_a_colleague_who_was_first_is_told_and_what_was_typed_stays(
    parts: SchemeRulesParts, council: Council, at_rest: AtRest, said: list[str]
) -> None:
    parts.routes.buttons[view.SET_ROUTES].click()
    fill(parts.routes, {"direct": "Mine"})
    theirs = RouteRule(AwardRoute.SMALL_COMPETITION, "Theirs")
    set_routes(council.database, council.commissioner, "DAY-2026", (theirs,), NOW)
    form = parts.routes.form
    assert form is not None
    form.save.click()
    at_rest()
    at_rest()
    assert "changed the scheme DAY-2026" in said[0]
    assert (form.typed()["direct"], form.typed()["small-competition"]) == ("Mine", "Theirs")
    form.save.click()
    at_rest()
    routes = show_scheme_rules(council.database, "DAY-2026").routes
    assert [rule.rule_reference for rule in routes] == ["Mine", "Theirs"]


def test_routes_and_estimates_are_refused_at_their_fields_and_set(
    page: MarketPage, parts: SchemeRulesParts, council: Council, at_rest: AtRest
) -> None:
    parts.routes.buttons[view.SET_ROUTES].click()
    assert parts.routes.form is not None
    parts.routes.form.save.click()
    assert "At least one award route" in error_at(parts.routes, "direct")
    fill(parts.routes, {"small-competition": "x" * 201})
    parts.routes.form.save.click()
    at_rest()
    assert "201 letters long" in error_at(parts.routes, "small-competition")
    parts.estimates.buttons[view.SET_ESTIMATES].click()
    form = parts.estimates.form
    assert form is not None
    assert list(form.fields)[::6] == ["2026-27", "2032-33"]
    fill(parts.estimates, {"2026-27": "1,200,000", "2027-28": "much"})
    form.save.click()
    assert error_at(parts.estimates, "2027-28").startswith("▲")
    fill(parts.estimates, {"2027-28": ""})
    form.save.click()
    again(page, at_rest)
    estimates = show_scheme_rules(council.database, "DAY-2026").estimates
    assert estimates == ((FinancialYear(2026), Decimal("1200000.00")),)
    assert parts.routes.form is not None


def test_a_form_closed_while_it_is_saved_still_tells_what_came_of_it(
    parts: SchemeRulesParts, council: Council, at_rest: AtRest, said: list[str]
) -> None:
    for reference in ("Part 2", "x" * 201):
        parts.routes.buttons[view.SET_ROUTES].click()
        fill(parts.routes, {"direct": reference})
        form = parts.routes.form
        assert form is not None
        form.save.click()
        form.leave.click()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        at_rest()
    assert said[0].startswith("✓ DAY-2026 allows: Direct, at agreed rates (Part 2)")
    assert "201 letters long" in said[1]


def test_who_is_no_commissioner_reads_the_rules_and_why(
    parts: SchemeRulesParts, council: Council, window_desk: Desk
) -> None:
    parts.routes.buttons[view.SET_ROUTES].click()
    window_desk.work_as(council.broker)
    for door in (parts.policy, parts.routes, parts.estimates, parts.lots, parts.head):
        assert not any(button.isEnabled() for button in door.buttons.values())
        assert all("only a commissioner" in button.accessibleDescription() for button in door.buttons.values())
        assert door.form is None


@pytest.mark.parametrize(("scale", "theme"), [(1.0, ThemeChoice.LIGHT), (2.0, ThemeChoice.DARK)])
def test_every_form_is_accessible_and_nothing_is_clipped(
    page: MarketPage,
    parts: SchemeRulesParts,
    window_desk: Desk,
    at_rest: AtRest,
    scale: float,
    theme: ThemeChoice,
) -> None:
    window_desk.look.choose(theme)
    window_desk.look.set_text_scale(scale)
    for door in (parts.policy, parts.routes, parts.estimates, parts.lots, parts.head):
        next(iter(door.buttons.values())).click()
    at_rest()
    assert_accessible(page)
    assert_nothing_clipped(page)
