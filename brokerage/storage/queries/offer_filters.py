"""Which services and lots a question asks about: every filter as one clause. Gates are no filters: they never hide."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    ScalarSelect,
    Select,
    Text,
    and_,
    bindparam,
    func,
    or_,
    select,
    true,
)

from brokerage.storage.queries.grid import in_rows_of_the_grid
from brokerage.storage.queries.like import ESCAPE
from brokerage.storage.queries.offer_shape import OfferShape
from brokerage.storage.queries.search_values import fixed, whole
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.providers import ActivityOutcomeRow, ActivityRow, ServiceLanguageRow
from brokerage.storage.tables.schemes import LotNeedRow, LotRow, NeedCategoryRow, OutcomeRow, SchemeRow

_NEEDS = NeedCategoryRow.__table__
_LOT_NEEDS = LotNeedRow.__table__
_LANGUAGES = ServiceLanguageRow.__table__
_OUTCOMES = OutcomeRow.__table__
_ACTIVITIES = ActivityRow.__table__
_ACTIVITY_OUTCOMES = ActivityOutcomeRow.__table__
_DISTRICTS = DistrictRow.__table__
_LOTS = LotRow.__table__
_SCHEMES = SchemeRow.__table__


def filters(shape: OfferShape, services: FromClause, admissions: FromClause) -> list[ColumnElement[bool]]:
    """The clauses a service and its admission must satisfy to be in the answer; a service never admitted has no lot."""
    asked_for = _or_never_admitted(shape, admissions, and_(true(), *lots_asked_for(shape, admissions.c.lot_id)))
    return [*filters_of_services(shape, services), asked_for, first_of_its_lot(admissions)]


def filters_of_services(shape: OfferShape, services: FromClause) -> list[ColumnElement[bool]]:
    """The clauses that need nothing but the service."""
    if shape.one:
        return [services.c.id == whole("service_id")]
    return [
        *_words(shape, services),
        *_facts(shape, services),
        *_place(shape, services),
        *_needs_of_service(shape, services),
    ]


def filters_of_admissions(shape: OfferShape, admissions: FromClause, lots: FromClause) -> list[ColumnElement[bool]]:
    """The clauses an admission must satisfy, with the lots asked for beside it; a service never admitted has neither."""
    if shape.one:
        return [func.coalesce(admissions.c.lot_id, fixed(0)) == whole("lot_id")]
    return [_or_never_admitted(shape, admissions, lots.c.lot_id.is_not(None))]


def lots_asked_for(shape: OfferShape, lot_id: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """The clauses a lot must satisfy to be in the answer; whichever is looked up by itself is."""
    return [] if shape.one else [*_needs_of_lot(shape, lot_id), *_lots(shape, lot_id)]


def _or_never_admitted(
    shape: OfferShape, admissions: FromClause, asked_for: ColumnElement[bool]
) -> ColumnElement[bool]:
    """The lot is asked for; or there is none, as for a service never admitted, where no lot or scheme was named."""
    return asked_for if shape.lots or shape.scheme else or_(admissions.c.lot_id.is_(None), asked_for)


def metres_squared(services: FromClause) -> ColumnElement[int]:
    """The square of the distance from the point asked about; null where the service has no place."""
    east = services.c.easting - whole("easting")
    north = services.c.northing - whole("northing")
    return east * east + north * north


def outcomes_matched(shape: OfferShape, services: FromClause) -> ScalarSelect[int]:
    """How many of the outcomes asked for the service's activities work towards."""
    return (
        select(func.count(_ACTIVITY_OUTCOMES.c.outcome_id.distinct()))
        .select_from(_ACTIVITIES.join(_ACTIVITY_OUTCOMES, _ACTIVITY_OUTCOMES.c.activity_id == _ACTIVITIES.c.id))
        .where(_ACTIVITIES.c.service_id == services.c.id, _ACTIVITY_OUTCOMES.c.outcome_id.in_(_outcome_ids(shape)))
        .scalar_subquery()
    )


def _words(shape: OfferShape, services: FromClause) -> list[ColumnElement[bool]]:
    return [services.c.search_text.like(word, escape=ESCAPE) for word in _listed("words", shape.words)]


def _facts(shape: OfferShape, services: FromClause) -> list[ColumnElement[bool]]:
    mask = bindparam("weekday_mask", type_=Integer)
    asked: tuple[tuple[object, ColumnElement[bool]], ...] = (
        (shape.week, services.c.weekday_mask.bitwise_and(mask) == mask),
        (shape.districts, services.c.district_code.in_(_district_codes(shape))),
        (shape.ratings, services.c.rating.cast(Text).in_(_listed("ratings", shape.ratings))),
        (shape.transport, services.c.has_transport),
        (shape.wheelchair, services.c.wheelchair_access),
        (shape.place_free, services.c.places_free > fixed(0)),
        (shape.language, _speaks(services)),
        (shape.outcomes_only, outcomes_matched(shape, services) > fixed(0)),
    )
    return [clause for is_asked, clause in asked if is_asked]


