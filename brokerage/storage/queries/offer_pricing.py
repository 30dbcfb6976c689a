"""Prices a week in SQL: which rate lines fit, what the week costs on one, which rate is the cheapest, what transport adds.

Whole pence and whole numbers only: price × units × share is one division, rounded half up once, as `domain.costing` does.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    ScalarSelect,
    Select,
    and_,
    any_,
    bindparam,
    case,
    func,
    or_,
    select,
    type_coerce,
)

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.unit import COUNTED_UNITS, Unit
from brokerage.domain.week_wanted import LONGEST_HALF_DAY_MINUTES
from brokerage.storage.queries.grid import weekdays_among
from brokerage.storage.queries.offer_shape import OfferShape
from brokerage.storage.queries.offer_timetable import are_wanted, buys_timetable, covers, is_off, overlaps
from brokerage.storage.queries.search_values import START_DAY, fixed, in_force, whole
from brokerage.storage.tables.providers import ActivityRow, ActivitySessionRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import SchemePolicyRow

_LINES = RateLineRow.__table__
_RATES = RateRow.__table__
_ACTIVITIES = ActivityRow.__table__
_SESSIONS = ActivitySessionRow.__table__
_POLICIES = SchemePolicyRow.__table__
_PER_DAY = (Unit.DAY, Unit.SESSION)


def cheapest_rate(shape: OfferShape, candidates: FromClause) -> Select[Any]:
    """The rate the service is priced at in the lot: the cheapest line that fits and has a rate on the start day.

    A line for hours at which the service runs comes before one it runs nothing for; a line whose units the week counts
    before one it does not; where a price was agreed for the very ratio asked, nothing is derived (rules.md 2). Without a
    week wanted only prices by the week can be compared with each other.
    """
    rates = _RATES.alias("rate")
    weekly = weekly_pence(shape, rates, candidates.c.half_days)
    price = unit_pence(shape, rates)
    keys = [weekly.label("weekly"), price.label("unit_price"), rates.c.id.label("rate_id")]
    if shape.derived_ratio:
        keys = [weekly.is_(None).label("uncounted"), is_derived(rates).label("derived"), *keys]
    # SQLite's ORDER BY sees no outer row, so the keys are worked out one floor below it.
    keys = [(is_off(rates, candidates.c.runs) if shape.week else fixed(0)).label("off"), *keys]
    found = (
        select(*keys, rates.c.unit, rates.c.ratio_staff, rates.c.ratio_people, rates.c.activity_id)
        .where(*_agreed_with(rates, candidates), fits(shape, rates, candidates), in_force(rates))
        .correlate(candidates)
        .subquery("found")
    )
    order = [found.c[key.name] for key in keys if shape.week or key.name != "off"]
    # Only the week's cost can be missing; SQLite sorts by two keys for each that says where its nulls belong.
    nulls_last = (key.nulls_last() if key.name == "weekly" else key for key in order)
    return select(found).order_by(*nulls_last).limit(fixed(1))


def fits(shape: OfferShape, rates: FromClause, offers: FromClause) -> ColumnElement[bool]:
    """Whether the rate can price what is asked: care or accommodation, the ratio, and an activity that runs then."""
    clauses = [_prices_a_week(rates), or_(rates.c.activity_id.is_(None), _activity_is_on(shape, rates, offers))]
    if shape.ratio:
        clauses.append(_ratio_fits(shape, rates, offers))
    return and_(*clauses)


def weekly_pence(shape: OfferShape, rates: FromClause, half_days: ColumnElement[int]) -> ColumnElement[int]:
    """Price × units × share in pence, half a penny up; null where the week does not count the rate's unit."""
    counted = {unit: whole(f"units_{unit.name.lower()}") for unit in COUNTED_UNITS} | {Unit.HALF_DAY: half_days}
    units = case(*((fixed(unit.value), number) for unit, number in counted.items()), value=rates.c.unit)
    return _shared(shape, rates, _pence(rates) * units, whole("units_over"))


def half_days(shape: OfferShape, lots: FromClause) -> ColumnElement[int]:
    """How many half days the week holds: one for each attendance, and another for what lasts longer than the scheme's longest."""
    longest = func.coalesce(_agreed_longest_half_day(lots), fixed(LONGEST_HALF_DAY_MINUTES))
    number = whole("units_half_day")
    for place in range(shape.lengths):
        number = number + case((whole(f"length_{place}") > longest, whole(f"longer_{place}")), else_=fixed(0))
    return number


def unit_pence(shape: OfferShape, rates: FromClause) -> ColumnElement[int]:
    """The price of one unit with the ratio's share taken, in pence: to be shown, never multiplied further."""
    if not shape.derived_ratio:
        return _pence(rates)
    return _shared(shape, rates, _pence(rates), fixed(1))


def is_derived(rates: FromClause) -> ColumnElement[int]:
    """1 where the rate is a one-to-one price from which the ratio asked is derived, else 0."""
    agreed = and_(rates.c.ratio_staff == whole("ratio_staff"), rates.c.ratio_people == whole("ratio_people"))
    return case((agreed, fixed(0)), else_=fixed(1))


def transport_pence(offers: FromClause, activity_id: Any) -> ScalarSelect[int]:
    """What the service's own transport adds to the week, in pence: its cheapest line × attended days, or by the week.

    Null where none is priced apart, where it is priced by the mile, and where no week says which days are attended.
    """
    lines, rates = _LINES.alias("transport_line"), _RATES.alias("transport_rate")
    times = case(
        (lines.c.unit == fixed(Unit.WEEK.value), fixed(1)),
        (lines.c.unit.in_([fixed(unit.value) for unit in _PER_DAY]), whole("days_attended")),
    )
    return (
        select(func.min(_pence(rates) * times))
        .select_from(lines.join(rates, rates.c.rate_line_id == lines.c.id))
        .where(
            *_agreed_with(lines, offers),
            lines.c.kind == fixed(FeeKind.TRANSPORT.value),
            or_(lines.c.activity_id.is_(None), lines.c.activity_id == activity_id),
            in_force(rates),
        )
        .scalar_subquery()
    )


