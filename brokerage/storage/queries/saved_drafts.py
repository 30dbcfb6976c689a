"""A call-off as the form it was filled in on, to be gone on with."""

from decimal import Decimal

from sqlalchemy import Integer, Text, bindparam, select

from brokerage.domain.call_off_draft import CallOffDraft, LineChosen
from brokerage.domain.errors import RuleBroken
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.week_wanted import parse_week
from brokerage.storage.queries.for_call_off import Reader
from brokerage.storage.tables.call_offs import CallOffLineRow, CallOffRow

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
    CallOffRow.top_up_payer,
    CallOffRow.room,
    CallOffRow.package_id,
    CallOffRow.version,
    CallOffRow.lines_edition,
).where(CallOffRow.reference == bindparam("reference", type_=Text()))
_LINES = (
    select(
        CallOffLineRow.kind,
        CallOffLineRow.unit,
        CallOffLineRow.rate_id,
        CallOffLineRow.price,
        CallOffLineRow.description,
        CallOffLineRow.week,
        CallOffLineRow.per_attended_day,
        CallOffLineRow.ratio,
    )
    .where(
        CallOffLineRow.call_off_id == bindparam("call_off_id", type_=Integer()),
        CallOffLineRow.edition == bindparam("edition", type_=Integer()),
    )
    .order_by(CallOffLineRow.position)
)


def saved_draft(reader: Reader, reference: str) -> CallOffDraft:
    """Return the call-off as a form, with the version it stands at. Raises: RuleBroken when there is none.

    A contribution is not part of it: it is worked out again from the person's record.
    """
    row = reader.execute(_DRAFT, {"reference": reference}).first()
    if row is None:
        raise RuleBroken(f"There is no call-off {reference}. Check the reference.")
    lines = reader.execute(_LINES, {"call_off_id": row.id, "edition": row.lines_edition}).all()
    return CallOffDraft(
        request_id=row.request_id,
        person_id=row.person_id,
        service_id=row.service_id,
        lot_id=row.lot_id,
        first_day=row.first_day,
        planned_last_day=row.planned_last_day,
        week=parse_week(row.week) if row.week else None,
        ratio=parse_ratio(row.ratio) if row.ratio else None,
        lines=tuple(
            LineChosen(
                kind,
                unit,
                rate_id,
                price if rate_id is None else None,
                description,
                None if week in ("", row.week) else parse_week(week),
                Decimal(per_day) if per_day else None,
                parse_ratio(ratio) if ratio else None,
            )
            for kind, unit, rate_id, price, description, week, per_day, ratio in lines
        ),
        route=row.route,
        reason=row.reason,
        price_locked=row.price_locked,
        top_up_payer=row.top_up_payer,
        room=row.room,
        package_id=row.package_id,
        version=row.version,
    )
