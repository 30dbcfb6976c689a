"""Applications are recorded, acknowledged, extended and withdrawn; the clock counts working days from the day of receipt."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from brokerage.domain.answer_clock import Urgency
from brokerage.domain.application import ApplicationState, ApplicationStep
from brokerage.domain.application_form import ServiceInLot
from brokerage.domain.application_letter import LetterKind
from brokerage.domain.changes import Kind
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.services.draw_up_receipt import receipt_terms_of
from brokerage.services.find_applications import list_applications, show_application
from brokerage.services.receive_application import (
    acknowledge_application,
    extend_application,
    record_application,
    withdraw_application,
)
from brokerage.storage.tables.applications import ApplicationRow, ApplicationStepRow
from brokerage.storage.tables.assessments import LetterRow
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import Desk
from tests.services.application_builders import Applicant, applicant, opened_round
from tests.services.call_off_builders import rows_of
from tests.services.receiving import NOW, TODAY, acknowledge, extend, form, record, refuse, withdraw


@pytest.fixture
def who(desk: Desk) -> Applicant:
    return applicant(desk)


def test_received_on_thursday_17_december_it_is_answered_by_tuesday_5_january(desk: Desk, who: Applicant) -> None:
    standing = record(desk, who)
    assert (standing.reference, standing.state) == ("AP-2026-0001", ApplicationState.RECEIVED)
    assert (standing.received_on, standing.due_on) == (TODAY, date(2027, 1, 5))
    assert standing.time_left == "in time: 10 working days left"
    assert standing.next_step == "Acknowledge it."


def test_extended_it_is_answered_by_tuesday_12_january_and_the_reason_is_kept(desk: Desk, who: Applicant) -> None:
    reference = record(desk, who).reference
    assert extend(desk, reference, " Two sites are to be visited. ").due_on == date(2027, 1, 12)
    shown = show_application(desk.database, reference, TODAY)
    assert shown.summary.facts.extension_reason == "Two sites are to be visited."
    assert [(step.step, step.note) for step in shown.steps] == [
        (ApplicationStep.EXTEND, "Two sites are to be visited.")
    ]


def test_a_scheme_answers_within_its_own_number_of_working_days(desk: Desk) -> None:
    assert record(desk, applicant(desk, answer_working_days=20)).due_on == date(2027, 1, 19)


def test_the_time_is_extended_once_with_a_reason_and_not_when_it_is_over(desk: Desk, who: Applicant) -> None:
    reference = record(desk, who).reference
    with pytest.raises(BadInput, match="reason in writing"):
        extend(desk, reference, "  ")
    with pytest.raises(RuleBroken, match="time that is over"):
        extend(desk, reference, today=date(2027, 1, 6))
    extend(desk, reference)
    with pytest.raises(RuleBroken, match="extended once only"):
        extend(desk, reference, "Another site visit")


def test_it_belongs_to_the_round_that_was_open_on_the_day_of_receipt(desk: Desk, who: Applicant) -> None:
    opened_round(desk, who.scheme_id, date(2026, 12, 1), date(2026, 12, 17))
    standing = record(desk, who)
    assert (standing.is_between_rounds, standing.notes) == (False, ())
    assert show_application(desk.database, standing.reference, TODAY).summary.facts.round == "Round 1"


def test_between_rounds_the_day_of_receipt_is_kept_the_clock_runs_and_a_warning_is_given(
    desk: Desk, who: Applicant
) -> None:
    opened_round(desk, who.scheme_id, date(2026, 12, 1), date(2026, 12, 16))
    standing = record(desk, who)
    assert standing.is_between_rounds
    assert standing.due_on == date(2027, 1, 5)
    assert standing.notes[0].startswith(f"No round of {who.scheme} was open on 17 Dec 2026")


def test_a_lot_that_has_ended_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="ended on 16 Dec 2026"):
        record(desk, applicant(desk, last_call_off_day=date(2026, 12, 16)))
    assert rows_of(desk, ApplicationRow) == rows_of(desk, AuditEntryRow) == 0


def test_a_lot_of_another_scheme_is_refused(desk: Desk, who: Applicant) -> None:
    other = applicant(desk)
    with pytest.raises(RuleBroken, match=f"belongs to {other.scheme}, not to {who.scheme}"):
        record(desk, who, asked=(ServiceInLot(who.service_id, other.lot_id),))


def test_a_service_of_another_provider_is_refused(desk: Desk, who: Applicant) -> None:
    with pytest.raises(RuleBroken, match="not run by the provider"):
        record(desk, who, asked=(ServiceInLot(applicant(desk).service_id, who.lot_id),))


def test_a_service_waits_for_a_lot_once_and_may_apply_again_when_that_was_withdrawn(desk: Desk, who: Applicant) -> None:
    first = record(desk, who).reference
    with pytest.raises(RuleBroken, match=f"already, with {first}"):
        record(desk, who, "form-2")
    withdraw(desk, first)
    assert record(desk, who, "form-3").reference == "AP-2026-0002"


def test_of_two_desks_that_record_the_same_at_once_one_is_refused(desk: Desk, who: Applicant) -> None:
    def try_to_record(request_id: str) -> bool:
        try:
            record(desk, who, request_id)
        except (RuleBroken, Conflict):
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(try_to_record, [f"form-{number}" for number in range(4)])) == 1
    assert rows_of(desk, ApplicationRow) == 1


def test_a_provider_refused_before_may_apply_again_and_its_history_shows(desk: Desk, who: Applicant) -> None:
    first = record(desk, who).reference
    refuse(desk, first, "No insurance was shown.")
    again = record(desk, who, "form-2")
    assert any(f"({first}): No insurance was shown." in note for note in again.notes)
    (refusal,) = show_application(desk.database, again.reference, TODAY).refused_before
    assert (refusal.reference, refusal.lot_number, refusal.decided_on) == (first, who.lot, TODAY)
    assert show_application(desk.database, first, TODAY).refused_before == ()


def test_the_same_form_sent_twice_is_answered_as_the_first_time_and_never_used_for_another(
    desk: Desk, who: Applicant
) -> None:
    first = record_application(desk.database, desk.commissioner, form(who), TODAY, NOW)
    again = record_application(desk.database, desk.commissioner, form(who), TODAY, NOW)
    assert first.changed == {Kind.SCHEMES}
    assert (again.result, again.changed) == (first.result, frozenset())
    assert rows_of(desk, ApplicationRow) == 1
    with pytest.raises(RuleBroken, match="sent already for something else"):
        record(desk, who, received_on=date(2026, 12, 16))


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(desk: Desk, who: Applicant) -> None:
    done = record_application(desk.database, desk.commissioner, form(who), TODAY, NOW, dry_run=True)
    assert (done.result.due_on, done.changed) == (date(2027, 1, 5), frozenset())
    assert rows_of(desk, ApplicationRow) == rows_of(desk, AuditEntryRow) == 0
    reference = record(desk, who).reference
    acknowledge_application(desk.database, desk.commissioner, reference, TODAY, NOW, dry_run=True)
    extend_application(desk.database, desk.commissioner, reference, "Visit", TODAY, NOW, dry_run=True)
    withdraw_application(desk.database, desk.commissioner, reference, "Asked", TODAY, NOW, dry_run=True)
    assert rows_of(desk, ApplicationStepRow) == rows_of(desk, LetterRow) == 0
    assert show_application(desk.database, reference, TODAY).summary.facts.state is ApplicationState.RECEIVED


def test_an_acknowledgement_issues_the_receipt_as_it_then_stands_for_ever(desk: Desk, who: Applicant) -> None:
    reference = record(desk, who).reference
    with pytest.raises(RuleBroken, match="acknowledge it first"):
        receipt_terms_of(desk.database, reference)
    standing = acknowledge(desk, reference)
    assert (standing.state, standing.version) == (ApplicationState.ACKNOWLEDGED, 2)
    terms = receipt_terms_of(desk.database, reference)
    assert (terms.reference, terms.working_days, terms.due_on) == (reference, 10, date(2027, 1, 5))
    assert (terms.acknowledged_on, terms.acknowledged_by) == (TODAY, desk.commissioner.full_name)
    assert [line.lot for line in terms.asked] == ["1 Skills and training"]
    extend(desk, reference)
    assert receipt_terms_of(desk.database, reference) == terms
    (letter,) = show_application(desk.database, reference, TODAY).letters
    assert (letter.kind, letter.issued_at) == (LetterKind.RECEIPT, NOW)


def test_a_receipt_sent_after_the_time_was_extended_says_the_longer_time_and_why(desk: Desk, who: Applicant) -> None:
    reference = record(desk, who).reference
    extend(desk, reference, "Site visit")
    acknowledge(desk, reference)
    terms = receipt_terms_of(desk.database, reference)
    assert (terms.working_days, terms.due_on, terms.extension_reason) == (15, date(2027, 1, 12), "Site visit")


def test_each_step_pressed_twice_is_taken_once(desk: Desk, who: Applicant) -> None:
    reference = record(desk, who).reference
    assert acknowledge(desk, reference) == acknowledge(desk, reference)
    assert extend(desk, reference) == extend(desk, reference)
    assert withdraw(desk, reference) == withdraw(desk, reference)
    assert rows_of(desk, ApplicationStepRow) == 3
    assert rows_of(desk, LetterRow) == 1


def test_a_stale_form_is_told_who_was_first(desk: Desk, who: Applicant) -> None:
    standing = record(desk, who)
    acknowledge(desk, standing.reference)
    asked = (desk.database, desk.commissioner, standing.reference, "Visit", TODAY, NOW)
    with pytest.raises(Conflict, match=rf"Commissioner \(demo\) changed {standing.reference} on 17 Dec 2026"):
        extend_application(*asked, version=standing.version)
    with pytest.raises(Conflict, match="Nothing was overwritten"):
        withdraw_application(*asked, version=standing.version)


def test_a_withdrawal_needs_its_reason_and_ends_the_clock(desk: Desk, who: Applicant) -> None:
    reference = record(desk, who).reference
    with pytest.raises(BadInput, match="needs its reason"):
        withdraw(desk, reference, " ")
    standing = withdraw(desk, reference)
    assert (standing.state, standing.time_left) == (ApplicationState.WITHDRAWN, "")
    with pytest.raises(RuleBroken, match="withdrawn cannot be taken through"):
        acknowledge(desk, reference)


@pytest.mark.parametrize("job", ["practitioner", "broker", "approver", "finance", "auditor", "administrator"])
def test_only_a_commissioner_writes_here(desk: Desk, who: Applicant, job: str) -> None:
    reference, actor = record(desk, who).reference, getattr(desk, job)
    asked = (desk.database, actor, reference)
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        record_application(desk.database, actor, form(who, "form-2"), TODAY, NOW)
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        acknowledge_application(*asked, TODAY, NOW)
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        extend_application(*asked, "Visit", TODAY, NOW)
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        withdraw_application(*asked, "Asked", TODAY, NOW)


def test_the_board_lists_by_days_left_and_by_scheme(desk: Desk, who: Applicant) -> None:
    other = applicant(desk)
    for number, day in enumerate((17, 16, 9, 1), start=1):
        service_id = desk.service(who.provider_id)
        record(
            desk,
            who,
            f"form-{number}",
            asked=(ServiceInLot(service_id, who.lot_id),),
            received_on=date(2026, 12, day),
        )
    withdraw(desk, record(desk, other, "form-9").reference)
    board = list_applications(desk.database, date(2026, 12, 18))
    assert [(row.facts.reference, row.urgency) for row in board.rows] == [
        ("AP-2026-0004", Urgency.LATE),
        ("AP-2026-0003", Urgency.DUE_SOON),
        ("AP-2026-0002", Urgency.IN_TIME),
        ("AP-2026-0001", Urgency.IN_TIME),
        ("AP-2026-0005", None),
    ]
    assert board.rows[0].time_left == "late by 3 working days"
    assert board.rows[0].facts.lots == ("1",)
    assert len(list_applications(desk.database, TODAY, scheme=other.scheme.lower()).rows) == 1
    assert len(list_applications(desk.database, TODAY, limit=2).rows) == 2
    with pytest.raises(BadInput, match="No scheme"):
        list_applications(desk.database, TODAY, scheme="ELS-9")


def test_an_unknown_reference_is_named(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="no application AP-2026-0404"):
        show_application(desk.database, "AP-2026-0404", TODAY)
    with pytest.raises(RuleBroken, match="no application AP-2026-0404"):
        receipt_terms_of(desk.database, "AP-2026-0404")
