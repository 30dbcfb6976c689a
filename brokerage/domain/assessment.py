"""Assessing an application against the questions of a lot: passes, scores, thresholds, weights, moderation, conflicts.

Every question is data of the lot. Each score carries its reason. A declared conflict of interest keeps an assessor out, with
whatever they had scored before. Everyone who meets the criteria is admitted (rules.md 11), so the decision follows the scores.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from brokerage.domain.application import LotOutcome
from brokerage.domain.errors import RuleBroken
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


class Standing(Enum):
    """How one question stands."""

    WAITING_FOR_SCORES = "waiting-for-scores"
    TO_MODERATE = "to-moderate"
    FAILED = "failed"
    MET = "met"


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

    @property
    def most_points(self) -> int:
        """The most that can be given: 1 for a pass, where it is not scored."""
        return self.highest_score if self.kind is QuestionKind.SCORED else 1

    @property
    def least_points(self) -> int:
        """The points below which the question is failed."""
        return self.threshold if self.kind is QuestionKind.SCORED else 1


@dataclass(frozen=True, slots=True)
class Score:
    """What one assessor, or the moderation, gave: a pass (1) or a fail (0), or points; always with a reason."""

    question_id: int
    assessor_id: int
    stage: Stage
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class GivenScore:
    """A score as somebody gives it: the number of the question, a pass (1) or a fail (0) or points, and why."""

    question: str
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """How one question came out; `points` are those that count, None while none do."""

    question: Question
    standing: Standing
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """How a lot's questions came out, in their order.

    `total` is the weighted share of all points in percent, to two places, over the scored questions whose points count so
    far; None where there is none.
    """

    results: tuple[QuestionResult, ...]
    total: Decimal | None

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions that wait for scores."""
        return self._standing(Standing.WAITING_FOR_SCORES)

    @property
    def unmoderated(self) -> tuple[Question, ...]:
        """The questions whose assessors differ."""
        return self._standing(Standing.TO_MODERATE)

    @property
    def failed(self) -> tuple[Question, ...]:
        """The questions that were not passed, or stay below their threshold."""
        return self._standing(Standing.FAILED)

    @property
    def is_complete(self) -> bool:
        """Whether every question has the score that counts."""
        return not self.unanswered and not self.unmoderated

    @property
    def meets_the_criteria(self) -> bool:
        """Whether it is complete and nothing failed: then the service is admitted, for there is no cap."""
        return self.is_complete and not self.failed

    def _standing(self, standing: Standing) -> tuple[Question, ...]:
        return tuple(result.question for result in self.results if result.standing is standing)


def assess(
    questions: Sequence[Question], scores: Sequence[Score], assessors_needed: int, conflicted: Collection[int] = ()
) -> Assessment:
    """Return how the lot came out; of two scores of one assessor for one question the later counts.

    With one assessor their score counts. With more, equal scores count as they are; where they differ the moderated one does,
    as long as no assessor scored anew after it. What an assessor with a declared conflict gave does not count.
    """
    counted = _counted(scores, conflicted)
    results = tuple(_result(question, counted, assessors_needed) for question in questions)
    return Assessment(results, _total(results))


def refuse_conflicted(assessor_id: int, conflicted: Collection[int]) -> None:
    """Pass when the assessor declared no conflict of interest here. Raises: RuleBroken."""
    if assessor_id in conflicted:
        raise RuleBroken(
            "You declared a conflict of interest with this applicant: a colleague without one has to do it."
        )


def check_individual(
    question: Question, scores: Sequence[Score], assessors_needed: int, conflicted: Collection[int] = ()
) -> None:
    """Pass while the question is not settled by moderation. Raises: RuleBroken: what was agreed there stands."""
    if _moderated_points(question, _counted(scores, conflicted), assessors_needed) is not None:
        raise RuleBroken(
            f"Question {question.number} was moderated already: moderate it again where its score has to change."
        )


