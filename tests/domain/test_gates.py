"""May it be called off on this day? Every gate of rules.md 8 with its worked figures and its sentence."""

from dataclasses import replace
from datetime import date

import pytest

from brokerage.domain.gates import (
    GateFacts,
    GateName,
    closed_gates,
    first_closed_gate,
    needs_second_approver,
    outlives_contract,
)
from brokerage.domain.period import Period
from brokerage.domain.service import Rating, Registration
from brokerage.domain.timetable import UnmetTimes
from brokerage.domain.week_wanted import DayWanted

DAY = date(2026, 12, 7)
OPEN = GateFacts(
    admissions=(Period(date(2022, 10, 1)),),
    suspensions=(),
    last_call_off_day=None,
    rate_in_force=True,
    next_rate_day=None,
    registration_needed=True,
    registration=Registration.REGISTERED,
    insurance_last_day=date(2027, 3, 31),
    min_age=18,
    max_age=64,
    age=30,
    places_free=1,
)


def reason(facts: GateFacts, day: date = DAY) -> str | None:
    gate = first_closed_gate(facts, day)
    return None if gate is None else gate.reason


def test_everything_in_order_may_be_called_off() -> None:
    assert first_closed_gate(OPEN, DAY) is None
    assert closed_gates(OPEN, DAY) == ()


@pytest.mark.parametrize(
    ("day", "allowed"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True), (date(2026, 10, 31), True)]
)
def test_suspended_in_november_a_start_on_the_30th_is_refused_and_on_1_december_allowed(
    day: date, allowed: bool
) -> None:
    suspended = replace(OPEN, suspensions=(Period(date(2026, 11, 1), date(2026, 11, 30)),))
    assert reason(suspended, day) == (None if allowed else "suspended from 1 Nov 2026 until 30 Nov 2026")


def test_a_suspension_without_an_end_says_so() -> None:
    suspended = replace(OPEN, suspensions=(Period(date(2026, 11, 1)),))
    assert reason(suspended) == "suspended from 1 Nov 2026 until further notice"


@pytest.mark.parametrize(
    ("admissions", "words"),
    [
        ((), "not admitted"),
        ((Period(date(2027, 1, 1)),), "not yet admitted: admission begins 1 Jan 2027"),
        ((Period(date(2022, 1, 1), date(2026, 12, 6)),), "admission ended 6 Dec 2026"),
        ((Period(date(2022, 1, 1), date(2026, 12, 7)),), None),
        (
            (Period(date(2022, 1, 1), date(2025, 1, 1)), Period(date(2027, 1, 1))),
            "not yet admitted: admission begins 1 Jan 2027",
        ),
    ],
)
def test_admission_says_whether_it_is_to_come_over_or_absent(admissions: tuple[Period, ...], words: str | None) -> None:
    assert reason(replace(OPEN, admissions=admissions)) == words


def test_the_last_call_off_day_still_counts_and_the_day_after_does_not() -> None:
    closing = replace(OPEN, last_call_off_day=DAY)
    assert reason(closing) is None
    assert reason(closing, date(2026, 12, 8)) == "call-offs into the scheme ended 7 Dec 2026"


def test_a_gap_in_the_rates_names_the_day_they_go_on() -> None:
    assert reason(replace(OPEN, rate_in_force=False)) == "no agreed rate"
    other = replace(OPEN, rate_in_force=False, other_rate_in_force=True)
    assert reason(other) == "no agreed rate for these times or this ratio"
    gap = replace(OPEN, rate_in_force=False, next_rate_day=date(2027, 4, 1))
    assert reason(gap) == "no agreed rate before 1 Apr 2027"


@pytest.mark.parametrize(
    ("registration", "words"),
    [
        (Registration.DORMANT, "registration is dormant"),
        (Registration.ENDED, "registration has ended"),
        (Registration.NOT_NEEDED, "not registered with the regulator, which this lot needs"),
    ],
)
def test_registration_matters_where_the_lot_needs_it(registration: Registration, words: str) -> None:
    assert reason(replace(OPEN, registration=registration)) == words
    assert reason(replace(OPEN, registration=registration, registration_needed=False)) is None


def test_insurance_holds_to_its_last_day() -> None:
    assert reason(replace(OPEN, insurance_last_day=DAY)) is None
    assert reason(replace(OPEN, insurance_last_day=date(2026, 11, 3))) == "insurance lapsed 3 Nov 2026"
    assert reason(replace(OPEN, insurance_last_day=None)) is None


@pytest.mark.parametrize(
    ("age", "words"),
    [(17, "takes people from 18 years"), (18, None), (64, None), (65, "takes people up to 64 years"), (None, None)],
)
def test_the_age_is_within_the_range_ends_included(age: int | None, words: str | None) -> None:
    assert reason(replace(OPEN, age=age)) == words


def test_a_place_must_be_free_where_the_number_is_known() -> None:
    assert reason(replace(OPEN, places_free=0)) == "no place free"
    assert reason(replace(OPEN, places_free=None)) is None


def test_all_closed_gates_are_told_in_the_order_tried() -> None:
    facts = replace(
        OPEN,
        admissions=(),
        suspensions=(Period(DAY),),
        last_call_off_day=date(2026, 1, 1),
        unmet=UnmetTimes((DayWanted(0),), ()),
        rate_in_force=False,
        registration=Registration.ENDED,
        insurance_last_day=date(2026, 1, 1),
        age=90,
        places_free=0,
    )
    assert [gate.name for gate in closed_gates(facts, DAY)] == list(GateName)


def test_an_inadequate_service_wants_a_second_approver() -> None:
    assert [rating for rating in Rating if needs_second_approver(rating)] == [Rating.INADEQUATE]


def test_a_placement_that_outlives_the_contract_is_warned_of_with_the_day() -> None:
    warning = "The contract ends on 14 Jun 2030; this placement would go on after it."
    assert outlives_contract(date(2030, 6, 14), date(2030, 6, 14)) is None
    assert outlives_contract(date(2030, 6, 15), date(2030, 6, 14)) == warning
    assert outlives_contract(None, date(2030, 6, 14)) == warning
    assert outlives_contract(None, None) is None
