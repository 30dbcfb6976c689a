"""The form may be left, and another begun, while a press is being answered: what came of it is told, the other stays."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from brokerage.domain.period import ONE_DAY
from brokerage.services.send_and_answer import withdraw_call_off
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.call_offs import CallOffRow
from tests.builders import NOW, START
from tests.builders import Desk as Council
from tests.services.call_off_builders import raised
from tests.ui.call_off_desk import chosen, one_service, open_form, person_in_hand
from tests.ui.call_offs import change_desk
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk

AtRest = Callable[[], None]


def test_call_off_raised_while_its_form_was_left_is_told_and_the_next_form_stays(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, said: list[str]
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    form.check.click()
    at_rest()
    form.answers.raise_button.click()
    form.left.emit()
    next_one = open_form(page, at_rest, chosen(one_service(council)[1]))
    at_rest()
    assert [sentence.endswith("is raised.") for sentence in said] == [True]
    assert next_one.is_open
    assert not next_one.is_done
    with council.session() as session:
        assert session.scalar(select(func.count(CallOffRow.id))) == 1


def test_refusal_of_a_call_off_whose_form_was_left_is_told(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, said: list[str]
) -> None:
    person_in_hand(council, window_desk)
    ready, offered = one_service(council)
    form = open_form(page, at_rest, chosen(offered))
    form.check.click()
    at_rest()
    with council.session() as session:
        session.get_one(AdmissionRow, ready.admission_id).last_day = START - ONE_DAY
        session.commit()
    form.answers.raise_button.click()
    form.left.emit()
    at_rest()
    assert len(said) == 1


@pytest.mark.parametrize(("is_withdrawn", "told"), [(False, "and waits for approval again."), (True, "withdrawn")])
def test_what_came_of_a_change_whose_form_was_left_is_told(
    council: Council,
    window_desk: Desk,
    page: CallOffsPage,
    at_rest: AtRest,
    qtbot: QtBot,
    said: list[str],
    told: str,
    *,
    is_withdrawn: bool,
) -> None:
    window_desk.open(council.database, council.broker)
    call_off = raised(council)
    change = change_desk.open_form(page, at_rest)
    change_desk.ask_for_three_days(change)
    change.why.setPlainText("A third day")
    change_desk.settle(qtbot, change, at_rest)
    change.check.click()
    at_rest()
    if is_withdrawn:
        withdraw_call_off(council.database, council.practitioner, call_off.reference, "Not needed", NOW)
    change.answers.save.click()
    change.left.emit()
    at_rest()
    assert [told in sentence for sentence in said] == [True], said
    assert page.list.isVisible()
