"""The whole way of a call-off through the page, on the shared database: asked, approved, sent, accepted, issued, saved."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_summary import CallOffTab
from brokerage.storage.engine import open_database
from tests.builders import Desk as Council
from tests.builders import open_council
from tests.ui.call_off_desk import chosen, one_service, open_form, person_in_hand, show_tab
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk

AtRest = Callable[[], None]


@pytest.fixture
def council(postgresql_url: str) -> Iterator[Council]:
    """In the place of the embedded one: the shared database, where an approval is independent."""
    database = open_database(postgresql_url)
    yield open_council(database)
    database.close()


def press(page: CallOffsPage, at_rest: AtRest, words: str) -> None:
    QApplication.processEvents()
    next(made for made in page.list.detail.findChildren(QPushButton) if made.text() == words).click()
    dialog = page.dialog
    if dialog is not None and dialog.isVisible():
        dialog.do.click()
    for _ in range(3):
        at_rest()
        QApplication.processEvents()


def test_a_call_off_goes_from_the_form_to_a_saved_agreement(
    qtbot: QtBot, council: Council, window_desk: Desk, at_rest: AtRest, tmp_path: Path
) -> None:
    page = CallOffsPage(window_desk)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    window_desk.changes.changed.connect(page.reload)
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    form.check.click()
    form.answers.raise_button.click()
    at_rest()
    form.done.open.click()
    show_tab(page, at_rest)
    assert not [made for made in page.list.detail.findChildren(QPushButton) if made.text().startswith("Work as")]
    for who, words in (
        (council.approver, "Approve…"),
        (council.broker, "Send to provider"),
        (council.broker, "Record acceptance…"),
    ):
        window_desk.work_as(who)
        show_tab(page, at_rest, CallOffTab.ALL)
        press(page, at_rest, words)
    page.list.detail.agreement_pressed.emit()
    for _ in range(3):
        at_rest()
    page.agreement.issue.click()
    for _ in range(4):
        at_rest()
    paper = page.agreement.paper
    assert paper is not None
    assert paper.terms[0].is_independently_approved
    page.agreement.save_to(tmp_path / paper.file_name)
    at_rest()
    detail = page.list.detail.detail
    assert detail is not None
    assert detail.summary.state is CallOffState.AGREEMENT_ISSUED
    assert [path.name for path in tmp_path.iterdir()] == ["PA-2026-0001-edition-1.pdf"]
