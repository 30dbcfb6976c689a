"""The purchasing systems with their lots and policies, as Settings shows them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Date, bindparam, func, or_, select

from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.scheme_summary import LotSummary, PolicySummary, SchemeSummary
from brokerage.storage.queries.scheme_policy import POLICY_COLUMNS
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.schemes import LotRow, SchemePolicyRow, SchemeRouteRow, SchemeRow

ItemT = TypeVar("ItemT")

_SCHEMES = select(
    SchemeRow.id,
    SchemeRow.reference,
    SchemeRow.title,
    SchemeRow.kind,
    SchemeRow.law,
    SchemeRow.description,
    SchemeRow.first_day,
    SchemeRow.last_day,
    SchemeRow.last_call_off_day,
    SchemeRow.estimated_value,
).order_by(SchemeRow.reference)
_DAY = bindparam("day", type_=Date())
_ADMITTED = (
    select(func.count(AdmissionRow.id))
    .where(
        AdmissionRow.lot_id == LotRow.id,
        AdmissionRow.first_day <= _DAY,
        or_(AdmissionRow.last_day.is_(None), AdmissionRow.last_day >= _DAY),
    )
    .scalar_subquery()
)
_LOTS = select(
    LotRow.scheme_id,
    LotRow.number,
    LotRow.title,
    LotRow.min_age,
    LotRow.max_age,
    LotRow.registration_needed,
    LotRow.derives_ratio,
    LotRow.last_call_off_day,
    _ADMITTED,
).order_by(LotRow.number)
_POLICIES = select(
    SchemePolicyRow.scheme_id, SchemePolicyRow.first_day, SchemePolicyRow.last_day, *POLICY_COLUMNS
).order_by(SchemePolicyRow.first_day)
_ROUTES = select(SchemeRouteRow.scheme_id, SchemeRouteRow.route)


def schemes(connection: Connection, day: date) -> tuple[SchemeSummary, ...]:
    """Every scheme by reference, its lots by number with the services admitted on that day, its policies by first day."""
    lots = _by_scheme((row[0], LotSummary(*row[1:])) for row in connection.execute(_LOTS, {"day": day}))
    policies = _by_scheme(
        (row[0], PolicySummary(row[1], row[2], PolicyFacts(*row[3:]))) for row in connection.execute(_POLICIES)
    )
    routes: dict[int, tuple[AwardRoute, ...]] = _by_scheme((row[0], row[1]) for row in connection.execute(_ROUTES))
    return tuple(
        SchemeSummary(
            reference=row.reference,
            title=row.title,
            kind=row.kind,
            law=row.law,
            description=row.description,
            first_day=row.first_day,
            last_day=row.last_day,
            last_call_off_day=row.last_call_off_day,
            estimated_value=row.estimated_value,
            routes=_in_usual_order(routes.get(row.id, ())),
            lots=lots.get(row.id, ()),
            policies=policies.get(row.id, ()),
        )
        for row in connection.execute(_SCHEMES)
    )


def _in_usual_order(routes: tuple[AwardRoute, ...]) -> tuple[AwardRoute, ...]:
    return tuple(route for route in AwardRoute if route in routes)


def _by_scheme(pairs: Iterable[tuple[int, ItemT]]) -> dict[int, tuple[ItemT, ...]]:
    gathered: dict[int, list[ItemT]] = defaultdict(list)
    for scheme_id, item in pairs:
        gathered[scheme_id].append(item)
    return {scheme_id: tuple(items) for scheme_id, items in gathered.items()}
