from decimal import Decimal

import pytest
from sqlalchemy import func, select

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_assessment import say_rating
from brokerage.domain.assessment import GivenScore, Stage
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.service import Rating, Registration
from brokerage.domain.unit import Unit
from brokerage.services.assess_application import (
    asked_lot_named,
    declare_interest,
    keep_scores,
    moderate,
    score,
    show_assessment,
)
from brokerage.services.decide_application import decide_lot
from brokerage.storage.tables.assessments import ScoreRow
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, TODAY, Desk
from tests.services.application_builders import answered, applicant, offered, received
from tests.services.assessment_builders import (
    FAILED,
    MET,
    REASON,
    acknowledged,
    decided,
    scored,
    second_assessor,
    two_lots,
)


def number_of_scores(desk: Desk) -> int:
    with desk.session() as session:
        return session.scalar(select(func.count(ScoreRow.id))) or 0


def test_the_first_score_begins_the_assessment_and_a_whole_lot_has_its_total(desk: Desk) -> None:
    came = acknowledged(desk)
    lot = score(desk.database, desk.commissioner, came.reference, came.asked[0], MET, NOW).result
    assert lot.assessment.meets_the_criteria
    assert lot.assessment.total == Decimal("72.00")
    shown = show_assessment(desk.database, came.reference)
    assert shown.state is ApplicationState.IN_ASSESSMENT
    assert [assessor.full_name for assessor in shown.assessors] == ["Commissioner (demo)"]
    assert [entry.score.reason for entry in shown.lots[0].scores] == [REASON] * 4


def test_each_score_is_put_on_record_with_its_points(desk: Desk) -> None:
    came = acknowledged(desk)
    score(desk.database, desk.commissioner, came.reference, came.asked[0], MET[2:3], NOW)
    with desk.session() as session:
        entry = session.scalars(select(AuditEntryRow).where(AuditEntryRow.action == "score")).one()
    assert (entry.subject_key, entry.detail) == (came.reference, {"lot": "1", "question 3": "4"})


def test_the_same_scores_sent_again_change_nothing(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk))
    done = score(desk.database, desk.commissioner, came.reference, came.asked[0], MET, NOW)
    assert (done.changed, number_of_scores(desk)) == (frozenset(), 4)


def test_a_later_score_of_the_same_assessor_replaces_the_earlier_one_and_both_are_kept(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk), FAILED)
    lot = score(desk.database, desk.commissioner, came.reference, came.asked[0], MET, NOW).result
    assert (lot.assessment.meets_the_criteria, number_of_scores(desk)) == (True, 5)


def test_one_bad_score_keeps_none_of_them(desk: Desk) -> None:
    came = acknowledged(desk)
    for bad in (GivenScore("4", 6, REASON), GivenScore("4", 3, " "), GivenScore("9", 1, REASON)):
        with pytest.raises(BadInput):
            score(desk.database, desk.commissioner, came.reference, came.asked[0], (*MET[:3], bad), NOW)
    assert number_of_scores(desk) == 0
    with pytest.raises(BadInput, match="There is no score to keep"):
        score(desk.database, desk.commissioner, came.reference, came.asked[0], (), NOW)


def test_two_assessors_score_and_a_third_score_settles_where_they_differ(desk: Desk) -> None:
    came = acknowledged(desk, assessors_needed=2)
    first, second, lot_id = desk.commissioner, second_assessor(desk), came.asked[0]
    waiting = score(desk.database, first, came.reference, lot_id, MET, NOW).result
    assert len(waiting.assessment.unanswered) == 4
    with pytest.raises(RuleBroken, match="Question 3 has scores of 1 of 2 assessors"):
        moderate(desk.database, first, came.reference, lot_id, MET[2:3], NOW)
    differing = score(desk.database, second, came.reference, lot_id, FAILED, NOW).result
    assert [question.number for question in differing.assessment.unmoderated] == ["3"]
    with pytest.raises(RuleBroken, match="The scores of question 1 agree"):
        moderate(desk.database, first, came.reference, lot_id, MET[:1], NOW)
    agreed = (GivenScore("3", 3, "Choice is told on page 4."),)
    settled = moderate(desk.database, second, came.reference, lot_id, agreed, NOW).result
    assert settled.assessment.meets_the_criteria
    assert settled.scores[-1].score.stage is Stage.MODERATED
    with pytest.raises(RuleBroken, match="Question 3 was moderated already"):
        score(desk.database, first, came.reference, lot_id, FAILED, NOW)


