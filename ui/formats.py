"""How the window writes things: money, days, budget, gates, places, and a word for every value of every enum shown."""

from datetime import date
from decimal import Decimal
from enum import Enum

from brokerage.domain import number_words
from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.calendar import BankHolidayRule
from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.gates import Gate
from brokerage.domain.money import format_pounds
from brokerage.domain.offer import OfferOrder
from brokerage.domain.period import format_day
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.ratio import Ratio
from brokerage.domain.scheme import AwardRoute, SchemeKind
from brokerage.domain.service import Rating, Registration
from brokerage.domain.staff import Job
from brokerage.domain.unit import Unit

DASH = "—"
count = number_words.count
FITS, OVER, STOPPED = "✓", "▲", "◆"

_WORDS: dict[Enum, str] = {
    Unit.HOUR: "hour", Unit.SESSION: "session", Unit.HALF_DAY: "half day", Unit.DAY: "day", Unit.NIGHT: "night",
    Unit.WEEK: "week", Unit.MILE: "mile", Unit.ONCE: "once",
    Rating.OUTSTANDING: "Outstanding", Rating.GOOD: "Good", Rating.REQUIRES_IMPROVEMENT: "Requires improvement",
    Rating.INADEQUATE: "Inadequate", Rating.NOT_RATED: "Not rated",
    Registration.REGISTERED: "Registered", Registration.DORMANT: "Dormant", Registration.ENDED: "Ended",
    Registration.NOT_NEEDED: "Not needed",
    CallOffState.DRAFT: "Draft", CallOffState.AWAITING_APPROVAL: "Awaiting approval", CallOffState.APPROVED: "Approved",
    CallOffState.SENT: "Sent to provider", CallOffState.ACCEPTED: "Accepted", CallOffState.DECLINED: "Declined",
    CallOffState.EXPIRED: "Expired", CallOffState.AGREEMENT_ISSUED: "Agreement issued", CallOffState.SIGNED: "Signed",
    CallOffState.RUNNING: "Running", CallOffState.ENDED: "Ended", CallOffState.WITHDRAWN: "Withdrawn",
    CallOffState.CANCELLED: "Cancelled",
    Step.RAISE: "Raise", Step.APPROVE: "Approve", Step.RETURN: "Return", Step.SEND: "Send to provider",
    Step.ACCEPT: "Record acceptance", Step.DECLINE: "Record refusal", Step.EXPIRE: "Record no answer",
    Step.ISSUE_AGREEMENT: "Issue agreement", Step.SIGN: "Record signatures", Step.START: "Record start", Step.END: "End",
    Step.CHANGE: "Change", Step.AMEND: "Amend",
    Step.WITHDRAW: "Withdraw", Step.CANCEL: "Cancel",
    Job.PRACTITIONER: "Practitioner", Job.BROKER: "Broker", Job.APPROVER: "Approver", Job.COMMISSIONER: "Commissioner",
    Job.FINANCE: "Finance officer", Job.AUDITOR: "Auditor", Job.ADMINISTRATOR: "Administrator",
    LegalBasis.CARE_ACT: "Care Act 2014", LegalBasis.AFTERCARE_117: "Mental Health Act, section 117 aftercare",
    LegalBasis.CHILDREN_ACT: "Children Act 1989",
    LegalBasis.CHRONICALLY_SICK: "Chronically Sick and Disabled Persons Act 1970",
    BudgetRoute.COUNCIL_MANAGED: "Managed by the council", BudgetRoute.DIRECT_PAYMENT: "Direct payment",
    BudgetRoute.INDIVIDUAL_SERVICE_FUND: "Individual service fund",
    CollectedBy.COUNCIL: "Collected by the council", CollectedBy.PROVIDER: "Collected by the provider",
    SchemeKind.DPS_2015: "Dynamic purchasing system (2015 regulations)",
    SchemeKind.DYNAMIC_MARKET_2023: "Dynamic market (2023 Act)", SchemeKind.FRAMEWORK: "Framework",
    SchemeKind.OPEN_FRAMEWORK: "Open framework", SchemeKind.SPOT: "Spot purchase",
    AwardRoute.DIRECT: "Direct, at agreed rates", AwardRoute.SMALL_COMPETITION: "Small competition",
    AwardRoute.PERSONS_CHOICE: "Person’s choice", AwardRoute.OFF_SCHEME: "Off scheme",
    FeeKind.CARE: "Care and support", FeeKind.TRANSPORT: "Transport", FeeKind.MEALS: "Meals",
    FeeKind.ONE_TO_ONE: "Extra one-to-one", FeeKind.ACCOMMODATION: "Accommodation", FeeKind.ONE_OFF: "One-off",
    OfferOrder.FIT: "Fits the budget, then weekly cost", OfferOrder.NEAREST: "Nearest", OfferOrder.BEST_RATED: "Best rated",
    OfferOrder.OUTCOMES: "Most outcomes matched", OfferOrder.HOURLY_PRICE: "Price by the hour",
    ApplicationState.RECEIVED: "Received", ApplicationState.ACKNOWLEDGED: "Acknowledged",
    ApplicationState.IN_ASSESSMENT: "In assessment", ApplicationState.DECIDED: "Decided",
    ApplicationState.ANSWERED: "Answered", ApplicationState.WITHDRAWN: "Withdrawn",
    LotOutcome.ASKED: "Asked for", LotOutcome.ADMITTED: "Admitted", LotOutcome.REFUSED: "Refused",
    LotOutcome.AWARDED: "Awarded",
    BankHolidayRule.PAID: "Paid", BankHolidayRule.UNPAID: "Not paid", BankHolidayRule.MOVED: "Moved to another day",
}  # fmt: skip
ENUMS_SHOWN: tuple[type[Enum], ...] = (
    Unit, Rating, Registration, CallOffState, Step, Job, LegalBasis, BudgetRoute, CollectedBy, SchemeKind, AwardRoute,
    FeeKind, OfferOrder, BankHolidayRule, ApplicationState, LotOutcome,
)  # fmt: skip
_UNIT_SHORT = {Unit.HOUR: "h", Unit.HALF_DAY: "½ day"}


