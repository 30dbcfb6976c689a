from datetime import timedelta

import pytest
from sqlalchemy import func, select

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.services.assess_application import declare_interest, show_assessment
from brokerage.services.decide_application import decide_lot
from brokerage.services.receive_application import acknowledge_application
from brokerage.storage.tables.applications import ApplicationStepRow
from brokerage.storage.tables.assessments import DecisionRow
from tests.builders import NOW, TODAY, Desk
from tests.services.application_builders import RECEIVED, Received, applicant, received
from tests.services.assessment_builders import (
    FAILED,
    MET,
    acknowledged,
    decided,
    scored,
    second_assessor,
    two_lots,
)

ADMITTED, REFUSED = LotOutcome.ADMITTED, LotOutcome.REFUSED
ONE_DAY = timedelta(days=1)


def decisions(desk: Desk) -> int:
    with desk.session() as session:
        return session.scalar(select(func.count(DecisionRow.id))) or 0


def in_assessment(desk: Desk) -> Received:
    return scored(desk, acknowledged(desk))


def test_a_lot_that_asks_no_question_is_decided_once_the_application_is_acknowledged(desk: Desk) -> None:
    who = applicant(desk)
    plain = desk.lot(who.scheme_id, number="2", title="Short stays")
    came = received(desk, who, asked=((who.service_id, plain),))
    with pytest.raises(RuleBroken, match="Acknowledge it"):
        decide_lot(desk.database, desk.commissioner, came.reference, came.asked[0], ADMITTED, "Asked.", TODAY, NOW)
    acknowledge_application(desk.database, desk.commissioner, came.reference, TODAY, NOW)
    with pytest.raises(RuleBroken, match="whoever does is admitted"):
        decide_lot(desk.database, desk.commissioner, came.reference, came.asked[0], REFUSED, "No.", TODAY, NOW)
    after = decide_lot(
        desk.database, desk.commissioner, came.reference, came.asked[0], ADMITTED, "No criterion.", TODAY, NOW
    ).result
    assert (after.state, after.lots[0].outcome) == (ApplicationState.DECIDED, ADMITTED)


def test_an_application_is_decided_once_each_of_its_lots_is(desk: Desk) -> None:
    came = scored(desk, two_lots(desk))
    first, second = came.asked
    after = decide_lot(desk.database, desk.commissioner, came.reference, first, ADMITTED, "All met.", TODAY, NOW).result
    assert after.state is ApplicationState.IN_ASSESSMENT
    assert [lot.outcome for lot in after.lots] == [ADMITTED, LotOutcome.ASKED]
    after = decide_lot(
        desk.database, desk.commissioner, came.reference, second, ADMITTED, "All met.", TODAY, NOW
    ).result
    assert after.state is ApplicationState.DECIDED
    with desk.session() as session:
        notes = session.scalars(select(ApplicationStepRow.note).order_by(ApplicationStepRow.id)).all()
    assert notes[-1] == "2 admitted, 0 refused"


def test_a_decision_is_kept_with_its_reasons_feedback_and_day(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk), FAILED)
    decide_lot(
        desk.database,
        desk.commissioner,
        came.reference,
        came.asked[0],
        REFUSED,
        "  Question 3 stays below its threshold. ",
        TODAY,
        NOW,
        feedback="Say how people choose.",
        decided_on=RECEIVED,
    )
    taken = show_assessment(desk.database, came.reference).lots[0].decision
    assert taken
    assert (taken.outcome, taken.reasons) == (REFUSED, "Question 3 stays below its threshold.")
    assert (taken.feedback, taken.decided_on, taken.decided_by) == (
        "Say how people choose.",
        RECEIVED,
        "Commissioner (demo)",
    )


def test_everyone_who_meets_the_criteria_is_admitted(desk: Desk) -> None:
    came = in_assessment(desk)
    with pytest.raises(RuleBroken, match="It meets every criterion of this lot, and whoever does is admitted"):
        decide_lot(desk.database, desk.commissioner, came.reference, came.asked[0], REFUSED, "Too many.", TODAY, NOW)
    assert decisions(desk) == 0


def test_nobody_who_fails_a_criterion_is_admitted(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk), FAILED)
    with pytest.raises(RuleBroken, match="It does not meet question 3, so it cannot be admitted to this lot"):
        decide_lot(
            desk.database, desk.commissioner, came.reference, came.asked[0], ADMITTED, "We know them.", TODAY, NOW
        )
    assert decisions(desk) == 0


