from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.domain.application import LotOutcome
from brokerage.domain.assessment import (
    Assessment,
    GivenScore,
    Question,
    QuestionKind,
    QuestionResult,
    Score,
    Stage,
    Standing,
    assess,
    check_individual,
    check_moderation,
    refuse_conflicted,
    refuse_unfounded,
)
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.score_given import check_score, parse_given

INSURED = Question(1, "1", "Insured for 5 million pounds", QuestionKind.PASS_FAIL)
LEARNING = Question(2, "2", "How people choose what they learn", QuestionKind.SCORED, 60, 3, 5)
PROGRESS = Question(3, "3", "How progress is seen", QuestionKind.SCORED, 40, 2, 4)
QUESTIONS = (INSURED, LEARNING, PROGRESS)
ANNA, BEN, CARA = 11, 12, 13


def own(question: Question, assessor: int, points: int) -> Score:
    return Score(question.question_id, assessor, Stage.INDIVIDUAL, points, "As the answer shows.")


def moderated(question: Question, points: int, assessor: int = ANNA) -> Score:
    return Score(question.question_id, assessor, Stage.MODERATED, points, "Agreed at the meeting.")


MET = (own(INSURED, ANNA, 1), own(LEARNING, ANNA, 4), own(PROGRESS, ANNA, 3))


def test_4_of_5_weighing_60_and_3_of_4_weighing_40_are_78_percent() -> None:
    came_out = assess(QUESTIONS, MET, 1)
    assert came_out.total == Decimal("78.00")
    assert came_out.meets_the_criteria
    assert [result.points for result in came_out.results] == [1, 4, 3]


def test_a_total_is_rounded_half_up_to_two_places() -> None:
    thirds = replace(LEARNING, weight=1, threshold=0, highest_score=3)
    assert assess((thirds,), (own(thirds, ANNA, 1),), 1).total == Decimal("33.33")
    assert assess((thirds,), (own(thirds, ANNA, 2),), 1).total == Decimal("66.67")


def test_a_lot_that_scores_nothing_has_no_total() -> None:
    assert assess((INSURED,), (own(INSURED, ANNA, 1),), 1) == Assessment(
        (QuestionResult(INSURED, Standing.MET, 1),), None
    )


@pytest.mark.parametrize("kind", [QuestionKind.PASS_FAIL, QuestionKind.DOCUMENT, QuestionKind.DECLARATION])
def test_what_is_not_passed_is_failed_whatever_the_points_elsewhere(kind: QuestionKind) -> None:
    insured = replace(INSURED, kind=kind)
    came_out = assess((insured, LEARNING), (own(insured, ANNA, 0), own(LEARNING, ANNA, 5)), 1)
    assert came_out.failed == (insured,)
    assert came_out.is_complete
    assert not came_out.meets_the_criteria


def test_points_on_the_threshold_meet_it_and_one_below_fails() -> None:
    assert assess((LEARNING,), (own(LEARNING, ANNA, 3),), 1).meets_the_criteria
    assert assess((LEARNING,), (own(LEARNING, ANNA, 2),), 1).failed == (LEARNING,)


def test_one_assessor_is_not_enough_where_two_are_needed() -> None:
    came_out = assess(QUESTIONS, MET, 2)
    assert came_out.unanswered == QUESTIONS
    assert came_out.total is None
    assert not came_out.is_complete


def test_equal_scores_of_two_assessors_count_without_moderation() -> None:
    came_out = assess((LEARNING,), (own(LEARNING, ANNA, 4), own(LEARNING, BEN, 4)), 2)
    assert came_out.results == (QuestionResult(LEARNING, Standing.MET, 4),)


def test_scores_that_differ_wait_for_moderation_and_then_the_moderated_one_counts() -> None:
    differing = (own(LEARNING, ANNA, 4), own(LEARNING, BEN, 2))
    assert assess((LEARNING,), differing, 2).unmoderated == (LEARNING,)
    agreed = assess((LEARNING,), (*differing, moderated(LEARNING, 3)), 2)
    assert agreed.results == (QuestionResult(LEARNING, Standing.MET, 3),)
    assert agreed.total == Decimal("60.00")


