"""Market, an application opened: decided lot by lot, answered by letter, withdrawn; what is refused stays typed."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.services.assess_application import show_assessment
from brokerage.services.decision_letters import decision_letters_of
from brokerage.services.receive_application import extend_application
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.services.application_builders import applicant, received
from tests.services.assessment_builders import acknowledged, decided, scored, second_assessor, two_lots
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from tests.ui.market.opened import AtRest, Open
from ui.desk import Desk
from ui.market.page import MarketPage


def test_a_decision_needs_reasons_and_follows_the_scores(
    council: Council, opened: Open, at_rest: AtRest, said: list[str]
) -> None:
    came = scored(council, two_lots(council))
    made = opened()
    first, second = made.lots
    form = first.decide
    assert form.outcome.value() is LotOutcome.ADMITTED
    assert (first.is_folded, second.is_folded) == (False, True)
    form.decided_on._line.setText("yesterday")
    form.save.click()
    assert form.fields["reasons"]._below.text().startswith("▲ A decision needs its reasons")
    assert "cannot be read" in form.fields["decided_on"]._below.text()
    form.decided_on.set_day(None)
    form.outcome.choose(LotOutcome.REFUSED)
    form.reasons.setPlainText("Every criterion is met.")
    form.feedback.setPlainText("Thank you.")
    form.save.click()
    at_rest()
    assert form.fields["outcome"]._below.text().startswith("▲ It meets every criterion of this lot")
    form.outcome.choose(LotOutcome.ADMITTED)
    form.decided_on._line.setText("3 Nov 2026")
    form.save.click()
    at_rest()
    assert "must lie between the receipt" in form.fields["decided_on"]._below.text()
    assert form.feedback.toPlainText() == "Thank you."
    form.decided_on._line.setText("")
    form.save.click()
    made.again()
    lots = show_assessment(council.database, came.reference).lots
    assert [lot.outcome for lot in lots] == [LotOutcome.ADMITTED, LotOutcome.ASKED]
    assert "1 lot still to decide." in said[-1]
    assert not form.isVisible()
    assert (first.is_folded, second.is_folded) == (True, False)
    assert first.decision.isVisible()


def test_a_lot_that_asks_no_question_is_decided_at_once(council: Council, opened: Open) -> None:
    who = applicant(council)
    plain = council.lot(who.scheme_id, number="2", title="Short stays")
    came = received(council, who, state=ApplicationState.ACKNOWLEDGED, asked=((who.service_id, plain),))
    made = opened()
    card = made.lots[0]
    assert card.progress.text() == "This lot asks no question: whoever asks for it is admitted."
    card.decide.reasons.setPlainText("The lot has no criterion.")
    card.decide.save.click()
    made.again()
    assert show_assessment(council.database, came.reference).state is ApplicationState.DECIDED


def test_a_decision_on_what_a_colleague_changed_is_told_and_keeps_what_was_typed(
    council: Council, opened: Open, at_rest: AtRest, said: list[str]
) -> None:
    came = scored(council, acknowledged(council))
    made = opened()
    form = made.lots[0].decide
    form.reasons.setPlainText("Every criterion is met.")
    other = second_assessor(council)
    extend_application(council.database, other, came.reference, "The insurer is away", TODAY, NOW)
    form.save.click()
    at_rest()
    at_rest()
    assert "Nothing was overwritten" in said[-1]
    assert form.reasons.toPlainText() == "Every criterion is met."
    form.save.click()
    made.again()
    assert show_assessment(council.database, came.reference).state is ApplicationState.DECIDED


def test_the_letters_of_all_that_are_decided_are_issued_and_saved_together(
    page: MarketPage,
    council: Council,
    opened: Open,
    at_rest: AtRest,
    said: list[str],
    tmp_path: Path,
    window_desk: Desk,
) -> None:
    references = {decided(council).reference, decided(council).reference}
    made = opened()
    section, letters = made.section, made.section.letters
    section.close_one()
    assert section.letters_to_issue.text() == "2 letters to issue…"
    section.letters_to_issue.click()
    at_rest()
    assert letters.paper is not None
    assert (letters.paper.number, "2 drafts among them" in letters.paper.sentence) == (2, True)
    window_desk.work_as(council.practitioner)
    at_rest()
    assert not letters.issue.isVisible()
    assert "only a commissioner runs schemes" in letters.why_not.text()
    window_desk.work_as(council.commissioner)
    at_rest()
    assert not letters.why_not.isVisible()
    letters.issue.click()
    made.again()
    assert not any(letter.is_draft for letter in decision_letters_of(council.database, tuple(references)))
    assert "draft" not in letters.paper.sentence
    assert not letters.issue.isVisible()
    letters.save_to(tmp_path / "all.pdf")
    at_rest()
    letters.save_to(tmp_path)
    at_rest()
    names = {f"{reference}-answer.pdf" for reference in references}
    assert {path.name for path in tmp_path.glob("*.pdf")} == {"all.pdf", *names}
    assert said[-2:] == ["Saved as all.pdf.", said[-1]]
    assert said[-1].startswith("2 papers saved, each by itself; the first is AP-")
    letters.back.click()
    assert not section.letters_to_issue.isVisible()


def test_an_application_is_withdrawn_with_what_the_provider_said(
    council: Council, opened: Open, said: list[str]
) -> None:
    came = acknowledged(council)
    made = opened()
    view = made.section.view
    view.withdraw.click()
    assert view.dialog is not None
    view.dialog._reason.setPlainText("It was sold")
    view.dialog.do.click()
    made.again()
    assert show_assessment(council.database, came.reference).state is ApplicationState.WITHDRAWN
    assert "is withdrawn; the reason is kept" in said[-1]
    assert not view.withdraw.isVisible()


def test_a_letter_in_little_room_scrolls_and_neither_its_heading_nor_what_may_be_done_is_squeezed(
    page: MarketPage, council: Council, opened: Open, at_rest: AtRest, window_desk: Desk, qtbot: QtBot
) -> None:
    decided(council)
    window_desk.look.set_text_scale(2.0)
    made = opened()
    page.resize(1024, 430)  # what a window of 1366 by 768 leaves it while a banner is shown
    letters = made.section.letters
    made.section.view.assessment.letter.click()
    at_rest()
    for words in letters._header.findChildren(QLabel):
        assert words.height() >= words.heightForWidth(words.width())
    assert letters.view.height() >= window_desk.look.px(120)
    keys = Presses(qtbot, page)
    for control in (letters.issue, letters.save, letters.print, letters.zoom):
        keys.tab_to(control)
        assert control.visibleRegion().boundingRect().size() == control.size()