def test_a_decision_before_the_assessment_is_complete_is_refused(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk), MET[:3])
    with pytest.raises(
        RuleBroken, match="The assessment is not complete: give the scores still missing for question 4"
    ):
        decide_lot(desk.database, desk.commissioner, came.reference, came.asked[0], ADMITTED, "All met.", TODAY, NOW)
    unscored = acknowledged(desk)
    with pytest.raises(RuleBroken, match="An application that is acknowledged cannot be taken through “decide”"):
        decide_lot(
            desk.database, desk.commissioner, unscored.reference, unscored.asked[0], ADMITTED, "Met.", TODAY, NOW
        )


def test_a_decision_needs_its_reasons_and_decides(desk: Desk) -> None:
    came = in_assessment(desk)
    with pytest.raises(BadInput, match="A decision needs its reasons"):
        decide_lot(desk.database, desk.commissioner, came.reference, came.asked[0], ADMITTED, "  ", TODAY, NOW)
    with pytest.raises(BadInput, match="A decision admits or refuses"):
        decide_lot(
            desk.database, desk.commissioner, came.reference, came.asked[0], LotOutcome.AWARDED, "Met.", TODAY, NOW
        )


def test_the_day_of_a_decision_lies_between_the_receipt_and_today(desk: Desk) -> None:
    came = in_assessment(desk)
    for day in (RECEIVED - ONE_DAY, TODAY + ONE_DAY):
        with pytest.raises(BadInput, match="must lie between the receipt on 2 Nov 2026 and today, 2 Nov 2026"):
            decide_lot(
                desk.database,
                desk.commissioner,
                came.reference,
                came.asked[0],
                ADMITTED,
                "Met.",
                TODAY,
                NOW,
                decided_on=day,
            )


def test_a_decision_once_taken_is_kept_and_the_same_sent_again_changes_nothing(desk: Desk) -> None:
    came = in_assessment(desk)
    asked = (desk.database, desk.commissioner, came.reference, came.asked[0], ADMITTED)
    assert decide_lot(*asked, "All met.", TODAY, NOW).changed
    assert not decide_lot(*asked, "All met.", TODAY, NOW).changed
    with pytest.raises(RuleBroken, match="in lot 1 was admitted on 2 Nov 2026: a decision is kept as it was"):
        decide_lot(*asked, "Met, all of it.", TODAY, NOW)
    assert decisions(desk) == 1


def test_only_a_commissioner_without_a_conflict_decides(desk: Desk) -> None:
    came = in_assessment(desk)
    with pytest.raises(
        RuleBroken, match="Only the commissioner may decide an application; you are working as approver"
    ):
        decide_lot(desk.database, desk.approver, came.reference, came.asked[0], ADMITTED, "Met.", TODAY, NOW)
    other = second_assessor(desk)
    declare_interest(desk.database, other, came.reference, "Shares in it.", NOW)
    with pytest.raises(RuleBroken, match="You declared a conflict of interest"):
        decide_lot(desk.database, other, came.reference, came.asked[0], ADMITTED, "Met.", TODAY, NOW)


def test_a_stale_view_of_the_application_is_refused_naming_who_changed_it(desk: Desk) -> None:
    came = in_assessment(desk)
    with pytest.raises(Conflict, match=r"Commissioner \(demo\) changed AP-"):
        decide_lot(
            desk.database, desk.commissioner, came.reference, came.asked[0], ADMITTED, "Met.", TODAY, NOW, version=1
        )


def test_a_trial_decision_keeps_nothing(desk: Desk) -> None:
    came = in_assessment(desk)
    tried = decide_lot(
        desk.database, desk.commissioner, came.reference, came.asked[0], ADMITTED, "All met.", TODAY, NOW, dry_run=True
    )
    assert (tried.result.state, tried.changed) == (ApplicationState.DECIDED, frozenset())
    assert (show_assessment(desk.database, came.reference).state, decisions(desk)) == (
        ApplicationState.IN_ASSESSMENT,
        0,
    )


def test_an_application_whose_lots_came_out_differently_is_decided(desk: Desk) -> None:
    came = two_lots(desk)
    scored(desk, Received(came.applicant, came.application_id, came.reference, came.asked[:1]))
    scored(desk, Received(came.applicant, came.application_id, came.reference, came.asked[1:]), FAILED)
    shown = show_assessment(desk.database, decided(desk, came).reference)
    assert shown.state is ApplicationState.DECIDED
    assert [lot.outcome for lot in shown.lots] == [ADMITTED, REFUSED]
