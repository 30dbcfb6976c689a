"""The search: one SELECT that filters, prices the week, tries the gates, ranks, counts and takes the first of it.

`candidates` are services and their lots by the filters; `priced` chooses each one's rate; `costed` has its week in pence,
its gate and its standing; `page` is as much of it as is shown. Names and reasons are read for the page alone.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    case,
    func,
    null,
    select,
)

from brokerage.domain.offer import Offer, OfferList, OfferOrder, SearchCriteria
from brokerage.domain.ranking import RATING_ORDER, Standing
from brokerage.domain.unit import Unit
from brokerage.storage.prepared import PreparedStatement, prepare
from brokerage.storage.queries import offer_gates, offer_pricing, offer_timetable
from brokerage.storage.queries.grid import by_code_point, tenths_of_miles
from brokerage.storage.queries.offer_filters import filters, metres_squared, outcomes_matched
from brokerage.storage.queries.offer_reading import offer_list
from brokerage.storage.queries.offer_shape import OfferShape, binds_of, shape_of
from brokerage.storage.queries.search_values import fixed, whole
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.providers import ActivityRow, ProviderRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_SERVICES = ServiceRow.__table__
_PROVIDERS = ProviderRow.__table__
_ADMISSIONS = AdmissionRow.__table__
_LOTS = LotRow.__table__
_SCHEMES = SchemeRow.__table__
_LINES = RateLineRow.__table__
_RATES = RateRow.__table__
_ACTIVITIES = ActivityRow.__table__
_DISTRICTS = DistrictRow.__table__


def find_offers(connection: Connection, criteria: SearchCriteria) -> OfferList:
    """The offers that answer the question, best first, at most its limit; how many there are, and how many fit."""
    statement = _prepared(shape_of(criteria), connection.dialect.name)
    return offer_list(statement.rows(connection, binds_of(criteria)), criteria)


def find_offer(connection: Connection, service_id: int, lot_id: int | None, criteria: SearchCriteria) -> Offer | None:
    """One service in one lot as the question would list it, whether or not its filters let it through; None when unknown."""
    statement = _prepared(shape_of(criteria, one=True), connection.dialect.name)
    binds = binds_of(criteria) | {"service_id": service_id, "lot_id": lot_id or 0}
    return next(iter(offer_list(statement.rows(connection, binds), criteria).offers), None)


@lru_cache(maxsize=512)
def _prepared(shape: OfferShape, dialect_name: str) -> PreparedStatement:
    """The statement for questions of this shape. Building it takes longer than running it, so it is kept."""
    return prepare(offers_statement(shape), dialect_name)


def offers_statement(shape: OfferShape) -> Select[Any]:
    """The one SELECT for questions of this shape."""
    return _shown(shape, _page(shape, _costed(shape, _priced(shape, _candidates(shape)))))


def _candidates(shape: OfferShape) -> CTE:
    """Service × lot by the filters, with the gates that need no rate. A service that was never admitted has no lot."""
    return (
        select(
            _SERVICES.c.id.label("service_id"),
            _LOTS.c.id.label("lot_id"),
            _SERVICES.c.name,
            _LOTS.c.derives_ratio,
            (tenths_of_miles(metres_squared(_SERVICES)) if shape.near else null().cast(Integer)).label("tenths"),
            (outcomes_matched(shape, _SERVICES) if shape.outcomes else fixed(0)).label("outcomes_matched"),
            (_rating_rank() if shape.order is OfferOrder.BEST_RATED else fixed(0)).label("rating_rank"),
            offer_gates.gate_before_rate(_ADMISSIONS, _LOTS, _SCHEMES).label("gate_before"),
            offer_gates.gate_after_rate(shape, _SERVICES, _LOTS).label("gate_after"),
            offer_timetable.runs(shape, _SERVICES.c.id).label("runs"),
            offer_pricing.half_days(shape, _LOTS).label("half_days"),
        )
        .select_from(
            _SERVICES.outerjoin(_ADMISSIONS, _ADMISSIONS.c.service_id == _SERVICES.c.id)
            .outerjoin(_LOTS, _LOTS.c.id == _ADMISSIONS.c.lot_id)
            .outerjoin(_SCHEMES, _SCHEMES.c.id == _LOTS.c.scheme_id)
        )
        .where(*filters(shape, _SERVICES, _ADMISSIONS))
        .cte("candidates")
        .prefix_with("MATERIALIZED")
    )


def _priced(shape: OfferShape, candidates: CTE) -> CTE:
    rate_id = offer_pricing.cheapest_rate(shape, candidates)
    # Materialised, else the choice of the rate would be made again wherever it is named.
    return select(candidates, rate_id.label("rate_id")).cte("priced").prefix_with("MATERIALIZED")


def _costed(shape: OfferShape, priced: CTE) -> CTE:
    weekly = offer_pricing.weekly_pence(shape, _LINES, offer_pricing.pence(_RATES), priced.c.half_days)
    if shape.transport:
        extra = offer_pricing.transport_pence(priced.c.service_id, priced.c.lot_id, _LINES.c.activity_id)
        weekly = weekly + func.coalesce(extra, fixed(0))
    gate = offer_gates.first_closed(shape, priced, _LINES)
    return (
        select(
            priced,
            weekly.label("weekly"),
            offer_pricing.unit_pence(shape, _LINES, offer_pricing.pence(_RATES)).label("unit_price"),
            _LINES.c.unit,
            _LINES.c.ratio_staff,
            _LINES.c.ratio_people,
            _LINES.c.activity_id,
            gate.label("gate"),
        )
        .select_from(
            priced.outerjoin(_RATES, _RATES.c.id == priced.c.rate_id).outerjoin(
                _LINES, _LINES.c.id == _RATES.c.rate_line_id
            )
        )
        .cte("costed")
        .prefix_with("MATERIALIZED")
    )


def _page(shape: OfferShape, costed: CTE) -> CTE:
    standing = _standing(shape, costed)
    fitting = case((standing == fixed(Standing.FITS.value), fixed(1)), else_=fixed(0))
    return (
        select(
            costed,
            standing.label("standing"),
            func.count().over().label("count"),
            func.sum(fitting).over().label("count_fitting"),
        )
        .order_by(*_order(shape, costed, standing))
        .limit(whole("limit"))
        .cte("page")
        .prefix_with("MATERIALIZED")
    )


def _shown(shape: OfferShape, page: CTE) -> Select[Any]:
    joined = (
        page.join(_SERVICES, _SERVICES.c.id == page.c.service_id)
        .join(_PROVIDERS, _PROVIDERS.c.id == _SERVICES.c.provider_id)
        .outerjoin(_DISTRICTS, _DISTRICTS.c.code == _SERVICES.c.district_code)
        .outerjoin(_LOTS, _LOTS.c.id == page.c.lot_id)
        .outerjoin(_SCHEMES, _SCHEMES.c.id == _LOTS.c.scheme_id)
        .outerjoin(_ACTIVITIES, _ACTIVITIES.c.id == page.c.activity_id)
    )
    return (
        select(
            page.c.service_id,
            _SERVICES.c.name,
            _PROVIDERS.c.name,
            page.c.lot_id,
            _LOTS.c.title,
            _SCHEMES.c.title,
            _DISTRICTS.c.name,
            page.c.tenths,
            page.c.rate_id,
            _ACTIVITIES.c.name,
            page.c.unit,
            page.c.ratio_staff,
            page.c.ratio_people,
            page.c.unit_price,
            page.c.weekly,
            _SERVICES.c.rating,
            _SERVICES.c.places_free,
            _SERVICES.c.places_said_on,
            page.c.outcomes_matched,
            page.c.gate,
            offer_gates.gate_from(shape, page, _SERVICES, _LOTS),
            offer_gates.gate_until(page, _SERVICES, _LOTS, _SCHEMES),
            offer_gates.gate_sessions(shape, page),
            _SERVICES.c.registration,
            _SERVICES.c.min_age,
            _LOTS.c.min_age,
            _SERVICES.c.max_age,
            _LOTS.c.max_age,
            page.c.count,
            page.c.count_fitting,
        )
        .select_from(joined)
        .order_by(*_order(shape, page, page.c.standing))
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


def _order(shape: OfferShape, offers: FromClause, standing: ColumnElement[int]) -> list[ColumnElement[Any]]:
    """`domain.ranking.rank_offers` in SQL."""
    over_as_fitting = case((standing == fixed(Standing.OVER.value), fixed(Standing.FITS.value)), else_=standing)
    own = {
        OfferOrder.FIT: [standing],
        OfferOrder.NEAREST: [over_as_fitting, offers.c.tenths.nulls_last()],
        OfferOrder.BEST_RATED: [over_as_fitting, offers.c.rating_rank],
        OfferOrder.OUTCOMES: [over_as_fitting, offers.c.outcomes_matched.desc()],
        OfferOrder.HOURLY_PRICE: [over_as_fitting, _hourly(shape, offers).nulls_last()],
    }
    return [
        *own[shape.order],
        offers.c.weekly.nulls_last(),
        offers.c.tenths.nulls_last(),
        by_code_point(offers.c.name),
        offers.c.service_id,
        func.coalesce(offers.c.lot_id, fixed(0)),
    ]


def _hourly(shape: OfferShape, offers: FromClause) -> ColumnElement[Any]:
    if shape.hours_known:
        return offers.c.weekly
    return case((offers.c.unit == fixed(Unit.HOUR.value), offers.c.unit_price), else_=null())


def _rating_rank() -> ColumnElement[int]:
    return case(*((_SERVICES.c.rating == fixed(rating.value), fixed(rank)) for rank, rating in enumerate(RATING_ORDER)))
