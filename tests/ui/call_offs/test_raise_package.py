"""Several services in one package."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from brokerage.storage.tables.call_offs import CallOffRow
from tests.builders import Desk as Council
from tests.ui.call_off_desk import (
    chosen,
    looked_at,
    one_service,
    open_form,
    person_in_hand,
    raise_it,
)
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk

AtRest = Callable[[], None]


def test_several_services_are_one_package_and_share_the_budget(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk, budget="310")
    first, second = one_service(council)[1], one_service(council)[1]
    form = open_form(page, at_rest, chosen(first, second))
    priced = looked_at(form).looks[1].priced
    assert priced is not None
    assert priced.budget_left == Decimal("168.60")
    raise_it(page, at_rest)
    with council.session() as session:
        packages = session.scalars(select(CallOffRow.package_id)).all()
    assert len(packages) == 2
    assert len(set(packages)) == 1


def test_services_on_the_same_hours_are_told_and_not_refused(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk, budget="310")
    form = open_form(page, at_rest, chosen(one_service(council)[1], one_service(council)[1]))
    assert "overlap on Monday and Wednesday" in form.view.clash.text()
    assert "Everything is there" in form._standing.text()


def test_taking_a_service_out_leaves_the_other(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    first, second = one_service(council)[1], one_service(council)[1]
    form = open_form(page, at_rest, chosen(first, second))
    form.parts[0].removed.emit()
    at_rest()
    while not form.is_ready:
        QApplication.processEvents()
    assert [look.draft.service_id for look in looked_at(form).looks] == [second.service_id]


def test_another_package_is_begun_over_an_unsaved_one_only_when_that_is_meant(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    person_in_hand(council, window_desk)
    first, second = one_service(council)[1], one_service(council)[1]
    form = open_form(page, at_rest, chosen(first))
    page.activated(chosen(second))
    dialog = page.dialog
    assert dialog is not None
    at_rest()
    assert looked_at(form).looks[0].draft.service_id == first.service_id
    dialog.do.click()
    at_rest()
    assert looked_at(form).looks[0].draft.service_id == second.service_id
