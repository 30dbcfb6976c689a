"""The uplifts that were applied, and what stands in the way of taking one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Integer, Text, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from brokerage.domain.errors import BadInput
from brokerage.domain.period import ONE_DAY
from brokerage.domain.uplift import Uplift
from brokerage.domain.uplift_summary import UpliftKept
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.call_offs import CallOffLineRow
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.rates import RateRow
from brokerage.storage.tables.schemes import SchemeRow
from brokerage.storage.tables.uplifts import UpliftRateRow, UpliftRow

SUBJECT = "uplifts"
"""What audit entries of an uplift name as their subject; the key is its number."""

_UPLIFT_ID: BindParameter[int] = bindparam("uplift_id", type_=Integer())
_AppliedBy, _TakenBackBy = aliased(StaffRow), aliased(StaffRow)
_KEPT = (
    select(
        UpliftRow.id,
        SchemeRow.reference,
        UpliftRow.kind,
        UpliftRow.amount,
        UpliftRow.rounding,
        UpliftRow.first_day,
        UpliftRow.note,
        select(func.count())
        .select_from(UpliftRateRow)
        .where(UpliftRateRow.uplift_id == UpliftRow.id)
        .scalar_subquery(),
        _AppliedBy.full_name,
        UpliftRow.applied_at,
        func.coalesce(_TakenBackBy.full_name, ""),
        UpliftRow.taken_back_on,
    )
    .join(SchemeRow, SchemeRow.id == UpliftRow.scheme_id)
    .join(_AppliedBy, _AppliedBy.id == UpliftRow.applied_by_id)
    .outerjoin(_TakenBackBy, _TakenBackBy.id == UpliftRow.taken_back_by_id)
)
_ALL = _KEPT.order_by(UpliftRow.first_day.desc(), UpliftRow.id.desc())
_ONE = _KEPT.where(UpliftRow.id == _UPLIFT_ID)
_BY_REQUEST = _KEPT.where(UpliftRow.request_id == bindparam("request_id", type_=Text()))
_SCHEME_OF = select(UpliftRow.scheme_id).where(UpliftRow.id == _UPLIFT_ID)
_LOCK_RATES = held(select(RateRow.id).where(RateRow.uplift_id == _UPLIFT_ID).order_by(RateRow.id))
_PRICED = (
    select(func.count(CallOffLineRow.call_off_id.distinct()))
    .join(RateRow, RateRow.id == CallOffLineRow.rate_id)
    .where(RateRow.uplift_id == _UPLIFT_ID)
)
_Old = aliased(RateRow)
_PAIRS = (
    select(_Old.id, _Old.last_day, RateRow.last_day, RateRow.first_day)
    .select_from(UpliftRateRow)
    .join(
        RateRow, (RateRow.rate_line_id == UpliftRateRow.rate_line_id) & (RateRow.uplift_id == UpliftRateRow.uplift_id)
    )
    .outerjoin(
        _Old,
        (_Old.rate_line_id == UpliftRateRow.rate_line_id) & (_Old.first_day == UpliftRateRow.old_first_day),
    )
    .where(UpliftRateRow.uplift_id == _UPLIFT_ID)
)
_Later, _LaterUplift = aliased(UpliftRateRow), aliased(UpliftRow)
_RAISED_AGAIN = (
    select(func.count())
    .select_from(UpliftRateRow)
    .join(UpliftRow, UpliftRow.id == UpliftRateRow.uplift_id)
    .join(_Later, (_Later.rate_line_id == UpliftRateRow.rate_line_id) & (_Later.old_first_day == UpliftRow.first_day))
    .join(_LaterUplift, (_LaterUplift.id == _Later.uplift_id) & _LaterUplift.taken_back_at.is_(None))
    .where(UpliftRateRow.uplift_id == _UPLIFT_ID)
)


@dataclass(frozen=True, slots=True)
class RateToGiveBack:
    """The rate that an uplift ended, and the last day it gets back: the one its follower has now.

    `stands_before` says whether it still ends on the day before its follower begins.
    """

    rate_id: int
    last_day: date | None
    stands_before: bool


def uplifts_kept(reader: Reader) -> tuple[UpliftKept, ...]:
    """Return every uplift, the one that begins last first."""
    return tuple(_kept(row) for row in reader.execute(_ALL))


def uplift_kept(reader: Reader, uplift_id: int) -> UpliftKept:
    """Return the uplift of the number. Raises: BadInput when there is none."""
    row = reader.execute(_ONE, {"uplift_id": uplift_id}).first()
    if row is None:
        raise BadInput("No uplift has this number: “brokerage uplift list” names them.", "number")
    return _kept(row)


def uplift_of_request(reader: Reader, request_id: str) -> UpliftKept | None:
    """Return the uplift that the request applied, if it did."""
    row = reader.execute(_BY_REQUEST, {"request_id": request_id}).first()
    return None if row is None else _kept(row)


def scheme_of_uplift(reader: Reader, uplift_id: int) -> int:
    """Return the scheme of an uplift that is there."""
    return reader.execute(_SCHEME_OF, {"uplift_id": uplift_id}).scalar_one()


def lock_rates_of_uplift(session: Session, uplift_id: int) -> None:
    """Lock the rates an uplift made until the transaction ends: who would price a call-off at one waits."""
    session.execute(_LOCK_RATES, {"uplift_id": uplift_id}).all()


def call_offs_priced_at(reader: Reader, uplift_id: int) -> int:
    """Return how many call-offs were priced at a rate the uplift made, drafts among them."""
    return reader.execute(_PRICED, {"uplift_id": uplift_id}).scalar_one()


def rates_raised_again(reader: Reader, uplift_id: int) -> int:
    """Return how many of the rates the uplift made were raised by a later uplift that stands."""
    return reader.execute(_RAISED_AGAIN, {"uplift_id": uplift_id}).scalar_one()


def rates_to_give_back(reader: Reader, uplift_id: int) -> tuple[RateToGiveBack, ...]:
    """Return the rates that the uplift ended, as they stand now."""
    return tuple(
        RateToGiveBack(old_id or 0, new_last, old_id is not None and old_last == first_day - ONE_DAY)
        for old_id, old_last, new_last, first_day in reader.execute(_PAIRS, {"uplift_id": uplift_id})
    )


def _kept(row: Sequence[Any]) -> UpliftKept:
    number, scheme, kind, amount, rounding, first_day, *rest = row
    return UpliftKept(number, scheme, Uplift(kind, Decimal(amount).scaleb(-2), rounding, first_day), *rest)
