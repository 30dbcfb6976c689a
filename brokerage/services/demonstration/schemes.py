"""Both purchasing systems with their lots, dated policies and award routes. Amounts and rules are labelled as examples."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.scheme import AwardRoute, SchemeKind
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.words import labelled, outcomes

RESIDENTIAL_FIRST_DAY = date(2022, 6, 15)
EVERYDAY_FIRST_DAY = date(2022, 10, 1)
_LAW = "Public Contracts Regulations 2015, light touch, run as a dynamic purchasing system"
_EXAMPLE = "Example for the demonstration; a council sets its own"

NEEDS = (
    ("learning-disability", "Learning disability"),
    ("physical-disability", "Physical disability"),
    ("mental-health", "Mental health"),
    ("autism", "Autism"),
    ("sensory-impairment", "Sensory impairment"),
)


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot as the other files need it. Days are included."""

    id: int
    scheme_id: int
    scheme: str
    key: str
    title: str
    needs: tuple[str, ...]
    min_age: int | None
    max_age: int | None
    last_call_off_day: date


@dataclass(frozen=True, slots=True)
class Market:
    """The schemes' lots by a short key, and the numbers of needs and outcomes by code."""

    lots: dict[str, Lot]
    need_ids: dict[str, int]
    outcome_ids: dict[str, int]


def make_schemes(ledger: Ledger) -> Market:
    """Adds need categories, outcomes and both schemes."""
    need_ids = {code: ledger.add("need_categories", code=code, title=title) for code, title in NEEDS}
    outcome_ids = {code: ledger.add("outcomes", code=code, title=title) for code, title in outcomes()}
    market = Market({}, need_ids, outcome_ids)
    _make_residential(ledger, market)
    _make_everyday(ledger, market)
    return market


def _make_residential(ledger: Ledger, market: Market) -> None:
    last_day = _contract_end(date(2026, 6, 14), ledger)
    scheme_id = ledger.add(
        "schemes",
        reference="RES-2022",
        title=labelled("Residential Care Home Services"),
        kind=SchemeKind.DPS_2015,
        law=_LAW,
        description="4 years from 15 Jun 2022, then extensions of 2 years. The value is for the first 4 years.",
        first_day=RESIDENTIAL_FIRST_DAY,
        last_day=last_day,
        last_call_off_day=last_day,
        estimated_value=Decimal(412_000_000),
        answer_working_days=10,
    )
    _add_policy(ledger, scheme_id, RESIDENTIAL_FIRST_DAY, None, BankHolidayRule.PAID, notice_days=28, review_weeks=6)
    _add_routes(ledger, scheme_id, "call-off schedule 2")
    lot = _LotMaker(ledger, market, scheme_id, "Residential Care Home Services", last_day)
    lot.add("res-ld", "1", "Learning disability", ("learning-disability", "autism"), 18, registration_needed=True)
    lot.add(
        "res-pd",
        "2",
        "Physical disability",
        ("physical-disability", "sensory-impairment"),
        18,
        registration_needed=True,
    )
    lot.add("res-mh", "3", "Mental health", ("mental-health",), 18, registration_needed=True)


def _make_everyday(ledger: Ledger, market: Market) -> None:
    last_day = _contract_end(date(2028, 9, 30), ledger)
    scheme_id = ledger.add(
        "schemes",
        reference="ELA-2022",
        title=labelled("Everyday Life Activities, Skills Development and Training Opportunities"),
        kind=SchemeKind.DPS_2015,
        law=_LAW,
        description="Activities outside and inside traditional hours and settings, for adults and children with disabilities.",
        first_day=EVERYDAY_FIRST_DAY,
        last_day=last_day,
        last_call_off_day=last_day,
        estimated_value=Decimal(57_000_000),
        answer_working_days=10,
    )
    changed = ledger.year_start(-1)
    _add_policy(
        ledger,
        scheme_id,
        EVERYDAY_FIRST_DAY,
        _day_before(changed),
        BankHolidayRule.PAID,
        notice_days=28,
        review_weeks=12,
    )
    _add_policy(ledger, scheme_id, changed, None, BankHolidayRule.UNPAID, notice_days=14, review_weeks=12)
    _add_routes(ledger, scheme_id, "call-off schedule 4")
    everyone = tuple(code for code, _ in NEEDS)
    lot = _LotMaker(ledger, market, scheme_id, "Everyday Life Activities", last_day)
    lot.add("day", "1", "Traditional day opportunities", everyone, 18)
    lot.add("evening", "2", "Evenings and weekends", everyone, 18)
    lot.add("skills", "3", "Skills and training", everyone, 16)
    lot.add("micro", "4", "Micro-enterprises", everyone, 18, derives_ratio=True)
    lot.add("children", "5", "Children and young people", everyone, 5, max_age=25)
    lot.add("lunch", "6", "Lunch clubs (closed to new call-offs)", everyone, 18, closed_from=ledger.year_start())


def _contract_end(first_end: date, ledger: Ledger) -> date:
    """The end of the contract, extended by two years as often as it takes for call-offs to be allowed today."""
    end = first_end
    while end < ledger.day(365):
        end = end.replace(year=end.year + 2)
    return end


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _add_policy(
    ledger: Ledger,
    scheme_id: int,
    first_day: date,
    last_day: date | None,
    bank_holiday_rule: BankHolidayRule,
    *,
    notice_days: int,
    review_weeks: int,
) -> None:
    ledger.add(
        "scheme_policies",
        scheme_id=scheme_id,
        first_day=first_day,
        last_day=last_day,
        bank_holiday_rule=bank_holiday_rule,
        notice_days=notice_days,
        trial_days=28,
        review_weeks=review_weeks,
        absence_full_days=28,
        absence_share_percent=60,
        days_after_death=3,
        payment_weeks=4,
        approval_weeks=52,
        answer_days=2,
        price_review="Prices are reviewed each year for 1 April.",
        source=_EXAMPLE,
    )


def _add_routes(ledger: Ledger, scheme_id: int, schedule: str) -> None:
    for number, route in enumerate(AwardRoute, start=1):
        ledger.link(
            "scheme_routes", scheme_id=scheme_id, route=route, rule_reference=f"Example: {schedule}, paragraph {number}"
        )


class _LotMaker:
    """Adds the lots of one scheme."""

    def __init__(self, ledger: Ledger, market: Market, scheme_id: int, scheme: str, last_day: date) -> None:
        self._ledger, self._market, self._scheme_id, self._scheme, self._last_day = (
            ledger,
            market,
            scheme_id,
            scheme,
            last_day,
        )

    def add(
        self,
        key: str,
        number: str,
        title: str,
        needs: tuple[str, ...],
        min_age: int,
        *,
        max_age: int | None = None,
        registration_needed: bool = False,
        derives_ratio: bool = False,
        closed_from: date | None = None,
    ) -> None:
        last_call_off_day = None if closed_from is None else _day_before(closed_from)
        lot_id = self._ledger.add(
            "lots",
            scheme_id=self._scheme_id,
            number=number,
            title=title,
            min_age=min_age,
            max_age=max_age,
            registration_needed=registration_needed,
            derives_ratio=derives_ratio,
            last_call_off_day=last_call_off_day,
        )
        for need in needs:
            self._ledger.link("lot_needs", lot_id=lot_id, need_id=self._market.need_ids[need])
        self._market.lots[key] = Lot(
            lot_id,
            self._scheme_id,
            labelled(self._scheme),
            key,
            title,
            needs,
            min_age,
            max_age,
            last_call_off_day or self._last_day,
        )
