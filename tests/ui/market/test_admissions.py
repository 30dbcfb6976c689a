"""Market, the admissions: the list in words and shapes, what needs attention, and each step with its consequence told before."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.domain.period import Period
from brokerage.services.keep_admission import show_admission, suspend_admission
from brokerage.services.move_service import find_owner
from brokerage.services.places_news import find_places
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.services.admission_builders import running
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from tests.ui.market.admissions_desk import NEW_OWNER, WHY, AtRest, Opened, ending, errors, fill, opened
from ui.desk import Desk
from ui.market.admissions import words as admission_words
from ui.market.admissions.owner import MOVE
from ui.market.admissions.suspension import LIFT, SUSPEND
from ui.market.admissions.term import REMOVE, RENEW
from ui.market.page import MarketPage
from ui.theme import ThemeChoice

__all__ = ["opened"]


def test_an_admission_is_suspended_by_keyboard_and_its_running_placement_is_named_before(
    page: MarketPage, council: Council, opened: Opened, qtbot: QtBot, at_rest: AtRest, said: list[str]
) -> None:
    ready = council.ready_service()
    placed = running(council, ready)
    section = opened()
    form = section.view.forms[SUSPEND.title].form
    keys = Presses(qtbot, page)
    keys.tab_to(form.days["to"]._line)
    keys.text("30 Nov 2026")
    keys.key(Qt.Key.Key_Tab)
    at_rest()
    assert form.consequence.text() == (
        "No call-off may start from 2 Nov 2026 to 30 Nov 2026; from 1 Dec 2026 they may. "
        f"Untouched: 1 placement that runs: {placed}."
    )
    keys.tab_to(form.reason)
    keys.text(WHY)
    keys.tab_to(form.press)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    at_rest()
    at_rest()
    assert section.view.steps.tabs[SUSPEND.title].hasFocus()
    (event,) = show_admission(council.database, ready.admission_id, TODAY).events
    assert (event.kind, event.first_day, event.last_day) == (AdmissionEventKind.SUSPENDED, TODAY, date(2026, 11, 30))
    assert said[0].endswith("from 2 Nov 2026 to 30 Nov 2026. Placements go on.")
    assert form.days["from"].day() is None
    assert form.consequence.text().startswith("On these days no call-off may start.")
    assert [each.reference for each in section.view.placements.rows] == [placed]
    assert dict(admission_words.history(section.view.opened)) == {  # type: ignore[arg-type]  # it is shown
        "2 Nov 2026 · Suspended": f"2 Nov 2026 – 30 Nov 2026, {council.commissioner.full_name}: {WHY}"
    }


def test_a_suspension_that_cannot_be_is_refused_at_its_fields_and_what_was_typed_stays(
    council: Council, opened: Opened, at_rest: AtRest
) -> None:
    ready = council.ready_service()
    council.suspension(ready.admission_id, date(2026, 12, 1), date(2026, 12, 31))
    form = opened().view.forms[SUSPEND.title].form
    assert form.days["from"].day() is None  # from today until it is lifted it would meet the one to come
    assert form.consequence.text().startswith("On these days no call-off may start.")
    for days, reason, field, refusal in (
        ({"from": "the first"}, WHY, "from", "cannot be read"),
        ({"from": "30 Nov 2026", "to": "1 Nov 2026"}, WHY, "to", "before it begins"),
        ({"from": "10 Dec 2026", "to": ""}, WHY, "from", "suspended already"),
        ({"from": "5 Nov 2026", "to": "6 Nov 2026"}, " ", "reason", "Say why"),
    ):
        fill(form, days, reason=reason)
        form.press.click()
        at_rest()
        assert list(errors(form)) == [field]
        assert refusal in errors(form)[field]
    assert form.days["to"]._line.text() == "6 Nov 2026"
    assert show_admission(council.database, ready.admission_id, TODAY).events == ()


def test_all_that_is_wrong_with_a_step_is_told_in_one_press_and_the_cursor_stands_at_the_first(
    page: MarketPage, council: Council, opened: Opened, at_rest: AtRest
) -> None:
    ready = ending(council, date(2026, 12, 31))
    view = opened().view
    for step, days, name, refusals in (
        (SUSPEND, {"from": "soon", "to": "later"}, "", {"from": "cannot be read", "to": "cannot be read"}),
        (SUSPEND, {"from": "30 Nov 2026", "to": "1 Nov 2026"}, "", {"to": "before it begins"}),
        (RENEW, {"to": "1 Dec 2026"}, "", {"to": "already"}),
        (REMOVE, {"from": "1 Jan 2020"}, "", {"from": "A removal"}),
        (MOVE, {"from": ""}, " ", {"from": "Give the day", "provider": "Say who"}),
    ):
        view.show_step(step.title)
        form = view.forms[step.title].form
        fill(form, days, name, " ")
        form.press.click()
        at_rest()
        told = errors(form)
        assert list(told) == [*refusals, "reason"]
        assert all(refusal in told[key] for key, refusal in refusals.items())
        assert told["reason"] == "▲ Say why: the reason is kept."
        first = next(iter(refusals))
        assert page.window().focusWidget() is form.days[first]._line
    assert show_admission(council.database, ready.admission_id, TODAY).events == ()


def test_a_suspension_is_lifted_and_an_admission_renewed_and_removed_with_the_consequence_told_before(
    council: Council, opened: Opened, at_rest: AtRest, said: list[str]
) -> None:
    ready = ending(council, date(2026, 12, 31))
    council.suspension(ready.admission_id, date(2026, 11, 1), date(2026, 11, 30))
    view = opened().view
    for step, refused, days, consequence in (
        (LIFT, {"from": "5 Jan 2027"}, {"from": "16 Nov 2026"}, "ends on 15 Nov 2026"),
        (RENEW, {"to": "1 Dec 2026"}, {"to": "31 Mar 2027"}, "goes on from 1 Jan 2027 to 31 Mar 2027"),
        (REMOVE, {"from": "1 Jan 2020"}, {"from": "1 Feb 2027"}, "The admission ends on 31 Jan 2027"),
    ):
        view.show_step(step.title)
        form = view.forms[step.title].form
        fill(form, refused)
        form.press.click()
        at_rest()
        assert list(errors(form)) == list(refused)
        fill(form, days)
        at_rest()
        assert consequence in form.consequence.text()
        form.press.click()
        at_rest()
        at_rest()
        at_rest()
    detail = show_admission(council.database, ready.admission_id, TODAY)
    assert [event.kind for event in detail.events] == [
        AdmissionEventKind.LIFTED,
        AdmissionEventKind.RENEWED,
        AdmissionEventKind.REMOVED,
    ]
    assert detail.summary.period.last_day == date(2027, 1, 31)
    assert len(said) == 3
    view.show_step(RENEW.title)
    assert "a removal is not renewed" in view.forms[RENEW.title]._impossible.text().lower()
    assert view.forms[RENEW.title].form.isHidden()


def test_a_service_moves_to_the_provider_named_and_its_history_is_kept(
    council: Council, opened: Opened, at_rest: AtRest
) -> None:
    ready = council.ready_service()
    council.provider(name=NEW_OWNER, council_reference="PR-7")
    view = opened().view
    view.show_step(MOVE.title)
    form = view.forms[MOVE.title].form
    for name, refusal in (("", "Say who"), ("Nobody", "There is no provider")):
        fill(form, {}, name)
        form.press.click()
        at_rest()
        assert refusal in errors(form)["provider"]
    fill(form, {"from": "1 Nov 2026"}, "pr-7")
    form.changed.emit()
    at_rest()
    assert f"belongs to {NEW_OWNER} (PR-7), with its admissions, rates and placements" in form.consequence.text()
    form.press.click()
    at_rest()
    at_rest()
    at_rest()
    owner = find_owner(council.database, ready.service_id)
    assert (owner.provider, [move.first_day for move in owner.moves]) == (NEW_OWNER, [date(2026, 11, 1)])
    assert view.opened is not None
    assert "Moved to another provider" in admission_words.history(view.opened)[0][0]


def test_a_colleague_who_was_first_is_told_and_the_admission_is_read_again(
    council: Council, opened: Opened, at_rest: AtRest, said: list[str]
) -> None:
    ready = council.ready_service()
    view = opened().view
    form = view.forms[SUSPEND.title].form
    fill(form, {"from": "5 Nov 2026"})
    colleagues = Period(date(2026, 12, 1), date(2026, 12, 31))
    suspend_admission(council.database, council.commissioner, ready.admission_id, colleagues, "Theirs", NOW)
    form.press.click()
    at_rest()
    at_rest()
    at_rest()
    assert "Nothing was overwritten" in said[0]
    assert form.reason.text() == WHY
    assert view.opened is not None
    assert [each.days for each in view.opened.detail.suspensions] == [colleagues]


def test_who_is_no_commissioner_reads_why_but_a_broker_records_news_of_places(
    council: Council, window_desk: Desk, opened: Opened, at_rest: AtRest
) -> None:
    ready = council.ready_service()
    window_desk.work_as(council.broker)
    view = opened().view
    form = view.forms[SUSPEND.title].form
    assert "only a commissioner changes admissions" in view._why_not.text()
    assert not form.press.isEnabled()
    assert form.reason.isReadOnly()
    places = view.places
    for free, by, wrong in (
        ("many", " ", ["places_free", "said_by"]),
        ("13", "Her", ["places_free"]),
        ("5", "", ["said_by"]),
    ):
        places.free.setText(free)
        places.said_by.setText(by)
        places.save.click()
        at_rest()
        assert [key for key, at in places.fields.items() if at._below.text().startswith("▲")] == wrong
    places.said_by.setText("The manager")
    assert places.consequence.text().startswith("Find shows 5 places free as said on 2 Nov 2026")
    places.save.click()
    at_rest()
    standing = find_places(council.database, ready.service_id)
    assert (standing.places_free, standing.said_by) == (5, "The manager")
    window_desk.work_as(council.finance)
    assert not places.save.isEnabled()
    window_desk.work_as(council.commissioner)
    assert form.press.isEnabled()


@pytest.mark.parametrize(
    ("scale", "theme"), [(1.0, ThemeChoice.LIGHT), (1.0, ThemeChoice.DARK), (2.0, ThemeChoice.LIGHT)]
)
def test_the_section_is_accessible_and_nothing_is_clipped(
    page: MarketPage, council: Council, window_desk: Desk, opened: Opened, scale: float, theme: ThemeChoice
) -> None:
    ready = council.ready_service(insurance_last_day=date(2026, 10, 30))
    council.suspension(ready.admission_id, date(2026, 11, 1))
    window_desk.look.choose(theme)
    window_desk.look.set_text_scale(scale)
    opened()
    assert_accessible(page)
    assert_nothing_clipped(page)
