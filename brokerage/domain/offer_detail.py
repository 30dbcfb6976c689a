"""One offer opened: the row of the list, everything known of the service, every price, and every gate that is closed."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from brokerage.domain.calendar import BankHolidayRule, twelve_months_from
from brokerage.domain.costing import Costing, cost_package
from brokerage.domain.fee_line import FOLLOWS_ATTENDANCE, SUPPORT, FeeKind, FeeLine
from brokerage.domain.gates import Gate, GateFacts, closed_gates
from brokerage.domain.money import round_to_penny
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.period import ONE_DAY, Period
from brokerage.domain.priced_apart import PricedActivity, name_priced_apart
from brokerage.domain.rate import gaps_in_rates, price_changes
from brokerage.domain.rate_card import cheapest_transport, line_of_rate
from brokerage.domain.ratio import Ratio
from brokerage.domain.schedule import AttendanceRules
from brokerage.domain.service_sheet import CardLine, ServiceSheet
from brokerage.domain.timetable import FOLLOWS_TIMETABLE, UnmetTimes, unmet_times
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import LONGEST_HALF_DAY_MINUTES

_ONE_TO_ONE = Ratio(1, 1)


@dataclass(frozen=True, slots=True)
class LinePrice:
    """What the week wanted costs on one line of the rate card at its rate on the start day.

    `weekly` is None without a rate that day, and where the week does not count the unit. Chosen is the line the offer is
    priced at; `uses_ratio` is the ratio asked where it is derived from this one-to-one line.
    """

    line: CardLine
    weekly: Decimal | None
    is_chosen: bool
    uses_ratio: Ratio | None


@dataclass(frozen=True, slots=True)
class OfferDetail:
    """An offer opened; `gates` are all that are closed, the first of them the offer's own; one for want of a rate says more here.

    `costing` prices the chosen line (and transport, if asked) from the start day for twelve months, or as far as its rates
    reach without a gap, which is then `uncovered`; None where the offer has no weekly cost.
    """

    offer: Offer
    sheet: ServiceSheet
    prices: tuple[LinePrice, ...]
    gates: tuple[Gate, ...]
    costing: Costing | None
    uncovered: Period | None


def open_offer(offer: Offer, sheet: ServiceSheet, criteria: SearchCriteria, calendar: AttendanceRules) -> OfferDetail:
    """Return the offer opened. `calendar` brings the bank holidays; the scheme's rule and the closures come from the sheet."""
    chosen = line_of_rate(sheet.card, offer.rate_id)
    covered, uncovered = _covered(chosen, criteria)
    lines = [] if chosen is None or offer.weekly is None else _fee_lines(chosen, sheet, criteria, covered)
    return OfferDetail(
        offer=offer,
        sheet=sheet,
        prices=tuple(_line_price(line, sheet, criteria, is_chosen=line is chosen) for line in sheet.card),
        gates=_gates(offer, sheet, criteria),
        costing=cost_package(lines, covered, _attendance_rules(sheet, calendar)) if lines else None,
        uncovered=uncovered if lines else None,
    )


def _covered(line: CardLine | None, criteria: SearchCriteria) -> tuple[Period, Period | None]:
    """The twelve months from the start day as far as the line's rates reach without a gap, and the first gap in them."""
    year = twelve_months_from(criteria.start_day)
    gaps = () if line is None else gaps_in_rates(line.agreed, year)
    if not gaps or gaps[0].first_day == criteria.start_day:
        return year, None
    return Period(criteria.start_day, gaps[0].first_day - ONE_DAY), gaps[0]


def _fee_lines(chosen: CardLine, sheet: ServiceSheet, criteria: SearchCriteria, covered: Period) -> list[FeeLine]:
    price, changes = price_changes(chosen.agreed, covered)
    derived = _derived_ratio(chosen, sheet, criteria)
    care = FeeLine(
        kind=chosen.kind,
        unit=chosen.unit,
        price=price,
        week=criteria.week,
        ratio=derived or chosen.ratio,
        price_agreed_for_ratio=derived is None,
        changes=changes,
    )
    transport = _transport(chosen, sheet, criteria) if criteria.transport else None
    return [care] if transport is None else [care, transport]


def _transport(chosen: CardLine, sheet: ServiceSheet, criteria: SearchCriteria) -> FeeLine | None:
    """The cheapest way the service's own transport is priced apart, at its price on the start day."""
    cheapest = cheapest_transport(sheet.card, chosen.activity, criteria.start_day, criteria.week)
    if cheapest is None:
        return None
    line, rate = cheapest
    per_attended_day = None if line.unit is Unit.WEEK else Decimal(1)
    return FeeLine(FeeKind.TRANSPORT, line.unit, rate.price, per_attended_day=per_attended_day)


def _derived_ratio(line: CardLine, sheet: ServiceSheet, criteria: SearchCriteria) -> Ratio | None:
    """The ratio asked, where it is derived from this one-to-one line; None where the line's own price stands."""
    derives = sheet.lot is not None and sheet.lot.derives_ratio
    if criteria.ratio in (None, line.ratio) or line.ratio != _ONE_TO_ONE or not derives:
        return None
    return criteria.ratio


