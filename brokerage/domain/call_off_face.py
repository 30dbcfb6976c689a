"""What a call-off says, told before and after a change: field by field, in words and pounds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.call_off_price import PricedCallOff
from brokerage.domain.call_off_summary import CallOffDetail
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.money import format_pounds
from brokerage.domain.period import format_day
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit

NONE = "none"


@dataclass(frozen=True, slots=True)
class CallOffFace:
    """A call-off as it reads. Days are included, money is pounds a week unless named otherwise; `lines` are in words."""

    service: str
    first_day: date
    planned_last_day: date | None
    room: str
    week: str
    ratio: str
    lines: tuple[str, ...]
    price_locked: bool
    contribution_weekly: Decimal
    collected_by: CollectedBy | None
    route: AwardRoute
    top_up_weekly: Decimal
    top_up_payer: str
    reason: str
    weekly: Decimal
    four_weekly: Decimal
    one_off: Decimal
    first_year: Decimal
    year_estimate: Decimal


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing a change makes different: what it is, and how it reads before and after."""

    what: str
    before: str
    after: str
    is_money: bool

    @property
    def sentence(self) -> str:
        """It in a sentence: `A week: £141.40 becomes £212.10.`."""
        return f"{self.what}: {self.before} becomes {self.after}."


_Said = Callable[[CallOffFace], str]
_TERMS: tuple[tuple[str, _Said], ...] = (
    ("Service", lambda face: face.service),
    ("First day", lambda face: format_day(face.first_day)),
    ("Planned end", lambda face: NONE if face.planned_last_day is None else format_day(face.planned_last_day)),
    ("Room or place", lambda face: face.room),
    ("Days and hours", lambda face: face.week),
    ("Ratio", lambda face: face.ratio),
    ("Fee lines", lambda face: "; ".join(face.lines)),
    ("Price", lambda face: "locked as it is today" if face.price_locked else "follows the agreed rate of each day"),
    ("Contribution collected by", lambda face: NONE if face.collected_by is None else f"the {face.collected_by.value}"),
    ("Award route", lambda face: face.route.value.replace("-", " ").replace("persons", "person’s")),
    ("Who pays the top-up", lambda face: face.top_up_payer),
    ("Reason", lambda face: face.reason),
)
_MONEY: tuple[tuple[str, Callable[[CallOffFace], Decimal]], ...] = (
    ("A week", lambda face: face.weekly),
    ("Four weeks", lambda face: face.four_weekly),
    ("Paid once", lambda face: face.one_off),
    ("First year, real dates", lambda face: face.first_year),
    ("Contribution a week", lambda face: face.contribution_weekly),
    ("Top-up a week", lambda face: face.top_up_weekly),
    ("Estimated year, for approval", lambda face: face.year_estimate),
)


def face_of_detail(detail: CallOffDetail) -> CallOffFace:
    """Return what a saved call-off says, with its money as it was frozen."""
    summary = detail.summary
    return CallOffFace(
        service=summary.service,
        first_day=summary.first_day,
        planned_last_day=summary.planned_last_day,
        room=detail.room,
        week=detail.week,
        ratio=detail.ratio,
        lines=tuple(_line(line.description, line.price, line.unit, line.ratio, line.weekly) for line in detail.lines),
        price_locked=detail.price_locked,
        contribution_weekly=detail.contribution_weekly,
        collected_by=detail.collected_by,
        route=summary.route,
        top_up_weekly=detail.top_up_weekly,
        top_up_payer=detail.top_up_payer,
        reason=detail.reason,
        weekly=summary.weekly,
        four_weekly=detail.four_weekly,
        one_off=detail.one_off,
        first_year=detail.first_year,
        year_estimate=summary.year_estimate,
    )


