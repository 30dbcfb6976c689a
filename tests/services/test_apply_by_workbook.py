from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.import_report import ImportOutcome
from brokerage.domain.staff import Job
from brokerage.services.apply_by_workbook import WorkbooksToTake, take_in_workbooks
from brokerage.services.assess_application import score, show_assessment
from brokerage.services.decide_application import decide_lot
from brokerage.services.find_applications import show_application
from brokerage.services.receive_application import acknowledge_application
from brokerage.services.workbook_taken import TakenAs, WorkbookTaken
from brokerage.storage.tables.applications import ApplicationRow
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.base import Base
from brokerage.storage.tables.providers import ActivityRow, ActivitySessionRow, ProviderRow, ServiceRow
from tests.builders import NOW, TODAY, Desk
from tests.exchange.application_workbooks import Filled, micro_enterprise
from tests.services.assessment_builders import MET
from tests.services.test_call_off_races import at_once
from tests.services.workbook_builders import Asking, asking


@pytest.fixture
def ela(desk: Desk, tmp_path: Path) -> Asking:
    return asking(desk, tmp_path)


def micro(ela: Asking) -> Filled:
    filled = micro_enterprise(ela.template())
    return filled.answer("1", "3", "From pictures").answer("1", "4", "In a diary")


def rows(ela: Asking, table: type[Base], *columns: str) -> list[tuple[Any, ...]]:
    names = table.__table__.c
    with ela.desk.session() as session:
        return [tuple(row) for row in session.execute(select(*(names[name] for name in columns)).order_by(names.id))]


def how_many(ela: Asking, table: type[Base]) -> int:
    with ela.desk.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def reference_of(taken: WorkbookTaken) -> str:
    assert taken.standing, [str(fault) for fault in taken.report.faults]
    return taken.standing.reference


def faults_of(taken: WorkbookTaken) -> list[tuple[str, str, str]]:
    return [(fault.sheet, fault.column, fault.how_to_mend) for fault in taken.report.faults]


def test_a_newcomer_is_recorded_with_services_timetable_answers_and_offered_prices(ela: Asking) -> None:
    taken = ela.take_one(micro(ela))
    assert taken.taken_as is TakenAs.RECORDED
    assert taken.standing
    assert (taken.standing.received_on, taken.standing.due_on) == (TODAY, date(2026, 11, 16))
    counted = {count.noun: count.new for count in taken.report.counts}
    assert counted == {"providers": 1, "services": 1, "activities": 3, "answers": 4, "offered prices": 3}
    shown = show_application(ela.desk.database, taken.standing.reference, TODAY)
    assert [(one.number, one.answer) for one in shown.answers] == [
        ("1", "insurance.pdf"),
        ("2", "They choose from pictures.\nEach Friday."),
        ("3", "From pictures"),
        ("4", "In a diary"),
    ]
    assert {(one.is_for, one.price) for one in shown.offered} == {
        (f"{activity} · care by the session, 1:3", Decimal("24.08"))
        for activity in ("Woodwork", "Gardening", "Cooking together")
    }
    assert rows(ela, ActivityRow, "name", "weekday_mask", "first_day") == [
        ("Woodwork", 1, TODAY),
        ("Gardening", 4, TODAY),
        ("Cooking together", 16, TODAY),
    ]
    ((name, district, text),) = rows(ela, ServiceRow, "name", "district_code", "search_text")
    assert (name, district) == ("The Workshop (demo)", "E07000110")
    assert "gardening" in text
    assert rows(ela, ProviderRow, "is_demonstration") == [(True,)]