def check_moderation(
    question: Question, scores: Sequence[Score], assessors_needed: int, conflicted: Collection[int] = ()
) -> None:
    """Pass when all assessors scored the question and differ, or it was moderated before. Raises: RuleBroken."""
    counted = _counted(scores, conflicted)
    if _moderated_points(question, counted, assessors_needed) is not None:
        return
    own = _own_points(question, counted)
    if len(own) < assessors_needed:
        raise RuleBroken(
            f"Question {question.number} has scores of {len(own)} of {assessors_needed} assessors: "
            "it is moderated once each has given theirs."
        )
    if len(set(own.values())) == 1:
        raise RuleBroken(f"The scores of question {question.number} agree: there is nothing to moderate.")


def refuse_unfounded(assessment: Assessment, outcome: LotOutcome) -> None:
    """Pass when the decision follows the assessment: whoever meets all criteria is admitted, and nobody else.

    Raises: RuleBroken naming the questions that are open, or failed.
    """
    if not assessment.is_complete:
        raise RuleBroken(f"The assessment is not complete: {_say_open(assessment)}. Then decide.")
    if outcome is LotOutcome.REFUSED and not assessment.failed:
        raise RuleBroken(
            "It meets every criterion of this lot, and whoever does is admitted: there is no cap. Admit it.",
            field="outcome",
        )
    if outcome is LotOutcome.ADMITTED and assessment.failed:
        raise RuleBroken(
            f"It does not meet {name_questions(assessment.failed)}, so it cannot be admitted to this lot: "
            "refuse it with the reasons; the provider may apply again.",
            field="outcome",
        )


def name_questions(questions: Sequence[Question]) -> str:
    """Return them by their numbers: `question 2`, or `questions 2, 3 and 5`."""
    numbers = [question.number for question in questions]
    if len(numbers) == 1:
        return f"question {numbers[0]}"
    return f"questions {', '.join(numbers[:-1])} and {numbers[-1]}"


def _result(question: Question, scores: Sequence[Score], assessors_needed: int) -> QuestionResult:
    own = _own_points(question, scores)
    if len(own) < assessors_needed:
        return QuestionResult(question, Standing.WAITING_FOR_SCORES)
    points = _moderated_points(question, scores, assessors_needed)
    if points is None and len(set(own.values())) > 1:
        return QuestionResult(question, Standing.TO_MODERATE)
    if points is None:
        points = next(iter(own.values()))
    return QuestionResult(question, Standing.FAILED if points < question.least_points else Standing.MET, points)


def _total(results: Sequence[QuestionResult]) -> Decimal | None:
    earned, possible = Fraction(0), 0
    for result in results:
        if result.points is not None and result.question.kind is QuestionKind.SCORED:
            earned += Fraction(result.points * result.question.weight, result.question.highest_score)
            possible += result.question.weight
    return round_to_penny(earned / possible * 100) if possible else None


def _counted(scores: Sequence[Score], conflicted: Collection[int]) -> list[Score]:
    return [score for score in scores if score.assessor_id not in conflicted]


def _moderated_points(question: Question, scores: Sequence[Score], assessors_needed: int) -> int | None:
    """What was agreed in moderation; None without any, and where an assessor left or scored anew since."""
    of_question = [score for score in scores if score.question_id == question.question_id]
    if not of_question or of_question[-1].stage is not Stage.MODERATED:
        return None
    return of_question[-1].points if len(_own_points(question, scores)) >= assessors_needed else None


def _own_points(question: Question, scores: Sequence[Score]) -> Mapping[int, int]:
    """What each assessor gave last."""
    return {
        score.assessor_id: score.points
        for score in scores
        if score.question_id == question.question_id and score.stage is Stage.INDIVIDUAL
    }


def _say_open(assessment: Assessment) -> str:
    waits = (
        f"give the scores still missing for {name_questions(assessment.unanswered)}" if assessment.unanswered else ""
    )
    differs = (
        f"moderate {name_questions(assessment.unmoderated)}, where the assessors differ"
        if assessment.unmoderated
        else ""
    )
    return "; ".join(part for part in (waits, differs) if part)
