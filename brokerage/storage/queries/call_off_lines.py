"""The fee lines of one edition of a call-off, as they were frozen."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Row, bindparam, select

from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.call_offs import CallOffLineRow

_LINES = (
    select(
        CallOffLineRow.kind,
        CallOffLineRow.description,
        CallOffLineRow.unit,
        CallOffLineRow.ratio,
        CallOffLineRow.ratio_derived,
        CallOffLineRow.price,
        CallOffLineRow.rate_id,
        CallOffLineRow.week,
        CallOffLineRow.per_attended_day,
        CallOffLineRow.weekly,
    )
    .where(
        CallOffLineRow.call_off_id == bindparam("call_off_id", type_=Integer()),
        CallOffLineRow.edition == bindparam("edition", type_=Integer()),
    )
    .order_by(CallOffLineRow.position)
)


def lines_of_edition(reader: Reader, call_off_id: int, edition: int) -> Sequence[Row[Any]]:
    """Return the lines in their order, the columns those of a line as it is shown."""
    return reader.execute(_LINES, {"call_off_id": call_off_id, "edition": edition}).all()
