"""Scores as assessors give them: read from what is typed, for a question of the lot, within its points and with a reason."""

from collections.abc import Sequence

from brokerage.domain.assessment import GivenScore, Question, QuestionKind
from brokerage.domain.errors import BadInput

_PASS_OR_FAIL = {"pass": 1, "fail": 0}
_MOST_FIGURES = 4


def parse_given(text: str, questions: Sequence[Question]) -> GivenScore:
    """Return the score written as `3 = 4: why`, or `1 = pass: why` for a question that is passed or failed.

    Raises: BadInput when it cannot be read, or the lot has no such question.
    """
    number, equals, rest = text.partition("=")
    said, colon, reason = rest.partition(":")
    if not equals or not colon:
        raise BadInput("The score cannot be read: write it as “3 = 4: why”, or “1 = pass: why”.", "give")
    question = question_numbered(questions, number)
    return GivenScore(question.number, parse_points(question, said), reason.strip())


def question_numbered(questions: Sequence[Question], number: str) -> Question:
    """Return the question of this number. Raises: BadInput naming those there are."""
    for question in questions:
        if question.number.lower() == number.strip().lower():
            return question
    numbers = ", ".join(question.number for question in questions) or "none"
    raise BadInput(f"The lot has no such question: its questions are {numbers}.", "question")


def check_score(question: Question, points: int, reason: str) -> str:
    """Return the reason of a score that fits its question. Raises: BadInput for points out of range, or without a reason."""
    check_points(question, points)
    return check_reason(question, reason)


def check_points(question: Question, points: int) -> int:
    """Return the points of a score that fits its question. Raises: BadInput for points out of range."""
    if not 0 <= points <= question.most_points:
        allowed = f"from 0 to {question.most_points}" if question.kind is QuestionKind.SCORED else "pass or fail"
        raise BadInput(f"Question {question.number} takes {allowed}: give its score again.", "points")
    return points


def check_reason(question: Question, reason: str) -> str:
    """Return the reason without blanks around it. Raises: BadInput where there is none."""
    why = reason.strip()
    if not why:
        raise BadInput(f"The score of question {question.number} needs its reason.", "reason")
    return why


def parse_points(question: Question, text: str) -> int:
    """Return the points typed for the question, a figure or `pass` or `fail`. Raises: BadInput for anything else."""
    said = text.strip().lower()
    if question.kind is not QuestionKind.SCORED and said in _PASS_OR_FAIL:
        return _PASS_OR_FAIL[said]
    if question.kind is QuestionKind.SCORED and said.isdecimal() and len(said) <= _MOST_FIGURES:
        return int(said)
    takes = f"points from 0 to {question.most_points}" if question.kind is QuestionKind.SCORED else "pass or fail"
    raise BadInput(f"Question {question.number} takes {takes}: give its score again.", "points")
