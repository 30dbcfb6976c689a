"""A colleague saved first: who, when and which fields are said, and mine, theirs and before stand side by side in every form."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.person import BudgetRoute
from brokerage.domain.person_record import BudgetEntry, ContributionEntry, OutcomeWanted, PersonRecord
from brokerage.services.manage_people import keep_person, read_open_person
from brokerage.services.plan_and_budget import keep_budget, keep_contribution, keep_plan
from tests.builders import NOW
from tests.builders import Desk as Council
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.people.record_desk import AtRest, differences_shown, opened, settle
from ui.people.details_form import DetailsForm
from ui.people.form import RecordForm
from ui.people.money_forms import BudgetForm, ContributionForm
from ui.people.page import PeoplePage
from ui.people.plan_form import PlanForm

NEXT_MONTH = date(2026, 12, 1)
BROKER_WAS_FIRST = "Broker (demo) changed P-9001 on 2 Nov 2026 at 09:00 UTC"


@pytest.fixture
def person_id(council: Council, page: PeoplePage, at_rest: AtRest) -> int:
    """Somebody with a plan, a budget and a contribution, their record on the screen."""
    council.outcome("cook-a-meal")
    council.outcome("travel-alone")
    made = council.person(week="Mon 10:00-15:00")
    council.contribution(made, "20", first_day=NEXT_MONTH)
    opened(page, at_rest, made)
    return made


def record_of(council: Council, person_id: int) -> PersonRecord:
    return read_open_person(council.database, person_id)


def colleague_changes_details(council: Council, person_id: int, **fields: str) -> None:
    seen = record_of(council, person_id).details
    keep_person(council.database, council.broker, replace(seen, **fields), NOW)  # type: ignore[arg-type]


def colleague_keeps_budget(council: Council, person_id: int, entry: BudgetEntry) -> None:
    version = record_of(council, person_id).details.version
    keep_budget(council.database, council.broker, person_id, version, entry, NOW)


def pressed(form: object, at_rest: AtRest) -> RecordForm[object]:
    assert isinstance(form, RecordForm)
    form.save.click()
    settle(at_rest)
    return form


def test_the_details_form_shows_theirs_beside_mine_and_keeps_both(
    council: Council, page: PeoplePage, at_rest: AtRest, person_id: int
) -> None:
    page._change_details()
    settle(at_rest)
    form = page.form
    assert isinstance(form, DetailsForm)
    form._address.setText("2 Mill Lane")
    colleague_changes_details(council, person_id, given_name="Robin")
    pressed(form, at_rest)
    assert BROKER_WAS_FIRST in form.said
    assert "Changed meanwhile: given name." in form.said
    assert differences_shown(form) == [("Given name", "Wren", "Robin", "Wren", "Theirs")]
    assert (form._given.text(), form._address.text()) == ("Robin", "2 Mill Lane")
    pressed(form, at_rest)
    kept = record_of(council, person_id).details
    assert (kept.given_name, kept.address) == ("Robin", "2 Mill Lane")


def test_a_field_that_both_changed_stays_mine_until_theirs_is_taken_and_can_be_mine_again(
    council: Council, page: PeoplePage, at_rest: AtRest, person_id: int
) -> None:
    page._change_details()
    settle(at_rest)
    form = page.form
    assert isinstance(form, DetailsForm)
    form._given.setText("Lee")
    colleague_changes_details(council, person_id, given_name="Robin")
    pressed(form, at_rest)
    assert "You both changed given name: yours stands until you take theirs." in form.said
    assert form._given.text() == "Lee"
    form.conflict.take_theirs("given_name")
    assert form._given.text() == "Robin"
    form.conflict.take_theirs("given_name")
    assert form._given.text() == "Lee"
    pressed(form, at_rest)
    assert record_of(council, person_id).details.given_name == "Lee"


def test_the_plan_form_shows_each_outcome_and_day_a_colleague_changed(
    council: Council, page: PeoplePage, at_rest: AtRest, person_id: int
) -> None:
    record = record_of(council, person_id)
    page._change_plan(record.plans[0].plan_id)
    settle(at_rest)
    form = page.form
    assert isinstance(form, PlanForm)
    form._summary.setPlainText("Goes out more")
    form._ratio.setText("1:2")
    theirs = replace(record.plans[0], ratio="1:3", outcomes=(OutcomeWanted("cook-a-meal", "", "Soup"),))
    keep_plan(council.database, council.broker, person_id, record.details.version, theirs, NOW)
    pressed(form, at_rest)
    assert BROKER_WAS_FIRST in form.said
    assert differences_shown(form) == [
        ("Ratio", "Nothing", "1:3", "1:2", "▲ Yours"),
        ("Outcome “Cook a meal”", "Not chosen", "“Soup”", "Not chosen", "Theirs"),
    ]
    assert (form._ratio.text(), form._outcomes["cook-a-meal"][1].text()) == ("1:2", "Soup")
    pressed(form, at_rest)
    kept = record_of(council, person_id).plans[0]
    assert (kept.summary, kept.ratio, [each.own_words for each in kept.outcomes]) == ("Goes out more", "1:2", ["Soup"])


def test_the_budget_form_shows_what_a_colleague_did_to_the_same_budget(
    council: Council, page: PeoplePage, at_rest: AtRest, person_id: int
) -> None:
    coming = BudgetEntry(Decimal(340), BudgetRoute.COUNCIL_MANAGED, NEXT_MONTH, cost_centre="adults")
    colleague_keeps_budget(council, person_id, coming)
    opened(page, at_rest, person_id)
    standing = record_of(council, person_id).budgets[0]
    page._change_budget(standing.budget_id)
    form = page.form
    assert isinstance(form, BudgetForm)
    form._weekly.setText("£360")
    colleague_keeps_budget(council, person_id, replace(standing, weekly=Decimal(350), route=BudgetRoute.DIRECT_PAYMENT))
    pressed(form, at_rest)
    assert BROKER_WAS_FIRST in form.said
    assert differences_shown(form) == [
        ("Pounds a week", "£340.00", "£350.00", "£360.00", "▲ Yours"),
        ("Who holds it", "Managed by the council", "Direct payment", "Managed by the council", "Theirs"),
    ]
    form.conflict.take_theirs("weekly")
    pressed(form, at_rest)
    kept = record_of(council, person_id).budgets[0]
    assert (kept.weekly, kept.route) == (Decimal(350), BudgetRoute.DIRECT_PAYMENT)


def test_the_contribution_form_shows_what_a_colleague_did_to_the_same_contribution(
    council: Council, page: PeoplePage, at_rest: AtRest, person_id: int
) -> None:
    record = record_of(council, person_id)
    standing: ContributionEntry = record.contributions[0]
    page._change_contribution(standing.contribution_id)
    form = page.form
    assert isinstance(form, ContributionForm)
    form._weekly.setText("25")
    theirs = replace(standing, collected_by=CollectedBy.PROVIDER)
    keep_contribution(council.database, council.broker, person_id, record.details.version, theirs, NOW)
    pressed(form, at_rest)
    assert differences_shown(form) == [
        (
            "Who collects it",
            "Collected by the council",
            "Collected by the provider",
            "Collected by the council",
            "Theirs",
        )
    ]
    pressed(form, at_rest)
    kept = record_of(council, person_id).contributions[0]
    assert (kept.weekly, kept.collected_by) == (Decimal(25), CollectedBy.PROVIDER)


def test_a_form_for_something_new_shows_what_changed_beside_it(
    council: Council, page: PeoplePage, at_rest: AtRest, person_id: int
) -> None:
    page._change_budget(0)
    form = page.form
    assert isinstance(form, BudgetForm)
    form._weekly.setText("400")
    coming = BudgetEntry(Decimal(340), BudgetRoute.COUNCIL_MANAGED, date(2027, 1, 1), cost_centre="adults")
    colleague_keeps_budget(council, person_id, coming)
    colleague_changes_details(council, person_id, address="2 Mill Lane")
    pressed(form, at_rest)
    before = "£310.00 a week, managed by the council, adults, from 1 Apr 2026 (now)"
    ended = "£310.00 a week, managed by the council, adults, 1 Apr 2026 – 31 Dec 2026 (now)"
    new = "£340.00 a week, managed by the council, adults, from 1 Jan 2027 (to come)"
    assert differences_shown(form) == [
        ("Address", "—", "2 Mill Lane", "Not in this form", ""),
        ("Budget from 1 Jan 2027", "None", new, "Not in this form", ""),
        ("Budget from 1 Apr 2026", before, ended, "Not in this form", ""),
    ]
    assert form._weekly.text() == "400"
    pressed(form, at_rest)
    kept = record_of(council, person_id).budgets
    assert [(entry.weekly, entry.last_day) for entry in kept[:2]] == [
        (Decimal(340), None),
        (Decimal(400), date(2026, 12, 31)),
    ]


def test_ending_a_budget_a_colleague_changed_says_what_they_changed_and_can_then_be_done(
    council: Council, page: PeoplePage, at_rest: AtRest, person_id: int
) -> None:
    page._end_budget(record_of(council, person_id).budgets[0])
    dialog = page.dialog
    assert dialog is not None
    colleague_changes_details(council, person_id, address="2 Mill Lane")
    dialog._day.set_day(date(2026, 11, 30))
    dialog.do.click()
    settle(at_rest)
    assert BROKER_WAS_FIRST in dialog._wrong.text()
    assert "Changed meanwhile: Address." in dialog._wrong.text()
    dialog.do.click()
    settle(at_rest)
    assert record_of(council, person_id).budgets[0].last_day == date(2026, 11, 30)


def test_what_met_is_named_for_screen_readers_and_not_clipped(
    council: Council, page: PeoplePage, at_rest: AtRest, person_id: int
) -> None:
    page._change_details()
    settle(at_rest)
    form = page.form
    assert isinstance(form, DetailsForm)
    form._given.setText("Lee")
    colleague_changes_details(council, person_id, given_name="Robin")
    pressed(form, at_rest)
    assert_accessible(page)
    assert_nothing_clipped(page)