def _line_price(line: CardLine, sheet: ServiceSheet, criteria: SearchCriteria, *, is_chosen: bool) -> LinePrice:
    derived = _derived_ratio(line, sheet, criteria)
    rate = line.rate_on(criteria.start_day)
    units = _units_per_week(line, sheet, criteria)
    weekly = None
    if rate is not None and units is not None:
        share = Fraction(1) if derived is None else derived.share
        weekly = round_to_penny(Fraction(rate.price) * units * share)
    return LinePrice(line, weekly, is_chosen, derived)


def _units_per_week(line: CardLine, sheet: ServiceSheet, criteria: SearchCriteria) -> Fraction | None:
    if line.unit is Unit.WEEK:
        return Fraction(1)
    if line.unit is Unit.ONCE or criteria.week is None or not criteria.week.counts_in(line.unit):
        return None
    if line.kind is FeeKind.TRANSPORT:
        return Fraction(criteria.week.days_per_week) if line.unit in FOLLOWS_ATTENDANCE else None
    return criteria.week.units_per_week(line.unit, _longest_half_day_minutes(sheet))


def _gates(offer: Offer, sheet: ServiceSheet, criteria: SearchCriteria) -> tuple[Gate, ...]:
    """Every closed gate; the offer's own keeps the words of the list, which knows which later rate would fit.

    Where no rate has the whole week, what is priced apart is named with it.
    """
    own = offer.gate
    closed = closed_gates(_gate_facts(offer, sheet, criteria), criteria.start_day)
    worded = (own if own is not None and own.name is gate.name else gate for gate in closed)
    priced = _priced_activities(sheet, criteria.start_day)
    return tuple(name_priced_apart(gate, criteria.week, criteria.ratio, priced) for gate in worded)


def _priced_activities(sheet: ServiceSheet, day: date) -> list[PricedActivity]:
    derives = sheet.lot is not None and sheet.lot.derives_ratio
    return [
        PricedActivity(line.activity, line.unit, line.ratio, derives, sheet.sessions_on(day, line.activity))
        for line in sheet.card
        if line.activity and line.kind in SUPPORT and line.rate_on(day)
    ]


def _gate_facts(offer: Offer, sheet: ServiceSheet, criteria: SearchCriteria) -> GateFacts:
    service, lot = sheet.service, sheet.lot
    later = [
        rate.period.first_day
        for line in sheet.card
        if line.kind in SUPPORT
        for rate in line.rates
        if rate.period.first_day > criteria.start_day
    ]
    return GateFacts(
        admissions=() if lot is None else lot.admissions,
        suspensions=() if lot is None else lot.suspensions,
        last_call_off_day=None if lot is None else lot.last_call_off_day,
        rate_in_force=offer.rate_id is not None,
        next_rate_day=min(later, default=None),
        registration_needed=lot is not None and lot.registration_needed,
        registration=service.registration,
        insurance_last_day=service.insurance_last_day,
        min_age=max((age for age in (service.min_age, lot.min_age if lot else None) if age is not None), default=None),
        max_age=min((age for age in (service.max_age, lot.max_age if lot else None) if age is not None), default=None),
        age=criteria.age,
        places_free=service.places_free,
        unmet=_unmet_times(offer, sheet, criteria),
    )


def _unmet_times(offer: Offer, sheet: ServiceSheet, criteria: SearchCriteria) -> UnmetTimes | None:
    """The wanted times the timetable has nothing for. A line for one activity was chosen only because that runs then.

    Where no line fits, it is only said of a service with a rate for what is on a timetable.
    """
    chosen, day = line_of_rate(sheet.card, offer.rate_id), criteria.start_day
    lines = [line for line in sheet.card if line.kind in SUPPORT and line.rate_on(day)] if chosen is None else [chosen]
    if sheet.lot is None or not sheet.keeps_timetable or (chosen is not None and chosen.activity):
        return None
    if not any(line.unit in FOLLOWS_TIMETABLE for line in lines):
        return None
    return unmet_times(criteria.week, sheet.sessions_on(day), None if chosen is None else chosen.unit)


def _attendance_rules(sheet: ServiceSheet, calendar: AttendanceRules) -> AttendanceRules:
    rule = None if sheet.lot is None else sheet.lot.bank_holiday_rule
    closed = frozenset(day for closure in sheet.closures for day in closure.period.dates())
    return replace(
        calendar,
        bank_holiday_rule=rule or BankHolidayRule.PAID,
        closures=closed,
        longest_half_day_minutes=_longest_half_day_minutes(sheet),
    )


def _longest_half_day_minutes(sheet: ServiceSheet) -> int:
    agreed = None if sheet.lot is None else sheet.lot.longest_half_day_minutes
    return LONGEST_HALF_DAY_MINUTES if agreed is None else agreed
