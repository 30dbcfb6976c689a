"""The search in plain Python over the random market, by the domain's own rules: what the SELECT is held against."""

from decimal import Decimal
from fractions import Fraction

from brokerage.domain.fee_line import FeeKind, FeeLine
from brokerage.domain.gates import GateFacts, first_closed_gate
from brokerage.domain.line_cost import AttendedDays, cost_line
from brokerage.domain.money import round_to_penny
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.period import Period
from brokerage.domain.ranking import METRES_IN_A_MILE, miles_between, rank_as_asked
from brokerage.domain.ratio import Ratio
from brokerage.domain.schedule import AttendanceRules
from brokerage.domain.service import Rating
from brokerage.domain.timetable import FOLLOWS_TIMETABLE, UnmetTimes, WeeklySession, unmet_times
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import WeekWanted
from tests.storage.queries.made_market import DISTRICTS, MIDDLE_DAY, Activity, InLot, Line, Market, Service

ONE_TO_ONE = (1, 1)


def search_plainly(market: Market, criteria: SearchCriteria) -> tuple[Offer, ...]:
    """Every offer that answers the question, in order, without a limit."""
    offers = [
        _offer(service, in_lot, criteria)
        for service in market.services
        if _service_is_asked(service, criteria)
        for in_lot in _lots_of(service)
        if _lot_is_asked(in_lot, criteria)
    ]
    return rank_as_asked(offers, criteria)


def _lots_of(service: Service) -> list[InLot | None]:
    admitted: list[InLot | None] = [in_lot for in_lot in service.in_lots if in_lot.admissions]
    return admitted or [None]


def _service_is_asked(service: Service, criteria: SearchCriteria) -> bool:
    values, mask = service.values, 0 if criteria.week is None else criteria.week.weekday_mask
    return (
        all(word in values["search_text"] for word in criteria.text.lower().split())
        and (not criteria.needs or bool(service.needs & set(criteria.needs)))
        and (not criteria.outcomes or not criteria.outcomes_only or _matched(service, criteria) > 0)
        and _is_near(service, criteria)
        and (not criteria.districts or _district(service).lower() in [name.lower() for name in criteria.districts])
        and (not criteria.transport or values["has_transport"])
        and (not criteria.wheelchair or values["wheelchair_access"])
        and (not criteria.ratings or values["rating"] in criteria.ratings)
        and (not criteria.place_free or (values["places_free"] or 0) > 0)
        and (criteria.language is None or criteria.language in service.languages)
        and values["weekday_mask"] & mask == mask
    )


def _district(service: Service) -> str:
    return DISTRICTS.get(service.values["district_code"], "")


def _is_near(service: Service, criteria: SearchCriteria) -> bool:
    if criteria.near is None or criteria.miles is None:
        return True
    if service.values["easting"] is None:
        return False
    east, north = service.values["easting"] - criteria.near.easting, service.values["northing"] - criteria.near.northing
    return bool(east**2 + north**2 <= Fraction(criteria.miles * METRES_IN_A_MILE) ** 2)


def _lot_is_asked(in_lot: InLot | None, criteria: SearchCriteria) -> bool:
    if in_lot is None:
        return criteria.scheme is None and not criteria.lots
    lot = in_lot.lot
    return (
        (criteria.scheme is None or criteria.scheme in (lot.scheme, lot.scheme_reference))
        and (
            not criteria.lots
            or bool({lot.number, lot.title, f"{lot.scheme_reference}/{lot.number}"} & set(criteria.lots))
        )
        and (not criteria.needs or not lot.needs or bool(lot.needs & set(criteria.needs)))
    )


def _matched(service: Service, criteria: SearchCriteria) -> int:
    worked_towards = {outcome for activity in service.activities for outcome in activity.outcomes}
    return len(worked_towards & set(criteria.outcomes))


