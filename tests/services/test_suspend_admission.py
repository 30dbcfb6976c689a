"""Suspending an admission, and lifting it: what may start, what runs on, what is on record."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.domain.admission_summary import AdmissionStanding
from brokerage.domain.call_off import CallOffState
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.keep_admission import (
    lift_suspension,
    suspend_admission,
)
from brokerage.storage.tables.admissions import SuspensionRow
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.contracts import AdmissionEventRow
from tests.builders import NOW, SINCE, TODAY, Desk
from tests.services.admission_builders import NOVEMBER, WHY, call_off, running, stopped_by
from tests.services.call_off_builders import rows_of


def test_suspended_in_november_a_start_on_30_nov_is_refused_and_on_1_dec_allowed_and_running_placements_are_untouched(
    desk: Desk,
) -> None:
    ready = desk.ready_service()
    placed = running(desk, ready)
    before = show_call_off(desk.database, desk.broker, placed, TODAY)
    answer = suspend_admission(desk.database, desk.commissioner, ready.admission_id, NOVEMBER, WHY, NOW).result
    assert [(each.reference, each.state) for each in answer.running] == [(placed, CallOffState.RUNNING)]
    assert show_call_off(desk.database, desk.broker, placed, TODAY) == before
    assert stopped_by(desk, date(2026, 11, 30)) == "suspended from 1 Nov 2026 until 30 Nov 2026"
    assert stopped_by(desk, date(2026, 12, 1)) is None
    with pytest.raises(RuleBroken, match="suspended from 1 Nov 2026 until 30 Nov 2026"):
        call_off(desk, ready, date(2026, 11, 30))
    assert call_off(desk, ready, date(2026, 12, 1))
    assert rows_of(desk) == 2


def test_what_is_agreed_and_not_started_is_listed_apart_from_what_runs(desk: Desk) -> None:
    ready = desk.ready_service()
    asked = call_off(desk, ready, date(2026, 11, 16))
    answer = suspend_admission(desk.database, desk.commissioner, ready.admission_id, NOVEMBER, WHY, NOW).result
    assert (answer.running, [each.reference for each in answer.to_start]) == ((), [asked])


def test_a_suspension_is_on_record_with_its_reason_who_and_when(desk: Desk) -> None:
    ready = desk.ready_service()
    answer = suspend_admission(desk.database, desk.commissioner, ready.admission_id, NOVEMBER, WHY, NOW).result
    (event,) = answer.events
    assert (event.kind, event.first_day, event.last_day) == (AdmissionEventKind.SUSPENDED, *days_of(NOVEMBER))
    assert (event.reason, event.done_by, event.done_at) == (WHY, "Commissioner (demo)", NOW)
    assert answer.summary.standing(TODAY) is AdmissionStanding.SUSPENDED
    with desk.session() as session:
        entry = session.scalars(select(AuditEntryRow).where(AuditEntryRow.subject == "admissions")).one()
    assert (entry.action, entry.subject_key) == ("suspended", str(ready.admission_id))
    assert entry.detail == {"days": "1 Nov 2026 to 30 Nov 2026"}


def days_of(period: Period) -> tuple[date, date | None]:
    return period.first_day, period.last_day


def test_a_suspension_over_another_is_refused_and_leaves_the_first_as_it_was(desk: Desk) -> None:
    ready = desk.ready_service()
    suspend_admission(desk.database, desk.commissioner, ready.admission_id, NOVEMBER, WHY, NOW)
    with pytest.raises(RuleBroken, match="suspended already, 1 Nov 2026 to 30 Nov 2026"):
        suspend_admission(desk.database, desk.commissioner, ready.admission_id, Period(date(2026, 11, 30)), WHY, NOW)
    assert (rows_of(desk, SuspensionRow), rows_of(desk, AdmissionEventRow)) == (1, 1)


def test_a_suspension_before_the_admissions_first_day_is_refused(desk: Desk) -> None:
    ready = desk.ready_service()
    with pytest.raises(RuleBroken, match="cannot begin before the admission, on 1 Oct 2022"):
        suspend_admission(
            desk.database, desk.commissioner, ready.admission_id, Period(SINCE - timedelta(days=1)), WHY, NOW
        )


def test_after_a_lift_call_offs_start_again_from_its_day(desk: Desk) -> None:
    ready = desk.ready_service()
    suspend_admission(desk.database, desk.commissioner, ready.admission_id, Period(date(2026, 11, 1)), WHY, NOW)
    day = date(2026, 11, 16)
    lifted = lift_suspension(desk.database, desk.commissioner, ready.admission_id, day, "Plan accepted", NOW).result
    assert [each.days for each in lifted.suspensions] == [Period(date(2026, 11, 1), date(2026, 11, 15))]
    assert [event.kind for event in lifted.events] == [AdmissionEventKind.SUSPENDED, AdmissionEventKind.LIFTED]
    assert stopped_by(desk, day - timedelta(days=1)) == "suspended from 1 Nov 2026 until 15 Nov 2026"
    assert stopped_by(desk, day) is None
    assert call_off(desk, ready, day)


def test_a_suspension_lifted_from_its_first_day_is_gone_and_stays_on_record(desk: Desk) -> None:
    ready = desk.ready_service()
    suspend_admission(desk.database, desk.commissioner, ready.admission_id, NOVEMBER, WHY, NOW)
    first = NOVEMBER.first_day
    lifted = lift_suspension(desk.database, desk.commissioner, ready.admission_id, first, "A mistake", NOW).result
    assert (lifted.suspensions, len(lifted.events)) == ((), 2)
    assert stopped_by(desk, first) is None


def test_a_lift_without_a_suspension_on_that_day_is_refused(desk: Desk) -> None:
    ready = desk.ready_service()
    with pytest.raises(RuleBroken, match="It is not suspended on 16 Nov 2026"):
        lift_suspension(desk.database, desk.commissioner, ready.admission_id, date(2026, 11, 16), WHY, NOW)
    assert rows_of(desk, AdmissionEventRow) == 0


@pytest.mark.parametrize("job", ["practitioner", "broker", "approver", "finance", "auditor", "administrator"])
def test_nobody_but_a_commissioner_suspends(desk: Desk, job: str) -> None:
    ready = desk.ready_service()
    with pytest.raises(RuleBroken, match="Only the commissioner may change admissions"):
        suspend_admission(desk.database, getattr(desk, job), ready.admission_id, NOVEMBER, WHY, NOW)


def test_a_suspension_without_a_reason_is_refused(desk: Desk) -> None:
    ready = desk.ready_service()
    with pytest.raises(BadInput, match="Say why"):
        suspend_admission(desk.database, desk.commissioner, ready.admission_id, NOVEMBER, "  ", NOW)
