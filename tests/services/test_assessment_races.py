"""Several desks at once: nothing is lost, nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

from brokerage.domain.application import LotOutcome
from brokerage.domain.contract import ContractTerms
from brokerage.domain.errors import DeskError
from brokerage.services.assess_application import score, show_assessment
from brokerage.services.award import award
from brokerage.services.decide_application import decide_lot
from brokerage.services.decision_letters import issue_decision_letters
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.assessments import DecisionRow, LetterRow
from brokerage.storage.tables.contracts import ContractRow
from tests.builders import NOW, START, TODAY, Desk
from tests.services.assessment_builders import MET, acknowledged, decided, scored, second_assessor
from tests.services.call_off_builders import rows_of

TERMS = ContractTerms("C-1", Decimal(1000), START, date(2028, 12, 6), TODAY)


def at_once(*calls: Callable[[], object]) -> list[object]:
    """What each call answered, or the known failure it ended with."""

    def answered(call: Callable[[], object]) -> object:
        try:
            return call()
        except DeskError as refusal:
            return refusal

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(answered, calls))


def test_two_assessors_who_score_at_the_same_time_lose_nothing(desk: Desk) -> None:
    came = acknowledged(desk, assessors_needed=2)
    assessors = (desk.commissioner, second_assessor(desk))
    at_once(*(lambda who=who: score(desk.database, who, came.reference, came.asked[0], MET, NOW) for who in assessors))
    shown = show_assessment(desk.database, came.reference)
    assert len(shown.lots[0].scores) == 8
    assert len(shown.assessors) == 2
    assert shown.lots[0].assessment.meets_the_criteria


def test_of_two_decisions_at_once_one_stands(desk: Desk) -> None:
    came = scored(desk, acknowledged(desk))
    answers = at_once(
        *(
            lambda why=why: decide_lot(
                desk.database, desk.commissioner, came.reference, came.asked[0], LotOutcome.ADMITTED, why, TODAY, NOW
            )
            for why in ("All met.", "Each is met.")
        )
    )
    assert sum(isinstance(answer, DeskError) for answer in answers) == 1
    assert rows_of(desk, DecisionRow) == 1


def test_a_letter_asked_for_twice_at_once_is_issued_once(desk: Desk) -> None:
    came = decided(desk)

    def issue() -> object:
        return issue_decision_letters(desk.database, desk.commissioner, [came.reference], TODAY, NOW).result

    first, second = at_once(issue, issue)
    assert first == second
    assert rows_of(desk, LetterRow) == 1


def test_two_contracts_sealed_at_once_admit_a_service_to_a_lot_once(desk: Desk) -> None:
    first = decided(desk)
    again = decided(desk, scored(desk, acknowledged(desk, first.applicant)))
    answers = at_once(
        lambda: award(desk.database, desk.commissioner, first.reference, TERMS, TODAY, NOW),
        lambda: award(desk.database, desk.commissioner, again.reference, replace(TERMS, number="C-2"), TODAY, NOW),
    )
    assert sum(isinstance(answer, DeskError) for answer in answers) == 1
    assert (rows_of(desk, AdmissionRow), rows_of(desk, ContractRow)) == (1, 1)


def test_two_contracts_of_one_number_sealed_at_once_are_one(desk: Desk) -> None:
    first, other = decided(desk), decided(desk)
    answers = at_once(
        lambda: award(desk.database, desk.commissioner, first.reference, TERMS, TODAY, NOW),
        lambda: award(desk.database, desk.commissioner, other.reference, TERMS, TODAY, NOW),
    )
    (refusal,) = (answer for answer in answers if isinstance(answer, DeskError))
    assert refusal.sentence.startswith("Another contract has this number already")
    assert rows_of(desk, ContractRow) == 1
