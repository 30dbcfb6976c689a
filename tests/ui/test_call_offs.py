from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.call_off_summary import CallOffTab
from brokerage.domain.staff import Job
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.approve import approve
from brokerage.services.call_off_standing import CallOffStanding
from brokerage.services.run_placement import mark_signed, start_placement
from brokerage.services.send_and_answer import decline_call_off
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.call_offs import CallOffRow
from tests.builders import NOW
from tests.builders import Desk as Council
from tests.services.call_off_builders import accepted, approved, raised, sent
from tests.ui.accessibility import assert_accessible
from tests.ui.call_off_desk import show_tab
from tests.ui.keyboard import Presses
from tests.ui.own_thread import no_database_on_this_thread
from ui.call_offs import detail_words
from ui.call_offs.page import CallOffsPage
from ui.call_offs.presenter import TAB_WORDS
from ui.call_offs.printing import a4_printer
from ui.call_offs.steps import StepAnswer
from ui.desk import Desk, Notice

AtRest = Callable[[], None]
Shown = Callable[[CallOffsPage], CallOffsPage]


@pytest.fixture
def page(window_desk: Desk, shown: Shown) -> CallOffsPage:
    """The page, told of changes as the shell would."""
    made = CallOffsPage(window_desk)
    window_desk.changes.changed.connect(made.reload)
    return shown(made)


@pytest.fixture
def said(window_desk: Desk) -> list[str]:
    """What the banner is told."""
    told: list[str] = []

    def hear(notice: Notice) -> None:
        told.append(notice.text)

    window_desk.noticed.connect(hear)
    return told


def state_of(council: Council, standing: CallOffStanding) -> CallOffState:
    with council.session() as session:
        return session.scalars(select(CallOffRow.state).where(CallOffRow.id == standing.call_off_id)).one()


def button_of(page: CallOffsPage, words: str) -> QPushButton:
    QApplication.processEvents()
    found = [made for made in page.list.detail.findChildren(QPushButton) if made.text() == words and made.isVisible()]
    assert len(found) == 1, f"{words}: {[made.text() for made in page.list.detail.findChildren(QPushButton)]}"
    return found[0]


def texts(page: CallOffsPage) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.list.detail.findChildren(QLabel) if label.isVisible())


def test_every_saved_filter_says_how_many_it_holds(council: Council, page: CallOffsPage, at_rest: AtRest) -> None:
    raised(council)
    approved(council)
    show_tab(page, at_rest)
    assert page.list.tabs[CallOffTab.ALL].text() == "All  2"
    assert page.list.tabs[CallOffTab.TO_SEND].accessibleName() == "To send, 1 call-off"
    assert set(page.list.tabs) == set(TAB_WORDS)


def test_an_empty_filter_says_why_and_offers_all(council: Council, page: CallOffsPage, at_rest: AtRest) -> None:
    raised(council)
    show_tab(page, at_rest, CallOffTab.RUNNING)
    assert "None is running." in page.list.table._panel.accessibleName()
    page.list.table._panel._press()
    at_rest()
    assert len(page.list.table.rows) == 1


def test_typing_finds_by_reference_person_and_service(
    qtbot: QtBot, council: Council, page: CallOffsPage, at_rest: AtRest
) -> None:
    first = raised(council)
    raised(council)
    show_tab(page, at_rest)
    page.list.search.setText(first.reference)
    qtbot.wait(250)
    at_rest()
    assert [row.reference for row in page.list.table.rows] == [first.reference]


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


def test_approving_shows_the_year_against_the_limit_and_says_it_is_not_independent(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, said: list[str]
) -> None:
    standing = raised(council)
    window_desk.work_as(council.approver)
    show_tab(page, at_rest)
    button_of(page, "Approve…").click()
    dialog = page.dialog
    assert dialog is not None
    words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "£7,352.80" in words
    assert "£25,000.00" in words
    assert "Not independently approved" in words
    assert_accessible(dialog)
    dialog.do.click()
    at_rest()
    assert state_of(council, standing) is CallOffState.APPROVED
    assert "A broker sends it to the provider." in said[-1]


