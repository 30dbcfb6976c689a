from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_form import ApplicationForm, ServiceInLot
from brokerage.domain.assessment import GivenScore, QuestionKind
from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput, Conflict, DeskError, RuleBroken
from brokerage.domain.import_report import ImportProgress, ImportWatch
from brokerage.domain.question_plan import QuestionPlan
from brokerage.domain.unit import Unit
from brokerage.services.application_template import write_application_template
from brokerage.services.apply_by_workbook import WorkbooksToTake, take_in_workbooks
from brokerage.services.ask_questions import (
    QuestionsSet,
    read_questions_file,
    set_assessors,
    set_questions,
    show_questions,
    write_questions_file,
)
from brokerage.services.assess_application import score, show_assessment
from brokerage.services.copy_questions import copy_scheme_questions, questions_like
from brokerage.services.decide_application import decide_lot
from brokerage.services.open_scheme import open_scheme
from brokerage.services.provider_documents import find_asked_documents
from brokerage.services.receive_application import acknowledge_application, record_application
from brokerage.services.run_round import RoundToOpen, open_round
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, TODAY, Desk
from tests.exchange.application_workbooks import Filled, micro_enterprise
from tests.services.application_builders import applicant, received
from tests.services.assessment_builders import acknowledged, decided, scored, second_assessor
from tests.services.test_call_off_races import at_once
from tests.services.test_open_scheme import LOT, PLAN
from tests.services.workbook_builders import asking

INSURED = QuestionPlan("1", QuestionKind.DOCUMENT, "Insured for £5 million", document="insurance")
CHECKED = QuestionPlan("2", QuestionKind.DECLARATION, "Nobody is barred")
CHOICE = QuestionPlan("3", QuestionKind.SCORED, "How do people choose?", 60, 3, 5)
SEEN = QuestionPlan("4", QuestionKind.SCORED, "How is progress seen?", 40, 3, 5)
ASKED = (INSURED, CHECKED, CHOICE, SEEN)
ROW_THAT_TELLS = 500
"""At every so many rows a reader tells how far it is."""
LATER = NOW + timedelta(days=30)


def opened(desk: Desk) -> str:
    """A scheme opened from nothing; its only lot, which asks nothing."""
    desk.need("autism")
    lots = (replace(LOT, units=(Unit.SESSION,), min_age=None, max_age=None),)
    open_scheme(desk.database, desk.commissioner, replace(PLAN, lots=lots), NOW)
    return "DAY-2027/1"


def test_a_scheme_opened_from_nothing_asks_runs_a_round_assesses_and_decides(desk: Desk, tmp_path: Path) -> None:
    lot, database, who, other = opened(desk), desk.database, desk.commissioner, second_assessor(desk)
    set_questions(database, who, lot, ASKED, NOW)
    open_round(database, who, RoundToOpen("DAY-2027", TODAY, TODAY + timedelta(days=40)), NOW)
    template = tmp_path / "template.xlsx"
    written = write_application_template(database, "DAY-2027", (), template, TODAY)
    assert written.notes == ()
    filled = micro_enterprise(Filled(template)).answer("1", "3", "From pictures").answer("1", "4", "In a diary")
    files = (filled.save(tmp_path / "application.xlsx"),)
    (taken,) = take_in_workbooks(database, who, WorkbooksToTake(files, TODAY), TODAY, NOW).result
    assert taken.standing, [str(fault) for fault in taken.report.faults]
    reference = taken.standing.reference
    acknowledge_application(database, who, reference, TODAY, NOW)
    (asked,) = show_assessment(database, reference).lots
    given = tuple(GivenScore(str(number), points, "As answered.") for number, points in enumerate((1, 1, 4, 5), 1))
    for assessor in (who, other):
        score(database, assessor, reference, asked.application_lot_id, given, NOW)
    admitting = (reference, asked.application_lot_id, LotOutcome.ADMITTED, "Every criterion is met.", TODAY, NOW)
    decide_lot(database, who, *admitting)
    (lot_decided,) = show_assessment(database, reference).lots
    # 4 of 5 weighing 60 and 5 of 5 weighing 40
    assert (lot_decided.outcome, str(lot_decided.assessment.total)) == (LotOutcome.ADMITTED, "88.00")