def test_a_mended_workbook_replaces_answers_prices_and_timetable_while_nothing_is_decided(ela: Asking) -> None:
    first = ela.take_one(micro(ela))
    mended = micro(ela).answer("1", "4", "").answer("1", "3", "From films")
    mended.sheets["Prices lot 1"][4][6] = "26.00"
    mended.sheets["Timetable"][4][4] = "12:30"
    taken = ela.take_one(mended, "mended.xlsx")
    assert (taken.taken_as, reference_of(taken)) == (TakenAs.MENDED, reference_of(first))
    assert taken.standing
    assert first.standing
    assert taken.standing.version == first.standing.version + 1
    assert taken.standing.notes[-1].endswith("its answers and offered prices are those of this workbook.")
    assert [(one.column, one.line) for one in taken.report.remarks] == [("Your answer", 8)]
    shown = show_application(ela.desk.database, reference_of(taken), TODAY)
    assert [one.answer for one in shown.answers][2:] == ["From films"]
    assert [str(one.price) for one in shown.offered] == ["26.00", "24.08", "24.08"]
    assert sorted(rows(ela, ActivitySessionRow, "weekday", "end_minute")) == [(0, 750), (2, 780), (4, 750)]
    with ela.desk.session() as session:
        entry = session.scalars(select(AuditEntryRow).where(AuditEntryRow.action == "mend")).one()
    assert entry.detail == {
        "answers": "0 new, 1 changed, 1 taken out, 2 unchanged",
        "offered prices": "0 new, 1 changed, 0 taken out, 2 unchanged",
        "timetables": "1",
    }


def test_once_a_lot_is_decided_a_mended_workbook_is_refused_and_before_that_told_of_its_scores(ela: Asking) -> None:
    reference = reference_of(ela.take_one(micro(ela)))
    database, who = ela.desk.database, ela.desk.commissioner
    acknowledge_application(database, who, reference, TODAY, NOW)
    (lot,) = show_assessment(database, reference).lots
    score(database, who, reference, lot.application_lot_id, MET, NOW)
    taken = ela.take_one(micro(ela).answer("1", "3", "From films"), "mended.xlsx")
    assert taken.standing
    assert taken.standing.state is ApplicationState.IN_ASSESSMENT
    assert taken.standing.notes[-1] == "Scores were given before: look at them again."
    decide_lot(database, who, reference, lot.application_lot_id, LotOutcome.ADMITTED, "All met.", TODAY, NOW)
    late = ela.take_one(micro(ela).answer("1", "3", "From books"), "late.xlsx")
    assert late.taken_as is TakenAs.REFUSED
    assert f"waits for lot 1 already, with {reference}" in faults_of(late)[0][2]


def test_where_one_of_two_lots_is_decided_what_was_written_is_mended_no_more(ela: Asking) -> None:
    both = both_lots(ela)
    reference = reference_of(ela.take_one(both))
    database, who = ela.desk.database, ela.desk.commissioner
    acknowledge_application(database, who, reference, TODAY, NOW)
    first, _ = show_assessment(database, reference).lots
    score(database, who, reference, first.application_lot_id, MET, NOW)
    decide_lot(database, who, reference, first.application_lot_id, LotOutcome.ADMITTED, "All met.", TODAY, NOW)
    late = ela.take_one(both.answer("1", "3", "From books"), "late.xlsx")
    assert (
        faults_of(late)[0][2] == f"A lot of {reference} is decided already: what was written for it is mended no more."
    )


def both_lots(ela: Asking) -> Filled:
    filled = micro(ela)
    filled.sheets["Services"][4][2] = "yes"
    return filled


def test_a_provider_is_known_by_any_of_its_references_and_its_record_stays_as_it_is(ela: Asking) -> None:
    known = ela.desk.provider("Wren Workshops Limited", company_number="01234567", postcode="CT51AB")
    workshop = ela.desk.service(known, name="The Workshop (demo)", postcode="ME141XX", capacity=7)
    taken = ela.take_one(micro(ela).about(company_number="1234567"))
    assert {count.noun: count.new for count in taken.report.counts}["providers"] == 0
    assert rows(ela, ProviderRow, "id", "name") == [(known, "Wren Workshops Limited")]
    assert rows(ela, ServiceRow, "id", "capacity") == [(workshop, 7)]
    assert rows(ela, ApplicationRow, "provider_id") == [(known,)]


