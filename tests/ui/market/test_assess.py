"""Market, an application opened: assessed by two, decided lot by lot, answered, awarded; by keyboard, and what is refused."""

import pytest

from brokerage.domain.assessment import GivenScore, QuestionKind
from brokerage.domain.staff import Job
from brokerage.services.assess_application import score, show_assessment
from brokerage.storage.tables.assessments import QuestionRow
from tests.builders import Desk as Council
from tests.services.application_builders import answered, offered
from tests.services.assessment_builders import FAILED, MET, acknowledged, second_assessor, two_lots
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.conftest import NOW
from tests.ui.market.opened import AtRest, Open, standing, type_score
from ui.desk import Desk
from ui.market.page import MarketPage
from ui.theme import ThemeChoice


def test_answers_stand_beside_their_questions_prices_and_the_regulators_word_with_the_lot(
    council: Council, opened: Open
) -> None:
    came = acknowledged(council)
    answered(council, came, ("Yes", "Yes, as enclosed", "They choose"))
    offered(council, came.asked[0], "70.70", note="Lunch is in it")
    card = opened().lots[0]
    answers = [row._answer.text() for row in card.rows.values()]
    assert answers == ["“Yes”", "“Yes, as enclosed”", "“They choose”", "No answer is on record."]
    assert card.offered._labels[0][1].text() == "£70.70 a day · Lunch is in it"
    assert card._regulator.text() == "The regulator: Good · registration: registered"
    scored_by = list(card.rows.values())[2]._asks.text()
    assert scored_by == "Scored from 0 to 5 · at least 3 needed · weighs 60 of 100"


def test_a_document_that_is_asked_for_stands_with_its_question_and_is_missed_before_the_decision(
    council: Council, opened: Open
) -> None:
    came = acknowledged(council)
    with council.session() as session:
        session.add(
            QuestionRow(
                lot_id=came.applicant.lot_id,
                number="5",
                text="Send the insurance",
                kind=QuestionKind.DOCUMENT,
                document_kind="insurance",
            )
        )
    score(
        council.database, council.commissioner, came.reference, came.asked[0], (*MET, GivenScore("5", 1, "Seen")), NOW
    )
    made = opened()
    assert list(made.lots[0].rows.values())[4]._answer.text() == "▲ insurance: missing"
    assert "question 5 asks for a document, and none is on record" in made.lots[0].decide.wanting.text()


def test_scores_that_cannot_be_used_are_refused_at_their_fields_and_none_is_kept(
    council: Council, opened: Open, at_rest: AtRest, said: list[str]
) -> None:
    came = acknowledged(council)
    made = opened()
    card = made.lots[0]
    card.save_all.click()
    assert said == ["There is no new score to keep: give one with its reason first."]
    type_score(card, "1", "pass", "Seen")
    type_score(card, "2", "", "Told")
    type_score(card, "3", "7", " ")
    type_score(card, "4", "3", " ")
    card.save_all.click()
    at_rest()
    below = {
        row.question.number: {name: field._below.text() for name, field in row.fields.items()}
        for row in card.rows.values()
    }
    assert below["2"]["points"] == "▲ Question 2 takes pass or fail: give its score again."
    assert below["3"]["points"] == "▲ Question 3 takes from 0 to 5: give its score again."
    assert below["3"]["reason"] == "▲ The score of question 3 needs its reason."
    assert below["4"]["reason"] == "▲ The score of question 4 needs its reason."
    assert show_assessment(council.database, came.reference).lots[0].scores == ()
    made.again()
    assert [row.typed for row in card.rows.values()] == [("pass", "Seen"), ("", "Told"), ("7", ""), ("3", "")]
    type_score(card, "3", "2", "Thin")
    type_score(card, "4", "3", "Told")
    type_score(card, "2", "pass", "Seen")
    card.save_all.click()
    made.again()
    assert card.progress.text() == "4 of 4 questions settled."
    assert card._total.text() == "Total: 48.00 of 100 weighted points; below the threshold: question 3."
    assert standing(card, "3") == "◆ Not met: 2 of 5, and at least 3 needed"


def test_who_declares_a_conflict_scores_no_more_and_is_told_why(
    council: Council, opened: Open, at_rest: AtRest, window_desk: Desk
) -> None:
    came = acknowledged(council)
    made = opened()
    interest, card = made.section.view.assessment.interest, made.lots[0]
    interest.interest.click()
    assert interest.dialog is not None
    interest.dialog.do.click()
    assert interest.dialog._fields["reason"]._below.text() == "▲ Give a reason."
    interest.dialog._reason.setPlainText("A cousin owns it")
    interest.dialog.do.click()
    made.again()
    assert show_assessment(council.database, came.reference).conflicted == {council.commissioner.staff_id}
    assert interest.own.text().startswith("◆ You declared a conflict of interest with this applicant.")
    assert not card.save_all.isVisible()
    assert not any(row.points.isVisible() for row in card.rows.values())
    assert not interest.interest.isVisible()
    window_desk.work_as(second_assessor(council))
    assert card.save_all.isVisible()
    assert interest.none.isVisible()