def test_questions_stand_with_their_lot_are_audited_and_sent_again_change_nothing(desk: Desk) -> None:
    lot = opened(desk)
    assert show_questions(desk.database, "day-2027").lots[0].questions == ()
    done = set_questions(desk.database, desk.commissioner, lot, ASKED, NOW)
    assert (done.result.lot.questions, done.result.replaced.added) == (ASKED, 4)
    again = set_questions(desk.database, desk.commissioner, lot, ASKED, NOW, mark="0-0")
    assert (again.result.replaced.is_change, again.changed) == (False, frozenset())
    shown = show_questions(desk.database, "DAY-2027", "1")
    assert (shown.lots[0].questions, shown.assessors_needed, shown.waiting) == (ASKED, 2, 0)
    assert [named.key for named in shown.to_copy] == [lot]
    with desk.session() as session:
        entries = session.scalars(select(AuditEntryRow).where(AuditEntryRow.subject == "lots")).all()
    assert [(entry.action, entry.subject_key) for entry in entries] == [("ask-questions", lot)]


def test_a_dry_run_and_questions_that_do_not_agree_keep_nothing(desk: Desk) -> None:
    lot = opened(desk)
    told = set_questions(desk.database, desk.commissioner, lot, ASKED, NOW, dry_run=True)
    assert (told.result.lot.questions, told.changed) == (ASKED, frozenset())
    with pytest.raises(BadInput, match="The weights make 60 %: 40 % are missing") as refused:
        set_questions(desk.database, desk.commissioner, lot, ASKED[:3], NOW)
    assert refused.value.field == "weight"
    hidden = replace(CHECKED, text="Nobody\u202eis barred")
    with pytest.raises(BadInput, match="a sign in it that cannot be seen") as refused:
        set_questions(desk.database, desk.commissioner, lot, (INSURED, hidden), NOW)
    assert refused.value.field == "text-2"
    assert show_questions(desk.database, "DAY-2027").lots[0].questions == ()


def test_what_a_lot_asks_stays_while_applications_wait_and_changes_once_they_are_decided(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk))
    lot = f"{came.applicant.scheme}/1"
    before = show_questions(desk.database, came.applicant.scheme).lots[0].questions
    with pytest.raises(RuleBroken, match=f"1 application for lot {lot} waits for a decision"):
        set_questions(desk.database, desk.commissioner, lot, ASKED, NOW)
    decided(desk, came)
    done = set_questions(desk.database, desk.commissioner, lot, (*before[:1], *ASKED[1:]), LATER).result
    assert (done.replaced.kept, done.replaced.retired, done.replaced.added) == (1, 3, 3)
    (old,) = show_assessment(desk.database, came.reference).lots
    assert [question.text for question in old.questions] == [plan.text for plan in before]
    assert str(old.assessment.total) == "72.00"
    new = acknowledged(desk, came.applicant)
    (asked,) = show_assessment(desk.database, new.reference).lots
    assert [question.text for question in asked.questions] == [before[0].text, *(plan.text for plan in ASKED[1:])]


def test_an_application_withdrawn_before_a_change_asks_for_its_documents_as_the_lot_does_now(desk: Desk) -> None:
    came = received(desk, applicant(desk, documents=("insurance",)), state=ApplicationState.WITHDRAWN)
    set_questions(desk.database, desk.commissioner, f"{came.applicant.scheme}/1", ASKED, NOW)
    assert [each.asked.words for each in find_asked_documents(desk.database, came.reference, TODAY)] == ["insurance"]
    assert len(show_assessment(desk.database, came.reference).lots[0].questions) == len(ASKED)


