"""What rests on a scheme's rules already: agreements issued, rates agreed, call-offs raised, applications under way."""

from datetime import date

from sqlalchemy import Date, Integer, Text, bindparam, exists, func, or_, select

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.call_off import CallOffState
from brokerage.domain.lot_removal import RestingOnLot
from brokerage.domain.lot_words import RateStanding
from brokerage.domain.ratio import Ratio
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.admissions import AdmissionRow
from brokerage.storage.tables.applications import ApplicationLotRow, ApplicationRow
from brokerage.storage.tables.assessments import QuestionRow
from brokerage.storage.tables.call_offs import AgreementRow, CallOffRow
from brokerage.storage.tables.competitions import CompetitionRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import LotRow

_SCHEME_ID, _LOT_ID = bindparam("scheme_id", type_=Integer()), bindparam("lot_id", type_=Integer())
_FIRST_DAY, _LAST_DAY, _DAY = (bindparam(name, type_=Date()) for name in ("first_day", "last_day", "day"))
_OVER = (
    CallOffState.DECLINED,
    CallOffState.EXPIRED,
    CallOffState.ENDED,
    CallOffState.WITHDRAWN,
    CallOffState.CANCELLED,
)
_AGREEMENTS = (
    select(func.count(CallOffRow.id))
    .join(LotRow, LotRow.id == CallOffRow.lot_id)
    .where(
        LotRow.scheme_id == _SCHEME_ID,
        CallOffRow.first_day >= _FIRST_DAY,
        or_(_LAST_DAY.is_(None), CallOffRow.first_day <= _LAST_DAY),
        exists().where(AgreementRow.call_off_id == CallOffRow.id),
    )
)
_RATES = (
    select(RateLineRow.unit, RateLineRow.ratio_staff, RateLineRow.ratio_people, func.count(RateRow.id))
    .join(RateRow, RateRow.rate_line_id == RateLineRow.id)
    .where(RateLineRow.lot_id == _LOT_ID, or_(RateRow.last_day.is_(None), RateRow.last_day >= _DAY))
    .group_by(RateLineRow.unit, RateLineRow.ratio_staff, RateLineRow.ratio_people)
)
_STARTING_AFTER = select(func.count(CallOffRow.id)).where(
    CallOffRow.lot_id == _LOT_ID, CallOffRow.first_day > _DAY, CallOffRow.state.not_in(_OVER)
)
_STARTING_AFTER_IN_SCHEME = (
    select(func.count(CallOffRow.id))
    .join(LotRow, LotRow.id == CallOffRow.lot_id)
    .where(LotRow.scheme_id == _SCHEME_ID, CallOffRow.first_day > _DAY, CallOffRow.state.not_in(_OVER))
)
_WAITING = (
    select(func.count(func.distinct(ApplicationRow.id)))
    .join(ApplicationLotRow, ApplicationLotRow.application_id == ApplicationRow.id)
    .where(
        ApplicationLotRow.lot_id == _LOT_ID,
        ApplicationLotRow.outcome == LotOutcome.ASKED,
        ApplicationRow.state != ApplicationState.WITHDRAWN,
    )
)
_ON_LOT = select(
    *(
        select(func.count()).select_from(table).where(table.lot_id == _LOT_ID).scalar_subquery()
        for table in (AdmissionRow, ApplicationLotRow, RateLineRow, CallOffRow, CompetitionRow, QuestionRow)
    )
)
_LOT = select(LotRow.id).where(
    LotRow.scheme_id == _SCHEME_ID, func.lower(LotRow.number) == bindparam("number", type_=Text())
)


def agreements_beginning(reader: Reader, scheme_id: int, first_day: date, last_day: date | None) -> int:
    """Return how many call-offs that begin on these days, both included, have an agreement issued."""
    days = {"first_day": first_day, "last_day": last_day}
    return reader.execute(_AGREEMENTS, {"scheme_id": scheme_id, **days}).scalar_one()


def rates_standing(reader: Reader, lot_id: int, day: date) -> tuple[RateStanding, ...]:
    """Return how many rates of the lot are in force on the day or to come, by unit and ratio."""
    return tuple(
        (unit, None if staff is None else Ratio(staff, people), number)
        for unit, staff, people, number in reader.execute(_RATES, {"lot_id": lot_id, "day": day})
    )


def call_offs_after(reader: Reader, lot_id: int, day: date) -> int:
    """Return how many call-offs into the lot begin after the day and are not over."""
    return reader.execute(_STARTING_AFTER, {"lot_id": lot_id, "day": day}).scalar_one()


def call_offs_of_scheme_after(reader: Reader, scheme_id: int, day: date) -> int:
    """Return how many call-offs under the scheme begin after the day and are not over."""
    return reader.execute(_STARTING_AFTER_IN_SCHEME, {"scheme_id": scheme_id, "day": day}).scalar_one()


def applications_waiting(reader: Reader, lot_id: int) -> int:
    """Return how many applications ask to join the lot and were not answered for it yet."""
    return reader.execute(_WAITING, {"lot_id": lot_id}).scalar_one()


def resting_on_lot(reader: Reader, lot_id: int) -> RestingOnLot:
    """Return how much rests on the lot."""
    return RestingOnLot(*reader.execute(_ON_LOT, {"lot_id": lot_id}).one())


def lot_id_of(reader: Reader, scheme_id: int, number: str) -> int:
    """Return the lot of the scheme with the number, in any case."""
    return reader.execute(_LOT, {"scheme_id": scheme_id, "number": number.strip().lower()}).scalar_one()
