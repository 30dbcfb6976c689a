"""Both purchasing systems with their lots, dated policies and award routes. Amounts and rules are labelled as examples."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.domain.period import Period
from brokerage.domain.scheme import AwardRoute, SchemeKind
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import LotMaker, Market, Scheme, add_policy
from brokerage.services.demonstration.scheme_terms import add_terms, contract_end, plan_terms
from brokerage.services.demonstration.words import labelled, outcomes

RESIDENTIAL_FIRST_DAY = date(2022, 6, 15)
RESIDENTIAL_MONTHS = (48, 24, 24)
EVERYDAY_FIRST_DAY = date(2022, 10, 1)
EVERYDAY_MONTHS = (72, 24)
"""An example: the council published the day it began, not how long it runs."""
RESIDENTIAL_CODES = ("85311000-2", "85311200-4")
EVERYDAY_CODES = ("85312100-0", "85312400-3")
CHILDRENS_CODES = ("85311300-5", "85312120-6")
"""Codes of the common procurement vocabulary: social work with and without accommodation, daycare, children and young people."""
STAY_DAYS = 28
"""Four weeks: the longest stay the Care and Support (Direct Payments) Regulations 2014 let a direct payment buy."""
_LAW = "Public Contracts Regulations 2015, light touch, run as a dynamic purchasing system"
_USUAL_RULES = PolicyFacts(
    bank_holiday_rule=BankHolidayRule.PAID,
    notice_days=28,
    trial_days=28,
    review_weeks=6,
    absence_full_days=28,
    absence_share_percent=60,
    days_after_death=3,
    payment_weeks=4,
    approval_weeks=52,
    longest_half_day_minutes=240,
    answer_days=2,
    direct_payment_stay_days=None,
    price_review="Prices are reviewed each year for 1 April.",
    source="Example for the demonstration; a council sets its own",
)

NEEDS = (
    ("learning-disability", "Learning disability"),
    ("physical-disability", "Physical disability"),
    ("mental-health", "Mental health"),
    ("autism", "Autism"),
    ("sensory-impairment", "Sensory impairment"),
)


def make_schemes(ledger: Ledger) -> Market:
    """Adds need categories, outcomes and both schemes."""
    need_ids = {code: ledger.add("need_categories", code=code, title=title) for code, title in NEEDS}
    outcome_ids = {code: ledger.add("outcomes", code=code, title=title) for code, title in outcomes()}
    market = Market({}, need_ids, outcome_ids)
    _make_residential(ledger, market)
    _make_everyday(ledger, market)
    return market


def _make_residential(ledger: Ledger, market: Market) -> None:
    lot = LotMaker(ledger, market, _add_residential_scheme(ledger), RESIDENTIAL_CODES)
    lot.add("res-ld", "1", "Learning disability", ("learning-disability", "autism"), 18, registration_needed=True)
    physical = ("physical-disability", "sensory-impairment")
    lot.add("res-pd", "2", "Physical disability", physical, 18, registration_needed=True)
    lot.add("res-mh", "3", "Mental health", ("mental-health",), 18, registration_needed=True)


def _add_residential_scheme(ledger: Ledger) -> Scheme:
    rules = replace(_USUAL_RULES, direct_payment_stay_days=STAY_DAYS)
    return _add_scheme(
        ledger,
        "RES-2022",
        "Residential Care Home Services",
        "4 years from 15 Jun 2022, then extensions of 2 years. The value is for the first 4 years.",
        RESIDENTIAL_FIRST_DAY,
        RESIDENTIAL_MONTHS,
        Decimal(412_000_000),
        (Period(RESIDENTIAL_FIRST_DAY), rules),
        assessors_needed=2,
    )


def _make_everyday(ledger: Ledger, market: Market) -> None:
    everyone = tuple(code for code, _ in NEEDS)
    lot = LotMaker(ledger, market, _add_everyday_scheme(ledger), EVERYDAY_CODES)
    lot.add("day", "1", "Traditional day opportunities", everyone, 18)
    lot.add("evening", "2", "Evenings and weekends", everyone, 18)
    lot.add("skills", "3", "Skills and training", everyone, 16)
    lot.add("micro", "4", "Micro-enterprises", everyone, 18, derives_ratio=True)
    lot.add("children", "5", "Children and young people", everyone, 5, max_age=25, cpv_codes=CHILDRENS_CODES)
    lot.add("lunch", "6", "Lunch clubs (closed to new call-offs)", everyone, 18, closed_from=ledger.year_start())


def _add_everyday_scheme(ledger: Ledger) -> Scheme:
    changed = ledger.year_start(-1)
    earlier = replace(_USUAL_RULES, review_weeks=12)
    later = replace(earlier, bank_holiday_rule=BankHolidayRule.UNPAID, notice_days=14)
    return _add_scheme(
        ledger,
        "ELA-2022",
        "Everyday Life Activities, Skills Development and Training Opportunities",
        "Activities outside and inside traditional hours and settings, for adults and children with disabilities.",
        EVERYDAY_FIRST_DAY,
        EVERYDAY_MONTHS,
        Decimal(57_000_000),
        (Period(EVERYDAY_FIRST_DAY, changed - timedelta(days=1)), earlier),
        (Period(changed), later),
    )


def _add_scheme(
    ledger: Ledger,
    reference: str,
    title: str,
    description: str,
    first_day: date,
    months: Sequence[int],
    value: Decimal,
    *rules: tuple[Period, PolicyFacts],
    assessors_needed: int = 1,
) -> Scheme:
    terms = plan_terms(ledger, first_day, months)
    last_day = contract_end(terms)
    scheme_id = ledger.add(
        "schemes",
        reference=reference,
        title=labelled(title),
        kind=SchemeKind.DPS_2015,
        law=_LAW,
        description=description,
        first_day=first_day,
        last_day=last_day,
        last_call_off_day=last_day,
        estimated_value=value,
        answer_working_days=10,
        extended_answer_working_days=15,
        assessors_needed=assessors_needed,
    )
    add_terms(ledger, scheme_id, terms, value)
    for number, route in enumerate(AwardRoute, start=1):
        reason = f"Example: call-off schedule {scheme_id}, paragraph {number}"
        ledger.link("scheme_routes", scheme_id=scheme_id, route=route, rule_reference=reason)
    policies = tuple(add_policy(ledger, scheme_id, period, policy) for period, policy in rules)
    return Scheme(scheme_id, reference, labelled(title), last_day, policies)