def test_nobody_approves_their_own_and_the_page_says_so(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    standing = raised(council)
    with council.session() as session:
        session.get_one(CallOffRow, standing.call_off_id).raised_by_id = council.approver.staff_id
    window_desk.work_as(council.approver)
    show_tab(page, at_rest)
    assert not button_of(page, "Approve…").isEnabled()
    assert "Nobody approves their own request." in texts(page)


def test_above_the_limit_is_refused_in_a_sentence_with_both_figures(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    raised(council, price="300", budget="1000")
    window_desk.work_as(council.approver)
    show_tab(page, at_rest)
    assert not button_of(page, "Approve…").isEnabled()
    assert "The estimated year of £31,200.00 is over your limit of £25,000.00, by £6,200.00." in texts(page)


@pytest.mark.parametrize(
    ("make", "who", "words", "ends"),
    [
        (raised, "approver", "Return…", CallOffState.DRAFT),
        (raised, "practitioner", "Withdraw…", CallOffState.WITHDRAWN),
        (sent, "broker", "Record refusal…", CallOffState.DECLINED),
        (sent, "broker", "Cancel call-off…", CallOffState.CANCELLED),
    ],
)
def test_a_reason_is_asked_where_one_is_owed(
    council: Council,
    window_desk: Desk,
    page: CallOffsPage,
    at_rest: AtRest,
    make: Callable[[Council], CallOffStanding],
    who: str,
    words: str,
    ends: CallOffState,
) -> None:
    standing = make(council)
    before = state_of(council, standing)
    window_desk.work_as(getattr(council, who))
    show_tab(page, at_rest)
    button_of(page, words).click()
    dialog = page.dialog
    assert dialog is not None
    dialog.do.click()
    at_rest()
    assert state_of(council, standing) is before
    dialog._reason.setPlainText("The family moved away.")
    dialog.do.click()
    at_rest()
    assert state_of(council, standing) is ends
    at_rest()
    at_rest()
    assert "The family moved away." in texts(page)


def test_the_answer_is_recorded_with_the_room_by_keyboard_alone(
    qtbot: QtBot, council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    standing = sent(council)
    window_desk.work_as(council.broker)
    show_tab(page, at_rest)
    press = Presses(qtbot, page)
    page.list.table.setFocus()
    press.tab_to(button_of(page, "Record acceptance…"))
    press.key(Qt.Key.Key_Space)
    dialog = page.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    press = Presses(qtbot, dialog)
    press.tab_to(dialog._room)
    press.text("Room 4")
    press.tab_to(dialog.do)
    press.key(Qt.Key.Key_Space)
    at_rest()
    assert state_of(council, standing) is CallOffState.ACCEPTED


def test_a_placement_is_ended_with_its_last_day_and_reason(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    standing = accepted(council)
    issue_agreement(council.database, council.broker, standing.reference, NOW)
    mark_signed(council.database, council.broker, standing.reference, NOW)
    with council.session() as session:
        session.get_one(CallOffRow, standing.call_off_id).first_day = date(2026, 11, 1)
    start_placement(council.database, council.broker, standing.reference, NOW)
    window_desk.work_as(council.broker)
    show_tab(page, at_rest)
    button_of(page, "End placement…").click()
    dialog = page.dialog
    assert dialog is not None
    dialog._day.set_day(date(2026, 12, 31))
    dialog._reason.setPlainText("A new home nearer to family.")
    dialog.do.click()
    at_rest()
    assert "still to come" in dialog._wrong.text()
    dialog._day.set_day(date(2026, 11, 2))
    dialog.do.click()
    at_rest()
    assert state_of(council, standing) is CallOffState.ENDED


def test_pressing_send_twice_sends_once(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, failures: list[Exception]
) -> None:
    standing = approved(council)
    window_desk.work_as(council.broker)
    show_tab(page, at_rest)
    made = button_of(page, "Send to provider")
    made.click()
    made.click()
    at_rest()
    with council.session() as session:
        sendings = session.scalars(select(AuditEntryRow.action).where(AuditEntryRow.action == "send")).all()
    assert state_of(council, standing) is CallOffState.SENT
    assert len(sendings) == 1
    assert not failures


def test_a_colleague_who_was_first_is_named_and_the_list_is_read_again(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    standing = raised(council)
    window_desk.work_as(council.approver)
    show_tab(page, at_rest)
    button_of(page, "Return…").click()
    dialog = page.dialog
    assert dialog is not None
    approve(council.database, council.senior_approver, standing.reference, NOW)
    dialog._reason.setPlainText("Look for something nearer.")
    dialog.do.click()
    at_rest()
    at_rest()
    assert dialog._wrong.text()
    assert state_of(council, standing) is CallOffState.APPROVED
    detail = page.list.detail.detail
    assert detail is not None
    assert detail.summary.state is CallOffState.APPROVED


def test_a_declined_call_off_leads_back_to_the_search_it_came_from(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    decline_call_off(council.database, council.broker, sent(council).reference, "Full.", NOW)
    asked: list[object] = []
    window_desk.sent_to.connect(lambda name, intent: asked.append((name.value, intent.criteria.week)))
    show_tab(page, at_rest)
    button_of(page, "Find another service").click()
    assert asked
    assert asked[0][0] == "find"  # type: ignore[index]


# The agreement


def open_agreement(page: CallOffsPage, at_rest: AtRest) -> None:
    page.list.detail.agreement_pressed.emit()
    at_rest()
    at_rest()


def test_the_draft_is_shown_page_by_page_before_it_is_issued(
    council: Council, page: CallOffsPage, at_rest: AtRest
) -> None:
    accepted(council)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    paper = page.agreement.paper
    assert paper is not None
    assert paper.terms[0].is_draft
    assert len(page.agreement.view.pages) == paper.pages >= 3
    assert all(not label.pixmap().isNull() for label in page.agreement.view.pages)
    assert page.agreement.view.pages[0].accessibleName() == f"Page 1 of {paper.pages}"


def test_issuing_makes_edition_one_and_again_nothing_differs(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, said: list[str]
) -> None:
    accepted(council)
    window_desk.work_as(council.broker)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    page.agreement.issue.click()
    page.agreement.issue.click()
    for _ in range(4):
        at_rest()
    paper = page.agreement.paper
    assert paper is not None
    assert (paper.terms[0].is_draft, paper.terms[0].edition) == (False, 1)
    assert paper.file_name == "PA-2026-0001-edition-1.pdf"
    assert page.agreement.issue.text() == "Issue next edition"


def test_a_change_of_terms_is_issued_as_edition_two(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    standing = accepted(council)
    issue_agreement(council.database, council.broker, standing.reference, NOW)
    with council.session() as session:
        session.get_one(CallOffRow, standing.call_off_id).room = "Room 4"
    window_desk.work_as(council.broker)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    page.agreement.issue.click()
    for _ in range(4):
        at_rest()
    paper = page.agreement.paper
    assert paper is not None
    assert paper.terms[0].edition == 2
    assert [page.agreement.edition.itemText(at) for at in range(2)] == ["Edition 2", "Edition 1"]


def test_it_is_saved_whole_under_a_name_without_a_person(
    council: Council, page: CallOffsPage, at_rest: AtRest, tmp_path: Path, said: list[str]
) -> None:
    accepted(council)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    paper = page.agreement.paper
    assert paper is not None
    page.agreement.save_to(tmp_path / paper.file_name)
    at_rest()
    assert (tmp_path / "CO-2026-0001-draft.pdf").read_bytes().startswith(b"%PDF")
    assert said == ["Saved as CO-2026-0001-draft.pdf."]


def test_a_folder_that_is_not_there_is_told_in_a_sentence(
    council: Council, page: CallOffsPage, at_rest: AtRest, tmp_path: Path, said: list[str]
) -> None:
    accepted(council)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    page.agreement.save_to(tmp_path / "nowhere" / "PA.pdf")
    at_rest()
    assert said[0].startswith("There is no folder")
    assert not list(tmp_path.glob("**/*.pdf"))


def test_several_are_one_paper_or_a_folder_of_papers(
    council: Council, page: CallOffsPage, at_rest: AtRest, tmp_path: Path
) -> None:
    accepted(council)
    raised(council)
    show_tab(page, at_rest)
    page.list.table.tick_only(page.list.table.rows)
    assert page.list.print.text() == "Print 2 agreements"
    page.list.print.click()
    at_rest()
    at_rest()
    page.agreement.save_to(tmp_path / "both.pdf")
    page.agreement.save_into(tmp_path)
    at_rest()
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [
        "CO-2026-0001-draft.pdf",
        "CO-2026-0002-draft.pdf",
        "both.pdf",
    ]


def test_printing_is_put_on_record_and_reaches_the_printer(
    council: Council, page: CallOffsPage, at_rest: AtRest, tmp_path: Path, said: list[str]
) -> None:
    accepted(council)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    printer = a4_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.agreement.print_on(printer)
    at_rest()
    assert (tmp_path / "printed.pdf").stat().st_size > 10_000
    assert said[-1].startswith("Sent to the printer")
    with council.session() as session:
        actions = session.scalars(select(AuditEntryRow.action)).all()
    assert actions[-2:] == ["read-agreement", "print-agreement"]


def test_every_control_of_the_page_has_a_name(council: Council, page: CallOffsPage, at_rest: AtRest) -> None:
    accepted(council)
    show_tab(page, at_rest)
    assert_accessible(page)
    open_agreement(page, at_rest)
    assert_accessible(page)


def test_the_window_answers_while_lists_details_and_papers_are_read(
    council: Council, page: CallOffsPage, at_rest: AtRest
) -> None:
    accepted(council)
    with no_database_on_this_thread():
        show_tab(page, at_rest)
        open_agreement(page, at_rest)


def test_a_press_of_a_step_that_is_not_open_any_more_is_refused_in_a_sentence(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, said: list[str]
) -> None:
    standing = approved(council)
    show_tab(page, at_rest)
    page._take(Step.SEND, StepAnswer(), None)
    at_rest()
    assert "broker" in said[-1]
    assert state_of(council, standing) is CallOffState.APPROVED
