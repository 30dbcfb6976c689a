"""The rounds of schemes, and how many newcomers came in each or between them."""

from sqlalchemy import Integer, Select, bindparam, func, select

from brokerage.domain.application import AWAITING_ANSWER
from brokerage.domain.round import Round
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.applications import ApplicationRow, RoundRow
from brokerage.storage.tables.schemes import SchemeRow

_CAME = (
    select(func.count(ApplicationRow.id))
    .where(ApplicationRow.round_id == RoundRow.id)
    .correlate(RoundRow)
    .scalar_subquery()
)
_ROUNDS = (
    select(
        RoundRow.id,
        SchemeRow.reference,
        RoundRow.number,
        RoundRow.title,
        RoundRow.opens_on,
        RoundRow.closes_on,
        RoundRow.notice_reference,
        _CAME,
    )
    .join(SchemeRow, SchemeRow.id == RoundRow.scheme_id)
    .order_by(SchemeRow.reference, RoundRow.opens_on)
)
_OF_SCHEME = _ROUNDS.where(RoundRow.scheme_id == bindparam("scheme_id", type_=Integer()))
_BETWEEN: Select[tuple[str, int]] = (
    select(SchemeRow.reference, func.count(ApplicationRow.id))
    .join(SchemeRow, SchemeRow.id == ApplicationRow.scheme_id)
    .where(
        ApplicationRow.round_id.is_(None), ApplicationRow.state.in_(sorted(AWAITING_ANSWER, key=lambda one: one.value))
    )
    .group_by(SchemeRow.reference)
)


def all_rounds(reader: Reader) -> tuple[Round, ...]:
    """Return every round, by scheme and opening day."""
    return tuple(Round(*row) for row in reader.execute(_ROUNDS))


def rounds_of(reader: Reader, scheme_id: int) -> tuple[Round, ...]:
    """Return the rounds of one scheme, by opening day."""
    return tuple(Round(*row) for row in reader.execute(_OF_SCHEME, {"scheme_id": scheme_id}))


def waiting_between_rounds(reader: Reader) -> dict[str, int]:
    """Return how many applications of each scheme came between rounds and wait for their answer, by its reference."""
    return dict(reader.execute(_BETWEEN).tuples().all())
