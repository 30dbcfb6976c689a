import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from brokerage.domain.agreement_terms import (
    AgreementTerms,
    ApprovalTerms,
    AttendanceTerms,
    ContactTerms,
    DatedFee,
    FeeTerms,
    MoneyTerms,
    OutcomeTerms,
    PartyTerms,
    PeriodTerms,
    PersonTerms,
    PolicyTerms,
    SchemeTerms,
    ServiceTerms,
    SignatoryTerms,
)
from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.person import LegalBasis
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.service import Rating
from brokerage.domain.unit import Unit


def some_terms() -> AgreementTerms:
    return AgreementTerms(
        number="PA-2026-0001",
        edition=1,
        replaces="",
        changes=(),
        call_off="CO-2026-0001",
        is_draft=False,
        is_demonstration=True,
        issued_on=date(2026, 12, 1),
        council=PartyTerms("Test Council", "1 High Street", "ME14 1AA", "", "", None, None, None),
        provider=PartyTerms("Smith & Sons <Care> Ltd", "2 Low Road", "ME14 2AA", "", "", "01234567", None, "1-101"),
        scheme=SchemeTerms(
            "RC", "Residential care", "", "1 Homes", "C-1", None, date(2026, 1, 1), AwardRoute.DIRECT, ""
        ),
        person=PersonTerms("P-1001", "Ada Bell", date(1990, 2, 3), LegalBasis.CARE_ACT, ""),
        service=ServiceTerms("Orchard House", "3 Lane", "ME14 3AA", "", "", "", None, Rating.GOOD),
        first_day=date(2026, 12, 7),
        planned_last_day=None,
        trial_last_day=date(2027, 1, 3),
        review_days=(date(2027, 1, 18),),
        notes=(),
        needs=("Learning disability",),
        outcomes=(OutcomeTerms("Cook a meal", "I want to make my own tea"),),
        attendances=(AttendanceTerms("Monday", "09:30-15:00"),),
        ratio="1:3",
        transport="",
        lines=(
            FeeTerms(
                FeeKind.CARE,
                "Residential care",
                Unit.WEEK,
                "",
                Decimal("1450.00"),
                "1 week",
                Decimal("1450.00"),
                Decimal("5800.00"),
                ("Care: £1,450.00 a week",),
            ),
        ),
        first_period=PeriodTerms(
            date(2026, 12, 7),
            date(2026, 12, 7),
            (DatedFee(date(2026, 12, 7), "Residential care", "1 day ÷ 7", Decimal("207.14")),),
            Decimal("207.14"),
        ),
        money=MoneyTerms(
            Decimal("1450.00"),
            Decimal("5800.00"),
            Decimal("75607.14"),
            Decimal(0),
            "dated",
            Decimal("98.35"),
            CollectedBy.COUNCIL,
            Decimal(0),
            "",
            Decimal("1450.00"),
            Decimal("1351.65"),
            False,
        ),
        policy=PolicyTerms(28, 60, 28, 3, 4, BankHolidayRule.PAID, "yearly", "example"),
        contacts=ContactTerms("safe", "information", "desk"),
        approvals=(ApprovalTerms("Ann Approver", date(2026, 11, 30), True),),
        signatories=(SignatoryTerms("the council", "", ""),),
    )


def test_terms_come_back_from_json_as_they_were() -> None:
    terms = some_terms()
    assert AgreementTerms.from_plain(json.loads(json.dumps(terms.to_plain()))) == terms


def test_terms_without_days_or_collector_come_back_as_they_were() -> None:
    terms = some_terms()
    terms = replace(terms, issued_on=None, money=replace(terms.money, collected_by=None))
    assert AgreementTerms.from_plain(json.loads(json.dumps(terms.to_plain()))) == terms


def test_pounds_are_stored_as_text_to_the_penny() -> None:
    money = some_terms().to_plain()["money"]
    assert isinstance(money, dict)
    assert money["weekly"] == "1450.00"


def test_one_approval_that_was_not_independent_makes_the_agreement_not_independently_approved() -> None:
    terms = some_terms()
    assert terms.is_independently_approved
    other = ApprovalTerms("Ann Approver", date(2026, 11, 30), is_independent=False)
    assert not replace(terms, approvals=(*terms.approvals, other)).is_independently_approved
    assert not replace(terms, approvals=()).is_independently_approved