def _place(shape: OfferShape, services: FromClause) -> list[ColumnElement[bool]]:
    """A box that the index of the grid answers, then the exact circle."""
    if not shape.within:
        return []
    south, north = bindparam("south", type_=Integer), bindparam("north", type_=Integer)
    return [
        in_rows_of_the_grid(services.c.northing, south, north),
        services.c.northing.between(south, north),
        services.c.easting.between(bindparam("west", type_=Integer), bindparam("east", type_=Integer)),
        metres_squared(services) <= whole("reach_squared"),
    ]


def _needs_of_service(shape: OfferShape, services: FromClause) -> list[ColumnElement[bool]]:
    """The service supports one of the needs, as its list of them says."""
    if not shape.needs:
        return []
    return [or_(*(services.c.need_list.like(_listed_need(code)) for code in _listed("needs", shape.needs)))]


def _listed_need(code: ColumnElement[str]) -> ScalarSelect[str]:
    """What a `need_list` with this need is like; null where there is no such need. Looked up once for a question."""
    listed = fixed("%;") + _NEEDS.c.id.cast(Text) + fixed(";%")
    return select(listed).where(_NEEDS.c.code == code).scalar_subquery()


def _needs_of_lot(shape: OfferShape, lot_id: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """The lot is for one of the needs or for anybody."""
    if not shape.needs:
        return []
    for_them = lot_id.in_(select(_LOT_NEEDS.c.lot_id).where(_LOT_NEEDS.c.need_id.in_(_need_ids(shape))))
    return [or_(for_them, lot_id.not_in(select(_LOT_NEEDS.c.lot_id)))]


def _lots(shape: OfferShape, lot_id: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """The lot is one asked for: by number, by title or as `scheme/number`; the scheme by reference or title."""
    if not shape.lots and not shape.scheme:
        return []
    found = select(_LOTS.c.id).join(_SCHEMES, _SCHEMES.c.id == _LOTS.c.scheme_id)
    if shape.scheme:
        scheme = bindparam("scheme", type_=Text)
        found = found.where(or_(func.lower(_SCHEMES.c.reference) == scheme, func.lower(_SCHEMES.c.title) == scheme))
    if shape.lots:
        code = func.lower(_SCHEMES.c.reference + fixed("/") + _LOTS.c.number)
        names = (func.lower(_LOTS.c.number), func.lower(_LOTS.c.title), code)
        found = found.where(or_(*(name.in_(_listed("lots", shape.lots)) for name in names)))
    return [lot_id.in_(found.correlate(None))]


def first_of_its_lot(admissions: FromClause) -> ColumnElement[bool]:
    """A service admitted to a lot more than once is one row: that of its first admission."""
    earlier = AdmissionRow.__table__.alias("earlier_admission")
    return ~(
        select(fixed(1))
        .select_from(earlier)
        .where(
            earlier.c.service_id == admissions.c.service_id,
            earlier.c.lot_id == admissions.c.lot_id,
            earlier.c.first_day < admissions.c.first_day,
        )
        .exists()
    )


def _speaks(services: FromClause) -> ColumnElement[bool]:
    return (
        select(fixed(1))
        .select_from(_LANGUAGES)
        .where(
            _LANGUAGES.c.service_id == services.c.id,
            func.lower(_LANGUAGES.c.language) == bindparam("language", type_=Text),
        )
        .exists()
    )


def _need_ids(shape: OfferShape) -> Select[tuple[int]]:
    return select(_NEEDS.c.id).where(_NEEDS.c.code.in_(_listed("needs", shape.needs)))


def _outcome_ids(shape: OfferShape) -> Select[tuple[int]]:
    return select(_OUTCOMES.c.id).where(_OUTCOMES.c.code.in_(_listed("outcomes", shape.outcomes)))


def _district_codes(shape: OfferShape) -> Select[tuple[str]]:
    names = (func.lower(_DISTRICTS.c.code), func.lower(_DISTRICTS.c.name))
    return select(_DISTRICTS.c.code).where(or_(*(name.in_(_listed("districts", shape.districts)) for name in names)))


def _listed(name: str, room: int) -> list[ColumnElement[str]]:
    return [bindparam(f"{name}_{place}", type_=Text) for place in range(room)]
