"""Saves uplifts: set by set, never rate by rate, so that fifty thousand rates are raised in a few statements."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Date, Integer, bindparam, delete, insert, literal, select, update
from sqlalchemy.orm import Session

from brokerage.domain.errors import Conflict
from brokerage.domain.period import ONE_DAY
from brokerage.domain.uplift import RaisedRate
from brokerage.domain.uplift_summary import UpliftAsked, say_amount
from brokerage.storage.queries.uplifts import RateToGiveBack
from brokerage.storage.tables.rates import RateRow
from brokerage.storage.tables.uplifts import UpliftRateRow, UpliftRow
from brokerage.storage.unit_of_work import UnitOfWork

_CHANGED = "An agreed rate was changed meanwhile. Nothing was changed; look at the uplift again, then decide."
_GIVE_BACK = (
    update(RateRow.__table__)  # type: ignore[arg-type]
    .where(RateRow.id == bindparam("key", type_=Integer()))
    .values(last_day=bindparam("given_back", type_=Date()))
)


def write_uplift(work: UnitOfWork, request_id: str, scheme_id: int, asked: UpliftAsked) -> int:
    """Saves the uplift itself; returns its number."""
    uplift = asked.uplift
    row = UpliftRow(
        request_id=request_id,
        scheme_id=scheme_id,
        kind=uplift.kind,
        amount=int(uplift.amount * Decimal(100)),
        rounding=uplift.rounding,
        first_day=uplift.first_day,
        note=asked.note,
        applied_by_id=work.actor.staff_id,
        applied_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def raise_rates(session: Session, uplift_id: int, asked: UpliftAsked, raised: Sequence[RaisedRate]) -> None:
    """Ends each rate on the day before and lets the new one follow. Raises: Conflict when one is no longer as it was read."""
    session.connection().execute(
        insert(UpliftRateRow),
        [
            {
                "uplift_id": uplift_id,
                "rate_line_id": one.line.line_id,
                "old_price": one.old.price,
                "old_first_day": one.old.first_day,
                "old_last_day": one.old.last_day,
                "new_price": one.new_price,
            }
            for one in raised
        ],
    )
    first_day = asked.uplift.first_day
    old = (
        select(UpliftRateRow.uplift_id)
        .where(
            UpliftRateRow.uplift_id == uplift_id,
            UpliftRateRow.rate_line_id == RateRow.rate_line_id,
            UpliftRateRow.old_first_day == RateRow.first_day,
            UpliftRateRow.old_price == RateRow.price,
            UpliftRateRow.old_last_day.is_not_distinct_from(RateRow.last_day),
        )
        .exists()
    )
    ended = session.connection().execute(update(RateRow).where(old).values(last_day=first_day - ONE_DAY))
    if ended.rowcount != len(raised):
        raise Conflict(_CHANGED)
    source = f"Uplift {uplift_id} of {say_amount(asked.uplift)}" + (f": {asked.note}" if asked.note else "")
    following = select(
        UpliftRateRow.rate_line_id,
        UpliftRateRow.new_price,
        literal(first_day, Date()),
        UpliftRateRow.old_last_day,
        literal(source),
        UpliftRateRow.uplift_id,
    ).where(UpliftRateRow.uplift_id == uplift_id)
    columns = ["rate_line_id", "price", "first_day", "last_day", "source", "uplift_id"]
    session.connection().execute(insert(RateRow).from_select(columns, following))


def take_rates_back(work: UnitOfWork, uplift_id: int, given_back: Sequence[RateToGiveBack], today: date) -> None:
    """Marks the uplift as taken back, deletes the rates it made and gives those before them their last days."""
    connection = work.session.connection()
    connection.execute(
        update(UpliftRow)
        .where(UpliftRow.id == uplift_id)
        .values(
            taken_back_by_id=work.actor.staff_id,
            taken_back_at=work.now,
            taken_back_on=today,
            version=UpliftRow.version + 1,
        )
    )
    connection.execute(delete(RateRow).where(RateRow.uplift_id == uplift_id))
    connection.execute(_GIVE_BACK, [{"key": one.rate_id, "given_back": one.last_day} for one in given_back])
