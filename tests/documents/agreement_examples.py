"""Made-up agreements for the tests of paper."""

from dataclasses import replace
from datetime import date, timedelta
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

COUNCIL = PartyTerms(
    name="Wealdshire County Council (demo)",
    address="Orchard House\n1 Example Street\nMaidstone",
    postcode="ME14 1XX",
    phone="01622 555 0100",
    email="brokerage@wealdshire.example",
    company_number=None,
    charity_number=None,
    regulator_id=None,
)
PROVIDER = PartyTerms(
    name="Smith & Sons <Care> Ltd (demo)",
    address="Unit 4, Hop Yard\nFaversham",
    postcode="ME13 8XX",
    phone="01795 555 0144",
    email="office@smith-sons.example",
    company_number="01234567",
    charity_number="1122334",
    regulator_id="1-101555000",
)
POLICY = PolicyTerms(
    absence_full_days=28,
    absence_share_percent=60,
    notice_days=28,
    days_after_death=3,
    payment_weeks=4,
    bank_holiday_rule=BankHolidayRule.PAID,
    price_review="Prices are reviewed once a year, from 1 April, by no more than the council's published uplift.",
    source="Example policy of the demonstration council, from 1 Apr 2026",
)


def day_activities() -> AgreementTerms:
    """Three days a week of day activities with transport and a meal, approved and issued."""
    dates = _attended(date(2026, 12, 7), 4, (0, 2, 4))
    lines = (
        ("Full day of support", "1 day", Decimal("70.70")),
        ("Return transport", "1 day", Decimal("15.00")),
        ("Lunch", "1 day", Decimal("3.50")),
    )
    fees = tuple(DatedFee(day, name, units, amount) for day in dates for name, units, amount in lines)
    return AgreementTerms(
        number="PA-2026-0042",
        edition=1,
        replaces="",
        changes=(),
        call_off="CO-2026-0117",
        is_draft=False,
        is_demonstration=True,
        issued_on=date(2026, 11, 30),
        council=COUNCIL,
        provider=PROVIDER,
        scheme=SchemeTerms(
            reference="ELA-2022",
            title="Everyday Life Activities, Skills Development and Training Opportunities",
            law="Public Contracts Regulations 2015, light touch, run as a dynamic purchasing system",
            lot="2 Day activities for adults with a learning disability",
            contract_reference="ELA-2022-C-0031",
            contract_last_day=date(2028, 9, 30),
            admitted_from=date(2024, 2, 1),
            route=AwardRoute.DIRECT,
            route_rule="the cheapest suitable offer within budget",
        ),
        person=PersonTerms(
            reference="P-1043",
            full_name="Siân Ŵyn-Łukasz (demo)",
            born_on=date(1998, 11, 12),
            legal_basis=LegalBasis.CARE_ACT,
            representative="",
        ),
        service=ServiceTerms(
            name="Orchard Day (demo)",
            address="The Oast, 12 Example Lane\nMaidstone",
            postcode="ME14 2AA",
            room="",
            phone="01622 555 0188",
            email="orchard@smith-sons.example",
            regulator_id="1-202555111",
            rating=Rating.GOOD,
        ),
        first_day=date(2026, 12, 7),
        planned_last_day=date(2027, 12, 3),
        trial_last_day=date(2027, 1, 3),
        review_days=(date(2027, 1, 18), date(2027, 6, 7)),
        notes=(),
        needs=("Learning disability", "Autism"),
        outcomes=(
            OutcomeTerms("Cook a meal", "I want to make my own tea on Fridays"),
            OutcomeTerms("Travel on my own", ""),
        ),
        attendances=tuple(AttendanceTerms(weekday, "10:00-15:00") for weekday in ("Monday", "Wednesday", "Friday")),
        ratio="1:3",
        transport="Collected from home and taken back by the service, both ways on each day attended",
        lines=tuple(
            _weekly_line(kind, name, Unit.DAY, amount, "3 days", amount * 3)
            for kind, (name, _, amount) in zip((FeeKind.CARE, FeeKind.TRANSPORT, FeeKind.MEALS), lines, strict=True)
        ),
        first_period=PeriodTerms(
            date(2026, 12, 7), date(2027, 1, 3), fees, sum((fee.amount for fee in fees), Decimal("0.00"))
        ),
        money=MoneyTerms(
            weekly=Decimal("267.60"),
            four_weekly=Decimal("1070.40"),
            first_year=Decimal("13379.94"),
            one_off=Decimal("0.00"),
            convention="Dated: the sum of the real dates of the twelve months from the first day, not a week × 52.",
            contribution_weekly=Decimal("42.00"),
            collected_by=CollectedBy.COUNCIL,
            top_up_weekly=Decimal("0.00"),
            top_up_payer="",
            paid_to_provider_weekly=Decimal("267.60"),
            council_net_weekly=Decimal("225.60"),
            price_is_locked=False,
        ),
        policy=POLICY,
        contacts=ContactTerms(
            safeguarding="Adult safeguarding team, 01622 555 0999, at any hour",
            information_sharing="Data protection officer, privacy@wealdshire.example",
            desk="Brokerage desk, 01622 555 0100, brokerage@wealdshire.example",
        ),
        approvals=(ApprovalTerms("Priya Nair (demo)", date(2026, 11, 24), is_independent=True),),
        signatories=(
            SignatoryTerms("the council", "Tom Baker (demo)", "Broker"),
            SignatoryTerms("the provider", "", ""),
            SignatoryTerms("the person", "Siân Ŵyn-Łukasz (demo)", ""),
        ),
    )


