import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.call_off import (
    ALLOWED_STEPS,
    HOLDS_A_PLACE,
    NEXT_STEP,
    NEXT_STEPS,
    CallOffState,
    Step,
    state_after,
    steps_open_to,
)
from brokerage.domain.errors import RuleBroken
from brokerage.domain.staff import Job

S = CallOffState
BEFORE_IT_RUNS = {S.AWAITING_APPROVAL, S.APPROVED, S.SENT, S.ACCEPTED, S.AGREEMENT_ISSUED, S.SIGNED}


def test_the_straight_way_leads_from_draft_to_ended() -> None:
    state = S.DRAFT
    for step, job in (
        (Step.RAISE, Job.PRACTITIONER),
        (Step.APPROVE, Job.APPROVER),
        (Step.SEND, Job.BROKER),
        (Step.ACCEPT, Job.BROKER),
        (Step.ISSUE_AGREEMENT, Job.BROKER),
        (Step.SIGN, Job.BROKER),
        (Step.START, Job.BROKER),
        (Step.END, Job.BROKER),
    ):
        state = state_after(step, state, job)
    assert state is S.ENDED


def test_a_step_of_another_job_is_refused_and_names_whose_it_is() -> None:
    with pytest.raises(RuleBroken, match="Only the approver may approve this call-off; you are working as broker"):
        state_after(Step.APPROVE, S.AWAITING_APPROVAL, Job.BROKER)


def test_a_step_that_does_not_follow_is_refused_in_words() -> None:
    with pytest.raises(RuleBroken, match="A call-off that is awaiting approval cannot be taken through “send”"):
        state_after(Step.SEND, S.AWAITING_APPROVAL, Job.BROKER)


@pytest.mark.parametrize("job", [Job.AUDITOR, Job.FINANCE, Job.COMMISSIONER, Job.ADMINISTRATOR])
def test_jobs_that_only_read_take_no_step(job: Job) -> None:
    assert all(steps_open_to(job, state) == () for state in S)


def test_nothing_leads_out_of_an_end() -> None:
    ends = {S.ENDED, S.DECLINED, S.EXPIRED, S.WITHDRAWN, S.CANCELLED}
    assert not [way for way in ALLOWED_STEPS if way.from_state in ends]


def test_a_change_of_money_sends_back_to_approval_from_every_state_before_it_runs() -> None:
    ways = {way.from_state: way.to_state for way in ALLOWED_STEPS if way.step is Step.CHANGE}
    assert ways == dict.fromkeys(BEFORE_IT_RUNS, S.AWAITING_APPROVAL)


def test_an_amendment_leaves_it_where_it_is_until_an_agreement_was_issued_then_the_next_edition_is_wanted() -> None:
    ways = {way.from_state: way.to_state for way in ALLOWED_STEPS if way.step is Step.AMEND}
    stay = (S.AWAITING_APPROVAL, S.APPROVED, S.SENT, S.ACCEPTED)
    assert ways == {**{state: state for state in stay}, S.AGREEMENT_ISSUED: S.ACCEPTED, S.SIGNED: S.ACCEPTED}


def test_who_may_change_it_may_amend_it() -> None:
    for state in S:
        for job in Job:
            steps = steps_open_to(job, state)
            assert (Step.CHANGE in steps) == (Step.AMEND in steps)


def test_a_place_is_held_from_raising_until_it_ends_and_by_nothing_else() -> None:
    assert BEFORE_IT_RUNS | {S.RUNNING} == HOLDS_A_PLACE


def test_every_state_says_what_happens_next() -> None:
    assert set(NEXT_STEPS) == set(S)
    assert all(words.endswith(".") for words in NEXT_STEPS.values())


def test_the_next_step_is_one_that_somebody_may_take_and_is_missing_only_where_nothing_leads_on() -> None:
    for state, step in NEXT_STEP.items():
        assert any(way.step is step and way.from_state is state for way in ALLOWED_STEPS)
    assert set(S) - set(NEXT_STEP) == {S.RUNNING, S.ENDED, S.DECLINED, S.EXPIRED, S.WITHDRAWN, S.CANCELLED}


@given(st.sampled_from(Step), st.sampled_from(S), st.sampled_from(Job))
def test_a_step_is_open_exactly_when_it_leads_somewhere(step: Step, state: CallOffState, job: Job) -> None:
    try:
        leads_to: CallOffState | None = state_after(step, state, job)
    except RuleBroken:
        leads_to = None
    assert (leads_to is not None) == (step in steps_open_to(job, state))


def test_a_refused_step_reads_as_a_sentence() -> None:
    with pytest.raises(RuleBroken, match="Only the broker may issue the agreement of this call-off"):
        state_after(Step.ISSUE_AGREEMENT, CallOffState.ACCEPTED, Job.PRACTITIONER)
