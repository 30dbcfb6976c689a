"""The whole life once, through the services: a care home applies between rounds, is called off by a practitioner, and goes on."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_form import ApplicationForm, ServiceInLot
from brokerage.domain.assessment import GivenScore
from brokerage.domain.contract import ContractTerms
from brokerage.domain.errors import RuleBroken
from brokerage.domain.gates import GateName
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.service import Registration
from brokerage.domain.staff import Actor, Job
from brokerage.domain.unit import Unit
from brokerage.services.assess_application import moderate, score, show_assessment
from brokerage.services.award import award
from brokerage.services.decide_application import decide_lot
from brokerage.services.decision_letters import decision_letters_pdf, issue_decision_letters
from brokerage.services.find_support import find_offers
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.receive_application import acknowledge_application, record_application
from tests.builders import NOW, START, Desk, ReadyService
from tests.documents.reading import letters_of, text_of
from tests.services.application_builders import questions
from tests.services.call_off_builders import WEEK, form, listed, offer
from tests.services.life_after_admission import is_uplifted_suspended_and_renewed

RECEIVED, DECIDED, SEALED = date(2026, 10, 5), date(2026, 10, 16), date(2026, 10, 20)
REASON = "As the answer and the visit show."


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)


def given(*points: int) -> tuple[GivenScore, ...]:
    return tuple(GivenScore(str(number), each, REASON) for number, each in enumerate(points, start=1))


class CareHome:
    """A home that asks for three lots of a scheme that wants two assessors."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.scheme_id = desk.scheme(reference="RCH-2022", title="Residential Care Home Services", assessors_needed=2)
        self.lots = [
            desk.lot(self.scheme_id, number=number, title=title, registration_needed=True)
            for number, title in (("1", "Learning disability"), ("2", "Older people"), ("3", "Nursing"))
        ]
        for lot_id in self.lots:
            questions(desk, lot_id)
        self.provider_id = desk.provider("The Limes Care (demo)")
        self.service_id = desk.service(
            self.provider_id, name="The Limes (demo)", kind="care home", registration=Registration.REGISTERED
        )
        self.assessors: tuple[Actor, Actor] = (desk.commissioner, desk.staff("second-commissioner", Job.COMMISSIONER))

    def applies(self) -> str:
        asked = tuple(ServiceInLot(self.service_id, lot_id) for lot_id in self.lots)
        typed = ApplicationForm("limes-1", "RCH-2022", self.provider_id, asked, RECEIVED)
        standing = record_application(self.desk.database, self.desk.commissioner, typed, RECEIVED, at(RECEIVED)).result
        assert standing.is_between_rounds
        assert standing.due_on == date(2026, 10, 19)
        reference = standing.reference
        acknowledge_application(self.desk.database, self.desk.commissioner, reference, RECEIVED, at(RECEIVED))
        return reference

    def is_assessed(self, reference: str) -> None:
        """Lots 1 and 2 meet everything, the second only by moderation; lot 3 fails question 4 for both assessors."""
        first, second = self.assessors
        by_lot = (
            (given(1, 1, 5, 4), given(1, 1, 5, 4)),
            (given(1, 1, 4, 4), given(1, 1, 2, 4)),
            (given(1, 1, 4, 1),) * 2,
        )
        for lot, (of_first, of_second) in zip(show_assessment(self.desk.database, reference).lots, by_lot, strict=True):
            score(self.desk.database, first, reference, lot.application_lot_id, of_first, at(DECIDED))
            score(self.desk.database, second, reference, lot.application_lot_id, of_second, at(DECIDED))
        agreed = (GivenScore("3", 3, "Page 4 tells it after all."),)
        older = show_assessment(self.desk.database, reference).lots[1].application_lot_id
        moderate(self.desk.database, second, reference, older, agreed, at(DECIDED))

    def is_decided(self, reference: str) -> None:
        for lot in show_assessment(self.desk.database, reference).lots:
            meets = lot.assessment.meets_the_criteria
            decide_lot(
                self.desk.database,
                self.desk.commissioner,
                reference,
                lot.application_lot_id,
                LotOutcome.ADMITTED if meets else LotOutcome.REFUSED,
                "Every criterion is met." if meets else "Progress is not seen: 1 of 5 where 3 are needed.",
                DECIDED,
                at(DECIDED),
                feedback="" if meets else "Show how you note what people gain.",
            )


def test_a_care_home_applies_is_assessed_by_two_admitted_to_two_lots_refused_in_one_sealed_found_called_off_and_goes_on(
    desk: Desk,
) -> None:
    home = CareHome(desk)
    reference = home.applies()
    home.is_assessed(reference)
    lots = show_assessment(desk.database, reference).lots
    assert [lot.assessment.total for lot in lots] == [Decimal("92.00"), Decimal("68.00"), Decimal("56.00")]
    home.is_decided(reference)
    shown = show_assessment(desk.database, reference)
    assert shown.state is ApplicationState.DECIDED
    assert [lot.outcome for lot in shown.lots] == [LotOutcome.ADMITTED, LotOutcome.ADMITTED, LotOutcome.REFUSED]

    letters = issue_decision_letters(desk.database, desk.commissioner, [reference], DECIDED, at(DECIDED)).result
    printed = letters_of(text_of(decision_letters_pdf(desk.database, letters)))
    for said in (
        "Progress is not seen: 1 of 5 where 3 are needed.",
        "Show how you note what people gain.",
        "1 of 5, at least 3",
    ):
        assert letters_of(said) in printed

    terms = ContractTerms("RCH-2022-C-0101", Decimal("450000.00"), START, date(2028, 12, 6), SEALED)
    contract = award(desk.database, desk.commissioner, reference, terms, SEALED, at(SEALED)).result
    assert [made.lot for made in contract.admissions] == ["1", "2"]
    assert show_assessment(desk.database, reference).state is ApplicationState.ANSWERED

    rate_id = desk.rate(home.service_id, home.lots[0], "70.70", Unit.DAY)
    found = find_offers(desk.database, SearchCriteria(START, scheme="RCH-2022")).offers
    assert [(each.service, each.lot_id) for each in found if each.gate is None] == [("The Limes (demo)", home.lots[0])]
    assert [each.gate.name for each in found if each.gate] == [GateName.RATE]

    ready = ReadyService(
        home.scheme_id, home.lots[0], home.provider_id, home.service_id, contract.admissions[0].admission_id, rate_id
    )
    person = desk.person()
    with pytest.raises(RuleBroken, match="not yet admitted: admission begins 7 Dec 2026"):
        raise_call_off(
            desk.database,
            desk.practitioner,
            form(person, ready, first_day=date(2026, 12, 2)),
            NOW,
            listed(offer(ready)),
        )
    raised = raise_call_off(desk.database, desk.practitioner, form(person, ready), NOW, listed(offer(ready))).result
    assert raised.reference.startswith("CO-2026-")

    def on(day: date) -> Offer:
        asked = SearchCriteria(day, week=WEEK, scheme="RCH-2022", lots=("RCH-2022/1",))
        (shown,) = find_offers(desk.database, asked).offers
        return shown

    is_uplifted_suspended_and_renewed(desk, "RCH-2022", contract.admissions[0].admission_id, on, ("141.40", "147.06"))
