from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.domain.admission_summary import AdmissionStanding
from brokerage.domain.contract import ContractTerms
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.period import Period
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.keep_admission import (
    admission_named,
    lift_suspension,
    list_admissions,
    remove_from_lot,
    renew_admission,
    show_admission,
    suspend_admission,
)
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.contracts import AdmissionEventRow, ContractRow
from tests.builders import NOW, SINCE, TODAY, Desk
from tests.services.admission_builders import NOVEMBER, WHY, call_off, ending, running, stopped_by, version_of
from tests.services.call_off_builders import rows_of


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