def care_home() -> AgreementTerms:
    """A care home by the week with a contribution the provider collects and a top-up, in its second edition."""
    first_day = date(2026, 9, 9)
    days = [first_day + timedelta(days=number) for number in range(28)]
    amounts = [Decimal("187.14")] * 24 + [Decimal("187.16")] * 4
    fees = tuple(
        DatedFee(day, "Residential care, enhanced band", "1 day ÷ 7", amount)
        for day, amount in zip(days, amounts, strict=True)
    )
    return replace(
        day_activities(),
        number="PA-2026-0007",
        edition=2,
        replaces="PA-2026-0007, edition 1",
        changes=(
            "The weekly price rises from £1,250.00 to £1,310.00 from 9 Sep 2026.",
            "The planned end moves from 31 Mar 2027 to none.",
        ),
        call_off="CO-2026-0098",
        scheme=replace(
            day_activities().scheme,
            reference="RCH-2022",
            title="Residential Care Home Services",
            lot="1 Adults with a learning disability",
            route=AwardRoute.PERSONS_CHOICE,
            route_rule="Care Act 2014, choice of accommodation",
        ),
        person=replace(
            day_activities().person, representative="Alun Wyn (demo), brother, by lasting power of attorney"
        ),
        service=replace(
            day_activities().service, name="The Limes (demo)", room="7, ground floor", rating=Rating.NOT_RATED
        ),
        first_day=first_day,
        planned_last_day=None,
        trial_last_day=date(2026, 10, 6),
        notes=("The contract ends on 30 Sep 2028; this placement would go on after it.",),
        attendances=(),
        ratio="",
        transport="",
        lines=(
            _weekly_line(
                FeeKind.ACCOMMODATION,
                "Residential care, enhanced band",
                Unit.WEEK,
                Decimal(1310),
                "1 week",
                Decimal(1310),
            ),
        ),
        first_period=PeriodTerms(first_day, days[-1], fees, Decimal("5240.00")),
        money=MoneyTerms(
            weekly=Decimal("1310.00"),
            four_weekly=Decimal("5240.00"),
            first_year=Decimal("68307.14"),
            one_off=Decimal("0.00"),
            convention="Dated: the sum of the real dates of the twelve months from the first day, not a week × 52.",
            contribution_weekly=Decimal("140.00"),
            collected_by=CollectedBy.PROVIDER,
            top_up_weekly=Decimal("110.00"),
            top_up_payer="Alun Wyn (demo)",
            paid_to_provider_weekly=Decimal("1170.00"),
            council_net_weekly=Decimal("1060.00"),
            price_is_locked=True,
        ),
        approvals=(ApprovalTerms("Dana Reed (demo)", date(2026, 9, 1), is_independent=False),),
    )


def draft() -> AgreementTerms:
    """A call-off that nobody has approved yet."""
    return replace(day_activities(), number="", edition=1, is_draft=True, issued_on=None, approvals=())


def long_package(lines: int = 60) -> AgreementTerms:
    """A package of so many fee lines, all of them on two dates, with its totals."""
    start = day_activities()
    names = [f"Session {number}: cooking, gardening, getting about" for number in range(1, lines + 1)]
    prices = [Decimal("12.04") + Decimal(number) / 100 for number in range(lines)]
    fee_lines = tuple(
        _weekly_line(FeeKind.CARE, name, Unit.HOUR, price, "2 hours", 2 * price)
        for name, price in zip(names, prices, strict=True)
    )
    days = (date(2026, 12, 7), date(2026, 12, 14))
    fees = tuple(DatedFee(day, line.description, "2 hours", line.weekly) for day in days for line in fee_lines)
    weekly = sum((line.weekly for line in fee_lines), Decimal("0.00"))
    return replace(
        start,
        lines=fee_lines,
        first_period=PeriodTerms(date(2026, 12, 7), date(2027, 1, 3), fees, 2 * weekly),
        money=replace(start.money, weekly=weekly, four_weekly=4 * weekly, paid_to_provider_weekly=weekly),
    )


def _attended(first_monday: date, weeks: int, weekdays: tuple[int, ...]) -> list[date]:
    return [first_monday + timedelta(days=7 * week + weekday) for week in range(weeks) for weekday in weekdays]


def _weekly_line(kind: FeeKind, name: str, unit: Unit, price: Decimal, units: str, weekly: Decimal) -> FeeTerms:
    sentence = f"{name}: £{price} × {units} = £{weekly:,.2f} a week."
    return FeeTerms(kind, name, unit, "", price, units, weekly, 4 * weekly, (sentence,))