def words(value: Enum) -> str:
    """The words for a value of an enum. Raises KeyError for an enum that is never shown."""
    return _WORDS[value]


def money(amount: Decimal | None) -> str:
    """`£1,234.50`; a dash where there is no amount."""
    return DASH if amount is None else format_pounds(amount)


def day(value: date | None, missing: str = DASH) -> str:
    """`7 Dec 2026`, or what stands for no day."""
    return missing if value is None else format_day(value)


def period(first_day: date, last_day: date | None) -> str:
    """`1 Apr 2026 – 31 Mar 2027`, or `from 1 Apr 2026` where no end is known."""
    return f"from {format_day(first_day)}" if last_day is None else f"{format_day(first_day)} – {format_day(last_day)}"


def ages(youngest: int | None, oldest: int | None) -> str:
    """`18 and over`, `8 to 25`, `Any age`."""
    if youngest is None:
        return "Any age" if oldest is None else f"Up to {oldest}"
    return f"{youngest} and over" if oldest is None else f"{youngest} to {oldest}"


def unit_price(price: Decimal | None, unit: Unit | None, ratio: Ratio | None = None) -> str:
    """`£35.35 ½ day`, `£12.04 h 1:2`, or "no agreed rate"."""
    if price is None or unit is None:
        return "no agreed rate"
    return " ".join(
        filter(None, (format_pounds(price), _UNIT_SHORT.get(unit, words(unit)), str(ratio) if ratio else ""))
    )


def budget_left(left: Decimal | None) -> str:
    """`✓ £168.60 left`, `▲ £50.00 over`, or a dash where there is no budget or no price."""
    if left is None:
        return DASH
    return f"{FITS} {format_pounds(left)} left" if left >= 0 else f"{OVER} {format_pounds(-left)} over"


def gate(closed: Gate | None) -> str:
    """`◆ not yet admitted`, or nothing where it may be called off."""
    return "" if closed is None else f"{STOPPED} {closed.reason}"


def budget_or_gate(left: Decimal | None, closed: Gate | None) -> str:
    """What stops it, or else how it sits in the budget."""
    return gate(closed) or budget_left(left)


def age_of_news(said_on: date, today: date) -> str:
    """How old a statement is: `today`, `2 d`, `5 wk`."""
    days = (today - said_on).days
    if days <= 0:
        return "today"
    return f"{days} d" if days < 28 else f"{days // 7} wk"


def places(free: int | None, said_on: date | None, today: date) -> str:
    """`3 · 2 d`: places free and how old that news is; a dash where nobody said."""
    if free is None:
        return DASH
    return str(free) if said_on is None else f"{free} · {age_of_news(said_on, today)}"


def miles(distance: Decimal | None) -> str:
    """`2.1`, or a dash where no place was asked about."""
    return DASH if distance is None else f"{distance:.1f}"


def listed(items: tuple[str, ...]) -> str:
    """`Monday, Wednesday and Friday`; a dash for none."""
    if len(items) <= 1:
        return items[0] if items else DASH
    return f"{', '.join(items[:-1])} and {items[-1]}"
