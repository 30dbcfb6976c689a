"""How many offers of an answer carry each need, outcome, district, rating, lot and scheme. Only filters matter, no price."""

from functools import cache
from typing import Any

from sqlalchemy import CTE, CompoundSelect, Connection, Select, Text, func, select, type_coerce, union_all

from brokerage.domain.offer import Facet, SearchCriteria
from brokerage.domain.service import Rating
from brokerage.storage.queries.offer_filters import filters
from brokerage.storage.queries.offer_shape import OfferShape, binds_of, shape_of
from brokerage.storage.queries.search_values import fixed
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.providers import ActivityOutcomeRow, ActivityRow, ServiceNeedRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow, NeedCategoryRow, OutcomeRow, SchemeRow

_SERVICES = ServiceRow.__table__
_ADMISSIONS = AdmissionRow.__table__
_NEEDS = NeedCategoryRow.__table__
_SERVICE_NEEDS = ServiceNeedRow.__table__
_OUTCOMES = OutcomeRow.__table__
_ACTIVITIES = ActivityRow.__table__
_ACTIVITY_OUTCOMES = ActivityOutcomeRow.__table__
_DISTRICTS = DistrictRow.__table__
_LOTS = LotRow.__table__
_SCHEMES = SchemeRow.__table__
_RATING_WORDS = {rating.value: rating.value.replace("-", " ").capitalize() for rating in Rating}


def count_facets(connection: Connection, criteria: SearchCriteria) -> tuple[Facet, ...]:
    """The facets by question (district, lot, need, outcome, rating, scheme), the most frequent value first.

    Of schemes and lots only one can be asked for: each is counted as if it were that one, whichever is asked now.
    Codes are those a question is asked with: a need's or outcome's code, a district's ONS code, a rating's value,
    `scheme/number`, a scheme's reference.
    """
    rows = connection.execute(_statement(shape_of(criteria)), binds_of(criteria))
    facets = [Facet(question, code, _RATING_WORDS.get(code, title), count) for question, code, title, count in rows]
    return tuple(sorted(facets, key=lambda facet: (facet.question, -facet.count, facet.title)))


@cache
def _statement(shape: OfferShape) -> CompoundSelect[Any]:
    found = _found(shape, "found")
    free = shape._replace(scheme=False, lots=0)
    in_any_lot = found if free == shape else _found(free, "in_any_lot")
    return union_all(
        *(_needs(found), _outcomes(found), _districts(found)),
        select(fixed("rating"), found.c.rating, found.c.rating, func.count()).group_by(found.c.rating),
        *(_lots(in_any_lot), _schemes(in_any_lot)),
    )


def _found(shape: OfferShape, name: str) -> CTE:
    return (
        select(_SERVICES.c.id, _SERVICES.c.district_code, type_coerce(_SERVICES.c.rating, Text).label("rating"))
        .add_columns(_ADMISSIONS.c.lot_id)
        .select_from(_SERVICES.outerjoin(_ADMISSIONS, _ADMISSIONS.c.service_id == _SERVICES.c.id))
        .where(*filters(shape, _SERVICES, _ADMISSIONS))
        .cte(name)
        .prefix_with("MATERIALIZED")
    )


def _needs(found: CTE) -> Select[Any]:
    return (
        select(fixed("need"), _NEEDS.c.code, _NEEDS.c.title, func.count())
        .select_from(found.join(_SERVICE_NEEDS, _SERVICE_NEEDS.c.service_id == found.c.id))
        .join(_NEEDS, _NEEDS.c.id == _SERVICE_NEEDS.c.need_id)
        .group_by(_NEEDS.c.code, _NEEDS.c.title)
    )


def _outcomes(found: CTE) -> Select[Any]:
    """An offer counts once for an outcome, however many of its activities work towards it."""
    worked_towards = (
        select(found.c.id, found.c.lot_id, _ACTIVITY_OUTCOMES.c.outcome_id)
        .select_from(found.join(_ACTIVITIES, _ACTIVITIES.c.service_id == found.c.id))
        .join(_ACTIVITY_OUTCOMES, _ACTIVITY_OUTCOMES.c.activity_id == _ACTIVITIES.c.id)
        .distinct()
        .subquery()
    )
    return (
        select(fixed("outcome"), _OUTCOMES.c.code, _OUTCOMES.c.title, func.count())
        .select_from(worked_towards.join(_OUTCOMES, _OUTCOMES.c.id == worked_towards.c.outcome_id))
        .group_by(_OUTCOMES.c.code, _OUTCOMES.c.title)
    )


def _districts(found: CTE) -> Select[Any]:
    return (
        select(fixed("district"), _DISTRICTS.c.code, _DISTRICTS.c.name, func.count())
        .select_from(found.join(_DISTRICTS, _DISTRICTS.c.code == found.c.district_code))
        .group_by(_DISTRICTS.c.code, _DISTRICTS.c.name)
    )


def _lots(found: CTE) -> Select[Any]:
    code = (_SCHEMES.c.reference + fixed("/") + _LOTS.c.number).label("code")
    return (
        select(fixed("lot"), code, _LOTS.c.title, func.count())
        .select_from(found.join(_LOTS, _LOTS.c.id == found.c.lot_id))
        .join(_SCHEMES, _SCHEMES.c.id == _LOTS.c.scheme_id)
        .group_by(code, _LOTS.c.title)
    )


def _schemes(found: CTE) -> Select[Any]:
    return (
        select(fixed("scheme"), _SCHEMES.c.reference, _SCHEMES.c.title, func.count())
        .select_from(found.join(_LOTS, _LOTS.c.id == found.c.lot_id))
        .join(_SCHEMES, _SCHEMES.c.id == _LOTS.c.scheme_id)
        .group_by(_SCHEMES.c.reference, _SCHEMES.c.title)
    )
