"""Writes the lots of schemes: what each is for and what it allows."""

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from brokerage.domain.errors import BadInput
from brokerage.domain.scheme_plan import LotPlan
from brokerage.storage.tables.scheme_terms import LotCpvCodeRow, LotRatioRow, LotUnitRow
from brokerage.storage.tables.schemes import LotNeedRow, LotRow, NeedCategoryRow

_PARTS = (LotNeedRow, LotCpvCodeRow, LotUnitRow, LotRatioRow)


def write_lot(session: Session, scheme_id: int, plan: LotPlan, *, field: str) -> None:
    """Adds the lot. Raises: BadInput at the field for a need category that is not there."""
    lot = LotRow(scheme_id=scheme_id, number=plan.number, **_columns(plan))
    session.add(lot)
    session.flush()
    _write_parts(session, lot.id, plan, field)


def change_lot(session: Session, lot_id: int, plan: LotPlan, *, field: str) -> None:
    """Puts what the plan says in place of what the lot was for and allowed; its number stays. Raises: as `write_lot`."""
    lot = session.get_one(LotRow, lot_id)
    for name, value in _columns(plan).items():
        setattr(lot, name, value)
    for part in _PARTS:
        session.execute(delete(part).where(part.lot_id == lot_id))
    _write_parts(session, lot_id, plan, field)


def remove_lot(session: Session, lot_id: int) -> None:
    """Takes the lot out, with what it was for and allowed; nothing may rest on it."""
    for part in _PARTS:
        session.execute(delete(part).where(part.lot_id == lot_id))
    session.delete(session.get_one(LotRow, lot_id))
    session.flush()


def _columns(plan: LotPlan) -> Mapping[str, object]:
    return {
        "title": plan.title,
        "min_age": plan.min_age,
        "max_age": plan.max_age,
        "registration_needed": plan.registration_needed,
        "derives_ratio": plan.derives_ratio,
        "last_call_off_day": plan.last_call_off_day,
    }


def _write_parts(session: Session, lot_id: int, plan: LotPlan, field: str) -> None:
    needs = {code: need_id for need_id, code in session.execute(select(NeedCategoryRow.id, NeedCategoryRow.code))}
    for code in plan.needs:
        if code not in needs:
            known = ", ".join(sorted(needs))
            raise BadInput(f"Lot {plan.number}: there is no need category “{code[:40]}”; known are {known}.", field)
        session.add(LotNeedRow(lot_id=lot_id, need_id=needs[code]))
    session.add_all(LotCpvCodeRow(lot_id=lot_id, code=code) for code in plan.cpv_codes)
    session.add_all(LotUnitRow(lot_id=lot_id, unit=unit) for unit in plan.units)
    session.add_all(LotRatioRow(lot_id=lot_id, staff=ratio.staff, people=ratio.people) for ratio in plan.ratios)
    session.flush()