def test_the_later_score_of_an_assessor_replaces_the_earlier_one() -> None:
    assert assess((LEARNING,), (own(LEARNING, ANNA, 1), own(LEARNING, ANNA, 4)), 1).meets_the_criteria


def test_what_an_assessor_with_a_conflict_gave_does_not_count() -> None:
    scores = (own(LEARNING, ANNA, 5), own(LEARNING, BEN, 3), moderated(LEARNING, 5, ANNA))
    assert assess((LEARNING,), scores, 2, {ANNA}).unanswered == (LEARNING,)
    assert assess((LEARNING,), (*scores, own(LEARNING, CARA, 3)), 2, {ANNA}).results[0].points == 3


@pytest.mark.parametrize(
    ("text", "given_score"),
    [
        ("2 = 4: Choice: on page 4", GivenScore("2", 4, "Choice: on page 4")),
        (" 1=PASS:Seen", GivenScore("1", 1, "Seen")),
        ("1 = fail: None shown", GivenScore("1", 0, "None shown")),
    ],
)
def test_a_score_is_read_with_its_question_and_reason(text: str, given_score: GivenScore) -> None:
    assert parse_given(text, QUESTIONS) == given_score


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2 = 4", "cannot be read: write it as “3 = 4: why”"),
        ("four: good", "cannot be read"),
        ("2 = pass: good", "Question 2 takes points from 0 to 5"),
        ("2 = 4.5: good", "Question 2 takes points from 0 to 5"),
        ("2 = 99999999999999: good", "Question 2 takes points from 0 to 5"),
        ("1 = 1: good", "Question 1 takes pass or fail"),
        ("9 = 4: good", "its questions are 1, 2, 3"),
    ],
)
def test_a_score_that_cannot_be_meant_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        parse_given(text, QUESTIONS)


@pytest.mark.parametrize("points", [-1, 6])
def test_points_outside_the_question_are_refused_with_its_range(points: int) -> None:
    with pytest.raises(BadInput, match="Question 2 takes from 0 to 5: give its score again"):
        check_score(LEARNING, points, "Well told")


def test_a_question_to_pass_takes_pass_or_fail_only() -> None:
    with pytest.raises(BadInput, match="Question 1 takes pass or fail"):
        check_score(INSURED, 2, "Insured")


def test_each_score_needs_its_reason() -> None:
    assert check_score(LEARNING, 0, "  Nothing is said. ") == "Nothing is said."
    with pytest.raises(BadInput, match="The score of question 2 needs its reason"):
        check_score(LEARNING, 3, "  ")


def test_a_declared_conflict_keeps_an_assessor_out() -> None:
    refuse_conflicted(ANNA, {BEN})
    with pytest.raises(RuleBroken, match="You declared a conflict of interest"):
        refuse_conflicted(BEN, {BEN})


DIFFERING = (own(LEARNING, ANNA, 4), own(LEARNING, BEN, 2))


def test_what_was_moderated_takes_no_more_scores_of_one_assessor() -> None:
    check_individual(LEARNING, DIFFERING, 2)
    check_individual(LEARNING, (*DIFFERING, moderated(PROGRESS, 3)), 2)
    with pytest.raises(RuleBroken, match="Question 2 was moderated already"):
        check_individual(LEARNING, (*DIFFERING, moderated(LEARNING, 3)), 2)


def test_a_conflict_declared_after_the_moderation_opens_the_question_again() -> None:
    settled = (*DIFFERING, moderated(LEARNING, 3, BEN))
    assert assess((LEARNING,), settled, 2, {ANNA}).unanswered == (LEARNING,)
    check_individual(LEARNING, settled, 2, {ANNA})
    scored_anew = (*settled, own(LEARNING, CARA, 4))
    assert assess((LEARNING,), scored_anew, 2, {ANNA}).unmoderated == (LEARNING,)


