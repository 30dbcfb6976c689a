"""Assessing an application against the questions of a lot: passes, scores, thresholds, weights, moderation, conflicts.

Every question is data of the lot. Each score carries its reason. A declared conflict of interest keeps an assessor out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.money import round_to_penny


class QuestionKind(Enum):
    """How a question is answered for."""

    PASS_FAIL = "pass-fail"  # noqa: S105 - no password
    SCORED = "scored"
    DOCUMENT = "document"
    DECLARATION = "declaration"


class Stage(Enum):
    """Whose score it is: one assessor's own, or the one agreed in moderation."""

    INDIVIDUAL = "individual"
    MODERATED = "moderated"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a lot. `weight`, `threshold` and `highest_score` belong to scored questions only."""

    question_id: int
    number: str
    text: str
    kind: QuestionKind
    weight: int = 0
    threshold: int = 0
    highest_score: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """What one assessor, or the moderation, gave: a pass (1) or a fail (0), or points; always with a reason."""

    question_id: int
    assessor_id: int
    stage: Stage
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """How a lot's questions came out. `total` is the weighted share of all points in percent, to two places."""

    unanswered: tuple[Question, ...]
    unmoderated: tuple[Question, ...]
    failed: tuple[Question, ...]
    total: Decimal

    @property
    def is_complete(self) -> bool:
        """Whether every question has the score that counts."""
        return not self.unanswered and not self.unmoderated

    @property
    def meets_the_criteria(self) -> bool:
        """Whether it is complete and nothing failed: then the service is admitted, for there is no cap."""
        return self.is_complete and not self.failed


def check_score(question: Question, points: int, reason: str) -> str:
    """Return the reason of a score that fits its question. Raises: BadInput for points out of range, or without a reason."""
    highest = question.highest_score if question.kind is QuestionKind.SCORED else 1
    if not 0 <= points <= highest:
        allowed = f"from 0 to {highest}" if question.kind is QuestionKind.SCORED else "pass or fail"
        raise BadInput(f"Question {question.number} takes {allowed}: give its score again.", "points")
    why = reason.strip()
    if not why:
        raise BadInput(f"The score of question {question.number} needs its reason.", "reason")
    return why


def refuse_conflicted(assessor_id: int, conflicted: Sequence[int]) -> None:
    """Pass when the assessor declared no conflict of interest here. Raises: RuleBroken."""
    if assessor_id in conflicted:
        raise RuleBroken("You declared a conflict of interest with this applicant: another assessor scores it.")


def assess(questions: Sequence[Question], scores: Sequence[Score], assessors_needed: int) -> Assessment:
    """Return how the lot came out.

    With one assessor their score counts. With more, equal scores count as they are; where they differ the moderated one does.
    """
    unanswered: list[Question] = []
    unmoderated: list[Question] = []
    failed: list[Question] = []
    earned, possible = Fraction(0), Fraction(0)
    for question in questions:
        given = [score for score in scores if score.question_id == question.question_id]
        moderated = [score for score in given if score.stage is Stage.MODERATED]
        own = {score.assessor_id: score.points for score in given if score.stage is Stage.INDIVIDUAL}
        if not moderated and len(own) < assessors_needed:
            unanswered.append(question)
            continue
        if not moderated and len(set(own.values())) > 1:
            unmoderated.append(question)
            continue
        points = moderated[-1].points if moderated else next(iter(own.values()))
        if points < _least(question):
            failed.append(question)
        if question.kind is QuestionKind.SCORED:
            earned += Fraction(points * question.weight, question.highest_score)
            possible += question.weight
    total = round_to_penny(earned / possible * 100) if possible else Decimal("0.00")
    return Assessment(tuple(unanswered), tuple(unmoderated), tuple(failed), total)


def _least(question: Question) -> int:
    """The points below which a question is failed."""
    return question.threshold if question.kind is QuestionKind.SCORED else 1
