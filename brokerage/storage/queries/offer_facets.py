"""How many offers of an answer carry each need, district, rating and lot. Only the filters matter: nothing is priced."""

from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Text, func, select, type_coerce, union_all

from brokerage.domain.offer import Facet, SearchCriteria
from brokerage.domain.service import Rating
from brokerage.storage.queries.offer_filters import filters
from brokerage.storage.queries.offer_pricing import fixed
from brokerage.storage.queries.offer_shape import OfferShape, binds_of, shape_of
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.providers import ServiceNeedRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow, NeedCategoryRow, SchemeRow

_SERVICES = ServiceRow.__table__
_ADMISSIONS = AdmissionRow.__table__
_RATING_WORDS = {rating.value: rating.value.replace("-", " ").capitalize() for rating in Rating}


def count_facets(connection: Connection, criteria: SearchCriteria) -> tuple[Facet, ...]:
    """The facets by question (district, lot, need, rating), the most frequent value first.

    Codes are those a question is asked with: a need's code, a district's ONS code, a rating's value, `scheme/number`.
    """
    rows = connection.execute(_statement(shape_of(criteria)), binds_of(criteria))
    facets = [Facet(question, code, _RATING_WORDS.get(code, title), count) for question, code, title, count in rows]
    return tuple(sorted(facets, key=lambda facet: (facet.question, -facet.count, facet.title)))


@cache
def _statement(shape: OfferShape) -> CompoundSelect[Any]:
    found = (
        select(_SERVICES.c.id, _SERVICES.c.district_code, type_coerce(_SERVICES.c.rating, Text).label("rating"))
        .add_columns(_ADMISSIONS.c.lot_id)
        .select_from(_SERVICES.outerjoin(_ADMISSIONS, _ADMISSIONS.c.service_id == _SERVICES.c.id))
        .where(*filters(shape, _SERVICES, _ADMISSIONS))
        .cte("found")
        .prefix_with("MATERIALIZED")
    )
    needs, of_service = NeedCategoryRow.__table__, ServiceNeedRow.__table__
    districts, lots, schemes = DistrictRow.__table__, LotRow.__table__, SchemeRow.__table__
    count = func.count()
    lot_code = (schemes.c.reference + fixed("/") + lots.c.number).label("code")
    return union_all(
        select(fixed("need"), needs.c.code, needs.c.title, count)
        .select_from(found.join(of_service, of_service.c.service_id == found.c.id))
        .join(needs, needs.c.id == of_service.c.need_id)
        .group_by(needs.c.code, needs.c.title),
        select(fixed("district"), districts.c.code, districts.c.name, count)
        .select_from(found.join(districts, districts.c.code == found.c.district_code))
        .group_by(districts.c.code, districts.c.name),
        select(fixed("rating"), found.c.rating, found.c.rating, count).group_by(found.c.rating),
        select(fixed("lot"), lot_code, lots.c.title, count)
        .select_from(found.join(lots, lots.c.id == found.c.lot_id))
        .join(schemes, schemes.c.id == lots.c.scheme_id)
        .group_by(lot_code, lots.c.title),
    )