def test_own_scores_and_agreed_ones_are_kept_in_one_press_or_none_of_them(desk: Desk) -> None:
    came = acknowledged(desk, assessors_needed=2)
    first, second, lot_id = desk.commissioner, second_assessor(desk), came.asked[0]
    score(desk.database, first, came.reference, lot_id, MET, NOW)
    score(desk.database, second, came.reference, lot_id, FAILED[1:], NOW)
    own, agreed = FAILED[:1], (GivenScore("3", 3, "Choice is told on page 4."),)
    before = number_of_scores(desk)
    for wrong_own, wrong_agreed, why in (
        (own, (GivenScore("4", 3, REASON),), "The scores of question 4 agree"),
        (own, (GivenScore("3", 3, " "),), "The score of question 3 needs its reason"),
        ((GivenScore("1", 2, REASON),), agreed, "Question 1 takes pass or fail"),
        ((*own, *FAILED[2:3]), agreed, "Question 3 is given a score of one's own and an agreed one"),
    ):
        with pytest.raises(RuleBroken, match=why):
            keep_scores(desk.database, second, came.reference, lot_id, wrong_own, wrong_agreed, NOW)
    assert number_of_scores(desk) == before
    settled = keep_scores(desk.database, second, came.reference, lot_id, own, agreed, NOW).result
    assert settled.assessment.meets_the_criteria
    assert number_of_scores(desk) == before + 2
    with desk.session() as session:
        entries = session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id.desc()).limit(2)).all()
    assert [(entry.action, entry.detail) for entry in reversed(entries)] == [
        ("score", {"lot": "1", "question 1": "1"}),
        ("moderate", {"lot": "1", "question 3": "3"}),
    ]
    again = keep_scores(desk.database, second, came.reference, lot_id, own, agreed, NOW)
    assert (again.changed, number_of_scores(desk)) == (frozenset(), before + 2)


def test_a_declared_conflict_keeps_an_assessor_out_and_takes_their_scores_with_it(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk))
    declare_interest(desk.database, desk.commissioner, came.reference, "A friend works there.", NOW)
    shown = show_assessment(desk.database, came.reference)
    assert shown.assessors[0].note == "A friend works there."
    assert len(shown.lots[0].assessment.unanswered) == 4
    for give in (score, moderate):
        with pytest.raises(RuleBroken, match="You declared a conflict of interest"):
            give(desk.database, desk.commissioner, came.reference, came.asked[0], MET, NOW)
    other = score(desk.database, second_assessor(desk), came.reference, came.asked[0], MET, NOW).result
    assert other.assessment.meets_the_criteria


def test_an_interest_is_declared_once_says_what_it_is_and_comes_before_the_decision(desk: Desk) -> None:
    came = received(desk)
    with pytest.raises(BadInput, match="Say what the interest is"):
        declare_interest(desk.database, desk.commissioner, came.reference, " ", NOW)
    assert declare_interest(desk.database, desk.commissioner, came.reference, "Shares", NOW).changed
    assert not declare_interest(desk.database, desk.commissioner, came.reference, "Shares", NOW).changed
    done = decided(desk)
    with pytest.raises(RuleBroken, match="is decided already: an interest is declared before the decision"):
        declare_interest(desk.database, desk.commissioner, done.reference, "Shares", NOW)


def test_only_a_commissioner_assesses(desk: Desk) -> None:
    came = acknowledged(desk)
    with pytest.raises(RuleBroken, match="Only the commissioner may assess an application; you are working as broker"):
        score(desk.database, desk.broker, came.reference, came.asked[0], MET, NOW)
    with pytest.raises(RuleBroken, match="Only the commissioner may assess applications"):
        declare_interest(desk.database, desk.broker, came.reference, "Shares", NOW)


