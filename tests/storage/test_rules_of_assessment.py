"""What both databases refuse of an assessment by themselves, whoever asks."""

import pytest
from sqlalchemy import update

from brokerage.domain.assessment import Stage
from brokerage.domain.errors import RuleBroken
from brokerage.services.assess_application import declare_interest
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.assessments import DecisionRow, ScoreRow
from tests.builders import NOW, Desk
from tests.services.application_builders import Received
from tests.services.assessment_builders import acknowledged, decided, scored, second_assessor


def give(desk: Desk, came: Received, staff_id: int, points: int, *, question: int = 2, reason: str = "Seen") -> None:
    row = ScoreRow(
        application_lot_id=came.asked[0],
        question_id=came.applicant.questions[question],
        staff_id=staff_id,
        stage=Stage.INDIVIDUAL,
        points=points,
        reason=reason,
        given_at=NOW,
    )
    with translated_failures(), desk.session() as session:
        session.add(row)


def test_a_score_of_somebody_with_a_conflict_is_refused(desk: Desk) -> None:
    came, other = acknowledged(desk), acknowledged(desk)
    assessor = second_assessor(desk)
    declare_interest(desk.database, assessor, came.reference, "Shares in it.", NOW)
    with pytest.raises(RuleBroken, match="Whoever declared a conflict of interest with the applicant stays out"):
        give(desk, came, assessor.staff_id, 3)
    give(desk, came, desk.commissioner.staff_id, 3)
    give(desk, other, assessor.staff_id, 3)


@pytest.mark.parametrize(("question", "most"), [(0, 1), (2, 5)])
def test_points_beyond_the_question_are_refused(desk: Desk, question: int, most: int) -> None:
    came = acknowledged(desk)
    give(desk, came, desk.commissioner.staff_id, most, question=question)
    with pytest.raises(RuleBroken, match="These points are more than the question has"):
        give(desk, came, desk.commissioner.staff_id, most + 1, question=question)


def test_a_score_without_a_reason_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="A reason is needed"):
        give(desk, acknowledged(desk), desk.commissioner.staff_id, 3, reason="")


def test_scores_and_decisions_are_kept_as_they_were(desk: Desk) -> None:
    decided(desk, scored(desk, acknowledged(desk)))
    with (
        pytest.raises(RuleBroken, match="A score once given is kept"),
        translated_failures(),
        desk.session() as session,
    ):
        session.execute(update(ScoreRow).values(points=0))
    with (
        pytest.raises(RuleBroken, match="A decision on a lot is kept"),
        translated_failures(),
        desk.session() as session,
    ):
        session.execute(update(DecisionRow).values(reasons="Others"))
