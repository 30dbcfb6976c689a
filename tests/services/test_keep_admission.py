from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.domain.admission_summary import AdmissionStanding
from brokerage.domain.call_off import CallOffState
from brokerage.domain.contract import ContractTerms
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.period import Period
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.find_support import find_offers
from brokerage.services.keep_admission import (
    admission_named,
    lift_suspension,
    list_admissions,
    remove_from_lot,
    renew_admission,
    show_admission,
    suspend_admission,
)
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.contracts import AdmissionEventRow, ContractRow
from tests.builders import NOW, SINCE, TODAY, Desk, ReadyService
from tests.services.call_off_builders import WEEK, form, listed, offer, rows_of

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
WHY = "The regulator asked for a plan of improvement."


def stopped_by(desk: Desk, start_day: date) -> str | None:
    """What stops the only offer of the search on this start day."""
    (found,) = find_offers(desk.database, SearchCriteria(start_day=start_day, week=WEEK)).offers
    return None if found.gate is None else found.gate.reason


def call_off(desk: Desk, ready: ReadyService, first_day: date) -> str:
    """The reference of a call-off raised for a new person."""
    draft = form(desk.person(), ready, first_day=first_day)
    return raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready))).result.reference


def running(desk: Desk, ready: ReadyService, first_day: date = date(2026, 10, 5)) -> str:
    """The reference of a placement that runs."""
    reference = call_off(desk, ready, first_day)
    with desk.session() as session:
        row = session.scalars(select(CallOffRow).where(CallOffRow.reference == reference)).one()
        for state in (
            CallOffState.APPROVED,
            CallOffState.SENT,
            CallOffState.ACCEPTED,
            CallOffState.AGREEMENT_ISSUED,
            CallOffState.SIGNED,
            CallOffState.RUNNING,
        ):
            row.state = state
            session.flush()
    return reference


def version_of(desk: Desk, ready: ReadyService) -> int:
    with desk.session() as session:
        return session.get_one(AdmissionRow, ready.admission_id).version


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


def test_removed_from_a_day_the_last_start_is_the_day_before_and_running_placements_are_untouched(desk: Desk) -> None:
    ready = desk.ready_service()
    placed = running(desk, ready)
    before = show_call_off(desk.database, desk.broker, placed, TODAY)
    day = date(2026, 12, 1)
    answer = remove_from_lot(desk.database, desk.commissioner, ready.admission_id, day, WHY, NOW).result
    assert answer.summary.period == Period(SINCE, date(2026, 11, 30))
    assert [each.reference for each in answer.running] == [placed]
    assert show_call_off(desk.database, desk.broker, placed, TODAY) == before
    assert stopped_by(desk, day) == "admission ended 30 Nov 2026"
    with pytest.raises(RuleBroken, match="admission ended 30 Nov 2026"):
        call_off(desk, ready, day)
    assert call_off(desk, ready, date(2026, 11, 30))


def test_a_removal_is_not_renewed(desk: Desk) -> None:
    ready = desk.ready_service()
    remove_from_lot(desk.database, desk.commissioner, ready.admission_id, date(2026, 12, 1), WHY, NOW)
    with pytest.raises(RuleBroken, match="may apply again"):
        renew_admission(desk.database, desk.commissioner, ready.admission_id, date(2027, 3, 31), WHY, NOW)


def ending(desk: Desk, last_day: date) -> ReadyService:
    """A service whose admission ends, in a scheme whose contracts end on 30 Sep 2030."""
    ready = desk.ready_service()
    with desk.session() as session:
        session.get_one(AdmissionRow, ready.admission_id).last_day = last_day
    return ready


def test_a_renewed_admission_can_be_called_off_to_its_later_last_day(desk: Desk) -> None:
    ready = ending(desk, date(2026, 11, 30))
    assert stopped_by(desk, date(2026, 12, 1)) == "admission ended 30 Nov 2026"
    to = date(2027, 3, 31)
    answer = renew_admission(desk.database, desk.commissioner, ready.admission_id, to, "Checked", NOW).result
    assert (answer.summary.period.last_day, answer.events[0].first_day) == (to, date(2026, 12, 1))
    assert stopped_by(desk, to) is None
    assert stopped_by(desk, to + timedelta(days=1)) == "admission ended 31 Mar 2027"


@pytest.mark.parametrize(
    ("contract_ends", "then"),
    [(date(2026, 11, 30), date(2027, 3, 31)), (date(2028, 6, 14), date(2028, 6, 14)), (None, None)],
)
def test_the_contract_of_a_renewed_admission_never_ends_before_it(
    desk: Desk, contract_ends: date | None, then: date | None
) -> None:
    ready = ending(desk, date(2026, 11, 30))
    with desk.session() as session:
        row = ContractRow(
            number="C-1",
            scheme_id=ready.scheme_id,
            provider_id=ready.provider_id,
            first_day=SINCE,
            last_day=contract_ends,
            sealed_on=SINCE,
        )
        session.add(row)
        session.flush()
        session.get_one(AdmissionRow, ready.admission_id).contract_id = row.id
    renew_admission(desk.database, desk.commissioner, ready.admission_id, date(2027, 3, 31), "Checked", NOW)
    contract = show_admission(desk.database, ready.admission_id, TODAY).contract
    assert contract == ContractTerms("C-1", None, SINCE, then, SINCE)


def test_a_renewal_beyond_the_schemes_contracts_or_to_an_earlier_day_is_refused(desk: Desk) -> None:
    ready = ending(desk, date(2026, 11, 30))
    with pytest.raises(RuleBroken, match="contracts end on 30 Sep 2030"):
        renew_admission(desk.database, desk.commissioner, ready.admission_id, date(2030, 10, 1), WHY, NOW)
    with pytest.raises(RuleBroken, match="runs to 30 Nov 2026 already"):
        renew_admission(desk.database, desk.commissioner, ready.admission_id, date(2026, 11, 29), WHY, NOW)
    assert rows_of(desk, AdmissionEventRow) == 0


