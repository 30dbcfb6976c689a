"""Scores kept apart until each assessor has given theirs, so that no assessor is swayed by another.

While a question waits for scores, a commissioner, who may still score it, sees only what they gave themselves. All others read
everything: they cannot score. Once each assessor has scored, everybody reads all.
"""

from dataclasses import replace

from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment, ScoreEntry
from brokerage.domain.assessment import Question, Stage, Standing
from brokerage.domain.staff import Actor, Job


def scores_seen(lot: LotAssessment, question: Question, actor: Actor) -> tuple[ScoreEntry, ...]:
    """Return the scores of the question that the actor may see, in the order they were given."""
    given = tuple(entry for entry in lot.scores if entry.score.question_id == question.question_id)
    if actor.job is not Job.COMMISSIONER or not _waits(lot, question):
        return given
    return tuple(entry for entry in given if entry.score.assessor_id == actor.staff_id)


def assessors_done(lot: LotAssessment, question: Question) -> tuple[str, ...]:
    """Return the names of those whose own score of the question counts, in the order they first gave it."""
    return tuple(
        dict.fromkeys(
            entry.assessor
            for entry in lot.scores
            if (entry.score.question_id, entry.score.stage) == (question.question_id, Stage.INDIVIDUAL)
            and entry.score.assessor_id not in lot.conflicted
        )
    )


def lot_seen(lot: LotAssessment, actor: Actor) -> LotAssessment:
    """Return the lot with the scores the actor may see; how its questions stand is the same."""
    seen = {id(entry) for question in lot.questions for entry in scores_seen(lot, question, actor)}
    return replace(lot, scores=tuple(entry for entry in lot.scores if id(entry) in seen))


def application_seen(shown: ApplicationAssessment, actor: Actor) -> ApplicationAssessment:
    """Return the application with the scores the actor may see."""
    return replace(shown, lots=tuple(lot_seen(lot, actor) for lot in shown.lots))


def _waits(lot: LotAssessment, question: Question) -> bool:
    return any(
        result.question.question_id == question.question_id and result.standing is Standing.WAITING_FOR_SCORES
        for result in lot.assessment.results
    )