def test_a_near_name_alone_is_asked_about_until_it_is_said_who_is_meant(ela: Asking) -> None:
    known = ela.desk.provider("Wrens Workshop Ltd", council_reference="PR-0007", postcode="CT51AB")
    filled = micro(ela)
    asked = ela.take_one(filled)
    assert asked.report.faults[0].column == "Provider name"
    assert asked.report.faults[0].line == 4
    assert "“Wrens Workshop Ltd” (PR-0007)" in asked.report.faults[0].how_to_mend
    assert how_many(ela, ApplicationRow) == 0
    assert ela.take_one(filled, as_new=True, dry_run=True).taken_as is TakenAs.RECORDED
    assert ela.take_one(filled, provider="PR-0007").taken_as is TakenAs.RECORDED
    assert rows(ela, ApplicationRow, "provider_id") == [(known,)]


def test_many_files_are_taken_in_one_by_one_and_a_bad_one_leaves_the_others(ela: Asking, tmp_path: Path) -> None:
    good = micro(ela).save(tmp_path / "good.xlsx")
    bad = micro(ela).about(provider_name="Hop Farm (demo)", company_number="x").save(tmp_path / "bad.xlsx")
    strange = tmp_path / "strange.xlsx"
    strange.write_bytes(b"not a workbook")
    other = micro(ela).about(provider_name="Hop Farm (demo)").save(tmp_path / "other.xlsx")
    taken = ela.take(good, bad, strange, other)
    assert [one.taken_as for one in taken] == [TakenAs.RECORDED, TakenAs.REFUSED, TakenAs.REFUSED, TakenAs.RECORDED]
    assert "not a workbook" in taken[2].report.faults[0].how_to_mend
    assert how_many(ela, ApplicationRow) == 2
    with pytest.raises(BadInput, match="one by one"):
        ela.take(good, bad, provider="PR-1")


def test_a_trial_run_keeps_nothing_and_the_same_file_again_is_answered_as_the_first_time(ela: Asking) -> None:
    path = micro(ela).save(ela.folder / "application.xlsx")
    (tried,) = ela.take(path, dry_run=True)
    assert (tried.taken_as, tried.report.outcome) == (TakenAs.RECORDED, ImportOutcome.DRY_RUN)
    assert [how_many(ela, table) for table in (ApplicationRow, ProviderRow, ServiceRow, ActivityRow)] == [0, 0, 0, 0]
    (first,) = ela.take(path)
    counts = [how_many(ela, table) for table in (ProviderRow, ServiceRow, ActivitySessionRow, AuditEntryRow)]
    (again,) = ela.take(path)
    assert (again.taken_as, again.standing) == (TakenAs.AS_BEFORE, first.standing)
    assert counts == [how_many(ela, table) for table in (ProviderRow, ServiceRow, ActivitySessionRow, AuditEntryRow)]
    saved_anew = ela.take_one(micro(ela), "application.ods")
    assert (saved_anew.taken_as, reference_of(saved_anew)) == (TakenAs.AS_BEFORE, reference_of(first))
    ela.take_one(micro(ela).answer("1", "3", "From films"), "mended.xlsx")
    assert ela.take(path)[0].taken_as is TakenAs.AS_BEFORE
    assert show_application(ela.desk.database, reference_of(first), TODAY).answers[2].answer == "From films"
    other = ela.take_one(both_lots(ela), "other.xlsx")
    assert f"{reference_of(first)} of this provider asks for other services and lots" in faults_of(other)[0][2]


