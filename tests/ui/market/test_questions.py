"""Market, what a lot asks: read by everybody, written by commissioners with the keyboard alone, refused at its fields."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from brokerage.domain.assessment import QuestionKind
from brokerage.domain.changes import Kind
from brokerage.domain.question_plan import QuestionPlan, QuestionTyped
from brokerage.services.ask_questions import set_questions, show_questions
from tests.builders import Desk as Council
from tests.services.application_builders import applicant, received
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from ui.desk import Desk
from ui.market.page import MarketPage
from ui.market.rules import questions_words as words
from ui.market.rules.questions_card import QuestionsCard
from ui.market.schemes.section import SchemesSection

AtRest = Callable[[], None]
CHECKED = QuestionPlan("1", QuestionKind.DECLARATION, "Nobody is barred")
CHOICE = QuestionPlan("2", QuestionKind.SCORED, "How do people choose?", 100, 3, 5)


def opened(page: MarketPage, at_rest: AtRest) -> QuestionsCard:
    page.activated()
    at_rest()
    at_rest()
    section = page.section
    assert isinstance(section, SchemesSection)
    return section.view.questions


def again(page: MarketPage, at_rest: AtRest) -> None:
    at_rest()
    page.reload(frozenset({Kind.SCHEMES}))
    at_rest()
    at_rest()


def empty_lot(council: Council) -> str:
    council.lot(council.scheme(reference="RES-2030", title="Homes"), number="1", title="Long stays")
    return "RES-2030/1"


def asked(council: Council) -> tuple[QuestionPlan, ...]:
    return show_questions(council.database, "RES-2030").lots[0].questions


def read_in(card: QuestionsCard) -> str:
    return "\n".join(label.text() for label in card.questions.findChildren(QLabel) if label.isVisible())


def test_a_lot_that_asks_nothing_is_written_by_keyboard_its_weights_told_and_its_faults_at_their_fields(
    page: MarketPage, council: Council, qtbot: QtBot, at_rest: AtRest, said: list[str]
) -> None:
    empty_lot(council)
    card = opened(page, at_rest)
    assert "asks nothing yet" in card.summary.text()
    keys = Presses(qtbot, page)
    keys.tab_to(card.change)
    keys.key(Qt.Key.Key_Space)
    assert card.editor.add_one.hasFocus()
    keys.key(Qt.Key.Key_Space)
    first = card.editor.rows[0]
    keys.tab_to(first.text)
    keys.text("How do people choose?")
    for line, figure in (("weight", "90"), ("threshold", "6"), ("highest", "5")):
        keys.tab_to(first.lines[line])
        keys.text(figure)
    assert card.editor.sum.text() == "▲ The weights make 90 %: 10 % are missing."
    keys.tab_to(card.editor.add_one)
    keys.key(Qt.Key.Key_Space)
    second = card.editor.rows[1]
    assert second.kind.hasFocus()
    keys.key(Qt.Key.Key_End)
    assert second.kind.value() is QuestionKind.DECLARATION
    assert not second.lines["weight"].isVisible()
    keys.tab_to(second.text)
    keys.text("Nobody is barred")
    keys.tab_to(card.save)
    keys.key(Qt.Key.Key_Space)
    assert "Nobody reaches it" in first.lines["threshold"].accessibleDescription()
    assert "until they make 100 %" in card.editor.sum.text()
    assert first.lines["threshold"].hasFocus()
    assert asked(council) == ()
    for line, figure in (("threshold", "3"), ("weight", "100")):
        first.lines[line].clear()
        first.lines[line].setFocus()
        keys.text(figure)
    keys.tab_to(second.earlier)
    keys.key(Qt.Key.Key_Space)
    assert (card.editor.rows[0], second.later.hasFocus()) == (second, True)
    keys.tab_to(card.save)
    keys.key(Qt.Key.Key_Space)
    again(page, at_rest)
    assert asked(council) == (CHECKED, CHOICE)
    assert said == ["Lot RES-2030/1 asks 2 questions, 2 of them new. Workbooks made from now on have them."]
    assert "Weighs 100 %; at least 3 of 5 points." in read_in(card)
    assert card.change.isVisible()
    assert not card.editor.isVisible()


def test_another_lots_questions_are_copied_one_is_removed_and_a_colleague_is_followed(
    page: MarketPage, council: Council, at_rest: AtRest
) -> None:
    other, lot = applicant(council), empty_lot(council)
    card = opened(page, at_rest)
    section = page.section
    assert isinstance(section, SchemesSection)
    section.table.make_current("RES-2030")
    at_rest()
    card.change.click()
    card.save.click()
    assert "write at least one question" in card.editor.wrong.text()
    assert card.like.value() == f"{other.scheme}/1"
    card.copy.click()
    at_rest()
    assert [each.as_typed().weight for each in card.editor.rows] == ["", "", "60", "40"]
    card.editor.rows[3].remove.click()
    card.editor.rows[2].lines["weight"].setText("100")
    set_questions(council.database, council.commissioner, lot, (CHECKED,), NOW)
    card.save.click()
    again(page, at_rest)
    assert "A colleague changed what lot RES-2030/1 asks" in card._told.text()
    assert len(card.editor.rows) == 3
    assert asked(council) == (CHECKED,)
    card.save.click()
    again(page, at_rest)
    assert [plan.weight for plan in asked(council)] == [0, 0, 100]


def test_what_is_asked_is_read_only_while_applications_wait_and_for_other_jobs(
    page: MarketPage, council: Council, window_desk: Desk, at_rest: AtRest, said: list[str]
) -> None:
    waiting = received(council)
    card = opened(page, at_rest)
    assert "Pass or fail" in read_in(card)
    assert "1 application for this lot waits for a decision" in card._waits.text()
    assert "1 application for this lot waits for a decision" in card.change.accessibleDescription()
    assert not card.change.isEnabled()
    card.assessors.choose(2)
    card.set_assessors.click()
    at_rest()
    assert "decide first" in card.assessors.accessibleDescription()
    window_desk.work_as(council.broker)
    assert "only a commissioner says what a lot asks" in card.set_assessors.accessibleDescription()
    assert card._waits.text() == ""
    assert not card.set_assessors.isEnabled()
    assert (said, show_questions(council.database, waiting.applicant.scheme).assessors_needed) == ([], 1)


def test_the_questions_are_accessible_and_nothing_of_them_is_clipped(
    page: MarketPage, council: Council, window_desk: Desk, at_rest: AtRest
) -> None:
    applicant(council)
    card = opened(page, at_rest)
    card.change.click()
    card.editor.rows[-1].lines["weight"].setText("many")
    card.save.click()
    window_desk.look.set_text_scale(2.0)
    at_rest()
    assert_accessible(card)
    assert_nothing_clipped(card)


def test_how_many_assess_is_set_in_the_page(
    page: MarketPage, council: Council, at_rest: AtRest, said: list[str]
) -> None:
    empty_lot(council)
    card = opened(page, at_rest)
    card.assessors.choose(2)
    card.set_assessors.click()
    again(page, at_rest)
    assert said == ["From now on 2 people assess each application of RES-2030."]
    assert show_questions(council.database, "RES-2030").assessors_needed == 2


def test_the_sum_typed_can_stand_where_nothing_is_scored() -> None:
    assert words.sum_typed((QuestionTyped("declaration", "Nobody is barred"),))[1]
    sentence, stands = words.sum_typed((QuestionTyped("scored", "How?", "70", "3", "5"),))
    assert (sentence, stands) == ("▲ The weights make 70 %: 30 % are missing.", False)


def test_several_lots_are_told_in_one_press_what_another_asks_all_or_none(
    page: MarketPage, council: Council, qtbot: QtBot, at_rest: AtRest, said: list[str]
) -> None:
    other, homes = applicant(council), council.scheme(reference="RES-2030", title="Homes")
    lots = [council.lot(homes, number=number, title="Stays") for number in ("1", "2", "3", "4")]
    council.lot(other.scheme_id, number="3", title="Evenings")
    set_questions(council.database, council.commissioner, f"{other.scheme}/3", (CHECKED,), NOW)
    received(council, replace(other, scheme_id=homes), asked=((other.service_id, lots[3]),))
    card = opened(page, at_rest)
    section = page.section
    assert isinstance(section, SchemesSection)
    section.table.make_current("RES-2030")
    at_rest()
    keys = Presses(qtbot, page)
    keys.tab_to(card.spread)
    keys.key(Qt.Key.Key_Space)
    several = card.several
    assert several.like.hasFocus()
    assert not card.change.isVisible()
    keys.tab_to(several.save)
    keys.key(Qt.Key.Key_Space)
    assert "No lot is ticked" in several.fields["lot"]._below.text()
    for number in ("1", "2"):
        keys.tab_to(several.boxes[number])
        keys.key(Qt.Key.Key_Space)
    assert several.like.value() == f"{other.scheme}/1"
    set_questions(council.database, council.commissioner, "RES-2030/2", (CHECKED,), NOW)
    keys.tab_to(several.save)
    keys.key(Qt.Key.Key_Space)
    again(page, at_rest)
    assert "what lot RES-2030/2 asks" in several.told.text()
    assert asked(council) == ()
    keys.tab_to(several.save)
    keys.key(Qt.Key.Key_Space)
    again(page, at_rest)
    assert [len(lot.questions) for lot in show_questions(council.database, "RES-2030").lots] == [4, 4, 0, 0]
    assert said[-1] == "2 lots now ask what was copied: RES-2030/1 and RES-2030/2."
    assert card.spread.hasFocus()
    card.spread.click()
    several.like.choose(other.scheme)
    assert [box.isEnabled() for box in several.boxes.values()] == [True, False, True, False]
    several.boxes["3"].setChecked(True)
    several.save.click()
    again(page, at_rest)
    assert show_questions(council.database, "RES-2030").lots[2].questions == (CHECKED,)


def test_editor_left_while_its_press_is_answered_leaves_the_next_alone_and_a_refusal_is_told(
    page: MarketPage, council: Council, at_rest: AtRest, said: list[str]
) -> None:
    scheme = council.scheme(reference="RES-2030", title="Homes")
    for number in ("1", "2"):
        council.lot(scheme, number=number, title=f"Stays {number}")
    card = opened(page, at_rest)
    begin_question(card, "Nobody is barred")
    card.save.click()
    card.leave.click()
    card.lot.choose("2")
    begin_question(card, "Half typed")
    at_rest()
    assert len(asked(council)) == len(said) == 1
    assert card.editor.rows[0].text.toPlainText() == "Half typed"
    set_questions(council.database, council.commissioner, "RES-2030/2", (CHECKED,), NOW)  # a colleague was first
    card.save.click()
    card.leave.click()
    at_rest()
    assert len(said) == 2, "the refusal is told, though its editor is closed"


def begin_question(card: QuestionsCard, text: str) -> None:
    card.change.click()
    card.editor.add_one.click()
    card.editor.rows[0].kind.choose(QuestionKind.DECLARATION)
    card.editor.rows[0].text.setPlainText(text)