def test_two_who_change_the_same_questions_do_not_undo_each_other(desk: Desk) -> None:
    lot = opened(desk)
    mark = show_questions(desk.database, "DAY-2027").lots[0].mark
    set_questions(desk.database, desk.commissioner, lot, ASKED, NOW, mark=mark)
    with pytest.raises(Conflict, match=f"changed what lot {lot} asks on 2 Nov 2026"):
        set_questions(desk.database, desk.commissioner, lot, (INSURED, CHECKED), NOW, mark=mark)
    assert show_questions(desk.database, "DAY-2027").lots[0].questions == ASKED


def test_another_lots_questions_are_copied_and_come_back_from_their_workbook(desk: Desk, tmp_path: Path) -> None:
    lot = opened(desk)
    other = applicant(desk)
    with pytest.raises(BadInput, match=f"Lot {lot} asks nothing"):
        questions_like(desk.database, lot)
    copied = questions_like(desk.database, f"{other.scheme}/1".lower())
    set_questions(desk.database, desk.commissioner, lot, copied, NOW)
    written = write_questions_file(desk.database, "DAY-2027", "1", tmp_path / "questions.xlsx")
    assert written.questions == copied
    assert read_questions_file(tmp_path / "questions.xlsx") == (copied, ())


def test_a_whole_schemes_questions_are_copied_lot_by_lot_all_or_none(desk: Desk) -> None:
    lot, other = opened(desk), applicant(desk)
    with pytest.raises(BadInput, match=f"No lot of {other.scheme} has the number of one that asks anything"):
        copy_scheme_questions(desk.database, desk.commissioner, other.scheme, "DAY-2027", NOW)
    tried = copy_scheme_questions(desk.database, desk.commissioner, "day-2027", other.scheme, NOW, dry_run=True)
    assert (len(tried.result), tried.changed) == (1, frozenset())
    assert show_questions(desk.database, "DAY-2027").lots[0].questions == ()
    assert copy_scheme_questions(desk.database, desk.commissioner, "DAY-2027", other.scheme, NOW).changed
    assert show_questions(desk.database, "DAY-2027").lots[0].questions == questions_like(
        desk.database, f"{other.scheme}/1"
    )
    assert not copy_scheme_questions(desk.database, desk.commissioner, "DAY-2027", other.scheme, NOW).changed
    set_questions(desk.database, desk.commissioner, lot, ASKED, NOW)
    received(desk, other)
    with pytest.raises(RuleBroken, match="1 application for lot"):
        copy_scheme_questions(desk.database, desk.commissioner, other.scheme, "DAY-2027", NOW)


def test_how_many_assess_changes_between_applications_and_never_for_those_decided(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk))
    scheme = came.applicant.scheme
    with pytest.raises(RuleBroken, match=f"1 application of {scheme} waits for a decision"):
        set_assessors(desk.database, desk.commissioner, scheme, 2, NOW)
    decided(desk, came)
    version = show_questions(desk.database, scheme).version
    assert set_assessors(desk.database, desk.commissioner, scheme, 2, NOW, dry_run=True).result == 2
    assert set_assessors(desk.database, desk.commissioner, scheme, 2, NOW, version=version).changed
    assert show_questions(desk.database, scheme).assessors_needed == 2
    assert show_assessment(desk.database, came.reference).lots[0].assessment.is_complete
    with pytest.raises(Conflict, match="changed the scheme"):
        set_assessors(desk.database, desk.commissioner, scheme, 3, NOW, version=version)
    with pytest.raises(BadInput, match="1 to 10 people"):
        set_assessors(desk.database, desk.commissioner, scheme, 0, NOW)


def test_only_who_runs_the_market_says_what_a_lot_asks(desk: Desk) -> None:
    lot = opened(desk)
    with pytest.raises(RuleBroken):
        set_questions(desk.database, desk.broker, lot, ASKED, NOW)
    with pytest.raises(RuleBroken):
        set_assessors(desk.database, desk.practitioner, "DAY-2027", 1, NOW)


@pytest.mark.parametrize(
    ("lot", "said"), [("1", "SCHEME/1"), ("DAY-2027/9", "its lots are 1"), ("NONE/1", "No scheme")]
)
def test_a_lot_that_is_not_there_is_refused(desk: Desk, lot: str, said: str) -> None:
    opened(desk)
    with pytest.raises(BadInput, match=said):
        set_questions(desk.database, desk.commissioner, lot, ASKED, NOW)


