"""Something wrong in every field of a record's forms: a sentence at that field, what was typed stays, nothing is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.services.manage_people import read_open_person
from brokerage.storage.tables.people import PersonRow
from tests.builders import Desk as Council
from tests.services.call_off_builders import raised
from tests.ui.accessibility import assert_nothing_clipped
from tests.ui.people.record_desk import AtRest, opened, settle, texts
from ui.people.details_form import DetailsForm
from ui.people.form import RecordForm
from ui.people.money_forms import BudgetForm, ContributionForm
from ui.people.page import PeoplePage
from ui.people.plan_form import PlanForm

LONG = "W" * 3_000
MARKUP = "<b>Ada</b> & <img src='x'> {name} %s"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is typed into which control, and what is said at which field."""

    control: str
    typed: str
    field: str
    said: str


def refused(form: object, wrong: Wrong, at_rest: AtRest) -> None:
    """Type it, save, and look whether it is said at its field and stays typed."""
    assert isinstance(form, RecordForm)
    control = getattr(form, wrong.control)
    line = getattr(control, "_line", None) or getattr(control, "_text", None) or control
    put = getattr(line, "setPlainText", None) or line.setText
    put(wrong.typed)
    form.save.click()
    settle(at_rest)
    labelled = form.fields[wrong.field]
    assert wrong.said in labelled.control.accessibleDescription(), wrong
    assert any(wrong.said in label.text() and label.isVisible() for label in labelled.findChildren(QLabel)), wrong
    left = line.toPlainText() if hasattr(line, "toPlainText") else line.text()
    assert left == wrong.typed, wrong


DETAILS = (
    Wrong("_given", "  ", "given_name", "The given name is missing"),
    Wrong("_given", LONG, "given_name", "3,000 letters long, and 200 can be kept"),
    Wrong("_family", "Sam\u202eple", "family_name", "a sign in it that cannot be seen"),
    Wrong("_born", "31 Feb 1990", "born_on", "does not exist"),
    Wrong("_born", "3 Nov 2026", "born_on", "still to come"),
    Wrong("_born", "1 Jan 1900", "born_on", "more than 120 years ago"),
    Wrong("_born", "", "born_on", "The birth date is missing"),
    Wrong("_address", LONG, "address", "shorten it"),
    Wrong("_postcode", "ZZ99 9ZZ", "postcode", "does not have this one"),
    Wrong("_case", LONG, "case_number", "shorten it"),
    Wrong("_nhs", "943 476 5918", "nhs_number", "no NHS number"),
    Wrong("_representative", LONG, "representative", "shorten it"),
)
PLAN = (
    Wrong("_first", "", "first_day", "Give the day"),
    Wrong("_first", "soon", "first_day", "cannot be read"),
    Wrong("_last", "1 Nov 2026", "last_day", "before the first"),
    Wrong("_review", "1 Nov 2026", "review_on", "before the plan begins"),
    Wrong("_week", "Mon 15:00-10:00", "week", "put the earlier time first"),
    Wrong("_week", "10:00-15:00", "week", "names no day"),
    Wrong("_ratio", "0:1", "ratio", "at least one member of staff"),
    Wrong("_summary", LONG, "summary", "shorten it"),
)
MONEY = (
    Wrong("_weekly", "-5", "weekly", "is negative"),
    Wrong("_weekly", "ten", "weekly", "is not an amount of money"),
    Wrong("_weekly", "4%", "weekly", "has a percent sign"),
    Wrong("_weekly", "1.005", "weekly", "parts of a penny"),
    Wrong("_weekly", "1,00.00", "weekly", "is not an amount of money"),
    Wrong("_weekly", "9999999999999", "weekly", "too large"),
    Wrong("_weekly", "", "weekly", "Give pounds a week"),
    Wrong("_first", "", "first_day", "Give the day"),
    Wrong("_last", "1 Nov 2026", "last_day", "before the first"),
)


@pytest.fixture
def person_id(council: Council, page: PeoplePage, at_rest: AtRest) -> int:
    """Somebody without a budget, their record on the screen."""
    council.outcome()
    made = council.person(budget=None, week="Mon 10:00-15:00")
    opened(page, at_rest, made)
    return made


Refused = Callable[[Callable[[], None], tuple[Wrong, ...]], None]


@pytest.fixture
def refused_each(council: Council, page: PeoplePage, at_rest: AtRest, person_id: int) -> Refused:
    """Types each wrong thing into a new form of the one window: refused at its field, and nothing is kept."""

    def run(open_it: Callable[[], None], wrongs: tuple[Wrong, ...]) -> None:
        before = read_open_person(council.database, person_id)
        for wrong in wrongs:
            earlier = page.form
            open_it()
            settle(at_rest)
            assert page.form is not earlier
            if isinstance(page.form, BudgetForm | ContributionForm):
                page.form._weekly.setText("20")
            refused(page.form, wrong, at_rest)
            assert read_open_person(council.database, person_id) == before, wrong

    return run


