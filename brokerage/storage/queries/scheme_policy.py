"""The council's own rules of a scheme on a day."""

from datetime import date

from sqlalchemy import BindParameter, Date, Integer, bindparam, or_, select

from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.schemes import LotRow, SchemePolicyRow

_DAY: BindParameter[date] = bindparam("day", type_=Date())
_LOT_ID: BindParameter[int] = bindparam("lot_id", type_=Integer())

_SCHEME_OF_LOT = select(LotRow.scheme_id).where(LotRow.id == _LOT_ID)
POLICY_COLUMNS = (
    SchemePolicyRow.bank_holiday_rule,
    SchemePolicyRow.notice_days,
    SchemePolicyRow.trial_days,
    SchemePolicyRow.review_weeks,
    SchemePolicyRow.absence_full_days,
    SchemePolicyRow.absence_share_percent,
    SchemePolicyRow.days_after_death,
    SchemePolicyRow.payment_weeks,
    SchemePolicyRow.approval_weeks,
    SchemePolicyRow.longest_half_day_minutes,
    SchemePolicyRow.answer_days,
    SchemePolicyRow.direct_payment_stay_days,
    SchemePolicyRow.price_review,
    SchemePolicyRow.source,
)
"""In the order of the fields of `PolicyFacts`."""
_POLICY = (
    select(*POLICY_COLUMNS)
    .where(
        SchemePolicyRow.scheme_id == bindparam("scheme_id"),
        SchemePolicyRow.first_day <= _DAY,
        or_(SchemePolicyRow.last_day.is_(None), SchemePolicyRow.last_day >= _DAY),
    )
    .order_by(SchemePolicyRow.first_day.desc())
    .limit(1)
)


def policy_for_lot(reader: Reader, lot_id: int, day: date) -> PolicyFacts | None:
    """Return the rules of the lot's scheme on the day; None where it has none."""
    return policy_on(reader, reader.execute(_SCHEME_OF_LOT, {"lot_id": lot_id}).scalar_one(), day)


def policy_on(reader: Reader, scheme_id: int, day: date) -> PolicyFacts | None:
    """Return the scheme's rules on the day; None where it has none."""
    row = reader.execute(_POLICY, {"scheme_id": scheme_id, "day": day}).first()
    return None if row is None else PolicyFacts(*row)
