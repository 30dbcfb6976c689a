"""A request put to the market is whole before it is opened; its time for answers is counted in working days."""

from dataclasses import replace
from datetime import date

import pytest

from brokerage.domain.competition_form import (
    AnswerTime,
    CompetitionForm,
    OpeningFacts,
    check_opening,
    last_day_for_answers,
)
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.scheme import AwardRoute

FORM = CompetitionForm("form-1", 1, 1, date(2027, 2, 1), "Two to one is on no rate card.", working_days=10)
FACTS = OpeningFacts("Everyday Life", (AwardRoute.DIRECT, AwardRoute.SMALL_COMPETITION), 2, True, True)
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
TIME = AnswerTime(date(2026, 12, 17), CHRISTMAS, Period(date(2019, 1, 1), date(2027, 12, 31)))


def test_a_whole_request_may_be_opened() -> None:
    check_opening(FORM, FACTS)
    check_opening(FORM, replace(FACTS, routes=()))


@pytest.mark.parametrize(
    ("fields", "facts", "told"),
    [
        ({"why": " "}, {}, "why agreed rates do not settle it"),
        ({"planned_last_day": date(2027, 1, 31)}, {}, "The planned end is before the first day, 1 Feb 2027"),
        ({}, {"person_is_active": False}, "record is closed"),
        ({}, {"routes": (AwardRoute.DIRECT,)}, "does not allow the award route “small competition”"),
        ({}, {"criteria": 0}, "has not stated by what answers are weighed"),
        ({}, {"has_policy": False}, "has no rules for 1 Feb 2027"),
    ],
)
def test_a_request_that_lacks_something_is_refused(
    fields: dict[str, object], facts: dict[str, object], told: str
) -> None:
    with pytest.raises(RuleBroken, match=told):
        check_opening(replace(FORM, **fields), replace(FACTS, **facts))  # type: ignore[arg-type]


def test_ten_working_days_from_thursday_17_december_end_on_tuesday_5_january() -> None:
    assert last_day_for_answers(FORM, TIME) == date(2027, 1, 5)


def test_the_last_day_may_be_given_itself() -> None:
    on = replace(FORM, working_days=None, answers_due_on=date(2026, 12, 18))
    assert last_day_for_answers(on, TIME) == date(2026, 12, 18)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"working_days": None}, "Say how long there is to answer"),
        ({"answers_due_on": date(2026, 12, 18)}, "Say how long there is to answer"),
        ({"working_days": 0}, "1 to 60 working days"),
        ({"working_days": 61}, "1 to 60 working days"),
        ({"working_days": None, "answers_due_on": date(2026, 12, 17)}, "comes after 17 Dec 2026"),
        ({"working_days": None, "answers_due_on": date(2026, 12, 25)}, "no working day.*29 Dec 2026"),
        ({"working_days": None, "answers_due_on": date(2026, 12, 19)}, "no working day.*21 Dec 2026"),
        ({"working_days": 40}, "support begins on 1 Feb 2027"),
        ({"working_days": None, "answers_due_on": date(2028, 1, 4)}, "The bank holidays of 2028 are not known"),
    ],
)
def test_a_time_for_answers_that_cannot_be_meant_is_refused(fields: dict[str, object], told: str) -> None:
    with pytest.raises(RuleBroken, match=told):
        last_day_for_answers(replace(FORM, **fields), TIME)  # type: ignore[arg-type]


def test_the_refusal_names_the_field() -> None:
    with pytest.raises(BadInput) as refused:
        check_opening(replace(FORM, why=""), FACTS)
    assert refused.value.field == "why"
