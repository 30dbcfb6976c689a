"""The life of an application: which step leads where, for whom; and what a decision and an award need."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.application import (
    ALLOWED_APPLICATION_STEPS,
    AWAITING_ANSWER,
    NEXT_APPLICATION_STEPS,
    ApplicationState,
    ApplicationStep,
    LotOutcome,
    application_state_after,
    check_award,
    check_decision,
)
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.staff import Job

S = ApplicationState
WAYS = {
    (ApplicationStep.ACKNOWLEDGE, S.RECEIVED): S.ACKNOWLEDGED,
    (ApplicationStep.EXTEND, S.RECEIVED): S.RECEIVED,
    (ApplicationStep.EXTEND, S.ACKNOWLEDGED): S.ACKNOWLEDGED,
    (ApplicationStep.EXTEND, S.IN_ASSESSMENT): S.IN_ASSESSMENT,
    (ApplicationStep.ASSESS, S.ACKNOWLEDGED): S.IN_ASSESSMENT,
    (ApplicationStep.ASSESS, S.IN_ASSESSMENT): S.IN_ASSESSMENT,
    (ApplicationStep.DECIDE, S.IN_ASSESSMENT): S.DECIDED,
    (ApplicationStep.ANSWER, S.DECIDED): S.ANSWERED,
    (ApplicationStep.AWARD, S.DECIDED): S.DECIDED,
    (ApplicationStep.AWARD, S.ANSWERED): S.ANSWERED,
    (ApplicationStep.WITHDRAW, S.RECEIVED): S.WITHDRAWN,
    (ApplicationStep.WITHDRAW, S.ACKNOWLEDGED): S.WITHDRAWN,
    (ApplicationStep.WITHDRAW, S.IN_ASSESSMENT): S.WITHDRAWN,
}
"""Every way there is, written out by hand."""


@pytest.mark.parametrize(("step", "state", "job"), list(itertools.product(ApplicationStep, ApplicationState, Job)))
def test_each_step_of_each_job_leads_on_or_is_refused_with_the_reason(
    step: ApplicationStep, state: ApplicationState, job: Job
) -> None:
    to_state = WAYS.get((step, state))
    if to_state is None:
        with pytest.raises(RuleBroken, match=NEXT_APPLICATION_STEPS[state].split(";")[0]):
            application_state_after(step, state, job)
    elif job is not Job.COMMISSIONER:
        with pytest.raises(RuleBroken, match=f"Only the commissioner may {step.value}.*{job.value}"):
            application_state_after(step, state, job)
    else:
        assert application_state_after(step, state, job) is to_state


def test_no_way_is_declared_twice_or_besides() -> None:
    declared = {(way.step, way.from_state): way.to_state for way in ALLOWED_APPLICATION_STEPS}
    assert declared == WAYS
    assert len(ALLOWED_APPLICATION_STEPS) == len(WAYS)


@given(st.lists(st.sampled_from(ApplicationStep), max_size=30))
def test_whatever_is_tried_an_application_only_goes_declared_ways(tried: list[ApplicationStep]) -> None:
    state, went = S.RECEIVED, [S.RECEIVED]
    for step in tried:
        try:
            to_state = application_state_after(step, state, Job.COMMISSIONER)
        except RuleBroken:
            continue
        assert WAYS[step, state] is to_state
        state = to_state
        if state is not went[-1]:
            went.append(state)
    assert len(went) == len(set(went)), "no state is come back to"
    assert (S.DECIDED in went) <= (S.ACKNOWLEDGED in went and S.IN_ASSESSMENT in went)


def test_an_answer_is_owed_until_it_is_sent_or_the_application_withdrawn() -> None:
    assert set(ApplicationState) - AWAITING_ANSWER == {S.ANSWERED, S.WITHDRAWN}


def test_a_decision_needs_its_reasons() -> None:
    with pytest.raises(BadInput, match="needs its reasons") as refused:
        check_decision(LotOutcome.REFUSED, "  ")
    assert refused.value.field == "reasons"
    assert check_decision(LotOutcome.ADMITTED, " Meets every criterion. ") == "Meets every criterion."


@pytest.mark.parametrize("outcome", [LotOutcome.ASKED, LotOutcome.AWARDED])
def test_a_decision_admits_or_refuses(outcome: LotOutcome) -> None:
    with pytest.raises(BadInput, match="admits or refuses"):
        check_decision(outcome, "Because")


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (LotOutcome.ASKED, "not decided yet"),
        (LotOutcome.REFUSED, "was refused"),
        (LotOutcome.AWARDED, "awarded already"),
    ],
)
def test_only_an_admitted_lot_is_awarded_and_only_once(outcome: LotOutcome, why: str) -> None:
    check_award(LotOutcome.ADMITTED)
    with pytest.raises(RuleBroken, match=why):
        check_award(outcome)
