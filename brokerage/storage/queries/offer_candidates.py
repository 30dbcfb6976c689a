"""Which services and lots a question is about, with the timetable and the gates that need no rate: first half of the search.

Two ways to one answer. SQLite has no LATERAL: there each step is a table of its own, and what it needs is looked up row by row.
PostgreSQL hands each row straight to the next step (OFFSET 0 keeps the steps apart, and nothing is written down between them), and
reads a service's sessions and admissions once for all that is asked of them.
"""

from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, Integer, Select, case, null, select, true

from brokerage.domain.offer import OfferOrder
from brokerage.domain.ranking import RATING_ORDER
from brokerage.storage.queries import offer_gates, offer_timetable
from brokerage.storage.queries.grid import tenths_of_miles
from brokerage.storage.queries.offer_filters import (
    filters_of_admissions,
    filters_of_services,
    first_of_its_lot,
    metres_squared,
    outcomes_matched,
)
from brokerage.storage.queries.offer_shape import OfferShape
from brokerage.storage.queries.search_values import fixed
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.providers import ServiceRow

_SERVICES = ServiceRow.__table__
_ADMISSIONS = AdmissionRow.__table__
_SHOWN_OF_SERVICE = (
    "name", "provider_id", "district_code", "rating", "places_free", "places_said_on", "registration", "insurance_last_day",
)  # fmt: skip
_AGES = ("min_age", "max_age")


def candidates_step_by_step(shape: OfferShape, lots: CTE) -> CTE:
    """Service × lot by the filters, for SQLite. A service that was never admitted has no lot."""
    runs = offer_timetable.runs(shape, _SERVICES.c.id).label("runs")
    near = _services(shape).add_columns(runs).cte("near").prefix_with("MATERIALIZED")
    return (
        _candidates(shape, near, lots)
        .add_columns(_ADMISSIONS.c.lot_id, offer_gates.gate_before_rate(_ADMISSIONS, lots).label("gate_before"))
        .select_from(
            near.outerjoin(_ADMISSIONS, _ADMISSIONS.c.service_id == near.c.service_id).outerjoin(
                lots, lots.c.lot_id == _ADMISSIONS.c.lot_id
            )
        )
        .where(*filters_of_admissions(shape, _ADMISSIONS, lots), first_of_its_lot(_ADMISSIONS))
        .cte("candidates")
        .prefix_with("MATERIALIZED")
    )


def candidates_in_one_go(shape: OfferShape, lots: CTE) -> FromClause:
    """The same for PostgreSQL, with the activities that run at the times wanted and the days around the admissions beside it."""
    near = _services(shape).offset(fixed(0)).subquery("near")
    timetable = offer_timetable.held_by(shape, near).lateral("timetable")
    admitted = offer_gates.admissions_to(near.c.service_id).lateral("admitted")
    return (
        _candidates(shape, near, lots)
        .add_columns(timetable, admitted, offer_gates.gate_before_rate_of(admitted, lots).label("gate_before"))
        .select_from(
            near.outerjoin(timetable, true())
            .outerjoin(admitted, true())
            .outerjoin(lots, lots.c.lot_id == admitted.c.lot_id)
        )
        .where(*filters_of_admissions(shape, admitted, lots))
        .offset(fixed(0))
        .subquery("candidates")
    )


def _services(shape: OfferShape) -> Select[Any]:
    """Services by the filters that need nothing but the service, with what the answer needs of them: the cheap questions first.

    Only what this question needs: each step writes every column down again, row by row.
    """
    columns = [_SERVICES.c[name] for name in (*_SHOWN_OF_SERVICE, *(_AGES if shape.age else ()))]
    columns.append((tenths_of_miles(metres_squared(_SERVICES)) if shape.near else null().cast(Integer)).label("tenths"))
    if shape.outcomes:
        columns.append(outcomes_matched(shape, _SERVICES).label("outcomes_matched"))
    if shape.order is OfferOrder.BEST_RATED:
        columns.append(_rating_rank().label("rating_rank"))
    return select(_SERVICES.c.id.label("service_id"), *columns).where(*filters_of_services(shape, _SERVICES))


def _candidates(shape: OfferShape, near: FromClause, lots: CTE) -> Select[Any]:
    gate_after = offer_gates.gate_after_rate(shape, near, lots).label("gate_after")
    derives_ratio = (lots.c.derives_ratio,) if shape.derived_ratio else ()
    return select(near, *derives_ratio, lots.c.half_days, gate_after)


def _rating_rank() -> ColumnElement[int]:
    return case(*((_SERVICES.c.rating == fixed(rating.value), fixed(rank)) for rank, rating in enumerate(RATING_ORDER)))