def face_of_draft(draft: CallOffDraft, service: str, first_day: date, priced: PricedCallOff) -> CallOffFace:
    """Return what a draft would say once it is saved at this price."""
    contribution = priced.contribution
    return CallOffFace(
        service=service,
        first_day=first_day,
        planned_last_day=draft.planned_last_day,
        room=draft.room.strip(),
        week="" if draft.week is None else str(draft.week),
        ratio="" if draft.ratio is None else str(draft.ratio),
        lines=tuple(
            _line(line.description, line.fee.price, line.fee.unit, str(line.fee.ratio or ""), line.weekly)
            for line in priced.lines
        ),
        price_locked=draft.price_locked,
        contribution_weekly=Decimal("0.00") if contribution is None else contribution.weekly,
        collected_by=None if contribution is None else contribution.collected_by,
        route=draft.route,
        top_up_weekly=priced.top_up_weekly,
        top_up_payer=draft.top_up_payer.strip(),
        reason=draft.reason.strip(),
        weekly=priced.weekly,
        four_weekly=priced.four_weekly,
        one_off=priced.one_off,
        first_year=priced.first_year,
        year_estimate=priced.year_estimate,
    )


def changes_of(before: CallOffFace, after: CallOffFace) -> tuple[Changed, ...]:
    """Return what differs, terms first and money after, each in the order of the form."""
    terms = ((what, said(before), said(after)) for what, said in _TERMS)
    money = ((what, amount(before), amount(after)) for what, amount in _MONEY)
    return (
        *(Changed(what, was or NONE, now or NONE, is_money=False) for what, was, now in terms if was != now),
        *(
            Changed(what, format_pounds(was), format_pounds(now), is_money=True)
            for what, was, now in money
            if was != now
        ),
    )


def say_what_reopens(state: CallOffState, approved_by: Iterable[str]) -> str:
    """Return what saving a change does to the approval that stands, and to what came after it (rules.md 6)."""
    approvers = " and ".join(dict.fromkeys(approved_by))
    if state is CallOffState.AWAITING_APPROVAL:
        return (
            f"The approval by {approvers} no longer stands: it is approved anew."
            if approvers
            else "It waits for approval already, and goes on waiting."
        )
    by = f" by {approvers}" if approvers else ""
    return f"Saving opens the approval again: the one given{by} no longer stands, and {_THEN[state]}"


def say_what_stands(state: CallOffState, approved_by: Iterable[str]) -> str:
    """Return what becomes of the approval where nothing the approver decided on changes, and what comes next anew."""
    approvers = " and ".join(dict.fromkeys(approved_by))
    by = f" by {approvers}" if approvers else ""
    if state is CallOffState.AWAITING_APPROVAL:
        stands = f"the approval{by} stands, and it goes on waiting for the other." if approvers else _WAITS_ON
        return f"Nothing the approver decides on changes: {stands}"
    anew = _WANTS_SIGNING if state in (CallOffState.AGREEMENT_ISSUED, CallOffState.SIGNED) else ""
    return f"Nothing the approver decided on changes: the approval{by} stands{anew}."


_WAITS_ON = "it waits for approval as before."
_WANTS_SIGNING = ". The agreement gets a new edition, which is signed anew"
_THEN: dict[CallOffState, str] = {
    CallOffState.APPROVED: "an approver decides anew before it is sent.",
    CallOffState.SENT: "after it the provider is asked again.",
    CallOffState.ACCEPTED: "after it the provider is asked again.",
    CallOffState.AGREEMENT_ISSUED: "after it the provider is asked again and a new edition of the agreement is signed.",
    CallOffState.SIGNED: "after it the provider is asked again and a new edition of the agreement is signed.",
}


def _line(description: str, price: Decimal, unit: Unit, ratio: str, weekly: Decimal) -> str:
    at = f"{description}, {format_pounds(price)} {unit.value.replace('-', ' ')}{f' {ratio}' if ratio else ''}"
    return at if unit is Unit.ONCE else f"{at}, {format_pounds(weekly)} a week"
