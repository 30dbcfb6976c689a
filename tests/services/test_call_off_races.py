"""Several people at once, on both databases: real threads, real connections. Small sizes here, stated sizes with --full."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import select

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.call_off_draft import CallOffDraft, ChosenFrom
from brokerage.domain.errors import BadInput, Conflict, DeskError, RuleBroken
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.approve import approve
from brokerage.services.call_off_standing import CallOffStanding
from brokerage.services.raise_call_off import draft_call_off, raise_call_off
from brokerage.services.send_and_answer import withdraw_call_off
from brokerage.storage.failures import USED_REQUEST
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.call_offs import AgreementRow, ApprovalRow, CallOffRow, CallOffStepRow, EvidenceRow
from tests.builders import NOW, Desk
from tests.services.call_off_builders import accepted, form, listed, offer, places_free, raised, rows_of

ResultT = TypeVar("ResultT")


def at_once(acts: Sequence[Callable[[], ResultT]]) -> list[ResultT | DeskError]:
    """What each act answered, or the refusal it met, when all begin at the same moment."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], ResultT]) -> ResultT | DeskError:
        barrier.wait()
        try:
            return act()
        except DeskError as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(answers: Sequence[object]) -> list[DeskError]:
    return [answer for answer in answers if isinstance(answer, DeskError)]


def raising(desk: Desk, draft: CallOffDraft, chosen_from: ChosenFrom | None = None) -> Callable[[], str]:
    """The practitioner's raising of the form, which answers with the reference."""
    return lambda: (
        raise_call_off(desk.database, desk.practitioner, draft, NOW, chosen_from or listed()).result.reference
    )


def test_the_last_place_has_one_winner_and_the_others_are_told_who_and_when(desk: Desk, *, at_full_size: bool) -> None:
    people = [desk.person(budget="100000") for _ in range(40 if at_full_size else 6)]
    for _ in range(100 if at_full_size else 3):
        ready = desk.ready_service(places_free=1)
        chosen_from = listed(offer(ready, places_free=1), at=NOW)
        answers = at_once([raising(desk, form(person, ready), chosen_from) for person in people])
        lost = refusals(answers)
        assert len(lost) == len(people) - 1
        assert {type(refused) for refused in lost} == {Conflict}
        assert all("Practitioner (demo) took the last one on 2 Nov 2026 at 09:00 UTC" in one.sentence for one in lost)
        assert places_free(desk, ready.service_id) == 0


def test_the_same_request_sent_eight_times_at_once_is_one_call_off(desk: Desk, *, at_full_size: bool) -> None:
    rounds = 200 if at_full_size else 4
    ready, person = desk.ready_service(places_free=rounds + 1, capacity=rounds + 1), desk.person(budget="100000")
    for _ in range(rounds):
        answers = at_once([raising(desk, form(person, ready))] * 8)
        assert refusals(answers) == []
        assert len(set(answers)) == 1
    assert places_free(desk, ready.service_id) == 1
    assert rows_of(desk) == rows_of(desk, EvidenceRow) == rows_of(desk, CallOffStepRow) == rounds
    assert rows_of(desk, AuditEntryRow) == rounds


def test_one_request_id_sent_at_once_for_several_people_is_one_call_off_and_a_sentence_to_the_others(
    desk: Desk,
) -> None:
    ready = desk.ready_service(places_free=None)
    forms = [form(desk.person(), ready, request_id="one") for _ in range(4)]
    refused = refusals(at_once([raising(desk, draft) for draft in forms]))
    assert len(refused) == 3
    assert {one.sentence for one in refused} == {USED_REQUEST}
    assert rows_of(desk) == 1


def test_the_same_draft_saved_eight_times_at_once_is_one_draft(desk: Desk) -> None:
    draft = form(desk.person(), desk.ready_service())
    answers = at_once([lambda: draft_call_off(desk.database, desk.practitioner, draft, NOW)] * 8)
    assert refusals(answers) == []
    assert rows_of(desk) == 1


def test_references_are_never_doubled_by_colleagues_who_raise_at_once(desk: Desk) -> None:
    ready = desk.ready_service(places_free=None)
    forms = [form(desk.person(), ready) for _ in range(8)]
    answers = at_once([raising(desk, draft) for draft in forms])
    assert refusals(answers) == []
    assert set(answers) == {f"CO-2026-{number:04d}" for number in range(1, 9)}


def test_two_who_spend_the_same_budget_at_once_are_one_within_it_and_one_asked_for_a_reason(desk: Desk) -> None:
    person, ready = desk.person(budget="200"), desk.ready_service(places_free=None)
    forms = [form(person, ready) for _ in range(4)]
    answers = at_once([raising(desk, draft) for draft in forms])
    asked = refusals(answers)
    assert len(asked) == 3
    assert all(isinstance(one, BadInput) and "over what is left of the budget" in one.sentence for one in asked)


def test_an_approval_pressed_many_times_at_once_is_one(desk: Desk) -> None:
    reference = raised(desk).reference
    answers = at_once([lambda: approve(desk.database, desk.approver, reference, NOW)] * 6)
    assert refusals(answers) == []
    assert rows_of(desk, ApprovalRow) == 1


def test_an_agreement_issued_many_times_at_once_is_one_edition(desk: Desk) -> None:
    reference = accepted(desk).reference
    answers = at_once([lambda: issue_agreement(desk.database, desk.broker, reference, NOW)] * 6)
    assert refusals(answers) == []
    assert rows_of(desk, AgreementRow) == 1


@pytest.mark.parametrize("_round", range(3))
def test_approving_and_withdrawing_at_once_leaves_one_of_the_two_orders(desk: Desk, _round: int) -> None:
    standing = raised(desk)

    def approving() -> CallOffStanding:
        return approve(desk.database, desk.approver, standing.reference, NOW).result

    def withdrawing() -> CallOffStanding:
        return withdraw_call_off(desk.database, desk.practitioner, standing.reference, "Moved away", NOW).result

    answers = at_once([approving, withdrawing])
    assert all(isinstance(refused, RuleBroken) for refused in refusals(answers))
    with desk.session() as session:
        row = session.get_one(CallOffRow, standing.call_off_id)
        taken = session.scalars(select(CallOffStepRow.step).order_by(CallOffStepRow.id)).all()
    assert row.state is CallOffState.WITHDRAWN
    assert not row.holds_place
    assert taken in ([Step.RAISE, Step.WITHDRAW], [Step.RAISE, Step.APPROVE, Step.WITHDRAW])


def test_a_draft_raised_and_saved_at_once_is_raised_or_kept_whole(desk: Desk) -> None:
    ready = desk.ready_service()
    draft = form(desk.person(), ready)
    saved = draft_call_off(desk.database, desk.practitioner, draft, NOW).result
    held = replace(draft, version=saved.version)
    answers = at_once(
        [
            lambda: raise_call_off(desk.database, desk.practitioner, held, NOW, listed()).result.state,
            lambda: draft_call_off(desk.database, desk.practitioner, held, NOW).result.state,
        ]
    )
    assert len(refusals(answers)) == 1
    assert rows_of(desk) == 1
    state = next(answer for answer in answers if isinstance(answer, CallOffState))
    assert places_free(desk, ready.service_id) == (2 if state is CallOffState.AWAITING_APPROVAL else 3)
