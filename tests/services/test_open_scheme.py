from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.scheme import AwardRoute, SchemeKind
from brokerage.domain.scheme_overview import LotRules
from brokerage.domain.scheme_plan import LotPlan, SchemePlan
from brokerage.domain.unit import Unit
from brokerage.services.open_scheme import open_scheme
from brokerage.services.run_scheme import ExtensionAsked, extend_scheme, list_schemes, show_scheme
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.schemes import LotRow
from tests.builders import NOW, TODAY, Desk

LOT = LotPlan("1", "Day centres", ("autism",), 16, 25, cpv_codes=("85312100-0",), units=(Unit.DAY,))
PLAN = SchemePlan(
    "DAY-2027",
    "Day opportunities",
    SchemeKind.DYNAMIC_MARKET_2023,
    "Example 26/00200",
    date(2026, 10, 5),
    "Procurement Act 2023",
    date(2027, 4, 1),
    (48, 24),
    (LOT,),
    answer_working_days=20,
    extended_answer_working_days=30,
    assessors_needed=2,
    estimated_value=Decimal(38000000),
)


def test_a_new_scheme_stands_with_its_terms_lots_and_own_answer_time(desk: Desk) -> None:
    desk.need("autism")
    opened = open_scheme(desk.database, desk.commissioner, PLAN, NOW).result
    assert (opened.contract_ends, opened.has_rules) == ((date(2031, 3, 31), date(2033, 3, 31)), False)
    scheme = show_scheme(desk.database, "DAY-2027", TODAY)
    assert scheme.contract_ends == opened.contract_ends
    assert (scheme.summary.last_day, scheme.summary.estimated_value) == (date(2031, 3, 31), Decimal("38000000.00"))
    assert (scheme.answer_working_days, scheme.extended_answer_working_days, scheme.assessors_needed) == (20, 30, 2)
    assert scheme.lot_rules == (LotRules("1", ("Autism",), ("85312100-0",), (Unit.DAY,), ()),)
    with desk.session() as session:
        assert session.scalars(select(AuditEntryRow.action)).all() == ["open-scheme"]


def test_a_new_scheme_is_extended_like_any_other(desk: Desk) -> None:
    desk.need("autism")
    open_scheme(desk.database, desk.commissioner, PLAN, NOW)
    asked = ExtensionAsked("DAY-2027", 1, "Example 26/00300", TODAY)
    assert extend_scheme(desk.database, desk.commissioner, asked, NOW).result.contract_end == date(2033, 3, 31)


def test_standing_rules_and_award_routes_are_taken_from_another_scheme(desk: Desk) -> None:
    desk.need("autism")
    desk.scheme(reference="OLD-1", routes=(AwardRoute.DIRECT, AwardRoute.SMALL_COMPETITION))
    assert open_scheme(desk.database, desk.commissioner, replace(PLAN, rules_of="old-1"), NOW).result.has_rules
    summary = show_scheme(desk.database, "DAY-2027", TODAY).summary
    assert summary.routes == (AwardRoute.DIRECT, AwardRoute.SMALL_COMPETITION)
    (policy,) = summary.policies
    assert (policy.first_day, policy.rules.bank_holiday_rule) == (date(2027, 4, 1), BankHolidayRule.UNPAID)


def test_a_dry_run_sets_up_nothing(desk: Desk) -> None:
    desk.need("autism")
    told = open_scheme(desk.database, desk.commissioner, PLAN, NOW, dry_run=True)
    assert (told.result.reference, told.changed) == ("DAY-2027", frozenset())
    assert list_schemes(desk.database, TODAY) == ()


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (replace(PLAN, reference="OLD-1"), "There is a scheme OLD-1 already"),
        (
            replace(PLAN, lots=(LOT, replace(LOT, number="2", needs=("kindness",)))),
            "there is no need category “kindness”",
        ),
        (replace(PLAN, rules_of="NONE"), "There is no scheme “NONE”"),
        (replace(PLAN, decision_reference=" "), "The decision is missing"),
        (replace(PLAN, title="x" * 201), "201 letters long"),
    ],
)
def test_a_scheme_that_cannot_be_is_refused_whole(desk: Desk, plan: SchemePlan, said: str) -> None:
    desk.need("autism")
    desk.scheme(reference="OLD-1")
    with pytest.raises(RuleBroken, match=said):
        open_scheme(desk.database, desk.commissioner, plan, NOW)
    assert [scheme.summary.reference for scheme in list_schemes(desk.database, TODAY)] == ["OLD-1"]
    with desk.session() as session:
        assert session.scalar(select(func.count(LotRow.id))) == 0


def test_a_reference_that_is_taken_is_bad_input_at_its_field(desk: Desk) -> None:
    desk.need("autism")
    open_scheme(desk.database, desk.commissioner, PLAN, NOW)
    with pytest.raises(BadInput) as refused:
        open_scheme(desk.database, desk.commissioner, PLAN, NOW)
    assert refused.value.field == "reference"


def test_only_the_commissioner_sets_up_a_scheme(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="Only the commissioner may set up a scheme; you are working as broker"):
        open_scheme(desk.database, desk.broker, PLAN, NOW)