def test_a_workbook_that_was_being_read_while_the_questions_changed_is_taken_in_anew(
    desk: Desk, tmp_path: Path
) -> None:
    ela = asking(desk, tmp_path)
    filled = micro_enterprise(ela.template())
    answers = filled.sheets["Answers"]
    answers.extend([""] * 7 for _ in range(ROW_THAT_TELLS - 1 - len(answers)))
    answers.append(["2", "1", "", "", "", "", ""])

    def change(progress: ImportProgress) -> None:
        if progress.doing == "Reading Answers":
            set_questions(desk.database, desk.commissioner, "ELA/1", ASKED, NOW)

    asked = WorkbooksToTake((filled.save(tmp_path / "application.xlsx"),), TODAY)
    watch = ImportWatch(progress=change)
    (taken,) = take_in_workbooks(desk.database, desk.commissioner, asked, TODAY, NOW, watch=watch).result
    assert [fault.how_to_mend for fault in taken.report.faults] == [
        "What the scheme asks was changed while the file was read: take it in again."
    ]
    assert show_questions(desk.database, "ELA", "1").lots[0].waiting == 0


def test_who_changes_the_questions_and_who_records_an_application_come_one_after_the_other(desk: Desk) -> None:
    who = applicant(desk)
    lot, old = f"{who.scheme}/1", show_questions(desk.database, who.scheme).lots[0].questions
    form = ApplicationForm("press-1", who.scheme, who.provider_id, (ServiceInLot(who.service_id, who.lot_id),), TODAY)

    def changes() -> object:
        return set_questions(desk.database, desk.commissioner, lot, ASKED, NOW)

    def applies() -> object:
        return record_application(desk.database, desk.commissioner, form, TODAY, NOW)

    changed, came = at_once([changes, applies])
    assert not isinstance(came, DeskError)
    expected = old if isinstance(changed, DeskError) else ASKED
    assert show_questions(desk.database, who.scheme).lots[0].questions == expected
    assert show_questions(desk.database, who.scheme).waiting == 1


def test_several_lots_ask_in_one_press_what_another_asks_all_or_none(desk: Desk) -> None:
    other = applicant(desk)
    scheme_id = desk.scheme(reference="RES-2030")
    for number in ("1", "2", "3"):
        desk.lot(scheme_id, number=number)

    def copied(*lots: str, like: str = f"{other.scheme}/1", **said: Any) -> Done[tuple[QuestionsSet, ...]]:
        return copy_scheme_questions(desk.database, desk.commissioner, "RES-2030", like, NOW, lots=lots, **said)

    asks = questions_like(desk.database, f"{other.scheme}/1")
    marks = {lot.number: lot.mark for lot in show_questions(desk.database, "RES-2030").lots}
    assert [len(one.lot.questions) for one in copied("1", "2", marks=marks, dry_run=True).result] == [4, 4]
    assert copied("1", "RES-2030/2", marks=marks).changed
    assert [lot.questions for lot in show_questions(desk.database, "RES-2030").lots] == [asks, asks, ()]
    assert not copied("1", "2", marks=marks).changed
    set_questions(desk.database, desk.commissioner, "RES-2030/2", ASKED, NOW)
    with pytest.raises(Conflict, match="what lot RES-2030/2 asks"):
        copied("3", "2", marks=marks)
    set_questions(desk.database, desk.commissioner, "RES-2030/1", ASKED, NOW)
    with pytest.raises(BadInput, match="has no lot 2 that asks anything: leave that lot out"):
        copied("1", "2", like=other.scheme)
    with pytest.raises(BadInput, match="Say which lots shall ask it"):
        copied()
    with pytest.raises(BadInput, match="asks nothing: choose another"):
        copied("1", like="RES-2030/3")
    assert [len(lot.questions) for lot in show_questions(desk.database, "RES-2030").lots] == [4, 4, 0]
    assert copied("1", like=other.scheme).changed
