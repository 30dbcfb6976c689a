from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.call_off_draft import LineChosen
from brokerage.domain.errors import RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.ratio import Ratio
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from brokerage.services.draft_call_offs import open_draft
from brokerage.services.draft_looks import look_at_package
from brokerage.services.raise_call_off import draft_call_off, raise_call_off
from tests.builders import NOW, START, Desk
from tests.services.call_off_builders import form, listed, offer


def test_a_draft_is_opened_as_its_form_left_it(desk: Desk) -> None:
    ready, person_id = desk.ready_service("24.08", Unit.HOUR, ratio="1:1"), desk.person()
    draft = form(
        person_id,
        ready,
        unit=Unit.HOUR,
        planned_last_day=date(2027, 3, 31),
        room="Room 4",
        reason="Near to family.",
        price_locked=True,
        lines=(
            LineChosen(FeeKind.CARE, Unit.HOUR, ready.rate_id, description="Care"),
            LineChosen(FeeKind.ONE_OFF, Unit.ONCE, price=Decimal("150.00"), description="Hoist"),
        ),
    )
    saved = draft_call_off(desk.database, desk.practitioner, draft, NOW).result
    opened = open_draft(desk.database, saved.package_id, None, NOW)
    expected = replace(draft, package_id=saved.package_id, version=saved.version)
    assert opened.drafts == (expected,)


def test_a_draft_opened_again_is_compared_with_the_list_of_this_moment(desk: Desk) -> None:
    ready, person_id = desk.ready_service(), desk.person()
    saved = draft_call_off(desk.database, desk.practitioner, form(person_id, ready), NOW).result
    opened = open_draft(desk.database, saved.package_id, None, NOW)
    assert opened.chosen_from.listed_at == NOW
    assert [found.service_id for found in opened.chosen_from.offers] == [ready.service_id]


def test_the_question_that_was_kept_is_asked_again(desk: Desk) -> None:
    ready, person_id = desk.ready_service(), desk.person()
    saved = draft_call_off(desk.database, desk.practitioner, form(person_id, ready), NOW).result
    kept = listed(offer(ready))
    asked = replace(kept, criteria=replace(kept.criteria, text="nothing has these words"))
    assert open_draft(desk.database, saved.package_id, asked, NOW).chosen_from.offers == ()


def test_a_package_without_a_draft_says_so(desk: Desk) -> None:
    ready, person_id = desk.ready_service(), desk.person()
    draft = form(person_id, ready)
    raised = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready))).result
    with pytest.raises(RuleBroken, match="no draft"):
        open_draft(desk.database, raised.package_id, None, NOW)


def test_a_look_tells_what_it_costs_and_what_is_left_of_the_budget(desk: Desk) -> None:
    ready, person_id = desk.ready_service("70.70"), desk.person(budget="310")
    look = look_at_package(desk.database, (form(person_id, ready),), listed(offer(ready)))[0]
    assert look.priced is not None
    assert (look.priced.weekly, look.priced.budget_left) == (Decimal("141.40"), Decimal(310))
    assert look.check.may_be_raised


def test_each_of_a_package_is_told_what_those_before_it_take(desk: Desk) -> None:
    person_id = desk.person(budget="310")
    desk.contribution(person_id, "150")
    drafts = [form(person_id, desk.ready_service("70.70")) for _ in range(2)]
    first, second = look_at_package(desk.database, drafts, None)
    assert first.priced is not None
    assert second.priced is not None
    assert second.priced.budget_left == Decimal("168.60")
    assert first.priced.contribution is not None
    assert second.priced.contribution is not None
    assert (first.priced.contribution.weekly, second.priced.contribution.weekly) == (Decimal("141.40"), Decimal("8.60"))


def test_parts_of_a_package_that_share_no_day_share_no_budget(desk: Desk) -> None:
    person_id = desk.person(budget="310")
    ends = form(person_id, desk.ready_service("70.70"), planned_last_day=date(2026, 12, 31))
    follows = form(person_id, desk.ready_service("70.70"), first_day=date(2027, 1, 4))
    assert [
        look.priced.budget_left for look in look_at_package(desk.database, (ends, follows), None) if look.priced
    ] == [Decimal(310), Decimal(310)]


def test_what_cannot_be_priced_says_why_and_keeps_the_rate_card(desk: Desk) -> None:
    ready, person_id = desk.ready_service("24.08", Unit.HOUR, ratio="1:1"), desk.person()
    draft = form(person_id, ready, unit=Unit.HOUR, ratio=Ratio(1, 3))
    look = look_at_package(desk.database, (draft,), None)[0]
    assert look.priced is None
    assert "agreed rate is for 1:1, not for 1:3" in look.refused
    assert [line.unit for line in look.card] == [Unit.HOUR]


def test_a_look_names_the_gate_that_is_closed_and_the_routes_the_scheme_allows(desk: Desk) -> None:
    lot_id = desk.lot(desk.scheme(routes=(AwardRoute.DIRECT,)))
    ready, person_id = desk.ready_service(lot_id=lot_id), desk.person()
    desk.suspension(ready.admission_id, START)
    look = look_at_package(desk.database, (form(person_id, ready),), None)[0]
    assert "suspended" in look.gates[0]
    assert look.routes == (AwardRoute.DIRECT,)


def test_an_unfinished_draft_is_looked_at_too(desk: Desk) -> None:
    ready = desk.ready_service()
    draft = replace(form(0, ready), person_id=None, week=parse_week("Mon"))
    look = look_at_package(desk.database, (draft,), None)[0]
    assert look.priced is None
    assert look.check.missing[0].field == "person_id"
