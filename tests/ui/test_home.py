"""Home: my queue with what to do next, my drafts, who starts this week."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_summary import CallOffSummary
from brokerage.domain.changes import Kind
from brokerage.services.home import my_queue
from brokerage.services.raise_call_off import draft_call_off
from tests.builders import NOW, TODAY
from tests.builders import Desk as Council
from tests.services.call_off_builders import form, raised, sent
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from ui.desk import Desk
from ui.home import presenter
from ui.home.page import HomePage
from ui.intents import FindSupport, OpenCallOff
from ui.page import PageName

Show = Callable[[HomePage], HomePage]


@pytest.fixture
def page(window_desk: Desk, shown: Show) -> HomePage:
    return shown(HomePage(window_desk))


def cells(table: object, column: int) -> list[str]:
    model = table.model  # type: ignore[attr-defined]  # any table of the page
    return [model.data(model.index(line, column)) for line in range(model.rowCount())]


def test_the_queue_says_what_to_do_next(
    page: HomePage, window_desk: Desk, council: Council, at_rest: Callable[[], None]
) -> None:
    reference = raised(council).reference
    window_desk.open(council.database, council.approver)
    page.activated()
    at_rest()
    assert cells(page.waiting, 0) == [reference]
    assert cells(page.waiting, 6) == ["Approve it, or return it with a reason."]
    assert page._header._sentence.text() == "1 call-off waits for you as approver."


def test_drafts_are_mine(page: HomePage, council: Council, at_rest: Callable[[], None]) -> None:
    draft_call_off(council.database, council.practitioner, form(council.person(), council.ready_service()), NOW)
    page.activated()
    at_rest()
    assert len(page.drafts.rows) == 1
    assert page._header._sentence.text().endswith("1 draft of yours is unfinished.")


def test_nothing_to_do_is_said_kindly(page: HomePage, at_rest: Callable[[], None]) -> None:
    page.activated()
    at_rest()
    assert page.waiting._panel.accessibleName().startswith("Nothing waits for you")
    assert page._header._sentence.text() == "Nothing waits for you as practitioner."


def test_a_row_opens_its_call_off_and_the_button_the_search(
    page: HomePage, window_desk: Desk, council: Council, at_rest: Callable[[], None]
) -> None:
    draft_call_off(council.database, council.practitioner, form(council.person(), council.ready_service()), NOW)
    page.activated()
    at_rest()
    sent_to: list[tuple[object, object]] = []
    window_desk.sent_to.connect(lambda name, intent: sent_to.append((name, intent)))
    (row,) = page.drafts.rows
    page.drafts.opened.emit(row)
    page._find()
    assert sent_to == [(PageName.CALL_OFFS, OpenCallOff(row.call_off_id)), (PageName.FIND, FindSupport())]


def test_a_failure_stands_in_the_tables_and_is_tried_again(
    page: HomePage, window_desk: Desk, council: Council, at_rest: Callable[[], None]
) -> None:
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE call_offs RENAME TO gone")
    page.activated()
    at_rest()
    assert "That did not work" in page.waiting._panel.accessibleName()
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE gone RENAME TO call_offs")
    page.waiting._panel._button.click()
    at_rest()
    assert "Nothing waits for you" in page.waiting._panel.accessibleName()


def test_it_reads_again_only_for_what_it_shows(page: HomePage, window_desk: Desk) -> None:
    page.reload(frozenset({Kind.RATES}))
    assert not window_desk.reads.is_busy
    page.reload(frozenset({Kind.CALL_OFFS}))
    assert window_desk.reads.is_busy


def test_home_is_accessible_and_nothing_is_clipped(
    page: HomePage, council: Council, at_rest: Callable[[], None]
) -> None:
    sent(council)
    page.activated()
    at_rest()
    assert_accessible(page)
    assert_nothing_clipped(page)


@pytest.fixture
def call_off(council: Council) -> CallOffSummary:
    raised(council)
    return my_queue(council.database, council.approver, TODAY).waiting[0]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "▲ Today"),
        (1, "▲ Tomorrow"),
        (3, "▲ In 3 days"),
        (7, "▲ In 7 days"),
        (8, "10 Nov 2026"),
        (-2, "▲ 31 Oct 2026"),
    ],
)
def test_a_start_that_presses_is_marked(call_off: CallOffSummary, days: int, words: str) -> None:
    assert presenter.starts(replace(call_off, first_day=TODAY + timedelta(days=days)), TODAY) == words


def test_an_overdue_answer_presses_and_a_running_placement_does_not(call_off: CallOffSummary) -> None:
    later = replace(call_off, first_day=date(2027, 3, 1))
    assert not presenter.is_pressing(later, TODAY)
    assert presenter.is_pressing(replace(later, answer_due_on=TODAY - timedelta(days=1)), TODAY)
    running = replace(call_off, state=CallOffState.RUNNING, first_day=TODAY - timedelta(days=30))
    assert not presenter.is_pressing(running, TODAY)
    assert presenter.starts(running, TODAY) == "3 Oct 2026"
