"""An award waits for the answers, follows the weights, and is called off as it was made."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.competition import CompetitionState, CompetitionStep, competition_state_after
from brokerage.domain.competition_award import (
    AwardAtHand,
    choose_winner,
    refuse_other_than_awarded,
    refuse_too_early,
)
from brokerage.domain.competition_weighing import Weighing, weigh
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from tests.domain.test_competition_weighing import FIT, PRICE, offer

DUE, START = date(2026, 11, 9), date(2026, 12, 7)
WEEK = parse_week("Mon,Wed 10:00-15:00")
WEIGHED = weigh((PRICE, FIT), (offer("A", "140.00", 6), offer("B", "160.00", 9)))
A, B = ord("A"), ord("B")
AWARD = AwardAtHand(
    1, "SC-2026-0001", 7, 8, 9, "B Yard", Unit.DAY, Decimal(80), Decimal(160), START, date(2027, 3, 31), WEEK, None
)
LINE = LineChosen(FeeKind.CARE, Unit.DAY, price=Decimal(80))
DRAFT = CallOffDraft(
    "form-1",
    7,
    9,
    8,
    START,
    date(2027, 3, 31),
    WEEK,
    lines=(LINE,),
    route=AwardRoute.SMALL_COMPETITION,
    competition_id=1,
)


def test_it_waits_for_the_last_day_unless_everybody_has_answered() -> None:
    refuse_too_early(DUE, (), DUE)
    refuse_too_early(DUE, ("C Yard",), date(2026, 11, 10))
    with pytest.raises(RuleBroken, match=r"until 9 Nov 2026, and 2 services have not answered yet \(C Yard, D Yard\)"):
        refuse_too_early(DUE, ("D Yard", "C Yard"), DUE)


def test_it_goes_to_the_first_of_the_list() -> None:
    assert choose_winner(WEIGHED, None, {}).service_id == B
    assert choose_winner(WEIGHED, B, {}).service_id == B
    with pytest.raises(RuleBroken, match="By the stated weights it goes to B"):
        choose_winner(WEIGHED, A, {})


def test_an_offer_that_may_not_be_called_off_any_more_is_passed_over() -> None:
    assert choose_winner(WEIGHED, A, {B: "no place free"}).service_id == A
    with pytest.raises(RuleBroken, match="B: no place free; A: suspended"):
        choose_winner(WEIGHED, None, {B: "no place free", A: "suspended"})


def test_it_is_not_awarded_without_an_offer_or_before_every_score() -> None:
    with pytest.raises(RuleBroken, match="Nobody offered"):
        choose_winner(Weighing((), ()), None, {})
    with pytest.raises(RuleBroken, match="B has no points yet on criterion 2"):
        choose_winner(weigh((PRICE, FIT), (offer("B", "1", None),)), None, {})
    many = weigh((PRICE, FIT), tuple(offer(name, "1", None) for name in "ABCD"))
    with pytest.raises(
        RuleBroken, match=r"A has no points .* B has no points .* 2 more are missing: the weighing"
    ) as told:
        choose_winner(many, None, {})
    assert "C has" not in told.value.sentence


@pytest.mark.parametrize("state", [CompetitionState.AWARDED, CompetitionState.ENDED])
@pytest.mark.parametrize("step", list(CompetitionStep))
def test_no_step_follows_once_it_is_over(state: CompetitionState, step: CompetitionStep) -> None:
    with pytest.raises(RuleBroken, match=f"it was {state.value}"):
        competition_state_after(step, state)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"first_day": date(2027, 1, 4), "planned_last_day": date(2027, 2, 28)},
        {"lines": (LINE, LineChosen(FeeKind.ONE_OFF, Unit.ONCE, price=Decimal(150)))},
    ],
)
def test_what_was_awarded_may_be_called_off_later_shorter_and_with_a_one_off(fields: dict[str, object]) -> None:
    refuse_other_than_awarded(replace(DRAFT, **fields), AWARD)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"person_id": 99}, "person_id"),
        ({"service_id": 99}, "service_id"),
        ({"lot_id": 99}, "service_id"),
        ({"first_day": date(2026, 12, 6)}, "first_day"),
        ({"planned_last_day": None}, "planned_last_day"),
        ({"planned_last_day": date(2027, 4, 1)}, "planned_last_day"),
        ({"week": parse_week("Mon 10:00-15:00")}, "week"),
        ({"lines": (replace(LINE, price=Decimal(81)),)}, "lines"),
        ({"lines": (replace(LINE, rate_id=1, price=None),)}, "lines"),
        ({"lines": (LINE, LINE)}, "lines"),
        ({"lines": ()}, "lines"),
    ],
)
def test_a_call_off_that_is_not_what_was_awarded_is_refused_at_its_field(fields: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        refuse_other_than_awarded(replace(DRAFT, **fields), AWARD)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_on_another_route_no_competition_is_called_off() -> None:
    assert DRAFT.awarded_in == 1
    assert replace(DRAFT, route=AwardRoute.DIRECT).awarded_in is None
