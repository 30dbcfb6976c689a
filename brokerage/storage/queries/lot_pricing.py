"""By which units and at which ratios lots may be priced."""

from collections import defaultdict

from sqlalchemy import Integer, bindparam, or_, select

from brokerage.domain.rate_allowed import LotPricing
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.scheme_terms import LotRatioRow, LotUnitRow
from brokerage.storage.tables.schemes import LotRow, SchemeRow

_LOT_ID = bindparam("lot_id", type_=Integer())
_LOTS = (
    select(LotRow.id, SchemeRow.reference, LotRow.number)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .where(or_(_LOT_ID.is_(None), LotRow.id == _LOT_ID))
)
_UNITS = select(LotUnitRow.lot_id, LotUnitRow.unit).where(or_(_LOT_ID.is_(None), LotUnitRow.lot_id == _LOT_ID))
_RATIOS = (
    select(LotRatioRow.lot_id, LotRatioRow.staff, LotRatioRow.people)
    .where(or_(_LOT_ID.is_(None), LotRatioRow.lot_id == _LOT_ID))
    .order_by(LotRatioRow.lot_id, LotRatioRow.staff.desc(), LotRatioRow.people)
)
_UNIT_ORDER = {unit: place for place, unit in enumerate(Unit)}


def lot_pricings(reader: Reader, lot_id: int | None = None) -> dict[int, LotPricing]:
    """Return what each lot, or the one, may be priced by, by the lot's number; units from the hour to once, 2:1 before 1:1."""
    asked = {"lot_id": lot_id}
    units: dict[int, list[Unit]] = defaultdict(list)
    for key, unit in reader.execute(_UNITS, asked):
        units[key].append(unit)
    ratios: dict[int, list[Ratio]] = defaultdict(list)
    for key, staff, people in reader.execute(_RATIOS, asked):
        ratios[key].append(Ratio(staff, people))
    return {
        key: LotPricing(
            f"{reference}/{number}", tuple(sorted(units[key], key=_UNIT_ORDER.__getitem__)), tuple(ratios[key])
        )
        for key, reference, number in reader.execute(_LOTS, asked)
    }
