"""An offer that was opened, as one option of a comparison: what its price holds and what it does not, in words."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from brokerage.domain.comparison import OptionFacts
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.gates import needs_second_approver, outlives_contract
from brokerage.domain.money import format_pounds
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.offer_detail import LinePrice, OfferDetail
from brokerage.domain.period import format_day
from brokerage.domain.postcode import display_postcode
from brokerage.domain.service_sheet import SessionTime, TimetableEntry
from brokerage.domain.unit import FOR_ONE, Unit
from brokerage.domain.week_notation import WEEKDAYS
from brokerage.domain.week_wanted import WeekWanted, format_minute

_KIND_WORDS = {
    FeeKind.CARE: "Support",
    FeeKind.TRANSPORT: "Transport",
    FeeKind.MEALS: "Meals",
    FeeKind.ONE_TO_ONE: "One-to-one hours",
    FeeKind.ACCOMMODATION: "The place and the care that goes with it",
    FeeKind.ONE_OFF: "One-off",
}
_PRICED_APART = (FeeKind.TRANSPORT, FeeKind.MEALS, FeeKind.ONE_TO_ONE, FeeKind.ONE_OFF)


def option_of(detail: OfferDetail, criteria: SearchCriteria) -> OptionFacts:
    """Return the offer as an option; what stops it is the first gate that is closed."""
    offer, service = detail.offer, detail.sheet.service
    return OptionFacts(
        service_id=offer.service_id,
        lot_id=offer.lot_id,
        service=offer.service,
        provider=offer.provider,
        lot=offer.lot,
        place=", ".join(
            part for part in (service.district or offer.district, display_postcode(service.postcode)) if part
        ),
        miles=offer.miles,
        rating=service.rating,
        places_free=service.places_free,
        places_said_on=service.places_said_on,
        gate=next(iter(detail.gates), offer.gate),
        price=_say_price(offer.unit_price, offer.unit, str(offer.ratio or "")),
        costing=detail.costing,
        inside=tuple(_inside(detail, criteria)),
        apart=tuple(_apart(detail, criteria)),
        when=tuple(_when(detail)),
        minutes_per_week=_minutes_per_week(detail, criteria.week),
        days_per_week=_days_per_week(detail, criteria.week),
        warnings=tuple(_warnings(detail)),
    )


def _say_price(price: Decimal | None, unit: Unit | None, ratio: str) -> str:
    if price is None or unit is None:
        return ""
    at_ratio = f" at {ratio}" if ratio else ""
    return f"{format_pounds(price)} {FOR_ONE[unit]}{at_ratio}"


def _inside(detail: OfferDetail, criteria: SearchCriteria) -> Iterator[str]:
    chosen = _chosen(detail)
    if chosen is None:
        return
    yield chosen.line.activity or _KIND_WORDS[chosen.line.kind]
    if detail.sheet.service.has_transport and not _prices(detail, criteria, FeeKind.TRANSPORT):
        yield "Transport: the service has its own, and no price apart is agreed for it"


def _apart(detail: OfferDetail, criteria: SearchCriteria) -> Iterator[str]:
    for kind in _PRICED_APART:
        for words in _prices(detail, criteria, kind):
            is_counted = kind is FeeKind.TRANSPORT and _counts_transport(detail)
            yield f"{words}, counted in the price above" if is_counted else words
    if not detail.sheet.service.has_transport and not _prices(detail, criteria, FeeKind.TRANSPORT):
        yield "Transport: the service has none of its own"


def _prices(detail: OfferDetail, criteria: SearchCriteria, kind: FeeKind) -> tuple[str, ...]:
    """Return each price of the kind that is in force on the start day, once."""
    chosen = _chosen(detail)
    activities = {"", "" if chosen is None else chosen.line.activity}
    found = {
        f"{_KIND_WORDS[kind]}: {_say_price(rate.price, line.unit, str(line.ratio or ''))}": None
        for line in detail.sheet.card
        if line.kind is kind and line.activity in activities and (rate := line.rate_on(criteria.start_day)) is not None
    }
    return tuple(found)


def _chosen(detail: OfferDetail) -> LinePrice | None:
    return next((price for price in detail.prices if price.is_chosen), None)


def _counts_transport(detail: OfferDetail) -> bool:
    return detail.costing is not None and any(cost.line.kind is FeeKind.TRANSPORT for cost in detail.costing.lines)


def _when(detail: OfferDetail) -> Iterator[str]:
    """Return the sessions of the activity priced, days of equal times together; else the days the service is open."""
    entry = _timetable(detail)
    sessions = () if entry is None else entry.sessions
    for (start, end), held in groupby(sorted(sessions, key=_by_times), key=_by_times):
        days = ", ".join(WEEKDAYS[session.weekday] for session in held)
        yield f"{days} {format_minute(start)}–{format_minute(end)}"
    if not sessions:
        mask = detail.sheet.service.weekday_mask
        days = ", ".join(name for weekday, name in enumerate(WEEKDAYS) if mask & 1 << weekday)
        yield "Open every day" if mask == 127 else f"Open {days}"


def _timetable(detail: OfferDetail) -> TimetableEntry | None:
    chosen = _chosen(detail)
    activity = "" if chosen is None else chosen.line.activity
    return next((entry for entry in detail.sheet.timetable if activity and entry.activity == activity), None)


def _by_times(session: SessionTime) -> tuple[int, int]:
    return session.start_minute, session.end_minute


def _minutes_per_week(detail: OfferDetail, week: WeekWanted | None) -> int | None:
    """Return the minutes of support in the week wanted: the timetable's where it has one session on each day, else those asked.

    A price by the week buys no hours that could be counted.
    """
    if week is None or detail.offer.unit in {None, Unit.WEEK, Unit.NIGHT, Unit.MILE, Unit.ONCE}:
        return None
    entry = _timetable(detail)
    if detail.offer.unit is not Unit.HOUR and entry is not None:
        held = [[each for each in entry.sessions if each.weekday == day.weekday] for day in week.days]
        if all(len(sessions) == 1 for sessions in held):
            return sum(sessions[0].end_minute - sessions[0].start_minute for sessions in held)
    return week.minutes_per_week or None


def _days_per_week(detail: OfferDetail, week: WeekWanted | None) -> int:
    if detail.offer.unit is Unit.WEEK:
        return 7
    return 0 if week is None else week.days_per_week


def _warnings(detail: OfferDetail) -> Iterator[str]:
    lot = detail.sheet.lot
    outlives = outlives_contract(None, None if lot is None else lot.contract_last_day)
    if outlives is not None:
        yield outlives
    if needs_second_approver(detail.sheet.service.rating):
        yield "Rated Inadequate: a call-off here needs two approvers."
    if detail.uncovered is not None:
        yield f"No rate is agreed yet from {format_day(detail.uncovered.first_day)}: the year counts the days before it."