def _offer(service: Service, in_lot: InLot | None, criteria: SearchCriteria) -> Offer:
    values = service.values
    chosen = None if in_lot is None else _cheapest(service, in_lot, criteria)
    weekly = unit_price = ratio = None
    if in_lot is not None and chosen is not None:
        line, _, pence = chosen
        weekly = _weekly(in_lot, line, pence, criteria)
        if weekly is not None and criteria.transport:
            weekly += _transport(in_lot, line, criteria)
        unit_price = round_to_penny(Fraction(pence, 100) * _share(line, criteria))
        ratio = None if line.ratio is None else criteria.ratio or Ratio(*line.ratio)
    budget = criteria.weekly_budget
    miles = None
    if criteria.near is not None and values["easting"] is not None:
        miles = miles_between(values["easting"], values["northing"], criteria.near.easting, criteria.near.northing)
    return Offer(
        service_id=service.key,
        service=values["name"],
        provider=service.provider,
        lot_id=in_lot.lot.key if in_lot else None,
        lot=in_lot.lot.title if in_lot else "",
        scheme=in_lot.lot.scheme if in_lot else "",
        district=_district(service),
        miles=miles,
        rate_id=chosen[1] if chosen else None,
        activity=chosen[0].activity.name if chosen and chosen[0].activity else "",
        unit=chosen[0].unit if chosen else None,
        ratio=ratio,
        unit_price=unit_price,
        weekly=weekly,
        budget_left=None if weekly is None or budget is None else budget - weekly,
        rating=Rating(values["rating"]),
        places_free=values["places_free"],
        places_said_on=values["places_said_on"],
        outcomes_matched=_matched(service, criteria),
        gate=first_closed_gate(_gate_facts(service, in_lot, criteria), criteria.start_day),
    )


def _cheapest(service: Service, in_lot: InLot, criteria: SearchCriteria) -> tuple[Line, int, int] | None:
    found = [
        (line, rate_id, pence)
        for line in in_lot.lines
        if _fits(in_lot, line, criteria)
        for rate_id, pence, period in line.rates
        if period.contains(criteria.start_day)
    ]

    def key(priced: tuple[Line, int, int]) -> tuple[object, ...]:
        line, rate_id, pence = priced
        weekly = _weekly(in_lot, line, pence, criteria)
        off = _unmet(service, line, criteria) is not None
        share = _share(line, criteria)
        derived = criteria.ratio is not None and line.ratio != (criteria.ratio.staff, criteria.ratio.people)
        return (
            off,
            weekly is None,
            derived,
            weekly or Decimal(0),
            round_to_penny(Fraction(pence, 100) * share),
            rate_id,
        )

    return min(found, key=key, default=None)


def _unmet(service: Service, line: Line | None, criteria: SearchCriteria) -> UnmetTimes | None:
    """What the service's timetable has nothing for; a line for one activity fits only where that runs."""
    held = [(activity, session) for activity in service.activities for session in activity.sessions]
    if not held or (line is not None and line.activity is not None):
        return None
    running = [WeeklySession(*session) for activity, session in held if activity.period.contains(criteria.start_day)]
    return unmet_times(criteria.week, running, None if line is None else line.unit)


def _fits(in_lot: InLot, line: Line, criteria: SearchCriteria) -> bool:
    if line.kind not in (FeeKind.CARE, FeeKind.ACCOMMODATION) or line.unit in (Unit.ONCE, Unit.MILE):
        return False
    if criteria.ratio is not None:
        asked = (criteria.ratio.staff, criteria.ratio.people)
        if line.ratio != asked and not (in_lot.lot.derives_ratio and line.ratio == ONE_TO_ONE):
            return False
    return line.activity is None or _runs(line, criteria)


def _runs(line: Line, criteria: SearchCriteria) -> bool:
    activity = line.activity
    assert activity
    if not activity.period.contains(criteria.start_day):
        return False
    return all(_meets(line, activity, weekday, criteria) for weekday in range(7) if _mask(criteria) >> weekday & 1)


def _mask(criteria: SearchCriteria) -> int:
    return 0 if criteria.week is None else criteria.week.weekday_mask


def _meets(line: Line, activity: Activity, weekday: int, criteria: SearchCriteria) -> bool:
    """A session meets the time from the day's earliest start to its latest end; one paid by the hour covers it."""
    days = [day for day in (criteria.week.days if criteria.week else ()) if day.weekday == weekday]
    sessions = [(start, end) for on_weekday, start, end in activity.sessions if on_weekday == weekday]
    starts = [day.start_minute for day in days if day.start_minute is not None]
    ends = [day.end_minute for day in days if day.end_minute is not None]
    if not starts:
        return bool(sessions)
    if line.unit is Unit.HOUR:
        return any(start <= min(starts) and end >= max(ends) for start, end in sessions)
    return any(start < max(ends) and end > min(starts) for start, end in sessions)


