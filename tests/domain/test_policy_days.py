from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.policy_days import Placed, place_rules, take_back
from brokerage.domain.scheme_summary import PolicySummary
from tests.domain.example_policy import RULES

TODAY = date(2026, 11, 2)
CONTRACTS = Period(date(2022, 10, 1), date(2030, 9, 30))
STANDING = PolicySummary(date(2022, 10, 1), None, RULES)
TO_COME = PolicySummary(date(2027, 4, 1), None, replace(RULES, notice_days=42))
BOTH = (PolicySummary(date(2022, 10, 1), date(2027, 3, 31), RULES), TO_COME)


def test_first_rules_stand_from_the_schemes_first_day() -> None:
    assert place_rules((), CONTRACTS, None, TODAY) == Placed(date(2022, 10, 1), None)


def test_new_rules_end_those_before_the_day_before() -> None:
    placed = place_rules((STANDING,), CONTRACTS, date(2027, 4, 1), TODAY)
    assert placed == Placed(date(2027, 4, 1), None, follows=STANDING)


def test_rules_between_two_end_the_day_before_the_later_ones() -> None:
    placed = place_rules(BOTH, CONTRACTS, date(2027, 1, 1), TODAY)
    assert (placed.last_day, placed.follows) == (date(2027, 3, 31), BOTH[0])


def test_rules_to_come_may_be_corrected() -> None:
    assert place_rules(BOTH, CONTRACTS, TO_COME.first_day, TODAY) == Placed(TO_COME.first_day, None, corrects=TO_COME)


def test_days_that_had_no_rules_may_be_given_some_though_they_are_over() -> None:
    late = PolicySummary(date(2023, 4, 1), None, RULES)
    placed = place_rules((late,), CONTRACTS, date(2022, 10, 1), TODAY)
    assert placed == Placed(date(2022, 10, 1), date(2023, 3, 31))
    ended = PolicySummary(date(2022, 10, 1), date(2026, 9, 30), RULES)
    assert place_rules((ended,), CONTRACTS, date(2026, 10, 1), TODAY).follows == ended


@pytest.mark.parametrize(
    ("policies", "day", "said"),
    [
        ((), date(2022, 11, 1), "No rules would stand from 1 Oct 2022 to 31 Oct 2022: begin on 1 Oct 2022"),
        ((STANDING,), None, "Say from which day"),
        ((STANDING,), date(2022, 10, 1), "The rules from 1 Oct 2022 are in force"),
        ((STANDING,), TODAY, "from 3 Nov 2026 at the earliest"),
        ((STANDING,), date(2022, 9, 30), "contracts run from 1 Oct 2022 to 30 Sep 2030"),
        ((STANDING,), date(2030, 10, 1), "contracts run from 1 Oct 2022 to 30 Sep 2030"),
        (
            (PolicySummary(date(2022, 10, 1), date(2026, 12, 31), RULES),),
            date(2027, 4, 1),
            "No rules would stand from 1 Jan 2027 to 31 Mar 2027",
        ),
    ],
)
def test_rules_in_force_are_not_edited_and_no_day_is_left_without(
    policies: Sequence[PolicySummary], day: date | None, said: str
) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        place_rules(policies, CONTRACTS, day, TODAY)
    assert refused.value.field == "from"


def test_rules_to_come_are_taken_back_and_those_before_go_on() -> None:
    assert take_back(BOTH, TO_COME.first_day, TODAY) == (TO_COME, BOTH[0])


def test_only_rules_to_come_are_taken_back_and_never_the_first() -> None:
    with pytest.raises(BadInput, match="to come are: 1 Apr 2027"):
        take_back(BOTH, date(2027, 4, 2), TODAY)
    with pytest.raises(BadInput, match="are in force"):
        take_back(BOTH, date(2022, 10, 1), TODAY)
    with pytest.raises(RuleBroken, match="first rules"):
        take_back((TO_COME,), TO_COME.first_day, TODAY)
