"""A scheme's answer times are the law's where it sets any, and its own everywhere else."""

from dataclasses import replace
from datetime import date

import pytest

from brokerage.domain.errors import BadInput
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_asked import SchemeAsked, plan_of
from brokerage.domain.scheme_plan import parse_lot

ASKED = SchemeAsked(
    "DAY-2027",
    "26/00200",
    date(2026, 10, 5),
    title="Day opportunities",
    kind=SchemeKind.DPS_2015,
    law="Public Contracts Regulations 2015",
    first_day=date(2027, 4, 1),
    months=(48, 24),
    lots=(parse_lot("1 = Day centres: autism"),),
)


@pytest.mark.parametrize(
    ("usual", "longer", "expected"),
    [(None, None, (10, 15)), (12, None, (12, 15)), (20, None, (20, 20)), (None, 14, (10, 14)), (5, 6, (5, 6))],
)
def test_a_system_of_2015_answers_in_the_days_of_the_regulations_unless_it_says_otherwise(
    usual: int | None, longer: int | None, expected: tuple[int, int]
) -> None:
    plan = plan_of(replace(ASKED, answer_working_days=usual, extended_answer_working_days=longer))
    assert (plan.answer_working_days, plan.extended_answer_working_days) == expected


@pytest.mark.parametrize("kind", [kind for kind in SchemeKind if kind is not SchemeKind.DPS_2015])
def test_every_other_kind_says_its_own_days_to_answer(kind: SchemeKind) -> None:
    with pytest.raises(BadInput, match="answer-days") as refused:
        plan_of(replace(ASKED, kind=kind))
    assert refused.value.field == "answer-days"
    plan = plan_of(replace(ASKED, kind=kind, answer_working_days=25))
    assert (plan.answer_working_days, plan.extended_answer_working_days) == (25, 25)


def test_all_that_is_still_to_be_said_is_named() -> None:
    with pytest.raises(BadInput) as refused:
        plan_of(SchemeAsked("X-1"))
    named = ("decision", "on", "title", "kind", "law", "from", "terms", "answer-days", "lot")
    assert all(f"{name}" in refused.value.sentence for name in named)