def test_an_application_is_acknowledged_before_it_is_scored(desk: Desk) -> None:
    came = received(desk)
    with pytest.raises(RuleBroken, match="An application that is received cannot be taken through “assess”"):
        score(desk.database, desk.commissioner, came.reference, came.asked[0], MET, NOW)


def test_a_lot_that_was_decided_takes_no_more_scores(desk: Desk) -> None:
    came = scored(desk, two_lots(desk))
    decide_lot(desk.database, desk.commissioner, came.reference, came.asked[0], LotOutcome.ADMITTED, "Met.", TODAY, NOW)
    with pytest.raises(RuleBroken, match="Lot 1 was decided already"):
        score(desk.database, desk.commissioner, came.reference, came.asked[0], FAILED, NOW)
    score(desk.database, desk.commissioner, came.reference, came.asked[1], FAILED, NOW)


def test_a_trial_run_tells_the_same_and_keeps_nothing(desk: Desk) -> None:
    came = acknowledged(desk)
    tried = score(desk.database, desk.commissioner, came.reference, came.asked[0], MET, NOW, dry_run=True)
    assert tried.result.assessment.meets_the_criteria
    assert (tried.changed, number_of_scores(desk)) == (frozenset(), 0)
    assert show_assessment(desk.database, came.reference).state is ApplicationState.ACKNOWLEDGED


def test_what_the_regulator_says_of_the_service_stands_beside_each_lot(desk: Desk) -> None:
    who = applicant(desk)
    lot_id = desk.lot(who.scheme_id, number="2", title="Care homes", registration_needed=True)
    service_id = desk.service(
        who.provider_id,
        rating=Rating.REQUIRES_IMPROVEMENT,
        rated_on=TODAY,
        registration=Registration.DORMANT,
        regulator_id="1-101",
    )
    came = received(desk, who, asked=((who.service_id, who.lot_id), (service_id, lot_id)))
    plain, home = show_assessment(desk.database, came.reference).lots
    assert (plain.registration_missing, say_rating(plain.service)) == (False, "Good")
    assert home.registration_missing
    assert home.service.regulator_id == "1-101"
    assert say_rating(home.service) == "Requires improvement, rated 2 Nov 2026"


def test_a_lot_is_named_by_its_number_and_by_the_service_where_several_ask(desk: Desk) -> None:
    who = applicant(desk)
    another = desk.service(who.provider_id, name="Hop Yard (demo)")
    came = received(desk, who, asked=((who.service_id, who.lot_id), (another, who.lot_id)))
    shown = show_assessment(desk.database, came.reference)
    assert asked_lot_named(shown, f"{who.scheme}/1", "hop  yard (DEMO)").application_lot_id == came.asked[1]
    with pytest.raises(BadInput, match="Several services ask for this lot"):
        asked_lot_named(shown, "1")
    with pytest.raises(BadInput, match="its lots are 1"):
        asked_lot_named(shown, "7")
    elsewhere = received(desk)
    with pytest.raises(BadInput, match="does not ask for this lot"):
        score(desk.database, desk.commissioner, acknowledged(desk).reference, elsewhere.asked[0], MET, NOW)


def test_each_answer_stands_beside_its_question_and_each_offered_price_with_its_service(desk: Desk) -> None:
    came = two_lots(desk)
    answered(desk, came, ("Insured to 10 million", "Page 2"))
    offered(
        desk, came.asked[0], "35.35", Unit.HALF_DAY, ratio="1:3", activity_id=desk.activity(came.applicant.service_id)
    )
    offered(desk, came.asked[1], "62.00", note="Lunch is apart")
    first, second = show_assessment(desk.database, came.reference).lots
    assert [first.answer_to(question) for question in first.questions] == ["Insured to 10 million", "Page 2", "", ""]
    assert [(one.is_for, str(one.price)) for one in first.offered] == [("Cookery · care by the half-day, 1:3", "35.35")]
    assert [second.answer_to(question) for question in second.questions] == [""] * 4
    assert [(one.is_for, str(one.price), one.note) for one in second.offered] == [
        ("care by the day", "62.00", "Lunch is apart")
    ]
