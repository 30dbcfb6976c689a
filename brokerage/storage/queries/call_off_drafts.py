"""Call-offs as the form they were filled in on, so that the form can be opened again."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, Row, Text, bindparam, select

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.errors import BadInput
from brokerage.domain.ratio import Ratio, parse_ratio
from brokerage.domain.said_back import said_back
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.week_wanted import WeekWanted, parse_week
from brokerage.storage.column_types import ByValue
from brokerage.storage.queries.call_off_lines import lines_of_edition
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.schemes import LotRow, SchemeRouteRow

_DRAFT = select(
    CallOffRow.id,
    CallOffRow.request_id,
    CallOffRow.person_id,
    CallOffRow.service_id,
    CallOffRow.lot_id,
    CallOffRow.first_day,
    CallOffRow.planned_last_day,
    CallOffRow.week,
    CallOffRow.ratio,
    CallOffRow.route,
    CallOffRow.reason,
    CallOffRow.price_locked,
    CallOffRow.contribution_asked,
    CallOffRow.collector_asked,
    CallOffRow.top_up_asked,
    CallOffRow.top_up_payer,
    CallOffRow.room,
    CallOffRow.package_id,
    CallOffRow.version,
    CallOffRow.lines_edition,
    CallOffRow.competition_id,
)
_OF_PACKAGE = _DRAFT.where(
    CallOffRow.package_id == bindparam("package_id", type_=Integer()),
    CallOffRow.state == bindparam("state", type_=ByValue(CallOffState)),
).order_by(CallOffRow.id)
_OF_REFERENCE = _DRAFT.where(CallOffRow.reference == bindparam("reference", type_=Text()))
_ROUTES = (
    select(SchemeRouteRow.route)
    .join(LotRow, LotRow.scheme_id == SchemeRouteRow.scheme_id)
    .where(LotRow.id == bindparam("lot_id", type_=Integer()))
    .order_by(SchemeRouteRow.route)
)


def drafts_of_package(reader: Reader, package_id: int) -> tuple[CallOffDraft, ...]:
    """Return the drafts of the package in the order they were begun, each with its own request id and version."""
    rows = reader.execute(_OF_PACKAGE, {"package_id": package_id, "state": CallOffState.DRAFT}).all()
    return tuple(_draft(reader, row) for row in rows)


def draft_of_reference(reader: Reader, reference: str) -> CallOffDraft:
    """Return the call-off as a form, with the version it stands at. Raises: BadInput when there is none."""
    row = reader.execute(_OF_REFERENCE, {"reference": reference}).first()
    if row is None:
        raise BadInput(f"There is no call-off {said_back(reference)}. Check the reference.")
    return _draft(reader, row)


def routes_of_lot(reader: Reader, lot_id: int) -> tuple[AwardRoute, ...]:
    """Return the award routes the lot's scheme names; none when it names none."""
    return tuple(reader.execute(_ROUTES, {"lot_id": lot_id}).scalars())


def _draft(reader: Reader, row: Row[Any]) -> CallOffDraft:
    week = parse_week(row.week) if row.week else None
    ratio = parse_ratio(row.ratio) if row.ratio else None
    lines = lines_of_edition(reader, row.id, row.lines_edition)
    return CallOffDraft(
        request_id=row.request_id,
        person_id=row.person_id,
        service_id=row.service_id,
        lot_id=row.lot_id,
        first_day=row.first_day,
        planned_last_day=row.planned_last_day,
        week=week,
        ratio=ratio,
        lines=tuple(_line(line, week, ratio) for line in lines),
        route=row.route,
        reason=row.reason,
        price_locked=row.price_locked,
        contribution_weekly=row.contribution_asked,
        collected_by=row.collector_asked,
        top_up_weekly=row.top_up_asked,
        top_up_payer=row.top_up_payer,
        room=row.room,
        package_id=row.package_id,
        version=row.version,
        competition_id=row.competition_id,
    )


def _line(row: Row[Any], week: WeekWanted | None, ratio: Ratio | None) -> LineChosen:
    own_week = parse_week(row.week) if row.week else None
    own_ratio = parse_ratio(row.ratio) if row.ratio else None
    return LineChosen(
        kind=row.kind,
        unit=row.unit,
        rate_id=row.rate_id,
        price=row.price if row.rate_id is None else None,
        description=row.description,
        week=None if own_week == week else own_week,
        per_attended_day=Decimal(row.per_attended_day) if row.per_attended_day else None,
        ratio=None if own_ratio == ratio or row.rate_id is not None else own_ratio,
    )
