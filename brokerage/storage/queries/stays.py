"""A person's stays in homes that a direct payment buys, as call-offs say them: those planned, those running, those that ended."""

from sqlalchemy import Date, Integer, bindparam, func, or_, select, type_coerce

from brokerage.domain.call_off import HOLDS_A_PLACE, CallOffState
from brokerage.domain.fee_line import FeeKind
from brokerage.domain.period import Period
from brokerage.domain.person import BudgetRoute
from brokerage.domain.unit import Unit
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.call_offs import CallOffLineRow, CallOffRow
from brokerage.storage.tables.people import BudgetRow
from brokerage.storage.tables.schemes import LotRow, SchemePolicyRow

_STAYED = sorted({*HOLDS_A_PLACE, CallOffState.ENDED}, key=lambda state: state.value)
_FIRST_DAY = CallOffRow.first_day
_PAID_DIRECTLY = select(BudgetRow.id).where(
    BudgetRow.person_id == CallOffRow.person_id,
    BudgetRow.route == BudgetRoute.DIRECT_PAYMENT,
    BudgetRow.first_day <= _FIRST_DAY,
    or_(BudgetRow.last_day.is_(None), BudgetRow.last_day >= _FIRST_DAY),
)
_SHORT_STAYS_ONLY = (
    select(SchemePolicyRow.id)
    .join(LotRow, LotRow.scheme_id == SchemePolicyRow.scheme_id)
    .where(
        LotRow.id == CallOffRow.lot_id,
        SchemePolicyRow.direct_payment_stay_days.is_not(None),
        SchemePolicyRow.first_day <= _FIRST_DAY,
        or_(SchemePolicyRow.last_day.is_(None), SchemePolicyRow.last_day >= _FIRST_DAY),
    )
)
_LIVING_THERE = select(CallOffLineRow.id).where(
    CallOffLineRow.call_off_id == CallOffRow.id,
    CallOffLineRow.edition == CallOffRow.lines_edition,
    or_(CallOffLineRow.kind == FeeKind.ACCOMMODATION, CallOffLineRow.unit.in_((Unit.WEEK, Unit.NIGHT))),
)
_STAYS = (
    select(CallOffRow.first_day, type_coerce(func.coalesce(CallOffRow.ended_on, CallOffRow.planned_last_day), Date()))
    .where(
        CallOffRow.person_id == bindparam("person_id", type_=Integer()),
        CallOffRow.id != bindparam("own_id", type_=Integer()),
        CallOffRow.state.in_(_STAYED),
        _PAID_DIRECTLY.exists(),
        _SHORT_STAYS_ONLY.exists(),
        _LIVING_THERE.exists(),
    )
    .order_by(CallOffRow.first_day)
)


def stays_bought_directly(reader: Reader, person_id: int, own_id: int) -> tuple[Period, ...]:
    """Return the person's stays, by first day, in schemes that name a longest one; `own_id` is a call-off that is left out."""
    found = reader.execute(_STAYS, {"person_id": person_id, "own_id": own_id})
    return tuple(Period(first_day, last_day) for first_day, last_day in found)
