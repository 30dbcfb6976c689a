"""Direct payments do not buy long stays in care homes: how long is the scheme's own policy (rules.md 7)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.errors import BadInput
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.person import BudgetRoute
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.services.change_call_off import change_call_off
from brokerage.services.draft_call_offs import draft_of
from brokerage.services.draft_looks import look_at_package
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.tables.schemes import SchemePolicyRow
from tests.builders import NOW, START, Desk, ReadyService
from tests.services.call_off_builders import form, listed

FOUR_WEEKS = START + timedelta(days=27)


def home(desk: Desk, longest: int | None = 28) -> ReadyService:
    """A home by the week, in a scheme whose policy names the longest stay."""
    ready = desk.ready_service("700.00", Unit.WEEK)
    with desk.session() as session:
        policy = session.query(SchemePolicyRow).filter_by(scheme_id=ready.scheme_id).one()
        policy.direct_payment_stay_days = longest
    return ready


def stay(
    desk: Desk,
    ready: ReadyService,
    last_day: date | None,
    route: BudgetRoute = BudgetRoute.DIRECT_PAYMENT,
    person: int = 0,
    **fields: Any,
) -> CallOffDraft:
    """A stay from the first day on, for a person whose budget is held so."""
    person = person or desk.person(budget="900", route=route)
    return form(person, ready, unit=Unit.WEEK, week=None, planned_last_day=last_day, **fields)


def raises(desk: Desk, draft: CallOffDraft) -> str:
    return raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result.reference


def test_a_direct_payment_buys_a_stay_of_four_weeks(desk: Desk) -> None:
    assert raises(desk, stay(desk, home(desk), FOUR_WEEKS)) == "CO-2026-0001"


@pytest.mark.parametrize("last_day", [FOUR_WEEKS + timedelta(days=1), None])
def test_it_does_not_buy_a_day_more_nor_a_stay_without_an_end(desk: Desk, last_day: date | None) -> None:
    with pytest.raises(BadInput, match=r"at most 28 days in a home .* Plan its end for 3 Jan 2027") as refused:
        raises(desk, stay(desk, home(desk), last_day))
    assert refused.value.field == "planned_last_day"


@pytest.mark.parametrize("route", [BudgetRoute.COUNCIL_MANAGED, BudgetRoute.INDIVIDUAL_SERVICE_FUND])
def test_money_the_person_does_not_hold_buys_any_stay(desk: Desk, route: BudgetRoute) -> None:
    assert raises(desk, stay(desk, home(desk), None, route))


def test_a_scheme_that_names_no_longest_stay_has_none(desk: Desk) -> None:
    assert raises(desk, stay(desk, home(desk, None), None))


def test_days_out_of_the_house_are_no_stay(desk: Desk) -> None:
    ready = home(desk)
    by_day = desk.rate(ready.service_id, ready.lot_id, "70.70", Unit.DAY)
    person = desk.person(route=BudgetRoute.DIRECT_PAYMENT)
    assert raises(desk, form(person, ready, lines=(LineChosen(FeeKind.CARE, Unit.DAY, by_day),)))


def test_outside_the_scheme_the_law_is_the_same(desk: Desk) -> None:
    outside = replace(stay(desk, home(desk), None), route=AwardRoute.OFF_SCHEME, reason="Nearer")
    with pytest.raises(BadInput, match="at most 28 days"):
        raises(desk, outside)


def test_two_stays_less_than_four_weeks_apart_count_together(desk: Desk) -> None:
    ready = home(desk)
    person = desk.person(budget="900", route=BudgetRoute.DIRECT_PAYMENT)
    raises(desk, stay(desk, ready, START + timedelta(days=13), person=person))
    near = START + timedelta(days=13 + 28)
    draft = stay(desk, ready, near + timedelta(days=14), person=person, first_day=near)
    with pytest.raises(BadInput, match="this comes to 29 days, with stays less than 28 days apart"):
        raises(desk, draft)
    far = near + timedelta(days=1)
    assert raises(desk, stay(desk, ready, far + timedelta(days=14), person=person, first_day=far))


def test_a_change_that_makes_the_stay_too_long_is_refused_and_its_own_days_are_not_counted_twice(desk: Desk) -> None:
    reference = raises(desk, stay(desk, home(desk), START + timedelta(days=13)))
    before = draft_of(desk.database, reference)
    whole = replace(before, planned_last_day=FOUR_WEEKS)
    change_call_off(desk.database, desk.broker, reference, whole, "Two weeks more", NOW, listed())
    longer = replace(draft_of(desk.database, reference), planned_last_day=FOUR_WEEKS + timedelta(days=1))
    with pytest.raises(BadInput, match=r"this comes to 29 days\. Plan"):
        change_call_off(desk.database, desk.broker, reference, longer, "A day more", NOW, listed())


def test_the_form_is_told_before_it_is_raised_and_still_shows_the_price(desk: Desk) -> None:
    (look,) = look_at_package(desk.database, (stay(desk, home(desk), None),), listed())
    assert look.priced is not None
    assert [missing.field for missing in look.check.missing] == ["planned_last_day"]
