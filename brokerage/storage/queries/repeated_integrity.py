"""Whether what is repeated for the search agrees with what it repeats. For `check` alone: the databases keep it themselves."""

from sqlalchemy import Connection, Text, and_, func, literal, or_, select

from brokerage.storage.tables.providers import ServiceNeedRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow

_REPEATED = ("service_id", "lot_id", "activity_id", "kind", "unit", "ratio_staff", "ratio_people")
_LINES = RateLineRow.__table__
_RATES = RateRow.__table__
_UNLIKE_THEIR_LINE = (
    select(RateRow.id)
    .join(RateLineRow, RateLineRow.id == RateRow.rate_line_id)
    .where(or_(*(_RATES.c[name].is_distinct_from(_LINES.c[name]) for name in _REPEATED)))
    .order_by(RateRow.id)
)
_NEEDS = select(func.count(ServiceNeedRow.need_id)).where(ServiceNeedRow.service_id == ServiceRow.id).scalar_subquery()
_LISTED = func.length(ServiceRow.need_list) - func.length(func.replace(ServiceRow.need_list, ";", "")) - 1
_LEFT_OUT = (
    select(ServiceNeedRow.need_id)
    .where(
        and_(
            ServiceNeedRow.service_id == ServiceRow.id,
            ServiceRow.need_list.not_like(literal("%;") + ServiceNeedRow.need_id.cast(Text) + literal(";%")),
        )
    )
    .exists()
)
_UNLIKE_THEIR_NEEDS = select(ServiceRow.id).where(or_(_LISTED != _NEEDS, _LEFT_OUT)).order_by(ServiceRow.id)


def rates_unlike_their_line(connection: Connection) -> tuple[str, ...]:
    """Rates that repeat another service, lot, activity, kind, unit or ratio than their line has."""
    return tuple(f"rate {number}" for number in connection.scalars(_UNLIKE_THEIR_LINE))


def services_unlike_their_needs(connection: Connection) -> tuple[str, ...]:
    """Services whose list of needs for the search is not that of the needs they support."""
    return tuple(f"service {number}" for number in connection.scalars(_UNLIKE_THEIR_NEEDS))