def test_what_cannot_be_is_said_and_nothing_of_it_is_kept(ela: Asking) -> None:
    ela.desk.need("autism")
    ela.desk.service(
        ela.desk.provider("First (demo)", company_number="01234567", regulator_id="1-1"), regulator_id="1-77"
    )
    ela.desk.provider("Second (demo)", council_reference="PR-2")
    tries = (
        (micro(ela).about(company_number="01234567", council_reference="PR-2"), "another than the rest says"),
        (micro(ela).about(company_number="01234567", regulator_provider_id="1-9"), "It is known by another one"),
        (micro(ela).about(council_reference="PR-99"), "knows nobody by this reference"),
        (with_service(ela, "Regulator location id", "1-77"), "run by another provider"),
        (with_service(ela, "Service reference", "S-9"), "knows nobody by this reference"),
        (with_service(ela, "Needs", "Autism; Juggling"), "no need category “Juggling”"),
        (with_price(ela, 1, "Pottery"), "add its sessions to the sheet Timetable"),
        (micro(ela).about(scheme="NOWHERE"), "“NOWHERE”, which is no scheme of the council"),
    )
    for filled, said in tries:
        taken = ela.take_one(filled)
        assert taken.taken_as is TakenAs.REFUSED
        assert said in faults_of(taken)[0][2]
    assert "is for ELA, not for RCH" in faults_of(ela.take_one(micro(ela), scheme="RCH"))[0][2]
    assert "still to come" in faults_of(ela.take_one(micro(ela), received_on=date(2026, 11, 3)))[0][2]
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        take_in_workbooks(ela.desk.database, ela.desk.broker, WorkbooksToTake((), TODAY), TODAY, NOW)
    assert [how_many(ela, table) for table in (ApplicationRow, ProviderRow, ServiceRow)] == [0, 2, 1]


def test_an_unknown_need_is_told_in_the_same_report_as_every_other_cell(ela: Asking) -> None:
    ela.desk.need("autism")
    filled = with_service(ela, "Needs", "Autism; Juggling").about(email="nobody")
    filled.row("Services", service_name="Second (demo)", needs="Knitting", lot_1="perhaps")
    told = [(sheet, column) for sheet, column, _ in faults_of(ela.take_one(filled))]
    assert sorted(told) == [("About you", "Email"), ("Services", "Lot 1"), ("Services", "Needs"), ("Services", "Needs")]


def with_service(ela: Asking, heading: str, value: str) -> Filled:
    filled = micro(ela)
    filled.sheets["Services"][4][filled.sheets["Services"][3].index(heading)] = value
    return filled


def with_price(ela: Asking, column: int, value: str) -> Filled:
    filled = micro(ela)
    filled.sheets["Prices lot 1"][4][column] = value
    return filled


def test_the_whole_name_and_postcode_tell_the_provider_and_its_own_service_of_a_near_name_is_asked_about(
    ela: Asking,
) -> None:
    known = ela.desk.provider("wren's workshop (demo)", postcode="ME141XX")
    ela.desk.service(known, name="Workshop", postcode="CT51AB")
    asked = ela.take_one(micro(ela))
    assert [(sheet, column) for sheet, column, _ in faults_of(asked)] == [("Services", "Service name")]
    assert "The provider runs “Workshop” already" in faults_of(asked)[0][2]
    both = both_lots(ela)
    for number in ("1", "2", "3", "4"):
        both.answer("2", number, "As told for lot 1")
    taken = ela.take_one(both, as_new=True)
    assert taken.taken_as is TakenAs.RECORDED
    assert rows(ela, ApplicationRow, "provider_id") == [(known,)]
    (remark,) = taken.report.remarks
    assert "No price is offered in lot 2" in remark.how_to_mend


def test_the_same_file_taken_in_by_two_at_once_is_recorded_once(ela: Asking) -> None:
    path = micro(ela).save(ela.folder / "application.xlsx")
    asked = WorkbooksToTake((path,), TODAY)
    other = ela.desk.staff("second-commissioner", Job.COMMISSIONER)
    answers = at_once(
        [
            partial(take_in_workbooks, ela.desk.database, actor, asked, TODAY, NOW)
            for actor in (ela.desk.commissioner, other)
        ]
    )
    taken = [answer.result[0] for answer in answers if isinstance(answer, Done)]
    assert sorted(one.taken_as.value for one in taken) == ["as-before", "recorded"]
    assert len({reference_of(one) for one in taken}) == 1
    assert [how_many(ela, table) for table in (ApplicationRow, ProviderRow, ServiceRow)] == [1, 1, 1]
