from dataclasses import replace

from brokerage.domain.application import LotOutcome
from brokerage.domain.application_assessment import AskedLot, AskedService, LotAssessment, ScoreEntry
from brokerage.domain.assessment import Question, QuestionKind, Score, Stage
from brokerage.domain.sealed_scores import assessors_done, lot_seen, scores_seen
from brokerage.domain.service import Rating, Registration
from brokerage.domain.staff import Actor, Job

INSURED = Question(1, "1", "Insured", QuestionKind.PASS_FAIL)
LEARNING = Question(2, "2", "How people choose what they learn", QuestionKind.SCORED, 100, 3, 5)
ANNA, BEN = 11, 12
NAMES = {ANNA: "Anna (demo)", BEN: "Ben (demo)"}


def actor(staff_id: int, job: Job = Job.COMMISSIONER) -> Actor:
    return Actor(staff_id, "login", "Name (demo)", job, None, None, "login", independent=True)


def entry(question: Question, assessor: int, points: int, stage: Stage = Stage.INDIVIDUAL) -> ScoreEntry:
    return ScoreEntry(Score(question.question_id, assessor, stage, points, "Seen."), NAMES[assessor])


OF_ANNA = (entry(INSURED, ANNA, 1), entry(LEARNING, ANNA, 4))
LOT = LotAssessment(
    1,
    AskedService(1, "Barley Cottage (demo)", None, Rating.GOOD, None, Registration.REGISTERED),
    AskedLot(1, "1", "Autism", registration_needed=False),
    LotOutcome.ASKED,
    (INSURED, LEARNING),
    OF_ANNA,
    None,
    2,
    frozenset(),
    (),
    (),
)


def test_a_colleagues_score_stays_sealed_for_who_may_still_score_until_each_has_given_theirs() -> None:
    assert scores_seen(LOT, LEARNING, actor(BEN)) == ()
    assert scores_seen(LOT, LEARNING, actor(ANNA)) == (OF_ANNA[1],)
    both = replace(LOT, scores=(*OF_ANNA, entry(LEARNING, BEN, 2)))
    assert [each.score.points for each in scores_seen(both, LEARNING, actor(BEN))] == [4, 2]
    assert scores_seen(both, INSURED, actor(BEN)) == ()


def test_who_cannot_score_reads_everything() -> None:
    assert scores_seen(LOT, LEARNING, actor(BEN, Job.AUDITOR)) == (OF_ANNA[1],)


def test_with_one_assessor_nothing_is_sealed() -> None:
    assert scores_seen(replace(LOT, assessors_needed=1), LEARNING, actor(BEN)) == (OF_ANNA[1],)


def test_sealing_changes_nothing_in_how_the_questions_stand() -> None:
    sealed = lot_seen(LOT, actor(BEN))
    assert sealed.scores == ()
    assert sealed.assessment == LOT.assessment


def test_who_has_scored_is_told_by_name_without_those_in_conflict_and_without_moderators() -> None:
    both = replace(LOT, scores=(*OF_ANNA, entry(LEARNING, BEN, 2), entry(LEARNING, BEN, 3, Stage.MODERATED)))
    assert assessors_done(both, LEARNING) == ("Anna (demo)", "Ben (demo)")
    assert assessors_done(replace(both, conflicted=frozenset({BEN})), LEARNING) == ("Anna (demo)",)
