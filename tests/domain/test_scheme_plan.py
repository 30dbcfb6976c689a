from dataclasses import replace
from datetime import date

import pytest

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.ratio import Ratio
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_plan import LotPlan, SchemePlan, check_plan, parse_kind, parse_lot, parse_months
from brokerage.domain.unit import Unit

TODAY = date(2022, 6, 1)
LOT = LotPlan("1", "Learning disability", ("learning-disability",), 18)
PLAN = SchemePlan(
    "RES-2022",
    "Residential Care Home Services",
    SchemeKind.DPS_2015,
    "Example 22/00031",
    date(2022, 5, 3),
    "Public Contracts Regulations 2015",
    date(2022, 6, 15),
    (48, 24, 24),
    (LOT,),
)


def test_a_plan_of_4_and_2_and_2_years_from_15_june_2022_ends_in_2026_2028_and_2030() -> None:
    check_plan(PLAN, TODAY)
    assert PLAN.contract_ends == (date(2026, 6, 14), date(2028, 6, 14), date(2030, 6, 14))
    assert [term.is_taken for term in PLAN.terms] == [True, False, False]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (replace(PLAN, reference="res/1"), "capital letters"),
        (replace(PLAN, title=""), "The title is missing"),
        (replace(PLAN, law=""), "The law is missing"),
        (replace(PLAN, decision_reference=""), "The decision is missing"),
        (replace(PLAN, months=()), "initial term and at most 9 extensions"),
        (replace(PLAN, months=(12,) * 11), "initial term and at most 9 extensions"),
        (replace(PLAN, months=(0,)), "from 1 to 600 months"),
        (replace(PLAN, decided_on=date(2022, 6, 2)), "a day to come"),
        (replace(PLAN, first_day=date(2022, 5, 2)), "before it was decided on"),
        (replace(PLAN, last_call_off_day=date(2026, 6, 15)), "from 15 Jun 2022 to 14 Jun 2026"),
        (replace(PLAN, answer_working_days=0), "from 1 to 250"),
        (replace(PLAN, answer_working_days=16), "longer time no shorter"),
        (replace(PLAN, assessors_needed=0), "1 to 10 people"),
        (replace(PLAN, lots=()), "has no lot"),
        (replace(PLAN, lots=(LOT, replace(LOT, title="Again"))), "same number"),
        (replace(PLAN, lots=(replace(LOT, needs=()),)), "is for no need"),
        (replace(PLAN, lots=(replace(LOT, min_age=65, max_age=18),)), "reversed or too high"),
        (replace(PLAN, lots=(replace(LOT, min_age=200),)), "reversed or too high"),
    ],
)
def test_a_plan_that_does_not_agree_with_itself_is_refused(plan: SchemePlan, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        check_plan(plan, TODAY)


def test_a_lot_is_read_with_all_it_allows() -> None:
    typed = "2b = Day centres: autism, mental-health ; ages 16-25; registered; cpv 85312100-0; units day, hour; ratios 1:3,2:1"
    assert parse_lot(typed) == LotPlan(
        "2b",
        "Day centres",
        ("autism", "mental-health"),
        16,
        25,
        True,
        ("85312100-0",),
        (Unit.DAY, Unit.HOUR),
        (Ratio(1, 3), Ratio(2, 1)),
    )
    assert parse_lot("1=Homes:autism;ages 18-") == LotPlan("1", "Homes", ("autism",), 18)
    assert parse_lot("1 = Homes: autism; derived").derives_ratio


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "A lot cannot be read"),
        ("1 Homes", "A lot cannot be read"),
        ("1 = Homes", "A lot cannot be read"),
        ("1 = Homes: autism; colour blue", "A lot has no “colour”"),
        ("1 = Homes: autism; ages old", "ages of a lot cannot be read"),
        ("1 = Homes: autism; cpv 853", "eight figures"),
        ("1 = Homes: autism; units fortnight", "unit of a lot is not known"),
        ("1 = Homes: autism; ratios 0:1", "A ratio needs"),
    ],
)
def test_a_lot_that_cannot_be_read_is_refused(typed: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        parse_lot(typed)


def test_terms_and_kinds_are_read_by_their_words_only() -> None:
    assert parse_months("48 + 24+24") == (48, 24, 24)
    assert parse_kind(" Spot ") is SchemeKind.SPOT
    for typed in ("", "four years", "48+", "-48", "48,24"):
        with pytest.raises(BadInput, match="terms cannot be read"):
            parse_months(typed)
    with pytest.raises(BadInput, match="choose one of dynamic-purchasing-system-2015"):
        parse_kind("magic")