def next_rate_day(shape: OfferShape, offers: FromClause) -> ScalarSelect[Any]:
    """The first day after the start day on which a rate that fits begins."""
    rates = _RATES.alias("later_rate")
    return (
        select(func.min(rates.c.first_day, type_=Date))
        .where(*_agreed_with(rates, offers), fits(shape, rates, offers), rates.c.first_day > START_DAY)
        .scalar_subquery()
    )


def day_of_any_rate(offers: FromClause) -> ScalarSelect[Any]:
    """The first day of some rate for support in force on the start day, whether or not it fits what is asked."""
    lines, rates = _LINES.alias("any_line"), _RATES.alias("any_rate")
    return (
        select(func.min(rates.c.first_day, type_=Date))
        .select_from(lines.join(rates, rates.c.rate_line_id == lines.c.id))
        .where(*_agreed_with(lines, offers), _is_support(lines), in_force(rates))
        .scalar_subquery()
    )


def has_rate_for_timetable(offers: FromClause) -> ColumnElement[bool]:
    """Whether a rate in force on the start day buys what is on a timetable, whether or not it fits what is asked."""
    rates = _RATES.alias("any_rate")
    return (
        select(fixed(1))
        .where(*_agreed_with(rates, offers), _prices_a_week(rates), buys_timetable(rates), in_force(rates))
        .exists()
    )


def _agreed_longest_half_day(lots: FromClause) -> ScalarSelect[int]:
    """What the scheme's policy of the start day says; null where it has none."""
    return (
        select(_POLICIES.c.longest_half_day_minutes)
        .where(_POLICIES.c.scheme_id == lots.c.scheme_id, in_force(_POLICIES))
        .order_by(_POLICIES.c.first_day.desc())
        .limit(fixed(1))
        .scalar_subquery()
    )


def _pence(rates: FromClause) -> ColumnElement[int]:
    """The price as the whole pence it is stored in."""
    return type_coerce(rates.c.price, BigInteger)


def _agreed_with(rates: FromClause, offers: FromClause) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Whether a rate, or a line, is of the offer's service in its lot."""
    return rates.c.service_id == offers.c.service_id, rates.c.lot_id == offers.c.lot_id


def _prices_a_week(rates: FromClause) -> ColumnElement[bool]:
    """Word for word the rates that the search's index holds: SQLite would not use it otherwise."""
    return and_(_is_support(rates), rates.c.unit.in_([fixed(unit.value) for unit in COUNTED_UNITS]))


def _is_support(rates: FromClause) -> ColumnElement[bool]:
    return rates.c.kind.in_((fixed(FeeKind.CARE.value), fixed(FeeKind.ACCOMMODATION.value)))


def _shared(
    shape: OfferShape, rates: FromClause, amount: ColumnElement[Any], over: ColumnElement[Any]
) -> ColumnElement[int]:
    """Amount × the ratio's share ÷ over, half up."""
    if not shape.derived_ratio:
        return (fixed(2) * amount + over) // (fixed(2) * over)
    derived = is_derived(rates) == fixed(1)
    staff = case((derived, whole("ratio_staff")), else_=fixed(1))
    people = case((derived, whole("ratio_people")), else_=fixed(1))
    return (fixed(2) * amount * staff + over * people) // (fixed(2) * over * people)


def _ratio_fits(shape: OfferShape, rates: FromClause, offers: FromClause) -> ColumnElement[bool]:
    agreed = and_(rates.c.ratio_staff == whole("ratio_staff"), rates.c.ratio_people == whole("ratio_people"))
    if not shape.derived_ratio:
        return agreed
    one_to_one = and_(rates.c.ratio_staff == fixed(1), rates.c.ratio_people == fixed(1))
    return or_(agreed, and_(one_to_one, offers.c.derives_ratio))


def _activity_is_on(shape: OfferShape, rates: FromClause, offers: FromClause) -> ColumnElement[bool]:
    """Whether the rate's activity runs then: among those read with the timetable, where they were, else looked up."""
    if "activities_met" not in offers.c:
        return _activity_runs(shape, rates)
    hourly = rates.c.unit == fixed(Unit.HOUR.value)
    return rates.c.activity_id == any_(case((hourly, offers.c.activities_lasting), else_=offers.c.activities_met))


def _activity_runs(shape: OfferShape, rates: FromClause) -> ColumnElement[bool]:
    activities = _ACTIVITIES.alias("activity")
    clauses = [activities.c.id == rates.c.activity_id, in_force(activities)]
    if shape.week:
        mask = bindparam("weekday_mask", type_=Integer)
        clauses.append(activities.c.weekday_mask.bitwise_and(mask) == mask)
    runs = select(fixed(1)).select_from(activities).where(*clauses).exists()
    return and_(runs, are_wanted(_weekdays_with_a_session(shape, rates))) if shape.timed else runs


def _weekdays_with_a_session(shape: OfferShape, rates: FromClause) -> ScalarSelect[int]:
    """The weekdays on which a session meets the times wanted; one priced by the hour must cover them."""
    sessions = _SESSIONS.alias("session")
    return (
        select(weekdays_among(sessions.c.weekday))
        .where(
            sessions.c.activity_id == rates.c.activity_id,
            overlaps(shape, sessions),
            or_(rates.c.unit != fixed(Unit.HOUR.value), covers(shape, sessions)),
        )
        .scalar_subquery()
    )
