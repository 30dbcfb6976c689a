"""What both databases refuse by themselves of schemes, applications, contracts and what follows, whoever asks in SQL."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from brokerage.domain.errors import RuleBroken
from brokerage.services.assess_application import declare_interest
from brokerage.services.award import award
from brokerage.storage.failures import SENTENCES, translated_failures
from tests.builders import NOW, SINCE, START, TODAY, Desk
from tests.services.application_builders import applicant, received
from tests.services.assessment_builders import acknowledged, decided, scored, second_assessor
from tests.services.call_off_builders import raised
from tests.services.document_builders import keep
from tests.services.test_award import TERMS
from tests.services.uplift_builders import applied, four_percent, scheme_of

Run = Callable[..., None]
STAMP = "2026-11-02 10:00:00"


@pytest.fixture
def run(desk: Desk) -> Run:
    """Runs one statement in a transaction of its own, its failure in our words."""

    def execute(statement: str, **values: object) -> None:
        with translated_failures(), desk.session() as session:
            session.execute(text(statement), values)

    return execute


def refused(run: Run, rule: str, statement: str, **values: object) -> None:
    """The database refuses the statement, for this rule."""
    with pytest.raises(RuleBroken, match=re.escape(SENTENCES[rule])):
        run(statement, **values)


def test_a_scheme_answers_in_days_is_assessed_by_somebody_and_is_worth_something(desk: Desk, run: Run) -> None:
    desk.scheme(first_day=SINCE)
    refused(run, "answers_in_days", "UPDATE schemes SET answer_working_days = 0")
    refused(run, "answers_in_days", "UPDATE schemes SET extended_answer_working_days = answer_working_days - 1")
    refused(run, "assessed_by_somebody", "UPDATE schemes SET assessors_needed = 0")
    before = SINCE - timedelta(days=1)
    refused(run, "call_offs_end_after_its_first_day", "UPDATE schemes SET last_call_off_day = :day", day=str(before))
    refused(run, "value_of_a_scheme_not_negative", "UPDATE schemes SET estimated_value = -1")
    refused(run, "rules_count_from_nothing_up", "UPDATE scheme_policies SET notice_days = -1")
    refused(run, "rules_count_from_nothing_up", "UPDATE scheme_policies SET payment_weeks = 0")


def test_the_day_of_receipt_is_kept_and_the_time_made_longer_once_with_its_reason(desk: Desk, run: Run) -> None:
    received(desk)
    refused(run, "day_of_receipt_is_kept", "UPDATE applications SET received_on = '2026-11-03'")
    refused(run, "longer_time_once_with_reason", "UPDATE applications SET due_on = '2026-11-23'")
    run("UPDATE applications SET due_on = '2026-11-23', extension_reason = 'Half the staff are ill'")
    refused(run, "longer_time_once_with_reason", "UPDATE applications SET due_on = '2026-11-30'")
    step = (
        "INSERT INTO application_steps (application_id, step, from_state, to_state, taken_by_id, taken_at, note)"
        " SELECT id, 'withdraw', 'received', 'withdrawn', recorded_by_id, recorded_at, :note FROM applications"
    )
    refused(run, "step_with_its_reason", step, note="")
    run(step, note="They wish it")


def test_an_application_asks_for_open_lots_of_its_scheme_and_its_providers_services(desk: Desk, run: Run) -> None:
    known, other = applicant(desk), applicant(desk)
    came = received(desk, known)
    ended = desk.lot(known.scheme_id, number="9", last_call_off_day=date(2026, 11, 1))
    asks = "INSERT INTO application_lots (application_id, service_id, lot_id, outcome) VALUES (:a, :s, :l, 'asked')"
    own = {"a": came.application_id, "s": known.service_id}
    refused(run, "asks_its_own_scheme_and_services", asks, **own, l=other.lot_id)
    strange = {"a": came.application_id, "s": other.service_id}
    open_lot = desk.lot(known.scheme_id, number="8", last_call_off_day=date(2026, 11, 2))
    refused(run, "asks_its_own_scheme_and_services", asks, **strange, l=open_lot)
    refused(run, "lot_takes_no_more_applications", asks, **own, l=ended)
    run(asks, **own, l=open_lot)
    run("UPDATE schemes SET last_day = '2026-11-01'")
    last = desk.lot(known.scheme_id, number="7")
    refused(run, "lot_takes_no_more_applications", asks, **own, l=last)


def test_a_lot_is_decided_while_it_is_assessed_and_becomes_what_was_decided(desk: Desk, run: Run) -> None:
    came = acknowledged(desk)
    decision = (
        "INSERT INTO decisions (application_lot_id, outcome, reasons, feedback, decided_on, decided_by_id, decided_at)"
        f" VALUES ({came.asked[0]}, 'refused', 'Too late', '', '{TODAY}', {desk.commissioner.staff_id}, '{STAMP}')"
    )
    refused(run, "decision_follows_assessment", decision)
    refused(run, "outcome_follows_its_decision", "UPDATE application_lots SET outcome = 'admitted'")
    scored(desk, came)
    refused(run, "decided_lot_by_lot", "UPDATE applications SET state = 'decided'")
    run(decision)
    refused(run, "outcome_follows_its_decision", "UPDATE application_lots SET outcome = 'awarded'")
    run("UPDATE application_lots SET outcome = 'refused'")
    run("UPDATE applications SET state = 'decided'")


def test_who_declared_a_conflict_decides_nothing_and_stays_out(desk: Desk, run: Run) -> None:
    came, out = scored(desk, acknowledged(desk)), second_assessor(desk)
    declare_interest(desk.database, out, came.reference, "Shares in it.", NOW)
    refused(run, "declared_conflict_stands", "UPDATE assessors SET has_conflict = FALSE WHERE has_conflict")
    decision = (
        "INSERT INTO decisions (application_lot_id, outcome, reasons, feedback, decided_on, decided_by_id, decided_at)"
        f" VALUES ({came.asked[0]}, 'admitted', 'Good', '', '{TODAY}', :staff, '{STAMP}')"
    )
    step = (
        "INSERT INTO application_steps (application_id, step, from_state, to_state, taken_by_id, taken_at, note)"
        f" VALUES ({came.application_id}, 'award', 'decided', 'decided', :staff, '{STAMP}', '')"
    )
    for statement in (decision, step):
        refused(run, "assessor_has_no_conflict", statement, staff=out.staff_id)
        run(statement, staff=desk.commissioner.staff_id)


def test_scores_and_answers_are_for_questions_of_the_lot(desk: Desk, run: Run) -> None:
    came, other = acknowledged(desk), applicant(desk)
    score = (
        "INSERT INTO scores (application_lot_id, question_id, staff_id, stage, points, reason, given_at)"
        f" VALUES ({came.asked[0]}, :question, {desk.commissioner.staff_id}, 'individual', 1, 'Seen', '{STAMP}')"
    )
    answer = (
        "INSERT INTO application_answers (application_id, question_id, answer)"
        f" VALUES ({came.application_id}, :question, 'Yes')"
    )
    for statement in (score, answer):
        refused(run, "question_of_the_lot", statement, question=other.questions[0])
        run(statement, question=came.applicant.questions[0])


def test_a_contract_is_numbered_sealed_before_it_begins_and_lies_within_its_scheme(desk: Desk, run: Run) -> None:
    came = decided(desk)
    award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    refused(run, "contract_has_a_number", "UPDATE contracts SET number = ''")
    refused(run, "sealed_before_it_begins", "UPDATE contracts SET sealed_on = :day", day=str(START + timedelta(days=1)))
    run("UPDATE schemes SET last_day = '2028-12-31'")
    refused(run, "contract_within_its_scheme", "UPDATE contracts SET last_day = '2029-01-01'")
    run("UPDATE contracts SET last_day = '2028-12-31'")


def test_an_admission_lies_within_its_contract_and_shares_no_day_with_another(desk: Desk, run: Run) -> None:
    came = decided(desk)
    award(desk.database, desk.commissioner, came.reference, TERMS, TODAY, NOW)
    moved = "UPDATE admissions SET first_day = :first, last_day = :last"
    inside = {"first": str(START), "last": str(TERMS.last_day)}
    refused(run, "admission_within_its_contract", moved, **{**inside, "first": str(START - timedelta(days=1))})
    refused(run, "admission_within_its_contract", moved, **{**inside, "last": "2028-12-07"})
    refused(run, "admission_within_its_contract", moved, **{**inside, "last": None})
    who = came.applicant
    for days in ({"first_day": date(2028, 12, 6)}, {"first_day": SINCE, "last_day": START}, {"first_day": SINCE}):
        with pytest.raises(RuleBroken, match="admitted to the lot on some of these days"), translated_failures():
            desk.admission(who.service_id, who.lot_id, **days)
    desk.admission(who.service_id, who.lot_id, first_day=date(2028, 12, 7))
    desk.admission(desk.service(who.provider_id), who.lot_id, first_day=SINCE)
    earlier = desk.admission(who.service_id, who.lot_id, first_day=SINCE, last_day=START - timedelta(days=1))
    lengthened = "UPDATE admissions SET last_day = :day WHERE id = :id"
    refused(run, "admissions_do_not_overlap", lengthened, day=str(START), id=earlier)


def test_a_suspension_a_move_and_news_of_places_say_why_or_who(desk: Desk, run: Run) -> None:
    ready, other = desk.ready_service(), desk.provider()
    by = f"{desk.commissioner.staff_id}, '{STAMP}'"
    suspend = f"INSERT INTO suspensions (admission_id, first_day, reason) VALUES ({ready.admission_id}, :day, :why)"
    refused(run, "suspended_with_a_reason", suspend, day=str(TODAY), why="")
    refused(run, "suspended_while_admitted", suspend, day=str(SINCE - timedelta(days=1)), why="Under review")
    run(suspend, day=str(SINCE), why="Under review")
    move = (
        "INSERT INTO service_transfers"
        " (service_id, from_provider_id, to_provider_id, first_day, reason, done_by_id, done_at)"
        f" VALUES ({ready.service_id}, {ready.provider_id}, {other}, '{TODAY}', :why, {by})"
    )
    refused(run, "moved_with_a_reason", move, why="")
    news = (
        "INSERT INTO places_news (service_id, places_free, said_on, said_by, recorded_by_id, recorded_at)"
        f" VALUES ({ready.service_id}, 1, '{TODAY}', :who, {by})"
    )
    refused(run, "news_said_by_somebody", news, who="")


def test_a_rate_line_is_one_its_lot_allows(desk: Desk, run: Run) -> None:
    ready = desk.ready_service()
    line = (
        "INSERT INTO rate_lines (service_id, lot_id, kind, unit, ratio_staff, ratio_people, band)"
        f" VALUES ({ready.service_id}, {ready.lot_id}, 'care', :unit, :staff, :people, '')"
    )
    run(line, unit="night", staff=1, people=9)
    run(f"INSERT INTO lot_units (lot_id, unit) VALUES ({ready.lot_id}, 'hour')")
    run(f"INSERT INTO lot_ratios (lot_id, staff, people) VALUES ({ready.lot_id}, 1, 3)")
    refused(run, "rate_as_its_lot_allows", line, unit="week", staff=None, people=None)
    refused(run, "rate_as_its_lot_allows", line, unit="hour", staff=1, people=2)
    run(line, unit="hour", staff=1, people=3)
    run(line, unit="hour", staff=None, people=None)


def test_an_uplift_is_kept_as_it_was_applied(desk: Desk, run: Run) -> None:
    ready = desk.ready_service()
    applied(desk, four_percent(scheme_of(desk, ready)))
    refused(run, "uplifts_are_never_edited", "UPDATE uplifts SET amount = amount + 100")
    refused(run, "uplifts_are_never_edited", "UPDATE uplifts SET first_day = '2027-06-01'")


def test_a_document_holds_the_bytes_that_were_counted(desk: Desk, run: Run, tmp_path: Path) -> None:
    keep(desk, tmp_path, desk.ready_service().provider_id)
    again = (
        "INSERT INTO provider_documents (provider_id, kind, title, file_name, media_type, sha256, byte_count,"
        " received_on, added_by_id, added_at, removal_reason) SELECT provider_id, kind, title, file_name, media_type,"
        " 'another', 3, received_on, added_by_id, added_at, removal_reason FROM provider_documents"
    )
    run(again)
    content = (
        "INSERT INTO provider_document_contents (document_id, content)"
        " SELECT id, :content FROM provider_documents WHERE sha256 = 'another'"
    )
    refused(run, "bytes_as_counted", content, content=b"four")
    run(content, content=b"abc")


def test_a_call_off_starts_while_its_service_is_admitted_and_not_suspended(desk: Desk, run: Run) -> None:
    raised(desk)
    moved = "UPDATE call_offs SET first_day = :day"
    refused(run, "called_off_while_admitted", moved, day=str(SINCE - timedelta(days=1)))
    elsewhere = desk.ready_service().admission_id
    refused(run, "called_off_while_admitted", "UPDATE call_offs SET admission_id = :id", id=elsewhere)
    run(
        "INSERT INTO suspensions (admission_id, first_day, last_day, reason)"
        " SELECT admission_id, '2027-06-01', '2027-06-30', 'Under review' FROM call_offs"
    )
    refused(run, "called_off_while_not_suspended", moved, day="2027-06-30")
    run(moved, day="2027-07-01")
    run(
        "INSERT INTO suspensions (admission_id, first_day, reason)"
        " SELECT admission_id, '2027-07-01', 'Under review' FROM call_offs"
    )
    run("UPDATE call_offs SET state = 'approved'")  # what was raised before a suspension goes on


def test_a_draft_on_a_suspended_day_is_kept_and_withdrawn_but_not_raised(desk: Desk, run: Run) -> None:
    raised(desk)
    run(
        "INSERT INTO suspensions (admission_id, first_day, reason)"
        " SELECT admission_id, '2027-06-01', 'Under review' FROM call_offs"
    )
    again = "INSERT INTO call_offs ({}) SELECT {} FROM call_offs"
    with desk.session() as session:
        row = session.execute(text("SELECT * FROM call_offs")).mappings().one()
    names = [name for name in row if name != "id"]
    as_draft = {
        "reference": "'CO-2026-0999'",
        "request_id": "'again'",
        "state": "'draft'",
        "first_day": "'2027-06-09'",
        "planned_last_day": "NULL",
    }
    run(again.format(", ".join(names), ", ".join(as_draft.get(name, name) for name in names)))
    raise_it = "UPDATE call_offs SET state = 'awaiting-approval' WHERE reference = 'CO-2026-0999'"
    refused(run, "called_off_while_not_suspended", raise_it)
    run("UPDATE call_offs SET state = 'withdrawn' WHERE reference = 'CO-2026-0999'")
