"""The agreed rates of lots as a workbook of rates names them: in force on a day, or to come."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import BindParameter, Date, Integer, bindparam, func, or_, select

from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.domain.rate_to_fill_in import RateToFillIn
from brokerage.domain.ratio import Ratio
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.service_references import reference_in_workbooks
from brokerage.storage.tables.providers import ActivityRow, ServiceRow
from brokerage.storage.tables.rates import RateLineRow, RateRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_ROWS_BETWEEN_LOOKS = 1_000
_LOT_IDS: BindParameter[Sequence[int]] = bindparam("lot_ids", expanding=True)
_DAY: BindParameter[date] = bindparam("day", type_=Date())
_PROVIDER_ID = bindparam("provider_id", type_=Integer())
_RATES = (
    select(
        reference_in_workbooks(),
        ServiceRow.name,
        SchemeRow.reference,
        LotRow.number,
        func.coalesce(ActivityRow.name, ""),
        RateLineRow.kind,
        RateLineRow.unit,
        RateLineRow.band,
        RateRow.price,
        RateRow.first_day,
        RateRow.last_day,
        RateRow.source,
        RateRow.note,
        RateLineRow.ratio_staff,
        RateLineRow.ratio_people,
    )
    .join(RateLineRow, RateLineRow.id == RateRow.rate_line_id)
    .join(ServiceRow, ServiceRow.id == RateLineRow.service_id)
    .join(LotRow, LotRow.id == RateLineRow.lot_id)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .outerjoin(ActivityRow, ActivityRow.id == RateLineRow.activity_id)
    .where(
        RateLineRow.lot_id.in_(_LOT_IDS),
        or_(RateRow.last_day.is_(None), RateRow.last_day >= _DAY),
        or_(_PROVIDER_ID.is_(None), ServiceRow.provider_id == _PROVIDER_ID),
    )
    .order_by(ServiceRow.name, ServiceRow.id, SchemeRow.reference, LotRow.number, RateLineRow.id, RateRow.first_day)
)


def rates_to_fill_in(
    reader: Reader, lot_ids: Sequence[int], day: date, provider_id: int | None, watch: ImportWatch = UNWATCHED
) -> tuple[RateToFillIn, ...]:
    """Return the rates not over on the day, of every provider or the one, by service, lot and line. Raises: ImportStopped."""
    found: list[RateToFillIn] = []
    for *named, kind, unit, band, price, first, last, source, note, staff, people in reader.execute(
        _RATES, {"lot_ids": lot_ids, "day": day, "provider_id": provider_id}
    ):
        if len(found) % _ROWS_BETWEEN_LOOKS == 0:
            watch.tell("Reading agreed rates", len(found))
        service_reference, service, scheme, lot, activity = named
        ratio = None if staff is None else Ratio(staff, people)
        found.append(
            RateToFillIn(
                service_reference,
                service,
                scheme,
                lot,
                activity,
                kind,
                unit,
                ratio,
                band,
                price,
                first,
                last,
                source,
                note,
            )
        )
    return tuple(found)