def _share(line: Line, criteria: SearchCriteria) -> Fraction:
    if criteria.ratio is None or line.ratio == (criteria.ratio.staff, criteria.ratio.people):
        return Fraction(1)
    return criteria.ratio.share


def _weekly(in_lot: InLot, line: Line, pence: int, criteria: SearchCriteria) -> Decimal | None:
    """By `domain.line_cost`, which the quotation and the agreement use."""
    week = criteria.week
    if line.unit is not Unit.WEEK and (week is None or not week.counts_in(line.unit)):
        return None
    fee = FeeLine(
        kind=line.kind,
        unit=line.unit,
        price=Decimal(pence).scaleb(-2),
        week=week,
        ratio=criteria.ratio,
        price_agreed_for_ratio=_share(line, criteria) == 1,
    )
    rules = AttendanceRules(longest_half_day_minutes=in_lot.lot.longest_half_day(criteria.start_day))
    return cost_line(fee, Period(criteria.start_day, criteria.start_day), rules, AttendedDays()).weekly


def _transport(in_lot: InLot, chosen: Line, criteria: SearchCriteria) -> Decimal:
    amounts = [
        _transport_weekly(line, pence, criteria.week)
        for line in in_lot.lines
        if line.kind is FeeKind.TRANSPORT and line.activity in (None, chosen.activity)
        for _, pence, period in line.rates
        if period.contains(criteria.start_day)
    ]
    return min((amount for amount in amounts if amount is not None), default=Decimal(0))


def _transport_weekly(line: Line, pence: int, week: WeekWanted | None) -> Decimal | None:
    if line.unit is Unit.WEEK:
        return Decimal(pence).scaleb(-2)
    if week is None or line.unit not in (Unit.DAY, Unit.SESSION):
        return None
    fee = FeeLine(FeeKind.TRANSPORT, line.unit, Decimal(pence).scaleb(-2), per_attended_day=Decimal(1))
    attended = AttendedDays((), week.days_per_week)
    return cost_line(fee, Period(MIDDLE_DAY, MIDDLE_DAY), AttendanceRules(), attended).weekly


def _gate_facts(service: Service, in_lot: InLot | None, criteria: SearchCriteria) -> GateFacts:
    values, lot = service.values, in_lot.lot if in_lot else None
    min_ages: list[int] = [age for age in (values["min_age"], lot.min_age if lot else None) if age is not None]
    max_ages: list[int] = [age for age in (values["max_age"], lot.max_age if lot else None) if age is not None]
    later = [
        period.first_day
        for line in (in_lot.lines if in_lot else ())
        if in_lot and _fits(in_lot, line, criteria)
        for _, _, period in line.rates
        if period.first_day > criteria.start_day
    ]
    chosen = None if in_lot is None else _cheapest(service, in_lot, criteria)
    rates_now = [
        line
        for line in (in_lot.lines if in_lot else ())
        if line.kind in (FeeKind.CARE, FeeKind.ACCOMMODATION)
        and any(period.contains(criteria.start_day) for _, _, period in line.rates)
    ]
    unmet = None
    if chosen is not None or any(line.unit in FOLLOWS_TIMETABLE for line in rates_now):
        unmet = _unmet(service, None if chosen is None else chosen[0], criteria)
    suspensions = sorted(in_lot.suspensions if in_lot else (), key=lambda period: period.first_day)
    return GateFacts(
        admissions=tuple(in_lot.admissions) if in_lot else (),
        suspensions=tuple(suspensions),
        last_call_off_day=min((day for day in lot.last_call_off_days if day), default=None) if lot else None,
        rate_in_force=chosen is not None,
        next_rate_day=min(later, default=None),
        registration_needed=bool(lot and lot.registration_needed),
        registration=values["registration"],
        insurance_last_day=values["insurance_last_day"],
        min_age=max(min_ages, default=None),
        max_age=min(max_ages, default=None),
        age=criteria.age,
        places_free=values["places_free"],
        other_rate_in_force=bool(rates_now),
        unmet=unmet,
    )
