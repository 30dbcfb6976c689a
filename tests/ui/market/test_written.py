"""Market, what a provider answers and offers: typed in on its application while it waits, or as it is recorded."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brokerage.domain.application_written import AnswerTyped, WrittenTyped
from brokerage.services.assess_application import score
from brokerage.services.find_applications import list_applications, show_application
from brokerage.services.receive_application import acknowledge_application
from brokerage.services.write_application import write_application
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.services.application_builders import Received
from tests.services.assessment_builders import MET
from tests.services.workbook_builders import received_by_hand
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from tests.ui.market.opened import Open, Opened
from tests.ui.market.test_record import choose
from ui.desk import Desk
from ui.market.applications.section import ApplicationsSection
from ui.market.page import MarketPage
from ui.market.recording.written_card import WrittenCard

AtRest = Callable[[], None]


@pytest.fixture
def came(council: Council) -> Received:
    return received_by_hand(council)


def card_of(opened: Opened) -> WrittenCard:
    return opened.section.view.written


def stands(council: Council, reference: str) -> tuple[dict[str, str], list[tuple[str, Decimal]]]:
    shown = show_application(council.database, reference, TODAY)
    return {one.number: one.answer for one in shown.answers}, [(one.is_for, one.price) for one in shown.offered]


def write(council: Council, came: Received, text: str) -> None:
    typed = WrittenTyped((AnswerTyped(came.applicant.questions[0], text),))
    write_application(council.database, council.commissioner, came.reference, typed, TODAY, NOW)


def test_answers_and_a_price_are_typed_by_keyboard_refused_at_their_field_and_then_stand_for_the_assessors(
    came: Received, opened: Open, council: Council, page: MarketPage, qtbot: QtBot, said: list[str]
) -> None:
    made = opened()
    card, keys = card_of(made), Presses(qtbot, page)
    assert "0 of 4 questions answered, 0 prices offered." in card._standing.text()
    keys.tab_to(card.write)
    keys.key(Qt.Key.Key_Space)
    first, second, *_ = card.editor.lots[0].answers.boxes.values()
    assert first.hasFocus()
    keys.text("Yes")
    keys.key(Qt.Key.Key_Tab)
    assert second.hasFocus()
    keys.text("They choose")
    keys.key(Qt.Key.Key_Return)
    keys.text("from pictures")
    (rows,) = card.editor.prices
    keys.tab_to(rows.add_one)
    keys.key(Qt.Key.Key_Space)
    (price,) = rows.rows
    assert price.activity.hasFocus()
    keys.key(Qt.Key.Key_Down)
    keys.tab_to(price.ratio)
    keys.key(Qt.Key.Key_End)
    keys.tab_to(price.price)
    keys.text("12 %")
    keys.tab_to(card.save)
    keys.key(Qt.Key.Key_Space)
    assert "percent sign" in price.price.accessibleDescription()
    assert price.price.hasFocus()
    assert stands(council, came.reference) == ({}, [])
    price.price.clear()
    keys.text("24.08")
    keys.tab_to(card.save)
    keys.key(Qt.Key.Key_Space)
    made.again()
    assert stands(council, came.reference) == (
        {"1": "Yes", "2": "They choose\nfrom pictures"},
        [("Woodwork · care by the session, 1:3", Decimal("24.08"))],
    )
    assert said[-1] == f"{came.reference} is written: 2 answers and 1 price stand with it for its assessors."
    assert "2 of 4 questions answered, 1 price offered." in card._standing.text()
    assert "▲ Lot 1 has no answer yet to questions 3 and 4." in card._standing.text()
    assert not card.editor.isVisible()
    assert made.lots[0].offered.isVisible()


def test_a_price_is_taken_out_and_what_stands_is_there_to_be_changed(
    came: Received, opened: Open, council: Council, page: MarketPage, qtbot: QtBot
) -> None:
    write(council, came, "Yes")
    made = opened()
    card = card_of(made)
    card.write.click()
    box = next(iter(card.editor.lots[0].answers.boxes.values()))
    assert box.text() == "Yes"
    (rows,) = card.editor.prices
    for _ in range(2):
        rows.add_one.click()
    rows.rows[0].remove.click()
    assert rows.rows[0].remove.hasFocus()
    rows.rows[0].price.setText("60")
    box.set_text("")
    card.save.click()
    made.again()
    assert stands(council, came.reference) == ({}, [("care by the session", Decimal(60))])
    Presses(qtbot, page)
    card.write.click()
    card.leave.click()
    assert card.write.hasFocus()


def test_a_colleague_is_followed_while_one_types_and_nothing_typed_is_lost(
    came: Received, opened: Open, council: Council
) -> None:
    made = opened()
    card = card_of(made)
    card.write.click()
    box = next(iter(card.editor.lots[0].answers.boxes.values()))
    box.set_text("Mine")
    write(council, came, "Theirs")
    card.save.click()
    made.again()
    assert "was changed meanwhile" in card.told.text()
    assert (box.text(), stands(council, came.reference)[0]) == ("Mine", {"1": "Theirs"})
    card.save.click()
    made.again()
    assert stands(council, came.reference)[0] == {"1": "Mine"}
    card.write.click()
    acknowledge_application(council.database, council.commissioner, came.reference, TODAY, NOW)
    score(council.database, council.commissioner, came.reference, came.asked[0], MET[:1], NOW)
    made.again()
    assert "is being assessed now" in card.told.text()
    assert not card.save.isEnabled()
    card.leave.click()
    assert not card.isVisible()


def test_what_is_typed_while_recording_is_recorded_in_the_same_press(
    came: Received, page: MarketPage, council: Council, qtbot: QtBot, at_rest: AtRest
) -> None:
    who = came.applicant
    other = council.service(who.provider_id, name="Second (demo)")
    page.show_section(ApplicationsSection)
    at_rest()
    section = page.section
    assert isinstance(section, ApplicationsSection)
    section.record_one.click()
    at_rest()
    at_rest()
    record = section.record
    choose(record, council, who, qtbot, at_rest)
    record.written.turn.click()
    assert record.written.editor._nothing.isVisible()
    box = next(box for asked, box in record.lots.boxes.items() if asked.service_id == other)
    box.setChecked(True)
    editor = record.written.editor
    next(iter(editor.lots[0].answers.boxes.values())).set_text("Yes")
    editor.prices[0].add_one.click()
    price = editor.prices[0].rows[0]
    record.save.click()
    assert "Price is empty" in price.price.accessibleDescription()
    assert len(list_applications(council.database, TODAY).rows) == 1
    price.price.setText("60")
    box.setChecked(False)
    box.setChecked(True)
    assert price.price.amount() == 60
    record.save.click()
    at_rest()
    new = next(row for row in list_applications(council.database, TODAY).rows if row.facts.reference != came.reference)
    assert stands(council, new.facts.reference) == ({"1": "Yes"}, [("care by the session", Decimal(60))])
    assert record.written.editor.isHidden()


def test_other_jobs_write_nothing(came: Received, opened: Open, council: Council, window_desk: Desk) -> None:
    made = opened()
    assert card_of(made).isVisible()
    window_desk.work_as(council.broker)
    assert not card_of(made).isVisible()


def test_the_fields_are_accessible_and_nothing_of_them_is_clipped(
    came: Received, opened: Open, window_desk: Desk, at_rest: AtRest
) -> None:
    card = card_of(opened())
    card.write.click()
    card.editor.prices[0].add_one.click()
    card.save.click()
    window_desk.look.set_text_scale(2.0)
    at_rest()
    assert_accessible(card)
    assert_nothing_clipped(card)
