"""The search: one SELECT that filters, prices the week, tries the gates, ranks, counts and takes the first of it.

`candidates` are services by the filters and their lots (`offer_candidates`), each `lot` with its scheme's terms; `costed` has
each one's rate, its week in pence and its gate, `ranked` its standing; `page` is as much of it as is shown. Names and reasons
are read for the page alone.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    case,
    func,
    null,
    select,
    true,
)

from brokerage.domain.offer import Offer, OfferList, OfferOrder, SearchCriteria
from brokerage.domain.ranking import Standing
from brokerage.domain.unit import Unit
from brokerage.storage.engine import Database
from brokerage.storage.prepared import PreparedStatement, prepare
from brokerage.storage.queries import offer_gates, offer_pricing, offer_timetable
from brokerage.storage.queries.grid import by_code_point
from brokerage.storage.queries.offer_candidates import candidates_in_one_go, candidates_step_by_step
from brokerage.storage.queries.offer_filters import lots_asked_for
from brokerage.storage.queries.offer_gate_facts import facts_of_gate
from brokerage.storage.queries.offer_reading import offer_list
from brokerage.storage.queries.offer_shape import OfferShape, binds_of, shape_of
from brokerage.storage.queries.search_values import fixed, whole
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.providers import ActivityRow, ProviderRow, ServiceRow
from brokerage.storage.tables.rates import RateRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_SERVICES = ServiceRow.__table__
_PROVIDERS = ProviderRow.__table__
_ADMISSIONS = AdmissionRow.__table__
_LOTS = LotRow.__table__
_SCHEMES = SchemeRow.__table__
_RATES = RateRow.__table__
_ACTIVITIES = ActivityRow.__table__
_DISTRICTS = DistrictRow.__table__
_USED_UP = {"rate_id", "runs", "half_days", "gate_before", "gate_after", "is_admitted", "is_suspended"}
"""What a candidate is priced and judged by, and nobody reads after that."""


def find_offers(database: Database, criteria: SearchCriteria) -> OfferList:
    """The offers that answer the question, best first, at most its limit; how many there are, and how many fit.

    Raises Unavailable.
    """
    statement = _prepared(shape_of(criteria), database.read_engine.dialect.name)
    return offer_list(statement.rows(database, binds_of(criteria)), criteria)


def find_offer(database: Database, service_id: int, lot_id: int | None, criteria: SearchCriteria) -> Offer | None:
    """One service in one lot as the question would list it, whether or not its filters let it through; None when unknown.

    Raises Unavailable.
    """
    statement = _prepared(shape_of(criteria, one=True), database.read_engine.dialect.name)
    binds = binds_of(criteria) | {"service_id": service_id, "lot_id": lot_id or 0}
    return next(iter(offer_list(statement.rows(database, binds), criteria).offers), None)


@lru_cache(maxsize=512)
def _prepared(shape: OfferShape, dialect_name: str) -> PreparedStatement:
    """The statement for questions of this shape. Building it takes longer than running it, so it is kept."""
    return prepare(offers_statement(shape, dialect_name), dialect_name)


def offers_statement(shape: OfferShape, dialect_name: str) -> Select[Any]:
    """The one SELECT for questions of this shape."""
    lots = _lots(shape)
    if dialect_name == "postgresql":
        costed = _costed(shape, _priced_beside(shape, candidates_in_one_go(shape, lots)))
        ranked = _ranked(shape, costed.offset(fixed(0)).subquery("costed")).offset(fixed(0)).subquery("ranked")
        return _shown(shape, _page(shape, ranked).subquery("page"), lots)
    # SQLite has no LATERAL: it finds the rate by its id again.
    costed = _costed(shape, _priced_again(shape, candidates_step_by_step(shape, lots)))
    ranked = _ranked(shape, costed.cte("costed").prefix_with("MATERIALIZED")).subquery("ranked")
    return _shown(shape, _page(shape, ranked).cte("page").prefix_with("MATERIALIZED"), lots)


def _lots(shape: OfferShape) -> CTE:
    """Every lot asked for with what its scheme says for it: few rows, worked out once and not again for every candidate."""
    return (
        select(
            _LOTS.c.id.label("lot_id"),
            _LOTS.c.title,
            _SCHEMES.c.title.label("scheme"),
            _LOTS.c.derives_ratio,
            _LOTS.c.registration_needed,
            _LOTS.c.min_age,
            _LOTS.c.max_age,
            offer_gates.last_call_off_day(_LOTS, _SCHEMES).label("last_call_off_day"),
            offer_pricing.half_days(shape, _LOTS).label("half_days"),
        )
        .select_from(_LOTS.join(_SCHEMES, _SCHEMES.c.id == _LOTS.c.scheme_id))
        .where(*lots_asked_for(shape, _LOTS.c.id))
        .cte("lot")
        .prefix_with("MATERIALIZED")
    )


@dataclass(frozen=True, slots=True)
class _Priced:
    """Candidates joined to the rate each is priced at, and what is known of that rate; null where there is none."""

    joined: FromClause
    candidates: FromClause
    rate_id: ColumnElement[Any]
    weekly: ColumnElement[Any]
    unit_price: ColumnElement[Any]
    off: ColumnElement[Any]
    rate: FromClause


def _priced_beside(shape: OfferShape, candidates: FromClause) -> _Priced:
    best = offer_pricing.cheapest_rate(shape, candidates).lateral("best")
    joined = candidates.outerjoin(best, true())
    return _Priced(joined, candidates, best.c.rate_id, best.c.weekly, best.c.unit_price, best.c.off, best)


def _priced_again(shape: OfferShape, candidates: CTE) -> _Priced:
    best = offer_pricing.cheapest_rate(shape, candidates)
    rate_id = best.with_only_columns(best.selected_columns.rate_id).scalar_subquery()
    # Materialised, else the choice of the rate would be made again wherever it is named.
    priced = select(candidates, rate_id.label("rate_id")).cte("priced").prefix_with("MATERIALIZED")
    return _Priced(
        priced.outerjoin(_RATES, _RATES.c.id == priced.c.rate_id),
        priced,
        priced.c.rate_id,
        offer_pricing.weekly_pence(shape, _RATES, priced.c.half_days),
        offer_pricing.unit_pence(shape, _RATES),
        offer_timetable.is_off(_RATES, priced.c.runs),
        _RATES,
    )


def _costed(shape: OfferShape, priced: _Priced) -> Select[Any]:
    offers, rate, weekly = priced.candidates, priced.rate, priced.weekly
    if shape.transport:
        extra = offer_pricing.transport_pence(offers, rate.c.activity_id)
        weekly = weekly + func.coalesce(extra, fixed(0))
    return select(
        *(column for column in offers.c if column.name not in _USED_UP),
        priced.rate_id.label("rate_id"),
        weekly.label("weekly"),
        priced.unit_price.label("unit_price"),
        rate.c.unit,
        rate.c.ratio_staff,
        rate.c.ratio_people,
        rate.c.activity_id,
        offer_gates.first_closed(shape, offers, priced.rate_id, priced.off).label("gate"),
    ).select_from(priced.joined)


def _ranked(shape: OfferShape, costed: FromClause) -> Select[Any]:
    """What the order goes by, named, so that PostgreSQL sees that what is read beside a sorted page leaves it sorted."""
    return select(
        *(column for column in costed.c if column.name != "name"),
        by_code_point(costed.c.name).label("name"),
        _standing(shape, costed).label("standing"),
    )


def _page(shape: OfferShape, ranked: FromClause) -> Select[Any]:
    fitting = case((ranked.c.standing == fixed(Standing.FITS.value), fixed(1)), else_=fixed(0))
    return (
        select(ranked, func.count().over().label("count"), func.sum(fitting).over().label("count_fitting"))
        .order_by(*_order(shape, ranked))
        .limit(whole("limit"))
    )


def _shown(shape: OfferShape, page: FromClause, lots: CTE) -> Select[Any]:
    joined = (
        page.join(_PROVIDERS, _PROVIDERS.c.id == page.c.provider_id)
        .outerjoin(_DISTRICTS, _DISTRICTS.c.code == page.c.district_code)
        .outerjoin(lots, lots.c.lot_id == page.c.lot_id)
        .outerjoin(_ACTIVITIES, _ACTIVITIES.c.id == page.c.activity_id)
    )
    return (
        select(
            page.c.service_id,
            page.c.name,
            _PROVIDERS.c.name,
            page.c.lot_id,
            lots.c.title,
            lots.c.scheme,
            _DISTRICTS.c.name,
            page.c.tenths,
            page.c.rate_id,
            _ACTIVITIES.c.name,
            page.c.unit,
            page.c.ratio_staff,
            page.c.ratio_people,
            page.c.unit_price,
            page.c.weekly,
            page.c.rating,
            page.c.places_free,
            page.c.places_said_on,
            page.c.outcomes_matched if shape.outcomes else null(),
            page.c.gate,
            *facts_of_gate(shape, page, lots),
            page.c.count,
            page.c.count_fitting,
        )
        .select_from(joined)
        .order_by(*_order(shape, page))
    )


def _standing(shape: OfferShape, costed: FromClause) -> ColumnElement[int]:
    """`domain.ranking.standing_of` in SQL."""
    conditions = [
        (costed.c.lot_id.is_(None) | costed.c.rate_id.is_(None), Standing.LAST),
        (costed.c.gate != fixed(0), Standing.STOPPED),
    ]
    if shape.budget:
        conditions.append((costed.c.weekly.is_(None) | (costed.c.weekly > whole("budget")), Standing.OVER))
    return case(*((clause, fixed(standing.value)) for clause, standing in conditions), else_=fixed(Standing.FITS.value))


def _order(shape: OfferShape, offers: FromClause) -> list[ColumnElement[Any]]:
    """`domain.ranking.rank_offers` in SQL."""
    return [
        *_order_asked_for(shape, offers),
        offers.c.weekly.nulls_last(),
        offers.c.tenths.nulls_last(),
        offers.c.name,
        offers.c.service_id,
        offers.c.lot_id.nulls_first(),
    ]


def _order_asked_for(shape: OfferShape, offers: FromClause) -> list[ColumnElement[Any]]:
    standing = offers.c.standing
    if shape.order is OfferOrder.FIT:
        return [standing]
    over_as_fitting = case((standing == fixed(Standing.OVER.value), fixed(Standing.FITS.value)), else_=standing)
    if shape.order is OfferOrder.NEAREST:
        return [over_as_fitting, offers.c.tenths.nulls_last()]
    if shape.order is OfferOrder.BEST_RATED:
        return [over_as_fitting, offers.c.rating_rank]
    if shape.order is OfferOrder.HOURLY_PRICE:
        return [over_as_fitting, _hourly(shape, offers).nulls_last()]
    return [over_as_fitting, *([offers.c.outcomes_matched.desc()] if shape.outcomes else [])]


def _hourly(shape: OfferShape, offers: FromClause) -> ColumnElement[Any]:
    if shape.hours_known:
        return offers.c.weekly
    return case((offers.c.unit == fixed(Unit.HOUR.value), offers.c.unit_price), else_=null())
