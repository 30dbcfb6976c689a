"""What a provider wrote in its application: answers by lot and question, offered prices by lot and service."""

from sqlalchemy import BindParameter, Integer, bindparam, func, select

from brokerage.domain.application_answers import GivenAnswer, OfferedPrice
from brokerage.domain.ratio import Ratio
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.application_answers import ApplicationAnswerRow, OfferedPriceRow
from brokerage.storage.tables.applications import ApplicationLotRow
from brokerage.storage.tables.assessments import QuestionRow
from brokerage.storage.tables.providers import ActivityRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow

_APPLICATION: BindParameter[int] = bindparam("application_id", type_=Integer())
_ANSWERS = (
    select(LotRow.number, QuestionRow.id, QuestionRow.number, QuestionRow.text, ApplicationAnswerRow.answer)
    .join(QuestionRow, QuestionRow.id == ApplicationAnswerRow.question_id)
    .join(LotRow, LotRow.id == QuestionRow.lot_id)
    .where(ApplicationAnswerRow.application_id == _APPLICATION)
    .order_by(func.length(LotRow.number), LotRow.number, func.length(QuestionRow.number), QuestionRow.number)
)
_OFFERED = (
    select(
        OfferedPriceRow.application_lot_id,
        ServiceRow.name,
        LotRow.number,
        OfferedPriceRow.activity_id,
        func.coalesce(ActivityRow.name, "").label("activity"),
        OfferedPriceRow.kind,
        OfferedPriceRow.unit,
        OfferedPriceRow.ratio_staff,
        OfferedPriceRow.ratio_people,
        OfferedPriceRow.band,
        OfferedPriceRow.price,
        OfferedPriceRow.note,
    )
    .join(ApplicationLotRow, ApplicationLotRow.id == OfferedPriceRow.application_lot_id)
    .join(ServiceRow, ServiceRow.id == ApplicationLotRow.service_id)
    .join(LotRow, LotRow.id == ApplicationLotRow.lot_id)
    .outerjoin(ActivityRow, ActivityRow.id == OfferedPriceRow.activity_id)
    .where(ApplicationLotRow.application_id == _APPLICATION)
    .order_by(func.length(LotRow.number), LotRow.number, ServiceRow.name, OfferedPriceRow.id)
)


def answers_given(reader: Reader, application_id: int) -> tuple[GivenAnswer, ...]:
    """Return the answers of the application, by lot and question."""
    return tuple(GivenAnswer(*row) for row in reader.execute(_ANSWERS, {"application_id": application_id}))


def prices_offered(reader: Reader, application_id: int) -> tuple[OfferedPrice, ...]:
    """Return the prices of the application by lot and service, each service's in the order it gave them."""
    return tuple(
        OfferedPrice(
            application_lot_id=row.application_lot_id,
            service=row.name,
            lot=row.number,
            activity_id=row.activity_id,
            activity=row.activity,
            kind=row.kind,
            unit=row.unit,
            ratio=None if row.ratio_staff is None else Ratio(row.ratio_staff, row.ratio_people),
            band=row.band,
            price=row.price,
            note=row.note,
        )
        for row in reader.execute(_OFFERED, {"application_id": application_id})
    )