def test_a_renewal_into_a_later_admission_to_the_same_lot_is_refused(desk: Desk) -> None:
    ready = ending(desk, date(2026, 11, 30))
    desk.admission(ready.service_id, ready.lot_id, first_day=date(2027, 7, 1))
    with pytest.raises(RuleBroken, match="begins on 1 Jul 2027"):
        renew_admission(desk.database, desk.commissioner, ready.admission_id, date(2027, 7, 1), WHY, NOW)


@pytest.mark.parametrize("job", ["practitioner", "broker", "approver", "finance", "auditor", "administrator"])
def test_nobody_but_a_commissioner_suspends(desk: Desk, job: str) -> None:
    ready = desk.ready_service()
    with pytest.raises(RuleBroken, match="Only the commissioner may change admissions"):
        suspend_admission(desk.database, getattr(desk, job), ready.admission_id, NOVEMBER, WHY, NOW)


def test_a_suspension_without_a_reason_is_refused(desk: Desk) -> None:
    ready = desk.ready_service()
    with pytest.raises(BadInput, match="Say why"):
        suspend_admission(desk.database, desk.commissioner, ready.admission_id, NOVEMBER, "  ", NOW)


def test_a_form_that_is_stale_names_the_colleague_who_was_first(desk: Desk) -> None:
    ready = desk.ready_service()
    version = version_of(desk, ready)
    suspend_admission(desk.database, desk.commissioner, ready.admission_id, NOVEMBER, WHY, NOW, version=version)
    with pytest.raises(Conflict, match=r"Commissioner \(demo\) changed this admission on 2 Nov 2026 at 09:00 UTC"):
        remove_from_lot(
            desk.database, desk.commissioner, ready.admission_id, date(2026, 12, 1), WHY, NOW, version=version
        )
    assert version_of(desk, ready) == version + 1


@pytest.mark.parametrize("kind", list(AdmissionEventKind))
def test_a_trial_run_answers_as_a_run_would_and_keeps_nothing(desk: Desk, kind: AdmissionEventKind) -> None:
    ready = ending(desk, date(2027, 3, 31))
    desk.suspension(ready.admission_id, date(2027, 1, 1), date(2027, 1, 31))
    day = date(2027, 1, 15)
    use_case: Any
    use_case, given = {
        AdmissionEventKind.SUSPENDED: (suspend_admission, NOVEMBER),
        AdmissionEventKind.LIFTED: (lift_suspension, day),
        AdmissionEventKind.REMOVED: (remove_from_lot, day),
        AdmissionEventKind.RENEWED: (renew_admission, date(2027, 6, 30)),
    }[kind]
    before = show_admission(desk.database, ready.admission_id, TODAY)
    tried = use_case(desk.database, desk.commissioner, ready.admission_id, given, WHY, NOW, dry_run=True)
    assert (tried.changed, show_admission(desk.database, ready.admission_id, TODAY)) == (frozenset(), before)
    done = use_case(desk.database, desk.commissioner, ready.admission_id, given, WHY, NOW)
    assert done.result == tried.result
    assert done.result.events[-1].kind is kind


def test_an_admission_is_named_by_its_service_and_its_lot_where_there_are_several(desk: Desk) -> None:
    ready = desk.ready_service()
    (only,) = list_admissions(desk.database, TODAY)
    assert admission_named(desk.database, ready.service_id, "", TODAY) == ready.admission_id
    other_id = desk.admission(ready.service_id, desk.lot())
    with pytest.raises(BadInput, match="several lots: name one with --lot"):
        admission_named(desk.database, ready.service_id, "", TODAY)
    assert admission_named(desk.database, ready.service_id, only.lot.lower(), TODAY) == ready.admission_id
    other = next(each for each in list_admissions(desk.database, TODAY) if each.admission_id == other_id)
    assert admission_named(desk.database, ready.service_id, other.lot, TODAY) == other_id


def test_of_two_admissions_to_one_lot_the_one_in_force_is_meant(desk: Desk) -> None:
    ready = ending(desk, date(2024, 3, 31))
    again = desk.admission(ready.service_id, ready.lot_id, first_day=date(2025, 4, 1))
    assert admission_named(desk.database, ready.service_id, "", TODAY) == again


def test_a_service_that_was_never_admitted_has_no_admission_to_name(desk: Desk) -> None:
    with pytest.raises(BadInput, match="no such admission"):
        admission_named(desk.database, desk.service(), "", TODAY)


def test_the_list_leaves_out_what_has_ended_unless_asked(desk: Desk) -> None:
    ready = ending(desk, TODAY - timedelta(days=1))
    assert list_admissions(desk.database, TODAY) == ()
    (ended,) = list_admissions(desk.database, TODAY, with_ended=True)
    assert (ended.admission_id, ended.standing(TODAY)) == (ready.admission_id, AdmissionStanding.ENDED)
    assert ended.suspended is None


def test_an_event_of_an_admission_is_never_changed(desk: Desk) -> None:
    ready = desk.ready_service()
    suspend_admission(desk.database, desk.commissioner, ready.admission_id, NOVEMBER, WHY, NOW)
    with pytest.raises(Exception, match="admission_events_are_never_changed"), desk.session() as session:
        session.scalars(select(AdmissionEventRow)).one().reason = "Another"
    with desk.session() as session:
        assert session.scalar(select(func.min(AdmissionEventRow.reason))) == WHY
