"""Applications under assessment for the tests: two assessors, scores that meet every criterion or fail one, decisions."""

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.assessment import GivenScore
from brokerage.domain.staff import Actor, Job
from brokerage.services.assess_application import score, show_assessment
from brokerage.services.decide_application import decide_lot
from tests.builders import NOW, TODAY, Desk
from tests.services.application_builders import Applicant, Received, applicant, questions, received

REASON = "As the answer shows."
MET = (
    GivenScore("1", 1, REASON),
    GivenScore("2", 1, REASON),
    GivenScore("3", 4, REASON),
    GivenScore("4", 3, REASON),
)
"""4 of 5 weighing 60 and 3 of 5 weighing 40: 72 percent."""

FAILED = (*MET[:2], GivenScore("3", 2, "Nothing is said of choice."), MET[3])
"""Question 3 stays below its threshold of 3."""


def second_assessor(desk: Desk) -> Actor:
    """One more commissioner."""
    return desk.staff("second-commissioner", Job.COMMISSIONER)


def acknowledged(desk: Desk, who: Applicant | None = None, *, assessors_needed: int = 1) -> Received:
    """An application that may be assessed."""
    return received(
        desk, who or applicant(desk, assessors_needed=assessors_needed), state=ApplicationState.ACKNOWLEDGED
    )


def two_lots(desk: Desk) -> Received:
    """An acknowledged application of one service for two lots with the same questions."""
    who = applicant(desk)
    other = desk.lot(who.scheme_id, number="2", title="Short stays")
    questions(desk, other)
    asked = ((who.service_id, who.lot_id), (who.service_id, other))
    return received(desk, who, state=ApplicationState.ACKNOWLEDGED, asked=asked)


def scored(desk: Desk, came: Received, given: tuple[GivenScore, ...] = MET) -> Received:
    """The application with all its lots scored alike."""
    for asked in came.asked:
        score(desk.database, desk.commissioner, came.reference, asked, given, NOW)
    return came


def decided(desk: Desk, came: Received | None = None) -> Received:
    """The application decided: each lot that meets its criteria admitted, each other refused."""
    application = came or scored(desk, acknowledged(desk))
    for lot in show_assessment(desk.database, application.reference).lots:
        outcome = LotOutcome.ADMITTED if lot.assessment.meets_the_criteria else LotOutcome.REFUSED
        decide_lot(
            desk.database,
            desk.commissioner,
            application.reference,
            lot.application_lot_id,
            outcome,
            "Every criterion is met." if outcome is LotOutcome.ADMITTED else "Question 3 stays below its threshold.",
            TODAY,
            NOW,
            feedback="Thank you for a clear answer.",
        )
    return application