def test_an_auditor_reads_every_score_and_is_told_who_may_act(
    council: Council, opened: Open, window_desk: Desk
) -> None:
    came = acknowledged(council, assessors_needed=2)
    score(council.database, council.commissioner, came.reference, came.asked[0], MET, NOW)
    window_desk.work_as(council.staff("reader", Job.AUDITOR))
    made = opened()
    view, card = made.section.view, made.lots[0]
    assert "Commissioner (demo): 4 of 5 · As the answer shows." in list(card.rows.values())[2]._given.text()
    assert standing(card, "3") == "1 of 2 assessors have scored it."
    assert not card.save_all.isVisible()
    assert "only a commissioner runs schemes" in view._why_not.text()
    assert not view.withdraw.isVisible()


def test_an_assessor_whose_score_differs_may_change_it_instead_of_moderating(council: Council, opened: Open) -> None:
    came = acknowledged(council, assessors_needed=2)
    score(council.database, council.commissioner, came.reference, came.asked[0], MET, NOW)
    score(council.database, second_assessor(council), came.reference, came.asked[0], FAILED, NOW)
    made = opened()
    card = made.lots[0]
    question = list(card.rows.values())[2]
    assert question.typed == ("", "")
    question.change_own.click()
    assert question.typed == ("4", "As the answer shows.")
    type_score(card, "3", "2", "On reflection")
    question.save.click()
    made.again()
    assert standing(card, "3") == "◆ Not met: 2 of 5, and at least 3 needed"
    assert show_assessment(council.database, came.reference).lots[0].assessment.is_complete


def test_own_and_agreed_scores_of_a_lot_are_saved_in_one_press_or_none_of_them(
    council: Council, opened: Open, window_desk: Desk, said: list[str]
) -> None:
    came = acknowledged(council, assessors_needed=2)
    lot_id, second = came.asked[0], second_assessor(council)
    score(council.database, council.commissioner, came.reference, lot_id, MET, NOW)
    score(council.database, second, came.reference, lot_id, FAILED[1:], NOW)
    window_desk.work_as(second)
    made = opened()
    card = made.lots[0]
    type_score(card, "1", "pass", "Seen")
    type_score(card, "3", "3", "Choice is told on page 4.")
    score(council.database, council.commissioner, came.reference, lot_id, FAILED[2:3], NOW)  # now the two agree
    given = len(show_assessment(council.database, came.reference).lots[0].scores)
    card.save_all.click()
    made.again()
    assert "The scores of question 3 agree" in said[-1]
    assert len(show_assessment(council.database, came.reference).lots[0].scores) == given
    assert next(row.typed for row in card.rows.values()) == ("pass", "Seen")
    score(council.database, council.commissioner, came.reference, lot_id, MET[2:3], NOW)
    made.again()
    type_score(card, "3", "3", "Choice is told on page 4.")
    card.save_all.click()
    made.again()
    assert card.progress.text() == "4 of 4 questions settled."


def test_the_cards_of_an_application_that_was_left_mind_no_change_of_look(
    council: Council, opened: Open, at_rest: AtRest, window_desk: Desk
) -> None:
    acknowledged(council)
    later = acknowledged(council)
    section = opened().section
    section.close_one()
    section.table.make_current(later.reference)
    at_rest()
    window_desk.look.changed.emit()
    assert section.view.assessment._read is not None
    assert section.view.assessment._read.reference == later.reference


@pytest.mark.parametrize(
    ("scale", "theme"), [(1.0, ThemeChoice.LIGHT), (1.0, ThemeChoice.DARK), (2.0, ThemeChoice.LIGHT)]
)
def test_an_opened_application_is_accessible_and_nothing_is_clipped(
    page: MarketPage, council: Council, opened: Open, window_desk: Desk, scale: float, theme: ThemeChoice
) -> None:
    came = two_lots(council)
    score(council.database, council.commissioner, came.reference, came.asked[0], MET, NOW)
    window_desk.look.choose(theme)
    window_desk.look.set_text_scale(scale)
    made = opened()
    for card in made.lots:
        card.show_questions(wanted=True)
    assert_accessible(page)
    assert_nothing_clipped(page)
    assert made.section.minimumSizeHint().height() < 300  # letters out of sight make the window no taller