def test_details_that_cannot_be_kept(page: PeoplePage, refused_each: Refused) -> None:
    refused_each(page._change_details, DETAILS)


def test_a_plan_that_cannot_be_kept(page: PeoplePage, refused_each: Refused) -> None:
    refused_each(lambda: page._change_plan(0), PLAN)


def test_a_budget_that_cannot_be_kept(page: PeoplePage, refused_each: Refused) -> None:
    refused_each(lambda: page._change_budget(0), (*MONEY, Wrong("_weekly", "£0.00", "weekly", "is zero")))


def test_a_contribution_that_cannot_be_kept(page: PeoplePage, refused_each: Refused) -> None:
    refused_each(lambda: page._change_contribution(0), MONEY)


def test_a_contribution_above_the_cost_is_refused_at_its_field_with_the_cost(
    council: Council, page: PeoplePage, at_rest: AtRest
) -> None:
    raised(council, budget="310")
    with council.session() as session:
        person_id = session.scalars(select(PersonRow.id)).one()
    opened(page, at_rest, person_id)
    page._change_contribution(0)
    refused(page.form, Wrong("_weekly", "£141.41", "weekly", "more than the cost of £141.40 a week"), at_rest)


def test_a_contribution_above_a_budget_that_is_paid_out_is_refused(
    council: Council, page: PeoplePage, at_rest: AtRest
) -> None:
    opened(page, at_rest, council.person(budget="310", route=BudgetRoute.DIRECT_PAYMENT))
    page._change_contribution(0)
    refused(page.form, Wrong("_weekly", "£310.01", "weekly", "more than"), at_rest)


def test_it_becomes_aftercare_only_once_nothing_is_charged(council: Council, page: PeoplePage, at_rest: AtRest) -> None:
    person_id = council.person()
    council.contribution(person_id, "20")
    opened(page, at_rest, person_id)
    page._change_details()
    settle(at_rest)
    form = page.form
    assert isinstance(form, DetailsForm)
    form._basis.choose(LegalBasis.AFTERCARE_117)
    form.save.click()
    settle(at_rest)
    assert "end the contribution first" in form.fields["legal_basis"].control.accessibleDescription()
    assert form._basis.value() is LegalBasis.AFTERCARE_117


def test_pounds_with_a_sign_and_commas_are_read(
    council: Council, page: PeoplePage, at_rest: AtRest, person_id: int
) -> None:
    page._change_budget(0)
    form = page.form
    assert isinstance(form, BudgetForm)
    form._weekly.setText(" £1,234.5 ")
    form.save.click()
    settle(at_rest)
    assert [str(entry.weekly) for entry in read_open_person(council.database, person_id).budgets] == ["1234.50"]


def test_markup_and_long_words_in_a_name_are_kept_and_shown_as_they_are(
    council: Council, page: PeoplePage, at_rest: AtRest, person_id: int
) -> None:
    page._change_details()
    settle(at_rest)
    form = page.form
    assert isinstance(form, DetailsForm)
    form._given.setText(MARKUP)
    form._family.setText("W" * 200)
    form._address.setText("w" * 2_000)
    form.save.click()
    settle(at_rest)
    kept = read_open_person(council.database, person_id).details
    assert (kept.given_name, len(kept.family_name), len(kept.address)) == (MARKUP, 200, 2_000)
    assert MARKUP in texts(page)
    assert_nothing_clipped(page)


def test_a_new_person_is_asked_for_a_need(council: Council, page: PeoplePage, at_rest: AtRest) -> None:
    council.need()
    page.activated()
    page.list.new.click()
    settle(at_rest)
    form = page.form
    assert isinstance(form, DetailsForm)
    form._given.setText("Ada")
    form._family.setText("Sample")
    form._born.set_day(date(1990, 5, 17))
    form.save.click()
    settle(at_rest)
    assert "Tick at least one need" in form.fields["needs"].control.accessibleDescription()
    assert form._given.text() == "Ada"


def test_a_plan_with_words_for_an_outcome_too_long_is_refused_at_the_outcomes(
    council: Council, page: PeoplePage, at_rest: AtRest, person_id: int
) -> None:
    page._change_plan(0)
    settle(at_rest)
    form = page.form
    assert isinstance(form, PlanForm)
    box, own = form._outcomes["cook-a-meal"]
    box.setChecked(True)
    own.setText(LONG)
    form.save.click()
    settle(at_rest)
    assert "shorten it" in form.fields["outcomes"].control.accessibleDescription()
