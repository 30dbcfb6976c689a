"""No illegal state: the same random steps on SQLite and PostgreSQL have equal outcomes, and the rules hold after each."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brokerage.domain.call_off import HOLDS_A_PLACE, CallOffState, Step, state_after
from brokerage.domain.errors import BadInput, DeskError, RuleBroken
from brokerage.domain.staff import Actor, Job
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.approve import approve, return_call_off
from brokerage.services.change_call_off import change_call_off
from brokerage.services.draft_call_offs import draft_of
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.raise_call_off import draft_call_off, raise_call_off
from brokerage.services.run_placement import end_placement, mark_signed, start_placement
from brokerage.services.send_and_answer import (
    accept_call_off,
    cancel_call_off,
    decline_call_off,
    expire_call_off,
    send_call_off,
    withdraw_call_off,
)
from brokerage.storage.engine import open_database
from tests.builders import NOW, START, TODAY, Desk, open_council
from tests.services.call_off_builders import form, listed, places_free

LATE = NOW + timedelta(days=60)
"""After the answer was due and after the first day: then only the steps themselves decide."""


def amend(desk: Desk, actor: Actor, reference: str) -> Any:
    """Note another room than the one that stands."""
    draft = draft_of(desk.database, reference)
    return change_call_off(desk.database, actor, reference, replace(draft, room=f"{draft.room}1"), "Why", LATE)


_Act = Callable[[Desk, Actor, str], Any]
ACTS: dict[Step, _Act] = {
    Step.RAISE: lambda desk, actor, ref: raise_call_off(
        desk.database, actor, draft_of(desk.database, ref), LATE, listed()
    ),
    Step.CHANGE: lambda desk, actor, ref: change_call_off(
        desk.database, actor, ref, draft_of(desk.database, ref), "Why", LATE, listed()
    ),
    Step.AMEND: amend,
    Step.APPROVE: lambda desk, actor, ref: approve(desk.database, actor, ref, LATE),
    Step.RETURN: lambda desk, actor, ref: return_call_off(desk.database, actor, ref, "Why", LATE),
    Step.SEND: lambda desk, actor, ref: send_call_off(desk.database, actor, ref, NOW),
    Step.ACCEPT: lambda desk, actor, ref: accept_call_off(desk.database, actor, ref, LATE),
    Step.DECLINE: lambda desk, actor, ref: decline_call_off(desk.database, actor, ref, "Why", LATE),
    Step.EXPIRE: lambda desk, actor, ref: expire_call_off(desk.database, actor, ref, LATE),
    Step.ISSUE_AGREEMENT: lambda desk, actor, ref: issue_agreement(desk.database, actor, ref, LATE),
    Step.SIGN: lambda desk, actor, ref: mark_signed(desk.database, actor, ref, LATE),
    Step.START: lambda desk, actor, ref: start_placement(desk.database, actor, ref, LATE),
    Step.END: lambda desk, actor, ref: end_placement(desk.database, actor, ref, START, "Why", LATE),
    Step.WITHDRAW: lambda desk, actor, ref: withdraw_call_off(desk.database, actor, ref, "Why", LATE),
    Step.CANCEL: lambda desk, actor, ref: cancel_call_off(desk.database, actor, ref, "Why", LATE),
}
FORWARD = (
    (Step.RAISE, Job.PRACTITIONER),
    (Step.APPROVE, Job.APPROVER),
    (Step.SEND, Job.BROKER),
    (Step.ACCEPT, Job.BROKER),
    (Step.ISSUE_AGREEMENT, Job.BROKER),
    (Step.SIGN, Job.BROKER),
    (Step.START, Job.BROKER),
    (Step.END, Job.BROKER),
)
tries = st.tuples(st.sampled_from(Step), st.sampled_from((Job.PRACTITIONER, Job.BROKER, Job.APPROVER, Job.AUDITOR)))
walks = st.builds(
    lambda far, stray: [*FORWARD[:far], *stray], st.integers(0, len(FORWARD)), st.lists(tries, min_size=1, max_size=6)
)


def actor_of(desk: Desk, job: Job) -> Actor:
    actors = (desk.practitioner, desk.broker, desk.approver, desk.auditor)
    return next(actor for actor in actors if actor.job is job)


def state_and_places(desk: Desk, reference: str) -> tuple[CallOffState, bool, int | None]:
    detail = show_call_off(desk.database, desk.auditor, reference, TODAY)
    return detail.summary.state, detail.holds_place, places_free(desk, detail.summary.service_id)


def walk(desk: Desk, steps: list[tuple[Step, Job]]) -> list[str]:
    """What came of each step; the rules are asserted after each of them."""
    ready = desk.ready_service(places_free=1, capacity=1)
    draft = form(desk.person(), ready)
    reference = draft_call_off(desk.database, desk.practitioner, draft, NOW).result.reference
    outcomes = []
    for step, job in steps:
        before, _, _ = state_and_places(desk, reference)
        try:
            ACTS[step](desk, actor_of(desk, job), reference)
        except DeskError as refused:
            outcomes.append(type(refused).__name__)
            assert state_and_places(desk, reference)[0] is before
        else:
            outcomes.append("done")
        state, holds_place, free = state_and_places(desk, reference)
        outcomes.append(state.value)
        assert holds_place == (state in HOLDS_A_PLACE)
        assert free == (0 if holds_place else 1)
        assert state in (before, leads_to(step, before, job))
    return outcomes


def leads_to(step: Step, state: CallOffState, job: Job) -> CallOffState | None:
    try:
        return state_after(step, state, job)
    except RuleBroken:
        return None


@pytest.fixture
def two_desks(sqlite_url: str, postgresql_url: str) -> Iterator[tuple[Desk, Desk]]:
    desks = (open_council(open_database(sqlite_url)), open_council(open_database(postgresql_url)))
    yield desks
    for desk in desks:
        desk.database.close()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walks)
def test_the_same_steps_have_the_same_outcomes_on_both_databases(
    two_desks: tuple[Desk, Desk], steps: list[tuple[Step, Job]]
) -> None:
    sqlite, postgresql = two_desks
    assert walk(sqlite, steps) == walk(postgresql, steps)


def test_every_refusal_is_one_the_person_can_mend_and_every_step_can_be_taken(desk: Desk) -> None:
    outcomes = walk(desk, list(FORWARD))
    assert outcomes[::2] == ["done"] * len(FORWARD)
    assert BadInput.__name__ not in walk(desk, [*FORWARD[:2], (Step.CANCEL, Job.BROKER), (Step.WITHDRAW, Job.AUDITOR)])
