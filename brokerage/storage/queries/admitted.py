"""Which services a lot has admitted on a day, and under which admission."""

from datetime import date

from sqlalchemy import Date, Integer, bindparam, or_, select

from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.admissions import AdmissionRow

_DAY = bindparam("day", type_=Date())
_ADMITTED = (
    select(AdmissionRow.service_id, AdmissionRow.id)
    .where(
        AdmissionRow.lot_id == bindparam("lot_id", type_=Integer()),
        AdmissionRow.first_day <= _DAY,
        or_(AdmissionRow.last_day.is_(None), AdmissionRow.last_day >= _DAY),
    )
    .order_by(AdmissionRow.first_day.desc(), AdmissionRow.id.desc())
)


def admissions_on(reader: Reader, lot_id: int, day: date) -> dict[int, int]:
    """Return the admission in force on the day by its service; where two are, the one that began first."""
    return {row.service_id: row.id for row in reader.execute(_ADMITTED, {"lot_id": lot_id, "day": day})}
