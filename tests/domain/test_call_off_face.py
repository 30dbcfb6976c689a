from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_face import CallOffFace, Changed, changes_of, say_what_reopens, say_what_stands
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.scheme import AwardRoute

FACE = CallOffFace(
    service="Orchard Yard (demo)",
    first_day=date(2026, 12, 7),
    planned_last_day=None,
    room="",
    week="Mon,Wed 10:00-15:00",
    ratio="1:3",
    lines=("Cookery, £70.70 day, £141.40 a week",),
    price_locked=False,
    contribution_weekly=Decimal("42.00"),
    collected_by=CollectedBy.COUNCIL,
    route=AwardRoute.DIRECT,
    top_up_weekly=Decimal("0.00"),
    top_up_payer="",
    reason="",
    weekly=Decimal("141.40"),
    four_weekly=Decimal("565.60"),
    one_off=Decimal("0.00"),
    first_year=Decimal("7070.00"),
    year_estimate=Decimal("7352.80"),
)


def test_nothing_is_told_of_what_stays_the_same() -> None:
    assert changes_of(FACE, FACE) == ()


def test_a_change_is_told_in_words_and_pounds_terms_first() -> None:
    three_days = replace(
        FACE,
        planned_last_day=date(2027, 3, 31),
        week="Mon,Wed,Fri 10:00-15:00",
        collected_by=CollectedBy.PROVIDER,
        weekly=Decimal("212.10"),
    )
    assert changes_of(FACE, three_days) == (
        Changed("Planned end", "none", "31 Mar 2027", is_money=False),
        Changed("Days and hours", "Mon,Wed 10:00-15:00", "Mon,Wed,Fri 10:00-15:00", is_money=False),
        Changed("Contribution collected by", "the council", "the provider", is_money=False),
        Changed("A week", "£141.40", "£212.10", is_money=True),
    )
    assert changes_of(FACE, three_days)[-1].sentence == "A week: £141.40 becomes £212.10."


@pytest.mark.parametrize("state", [CallOffState.APPROVED, CallOffState.SENT, CallOffState.SIGNED])
def test_a_change_after_the_approval_says_that_it_is_opened_again_and_whose_it_was(state: CallOffState) -> None:
    said = say_what_reopens(state, ["Ann Approver (demo)"])
    assert said.startswith(
        "Saving opens the approval again: the one given by Ann Approver (demo) no longer stands, and"
    )


def test_a_change_while_it_waits_says_that_it_goes_on_waiting_unless_one_of_two_approved_it() -> None:
    assert say_what_reopens(CallOffState.AWAITING_APPROVAL, []) == (
        "It waits for approval already, and goes on waiting."
    )
    assert say_what_reopens(CallOffState.AWAITING_APPROVAL, ["Ann Approver (demo)"]) == (
        "The approval by Ann Approver (demo) no longer stands: it is approved anew."
    )


@pytest.mark.parametrize("state", [CallOffState.APPROVED, CallOffState.SENT, CallOffState.ACCEPTED])
def test_an_amendment_says_that_the_approval_stands_and_whose_it_is(state: CallOffState) -> None:
    assert say_what_stands(state, ["Ann Approver (demo)"]) == (
        "Nothing the approver decided on changes: the approval by Ann Approver (demo) stands."
    )


@pytest.mark.parametrize("state", [CallOffState.AGREEMENT_ISSUED, CallOffState.SIGNED])
def test_an_amendment_of_what_is_agreed_says_that_the_next_edition_is_signed(state: CallOffState) -> None:
    assert say_what_stands(state, ["Ann Approver (demo)"]).endswith(
        "stands. The agreement gets a new edition, which is signed anew."
    )


def test_an_amendment_while_it_waits_says_that_it_goes_on_waiting() -> None:
    assert say_what_stands(CallOffState.AWAITING_APPROVAL, []) == (
        "Nothing the approver decides on changes: it waits for approval as before."
    )
    assert say_what_stands(CallOffState.AWAITING_APPROVAL, ["Ann Approver (demo)"]).endswith(
        "the approval by Ann Approver (demo) stands, and it goes on waiting for the other."
    )
