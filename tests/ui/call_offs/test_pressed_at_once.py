"""A button pressed before the typing pause is over, or in the midst of a field, works from what is typed, never from before."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from tests.builders import Desk as Council
from tests.services.call_off_builders import offer, raised
from tests.ui.call_off_desk import chosen, looked_at, one_service, only_call_off, open_form, person_in_hand
from tests.ui.call_offs import change_desk
from ui.call_offs.page import CallOffsPage
from ui.call_offs.raise_form import RaiseForm
from ui.desk import Desk

AtRest = Callable[[], None]


def told(answers: QWidget) -> list[str]:
    return [label.text() for label in answers.findChildren(QLabel)]


def dearer_home(council: Council, desk: Desk, page: CallOffsPage, at_rest: AtRest) -> RaiseForm:
    """The form of a home £110 over the budget that the person prefers to one within it: only the payer is missing."""
    person_in_hand(council, desk, budget="1200")
    home = council.ready_service("1310.00", Unit.WEEK)
    within = council.ready_service("1190.00", Unit.WEEK, lot_id=home.lot_id)
    intent = replace(chosen(offer(home, "1310.00")), listed=(offer(within, "1190.00"), offer(home, "1310.00")))
    form = open_form(page, at_rest, intent)
    form.parts[0].route.choose(AwardRoute.PERSONS_CHOICE)
    form.parts[0]._route()
    form.parts[0].reason.setPlainText("Near her sister")
    form.view.ask_again()
    at_rest()
    assert form._standing.text() == "▲ Say who pays the top-up."
    return form


def test_who_pays_the_top_up_is_typed_and_check_pressed_at_once(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    form = dearer_home(council, window_desk, page, at_rest)
    QTest.keyClicks(form.parts[0].payer, "Her sister")
    form.check.click()
    at_rest()
    assert form.parts[0].payer.accessibleDescription() == ""
    assert "£110.00 a week, paid by Her sister" in told(form.answers)
    assert form.answers.isVisible()


def test_an_amount_is_taken_though_the_cursor_never_left_its_field(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    form = dearer_home(council, window_desk, page, at_rest)
    QTest.keyClicks(form.parts[0].payer, "Her sister")
    QTest.keyClicks(form.parts[0].money.top_up, "60")
    form.check.click()
    at_rest()
    assert "£60.00 a week, paid by Her sister" in told(form.answers)


def test_a_draft_is_saved_with_the_day_still_being_typed(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    QTest.keyClicks(form.parts[0].last_day._line, "3 Jan 2027")
    form.save.click()
    at_rest()
    assert str(only_call_off(council).planned_last_day) == "2027-01-03"


def test_saving_while_it_is_priced_leaves_no_figures_of_before(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk, budget="310")
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    change_desk.type_three_days(form.view)
    form.check.click()
    form.save.click()
    at_rest()
    at_rest()
    assert form.answers.isVisible()
    assert looked_at(form).looks[0].priced is not None
    assert "£212.10, £848.40" in told(form.answers)


def test_another_person_is_priced_before_the_answers_are_shown(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk, budget="310")
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    person_in_hand(council, window_desk, budget="100")
    form.check.click()
    at_rest()
    assert not form.answers.isVisible()
    assert "£41.40 a week over what is left of the budget" in form._standing.text()


def test_what_is_begun_wrongly_while_it_is_priced_is_said_at_its_field(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    form = dearer_home(council, window_desk, page, at_rest)
    QTest.keyClicks(form.parts[0].payer, "Her sister")
    form.check.click()
    QTest.keyClicks(form.parts[0].money.top_up, "sixty")
    at_rest()
    assert not form.answers.isVisible()
    assert "top-up" in form.parts[0].money.top_up.accessibleDescription()


def test_a_change_takes_the_amount_still_being_typed(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    window_desk.open(council.database, council.broker)
    raised(council)
    council.contribution(only_call_off(council).person_id, "42.00")
    change = change_desk.open_form(page, at_rest)
    change.why.setPlainText("The assessment is settled")
    QTest.keyClicks(change.view.parts[0].money.contribution, "40")
    change.check.click()
    at_rest()
    assert change.answers.isVisible()
    change.answers.save.click()
    at_rest()
    assert only_call_off(council).contribution_weekly == Decimal("40.00")
