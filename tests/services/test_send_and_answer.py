from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.call_off_standing import CallOffStanding
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.send_and_answer import (
    accept_call_off,
    cancel_call_off,
    decline_call_off,
    expire_call_off,
    send_call_off,
    withdraw_call_off,
)
from brokerage.storage.tables.call_offs import CallOffStepRow
from tests.builders import NOW, TODAY, Desk
from tests.services.call_off_builders import accepted, approved, places_free, raised, rows_of, sent


def service_of(desk: Desk, reference: str) -> int:
    return show_call_off(desk.database, desk.broker, reference, TODAY).summary.service_id


@pytest.mark.parametrize(
    ("sent_at", "due_on"),
    [
        (NOW, date(2026, 11, 4)),
        (NOW.replace(day=6), date(2026, 11, 10)),
        (NOW.replace(month=12, day=24), date(2026, 12, 30)),
    ],
)
def test_an_answer_is_due_after_the_schemes_working_days(desk: Desk, sent_at: datetime, due_on: date) -> None:
    reference = approved(desk).reference
    send_call_off(desk.database, desk.broker, reference, sent_at)
    assert show_call_off(desk.database, desk.broker, reference, TODAY).summary.answer_due_on == due_on


def test_only_an_approved_call_off_is_sent(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="awaiting approval"):
        send_call_off(desk.database, desk.broker, raised(desk).reference, NOW)


def test_an_acceptance_keeps_the_room_the_provider_named(desk: Desk) -> None:
    reference = sent(desk).reference
    accept_call_off(desk.database, desk.broker, reference, NOW, room=" 12a ")
    assert show_call_off(desk.database, desk.broker, reference, TODAY).room == "12a"


def test_a_decline_needs_the_providers_reason_and_frees_the_place(desk: Desk) -> None:
    reference = sent(desk).reference
    with pytest.raises(BadInput, match="Give a reason"):
        decline_call_off(desk.database, desk.broker, reference, "", NOW)
    assert places_free(desk, service_of(desk, reference)) == 2
    done = decline_call_off(desk.database, desk.broker, reference, "No driver on Mondays", NOW).result
    assert done.state is CallOffState.DECLINED
    assert places_free(desk, service_of(desk, reference)) == 3


def test_it_expires_on_the_day_after_the_answer_was_due_and_not_on_it(desk: Desk) -> None:
    reference = sent(desk).reference
    with pytest.raises(RuleBroken, match="may still answer until 4 Nov 2026"):
        expire_call_off(desk.database, desk.broker, reference, NOW + timedelta(days=2))
    done = expire_call_off(desk.database, desk.broker, reference, NOW + timedelta(days=3)).result
    assert done.state is CallOffState.EXPIRED
    assert places_free(desk, service_of(desk, reference)) == 3


def issued(desk: Desk) -> CallOffStanding:
    standing = accepted(desk)
    issue_agreement(desk.database, desk.broker, standing.reference, NOW)
    return standing


@pytest.mark.parametrize(
    ("made", "stop", "state"),
    [
        (raised, withdraw_call_off, CallOffState.WITHDRAWN),
        (approved, withdraw_call_off, CallOffState.WITHDRAWN),
        (sent, cancel_call_off, CallOffState.CANCELLED),
        (accepted, cancel_call_off, CallOffState.CANCELLED),
        (issued, cancel_call_off, CallOffState.CANCELLED),
    ],
)
def test_stopping_needs_a_reason_keeps_it_and_frees_the_place(
    desk: Desk, made: Callable[[Desk], CallOffStanding], stop: Callable[..., Any], state: CallOffState
) -> None:
    reference = made(desk).reference
    with pytest.raises(BadInput):
        stop(desk.database, desk.broker, reference, "", NOW)
    assert stop(desk.database, desk.broker, reference, "Moved away", NOW).result.state is state
    assert show_call_off(desk.database, desk.broker, reference, TODAY).steps[-1].note == "Moved away"
    assert places_free(desk, service_of(desk, reference)) == 3


def test_what_was_sent_is_cancelled_not_withdrawn(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="A call-off that is sent cannot be taken through “withdraw”"):
        withdraw_call_off(desk.database, desk.practitioner, sent(desk).reference, "Why", NOW)


def test_a_second_press_sends_once(desk: Desk) -> None:
    reference = approved(desk).reference
    first = send_call_off(desk.database, desk.broker, reference, NOW).result
    again = send_call_off(desk.database, desk.broker, reference, NOW + timedelta(days=1)).result
    assert (first.version, first.state) == (again.version, again.state)
    steps = show_call_off(desk.database, desk.broker, reference, TODAY).steps
    assert [step.step for step in steps] == [Step.RAISE, Step.APPROVE, Step.SEND]
    assert rows_of(desk, CallOffStepRow) == 3


def test_a_stale_answer_is_a_conflict_that_names_who_and_when(desk: Desk) -> None:
    standing = sent(desk)
    accept_call_off(desk.database, desk.broker, standing.reference, NOW, room="3")
    other = desk.staff("other-broker", desk.broker.job)
    expected = r"Broker \(demo\) changed CO-2026-0001 on 2 Nov 2026 at 09:00 UTC"
    with pytest.raises(Conflict, match=expected):
        decline_call_off(desk.database, other, standing.reference, "Why", NOW, version=standing.version)
    with pytest.raises(Conflict, match=expected):
        cancel_call_off(desk.database, other, standing.reference, "Why", NOW, version=standing.version)
