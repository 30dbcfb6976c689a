"""Market, an application opened: decided lot by lot, answered by letter, awarded, withdrawn; what is refused stays typed."""

from datetime import date
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.contract import ContractTerms
from brokerage.domain.errors import BadInput
from brokerage.services.assess_application import show_assessment
from brokerage.services.award import award, contracts_of_application
from brokerage.services.decision_letters import decision_letters_of
from brokerage.services.receive_application import extend_application
from tests.builders import START, TODAY
from tests.builders import Desk as Council
from tests.services.application_builders import applicant, offered, received
from tests.services.assessment_builders import acknowledged, decided, scored, second_assessor, two_lots
from tests.services.document_builders import certificate
from tests.ui.accessibility import tab_order
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


def test_an_award_is_refused_at_its_fields_and_made_for_the_lots_that_are_ticked(
    council: Council, opened: Open, at_rest: AtRest
) -> None:
    came = decided(council, scored(council, two_lots(council)))
    made = opened()
    form = made.section.view.assessment.award

    def below(field: str) -> str:
        form.award.click()
        at_rest()
        return form.fields[field]._below.text()

    assert below("sealed_on") == "▲ Give the day."
    wrong = {name for name, field in form.fields.items() if field._below.text().startswith("▲")}
    assert wrong == {"number", "sealed_on", "first_day"}
    form.sealed_on.set_day(date(2026, 11, 3))
    form.first_day.set_day(date(2026, 12, 7))
    assert below("number").startswith("▲ The contract has no number")
    form.number.setText("C-42")
    form.value.setText("a lot")
    assert form.value.text() == "a lot"
    assert below("value").startswith("▲")
    form.value.setText("120000")
    assert "a day to come" in below("sealed_on")
    form.sealed_on.set_day(TODAY)
    form.first_day.set_day(date(2026, 11, 1))
    assert "it begins on that day or later" in below("first_day")
    form.first_day.set_day(date(2026, 12, 7))
    form.last_day.set_day(date(2040, 1, 1))
    assert "decide on an extension first" in below("last_day")
    form.last_day.set_day(None)
    first, second = form.lots.values()
    first.setChecked(False)
    second.setChecked(False)
    below("number")
    assert form.wrong.text() == "◆ No lot is ticked: tick those the contract is for."
    number = form.number.text()
    form.number.clear()
    assert "The contract has no number" in below("number")  # both are told in one press
    assert form.wrong.isVisible()
    form.number.setText(number)
    first.setChecked(True)
    form.award.click()
    made.again()
    outcomes = [lot.outcome for lot in show_assessment(council.database, came.reference).lots]
    assert outcomes == [LotOutcome.AWARDED, LotOutcome.ADMITTED]
    assert form.contracts.isVisible()
    assert [box.isChecked() for box in form.lots.values()] == [True]


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


def test_the_prices_offered_are_agreed_with_the_award_unless_they_are_left_out(
    council: Council, opened: Open, said: list[str]
) -> None:
    came = scored(council, two_lots(council))
    for asked in came.asked:
        offered(council, asked, "70.70")
    decided(council, came)
    made = opened()
    form = made.section.view.assessment.award
    for number, (asked, with_rates) in enumerate(zip(came.asked, (True, False), strict=True)):
        for lot_id, box in form.lots.items():
            box.setChecked(lot_id == asked)
        assert form.with_rates.isVisible()
        form.with_rates.setChecked(with_rates)
        form.number.setText(f"C-{number}")
        form.sealed_on.set_day(TODAY)
        form.first_day.set_day(START)
        form.award.click()
        made.again()
    contracts = contracts_of_application(council.database, came.reference)
    assert [len(contract.rates) for contract in contracts] == [1, 0]
    assert "1 offered price agreed from then on." in said[0]
    assert form.contracts._labels[1][1].text().endswith("£70.70 a day from 7 Dec 2026")


def test_the_signed_copy_of_a_contract_is_added_where_it_was_awarded(
    council: Council,
    opened: Open,
    at_rest: AtRest,
    said: list[str],
    tmp_path: Path,
    window_desk: Desk,
    failures: list[Exception],
) -> None:
    came = decided(council)
    terms = ContractTerms("C-42", None, START, None, TODAY)
    contract = award(council.database, council.commissioner, came.reference, terms, TODAY, NOW).result
    made = opened()
    form = made.section.view.assessment.award
    assert form.contracts._labels[1][1].text() == "▲ none is kept yet"
    window_desk.work_as(council.practitioner)
    assert not form.signed.isVisible()
    window_desk.work_as(council.commissioner)
    assert form.signed.buttons["C-42"].text() == "Add the signed copy of C-42…"
    (tmp_path / "letter.pdf").write_text("no paper at all")
    form.signed.add_from(contract, tmp_path / "letter.pdf")
    at_rest()
    assert [type(failure) for failure in failures] == [BadInput]
    form.signed.add_from(contract, certificate(tmp_path))
    made.again()
    assert said[0].startswith("The signed copy of C-42 is kept with its contract")
    assert form.contracts._labels[1][1].text() == "✓ kept, received 2 Nov 2026"
    assert not form.signed.isVisible()


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


def test_the_tab_key_leads_down_the_page_from_the_lots_to_the_letter_and_the_award(
    page: MarketPage, council: Council, opened: Open
) -> None:
    came = decided(council, scored(council, two_lots(council)))
    terms = ContractTerms("C-42", None, START, None, TODAY)
    award(
        council.database,
        council.commissioner,
        came.reference,
        terms,
        TODAY,
        NOW,
        application_lot_ids=came.asked[:1],
    )
    view = opened().section.view.assessment
    first, second = view.lots.values()
    (ticked,) = view.award.lots.values()
    wanted = (first.fold, second.fold, view.letter, view.award.signed.buttons["C-42"], ticked, view.award.award)
    order = tab_order(first.fold)
    assert [each.accessibleName() for each in order if each in wanted] == [each.accessibleName() for each in wanted]
    places = [each.rect().translated(each.mapTo(view, QPoint())) for each in order if view.isAncestorOf(each)]
    assert all(later.bottom() >= before.top() for before, later in pairwise(places))  # beside one another at most
