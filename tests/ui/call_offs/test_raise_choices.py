"""What is chosen in the form: dearer, outside the scheme, who pays what; a reason is asked for, a right never blocked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.person import BudgetRoute
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.staff import Job
from brokerage.domain.unit import Unit
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.schemes import SchemePolicyRow
from tests.builders import START
from tests.builders import Desk as Council
from tests.services.call_off_builders import offer
from tests.ui.call_off_desk import (
    chosen,
    count_of,
    looked_at,
    one_service,
    only_call_off,
    open_form,
    person_in_hand,
    raise_it,
)
from ui.call_offs import package_money, raise_words
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk

AtRest = Callable[[], None]
REASON = "Close to home, and the person asked for it."


def test_a_dearer_choice_asks_for_a_reason_and_is_never_blocked(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_in_hand(council, window_desk)
    ready, dear = one_service(council)
    cheap = one_service(council, "60.00", lot_id=ready.lot_id)[1]
    cheaper = cheap._replace(weekly=Decimal("120.00"), service="Cheaper Yard (demo)")
    intent = replace(chosen(dear), listed=(cheaper, dear))
    form = open_form(page, at_rest, intent)
    form.check.click()
    assert "£21.40 a week dearer than Cheaper Yard (demo)" in form._standing.text()
    assert form.parts[0].fields["reason"].isVisibleTo(form.parts[0])
    form.parts[0].reason.setPlainText(REASON)
    qtbot.waitUntil(lambda: not form.is_pausing)
    at_rest()
    raise_it(page, at_rest)
    assert only_call_off(council).reason == REASON


def test_over_the_budget_asks_for_a_reason(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk, budget="100")
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    assert "£41.40 a week over what is left of the budget" in form._standing.text()


def test_the_persons_own_choice_asks_for_a_reason(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    form.parts[0].route.choose(AwardRoute.PERSONS_CHOICE)
    form.parts[0]._route()
    qtbot.waitUntil(lambda: not form.is_pausing)
    at_rest()
    assert "own choice" in form._standing.text()


def test_a_service_without_an_agreed_rate_is_raised_outside_the_scheme_with_a_price_and_a_reason(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_in_hand(council, window_desk)
    lot_id = council.lot()
    service_id = council.service()
    bare = offer(council.ready_service(lot_id=lot_id))._replace(service_id=service_id, rate_id=None, weekly=None)
    form = open_form(page, at_rest, chosen(bare))
    part = form.parts[0]
    assert part.route.value() is AwardRoute.OFF_SCHEME
    part.lines._unit.choose(Unit.DAY)
    part.lines._price.setText("50")
    part.lines._price_typed()
    part.reason.setPlainText("No admitted service is within reach.")
    qtbot.waitUntil(lambda: not form.is_pausing)
    at_rest()
    raise_it(page, at_rest)
    row = only_call_off(council)
    assert (row.route, row.weekly) == (AwardRoute.OFF_SCHEME, Decimal("100.00"))


def test_a_gate_that_closes_on_another_first_day_is_said_at_once(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_in_hand(council, window_desk)
    ready, found = one_service(council)
    council.suspension(ready.admission_id, START, date(2026, 12, 31))
    form = open_form(page, at_rest, chosen(found))
    assert "cannot start then" in form._standing.text()
    form.parts[0].first_day._choose(date(2027, 1, 4))
    qtbot.waitUntil(lambda: not form.is_pausing)
    at_rest()
    assert "Everything is there" in form._standing.text()


def test_transport_is_added_where_it_was_asked_for_and_follows_attendance(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    ready, found = one_service(council)
    council.rate(ready.service_id, ready.lot_id, "7.50", Unit.DAY, kind=FeeKind.TRANSPORT)
    form = open_form(page, at_rest, chosen(found, transport=True))
    kinds = [line.kind for line in looked_at(form).looks[0].draft.lines]
    sums = package_money.together(looked_at(form))
    assert sums is not None
    assert (kinds, sums.weekly) == ([FeeKind.CARE, FeeKind.TRANSPORT], Decimal("156.40"))


def test_a_one_off_is_added_with_its_price(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    lines = form.parts[0].lines
    lines.add.click()
    lines._once_words.setText("Hoist")
    lines._once_price.setText("150")
    lines._add_once()
    qtbot.waitUntil(lambda: not form.is_pausing)
    at_rest()
    sums = package_money.together(looked_at(form))
    assert sums is not None
    assert (sums.one_off, sums.year_estimate) == (Decimal(150), Decimal("7502.80"))


def test_who_collects_the_contribution_is_chosen_when_it_is_raised(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_id = person_in_hand(council, window_desk)
    council.contribution(person_id, "42.00")
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    money = form.parts[0].money
    assert money.contribution.accessibleDescription() == "Empty: £42.00 on record"
    money.collector.choose(CollectedBy.PROVIDER)
    money.take_typed()
    qtbot.waitUntil(lambda: not form.is_pausing)
    at_rest()
    raise_it(page, at_rest)
    row = only_call_off(council)
    assert (row.contribution_weekly, row.collected_by) == (Decimal("42.00"), CollectedBy.PROVIDER)


def test_a_contribution_that_cannot_be_read_says_so_at_its_field_and_goes_no_further(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    money = form.parts[0].money
    money.contribution.setText("ten percent %")
    form.check.click()
    at_rest()
    assert "contribution" in money.contribution.accessibleDescription()
    assert not form.answers.isVisible()


def test_an_approver_is_named_whose_limit_is_enough_for_the_estimated_year(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    council.staff("small", Job.APPROVER, limit=Decimal("7352.79"))
    person_in_hand(council, window_desk)
    form = open_form(page, at_rest, chosen(one_service(council)[1]))
    said = raise_words.approver_sentence(looked_at(form).looks[0])
    assert said == (
        "May approve it: Approver (demo) (to £25,000.00), Senior Approver (demo) (to £250,000.00); never who raised it. "
        "Estimated year: £141.40 × 52 weeks = £7,352.80."
    )


def test_a_stay_too_long_for_a_direct_payment_is_explained_at_its_planned_end_and_not_raised(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    person_in_hand(council, window_desk, budget="900", route=BudgetRoute.DIRECT_PAYMENT)
    home = council.ready_service("700.00", Unit.WEEK)
    with council.session() as session:
        policy = session.scalars(select(SchemePolicyRow).where(SchemePolicyRow.scheme_id == home.scheme_id)).one()
        policy.direct_payment_stay_days = 28
    form = open_form(page, at_rest, chosen(offer(home, "700.00")._replace(unit=Unit.WEEK)))
    raise_it(page, at_rest)
    assert "at most 28 days" in form.parts[0].last_day.accessibleDescription()
    assert count_of(council, CallOffRow) == 0
    form.parts[0].last_day._choose(date(2027, 1, 3))
    qtbot.waitUntil(lambda: not form.is_pausing)
    at_rest()
    raise_it(page, at_rest)
    assert only_call_off(council).planned_last_day == date(2027, 1, 3)
