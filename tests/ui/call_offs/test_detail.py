"""One call-off beside the list: money, what happened, whose turn it is."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton
from sqlalchemy import select

from brokerage.domain.staff import Job
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import Desk as Council
from tests.services.call_off_builders import approved, raised
from tests.ui.call_off_desk import button_of, show_tab, texts
from ui.call_offs import detail_words
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk

AtRest = Callable[[], None]


def test_the_selected_call_off_shows_money_timeline_and_where_it_stood_in_its_list(
    council: Council, page: CallOffsPage, at_rest: AtRest
) -> None:
    approved(council)
    show_tab(page, at_rest)
    shown = texts(page)
    assert "Chosen 1st of 1 that fits, from 1 service listed on 2 Nov 2026 at 09:00 UTC." in shown
    assert "£141.40 × 52 weeks = £7,352.80" in shown
    assert "Not independently approved." in shown
    assert "Approver (demo) · 2 Nov 2026 09:00 UTC" in shown


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd"), (113, "113th")]
)
def test_places_are_said_in_english(number: int, words: str) -> None:
    assert detail_words.ordinal(number) == words


def test_only_the_steps_open_to_the_job_have_buttons_and_others_are_explained(
    council: Council, page: CallOffsPage, at_rest: AtRest
) -> None:
    raised(council)
    show_tab(page, at_rest)
    assert button_of(page, "Withdraw…").isEnabled()
    assert "An approver may approve it or return it." in texts(page)
    assert not [made for made in page.list.detail.findChildren(QPushButton) if made.text() == "Approve…"]


def test_a_press_works_as_somebody_who_may_go_on_and_it_is_put_on_record(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    raised(council)
    show_tab(page, at_rest)
    button_of(page, "Work as an approver").click()
    at_rest()
    at_rest()
    assert window_desk.actor.job is Job.APPROVER
    assert button_of(page, "Approve…").isEnabled()
    with council.session() as session:
        assert session.scalars(select(AuditEntryRow.action)).all()[-1] == "works-as"
