from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from brokerage.domain.amendment import step_of_change
from brokerage.domain.call_off import Step
from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week

WEEK = parse_week("Mon,Wed 10:00-15:00")
CARE = LineChosen(FeeKind.CARE, Unit.DAY, rate_id=7, description="Cookery")
ONCE = LineChosen(FeeKind.ONE_OFF, Unit.ONCE, price=Decimal("150.00"), description="Tools")
SAVED = CallOffDraft(
    request_id="form-1",
    person_id=1,
    service_id=2,
    lot_id=3,
    first_day=date(2026, 12, 7),
    planned_last_day=date(2027, 3, 31),
    week=WEEK,
    ratio=parse_ratio("1:3"),
    lines=(CARE, ONCE),
    route=AwardRoute.PERSONS_CHOICE,
    reason="They know it from a visit.",
    contribution_weekly=Decimal("40.00"),
    collected_by=CollectedBy.COUNCIL,
    top_up_weekly=Decimal("10.00"),
    top_up_payer="Their sister",
    package_id=5,
    version=3,
)
DECIDED_ON: tuple[dict[str, Any], ...] = (
    {"person_id": 9},
    {"service_id": 9},
    {"lot_id": 9},
    {"first_day": date(2026, 12, 8)},
    {"planned_last_day": None},
    {"week": parse_week("Mon,Wed 10:00-14:00")},
    {"ratio": parse_ratio("1:2")},
    {"lines": (CARE,)},
    {"lines": (CARE, ONCE, ONCE)},
    {"lines": (replace(CARE, rate_id=8), ONCE)},
    {"lines": (replace(CARE, week=parse_week("Fri 10:00-15:00")), ONCE)},
    {"lines": (CARE, replace(ONCE, price=Decimal("150.01")))},
    {"lines": (CARE, replace(ONCE, description="Boots"))},
    {"route": AwardRoute.OFF_SCHEME},
    {"price_locked": True},
    {"contribution_weekly": None},
    {"collected_by": CollectedBy.PROVIDER},
    {"top_up_weekly": Decimal("10.01")},
    {"top_up_payer": "Their brother"},
)


@pytest.mark.parametrize("noted", [{"room": "4"}, {"reason": "They chose it after two visits."}])
def test_a_room_or_the_words_of_a_reason_alone_amend_it(noted: dict[str, str]) -> None:
    assert step_of_change(SAVED, replace(SAVED, **noted)) is Step.AMEND  # type: ignore[arg-type]


@pytest.mark.parametrize("decided_on", DECIDED_ON, ids=str)
def test_whatever_the_approver_decided_on_is_a_change_even_with_a_room(decided_on: dict[str, Any]) -> None:
    assert step_of_change(SAVED, replace(SAVED, room="4", **decided_on)) is Step.CHANGE


def test_a_reason_taken_away_is_a_change_for_one_may_be_owed() -> None:
    assert step_of_change(SAVED, replace(SAVED, room="4", reason=" ")) is Step.CHANGE


def test_a_reason_written_where_none_stood_amends_it() -> None:
    assert step_of_change(replace(SAVED, reason=""), SAVED) is Step.AMEND


@pytest.mark.parametrize("same", [{}, {"room": "  "}, {"reason": f" {SAVED.reason} "}], ids=str)
def test_a_form_in_which_nothing_differs_asks_for_todays_prices(same: dict[str, str]) -> None:
    assert step_of_change(SAVED, replace(SAVED, **same)) is Step.CHANGE  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "as_read_back",
    [
        {"lines": (ONCE, CARE)},
        {"lines": (replace(CARE, week=WEEK, description=""), ONCE)},
        {"top_up_payer": " Their sister "},
        {"contribution_weekly": Decimal(40)},
        {"request_id": "form-2", "package_id": None, "version": 4},
    ],
    ids=str,
)
def test_what_is_saved_alike_does_not_count_as_different(as_read_back: dict[str, Any]) -> None:
    assert step_of_change(SAVED, replace(SAVED, room="4", **as_read_back)) is Step.AMEND