def test_only_scores_that_differ_are_moderated() -> None:
    with pytest.raises(RuleBroken, match="scores of 1 of 2 assessors"):
        check_moderation(LEARNING, (own(LEARNING, ANNA, 4),), 2)
    with pytest.raises(RuleBroken, match="agree: there is nothing to moderate"):
        check_moderation(LEARNING, (own(LEARNING, ANNA, 4), own(LEARNING, BEN, 4)), 2)
    check_moderation(LEARNING, DIFFERING, 2)
    check_moderation(LEARNING, (*DIFFERING, moderated(LEARNING, 3)), 2)


def test_whoever_meets_every_criterion_is_admitted_and_nobody_else() -> None:
    met, failed = assess(QUESTIONS, MET, 1), assess(QUESTIONS, (*MET, own(INSURED, ANNA, 0)), 1)
    refuse_unfounded(met, LotOutcome.ADMITTED)
    refuse_unfounded(failed, LotOutcome.REFUSED)
    with pytest.raises(RuleBroken, match="It meets every criterion of this lot, and whoever does is admitted"):
        refuse_unfounded(met, LotOutcome.REFUSED)
    with pytest.raises(RuleBroken, match="It does not meet question 1, so it cannot be admitted"):
        refuse_unfounded(failed, LotOutcome.ADMITTED)


def test_a_decision_before_the_assessment_is_complete_names_what_is_open() -> None:
    scores = (own(INSURED, ANNA, 1), own(LEARNING, ANNA, 4), own(LEARNING, BEN, 2))
    with pytest.raises(RuleBroken) as refused:
        refuse_unfounded(assess(QUESTIONS, scores, 2), LotOutcome.ADMITTED)
    assert refused.value.sentence == (
        "The assessment is not complete: give the scores still missing for questions 1 and 3; moderate question "
        "2, where the assessors differ. Then decide."
    )


questions_strategy = st.lists(
    st.builds(
        lambda kind, weight, highest, threshold: (kind, weight, highest, min(threshold, highest)),
        st.sampled_from(QuestionKind),
        st.integers(0, 100),
        st.integers(1, 10),
        st.integers(0, 10),
    ),
    min_size=1,
    max_size=6,
).map(
    lambda drawn: tuple(
        Question(number, str(number), "Asked", kind, weight, threshold, highest)
        if kind is QuestionKind.SCORED
        else Question(number, str(number), "Asked", kind)
        for number, (kind, weight, highest, threshold) in enumerate(drawn, start=1)
    )
)


@st.composite
def lots(draw: st.DrawFn) -> tuple[tuple[Question, ...], list[Score], int]:
    questions = draw(questions_strategy)
    scores = [
        Score(question.question_id, assessor, stage, draw(st.integers(0, question.most_points)), "Because.")
        for question in questions
        for assessor, stage in ((ANNA, Stage.INDIVIDUAL), (BEN, Stage.INDIVIDUAL), (CARA, Stage.MODERATED))
        if draw(st.booleans())
    ]
    return questions, scores, draw(st.integers(1, 2))


@given(lots())
def test_a_total_is_from_0_to_100(lot: tuple[tuple[Question, ...], list[Score], int]) -> None:
    total = assess(*lot).total
    assert total is None or 0 <= total <= 100


@given(lots(), st.permutations(range(1, 7)))
def test_the_order_of_scores_of_different_questions_does_not_matter(
    lot: tuple[tuple[Question, ...], list[Score], int], order: list[int]
) -> None:
    questions, scores, needed = lot
    turned = sorted(scores, key=lambda score: order[score.question_id - 1])  # within a question they stay in order
    assert assess(questions, turned, needed) == assess(questions, scores, needed)


@given(lots())
def test_every_complete_assessment_allows_exactly_one_decision(
    lot: tuple[tuple[Question, ...], list[Score], int],
) -> None:
    came_out = assess(*lot)
    allowed = []
    for outcome in (LotOutcome.ADMITTED, LotOutcome.REFUSED):
        try:
            refuse_unfounded(came_out, outcome)
        except RuleBroken:
            continue
        allowed.append(outcome)
    assert len(allowed) == (1 if came_out.is_complete else 0)
