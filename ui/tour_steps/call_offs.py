"""Calling off: the form, the answers once more, the reference; approved, sent, accepted; the agreement issued and printed."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from brokerage.domain.call_off_summary import CallOffTab
from ui.call_offs.page import CallOffsPage
from ui.compare.page import ComparePage
from ui.page_name import PageName
from ui.tour import Step, Tour, TourFailed, Waits

_HALF_A_YEAR = timedelta(days=182)
_WHY = "The family asked for a first half year."
_REASON = "Close to the family, who can bring them there."


def raise_what_was_chosen(tour: Tour) -> Waits:
    """Call off the option chosen in Compare: the form is filled in."""
    tour.window.go_to(PageName.COMPARE)
    tour.page(ComparePage).call_off.click()
    page = tour.page(CallOffsPage)
    yield lambda: page.form.is_ready and tour.at_rest()
    part = page.form.parts[0]
    if not part.reason.toPlainText() and part.fields["reason"].isVisible():
        part.reason.setPlainText(_REASON)
    yield lambda: not page.form.is_pausing and tour.at_rest()
    tour.picture(
        "The call-off: one page that reads like the agreement; prices frozen today, the budget before and after"
    )
    page.form.check.click()
    yield tour.at_rest
    tour.picture("Check your answers: everything once more, and the sum an approver’s limit is compared with")
    page.form.answers.raise_button.click()
    yield lambda: page.form.is_done and tour.at_rest()
    tour.picture("Raised: its reference, what happens next, who has it now")


def follow_it_in_the_list(tour: Tour) -> Waits:
    """Open it in the list."""
    page = tour.page(CallOffsPage)
    page.form.done.open.click()
    yield lambda: page.list.detail.detail is not None and tour.at_rest()
    page.list.open_tab(CallOffTab.ALL)
    yield tour.at_rest
    yield tour.at_rest
    tour.picture("Call-offs: saved filters with counts, what happened, and whose turn it is")


def look_at_a_change_of_it(tour: Tour) -> Waits:
    """Open the form that changes it, plan an end, look at what that changes, leave it as it was."""
    page = tour.page(CallOffsPage)
    _button(page, "Change…").click()
    yield lambda: page.change.is_ready and tour.at_rest()
    part = page.change.view.parts[0]
    first_day = part.draft.first_day
    assert first_day is not None  # noqa: S101 - it was raised
    part.last_day.set_day(first_day + _HALF_A_YEAR)
    part.last_day.day_changed.emit(first_day + _HALF_A_YEAR)
    page.change.why.setPlainText(_WHY)
    yield lambda: not page.change.is_pausing and tour.at_rest()
    tour.picture("Changing it: the same page, filled with what stands, and why it is changed")
    page.change.check.click()
    yield lambda: page.change.answers.isVisible() and tour.at_rest()
    tour.picture("The change before it is saved: before and after in words and pounds, and what it opens again")
    page.change.answers.back.click()
    page.change.leave.click()
    yield tour.at_rest
    yield tour.at_rest


def approve_it(tour: Tour) -> Waits:
    """Work as an approver; the question shows the year against the limit."""
    yield from _press(tour, "Work as an approver")
    page = tour.page(CallOffsPage)
    _button(page, "Approve…").click()
    yield lambda: page.dialog is not None and page.dialog.isVisible()
    dialog = page.dialog
    assert dialog is not None  # noqa: S101 - the line before waited for it
    tour.picture("Approving: the estimated year as a sum, against one’s own limit; never one’s own request")
    dialog.do.click()
    yield tour.at_rest
    yield tour.at_rest


def send_and_record_the_answer(tour: Tour) -> Waits:
    """Work as a broker, send it, record that the provider accepts."""
    yield from _press(tour, "Work as a broker")
    yield from _press(tour, "Send to provider")
    page = tour.page(CallOffsPage)
    _button(page, "Record acceptance…").click()
    yield lambda: page.dialog is not None and page.dialog.isVisible()
    assert page.dialog is not None  # noqa: S101 - the line before waited for it
    page.dialog.do.click()
    yield tour.at_rest
    yield tour.at_rest


def issue_the_agreement(tour: Tour) -> Waits:
    """Look at the draft, issue it, keep the paper."""
    page = tour.page(CallOffsPage)
    _button(page, "Agreement").click()
    yield from _paper_shown(tour)
    tour.picture("The agreement as a draft, page by page in the window, before anything is issued")
    page.agreement.issue.click()
    yield lambda: tour.at_rest() and page.agreement.paper is not None and not page.agreement.paper.terms[0].is_draft
    yield from _paper_shown(tour)
    tour.picture("Issued: its number, its edition; saved and printed from here, one or many at once")
    paper = page.agreement.paper
    assert paper is not None  # noqa: S101 - the lines before waited for it
    tour.paper(Path(paper.file_name).name, paper.pdf, "The placement agreement (PDF)")
    page.agreement.back.click()
    yield tour.at_rest


def _press(tour: Tour, words: str) -> Waits:
    _button(tour.page(CallOffsPage), words).click()
    yield tour.at_rest
    yield tour.at_rest
    yield tour.at_rest


def _paper_shown(tour: Tour) -> Waits:
    view = tour.page(CallOffsPage).agreement.view
    yield tour.at_rest
    yield lambda: bool(view.pages) and not view.pages[0].pixmap().isNull() and tour.at_rest()


def _button(page: CallOffsPage, words: str) -> QPushButton:
    for made in page.list.detail.findChildren(QPushButton):
        if made.text() == words and made.isVisible() and made.isEnabled():
            return made
    raise TourFailed(f"There is no button “{words}” beside the list.")


STEPS: tuple[Step, ...] = (
    raise_what_was_chosen,
    follow_it_in_the_list,
    look_at_a_change_of_it,
    approve_it,
    send_and_record_the_answer,
    issue_the_agreement,
)
