"""Holds a place at the service for a call-off while its state asks for one, and gives it back."""

from sqlalchemy import case, or_, update
from sqlalchemy.orm import Session

from brokerage.domain.call_off import HOLDS_A_PLACE, CallOffState
from brokerage.domain.errors import RuleBroken
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.providers import ServiceRow


def keep_place(session: Session, row: CallOffRow, state: CallOffState) -> None:
    """Take a place at the service, or give it back, as the state says. Where no number of places is known none is held."""
    if state in HOLDS_A_PLACE and not row.holds_place:
        row.holds_place = _take_place(session, row.service_id)
    elif state not in HOLDS_A_PLACE and row.holds_place:
        row.holds_place = False
        _give_place_back(session, row.service_id)


def _take_place(session: Session, service_id: int) -> bool:
    taken = session.execute(
        update(ServiceRow)
        .where(ServiceRow.id == service_id, or_(ServiceRow.places_free.is_(None), ServiceRow.places_free > 0))
        .values(places_free=ServiceRow.places_free - 1, version=ServiceRow.version + 1)
        .returning(ServiceRow.places_free)
        .execution_options(synchronize_session=False)
    ).first()
    if taken is None:
        raise RuleBroken("No place is free any more; a colleague took the last one.")
    return taken[0] is not None


def _give_place_back(session: Session, service_id: int) -> None:
    one_more = ServiceRow.places_free + 1
    session.execute(
        update(ServiceRow)
        .where(ServiceRow.id == service_id)
        .values(
            places_free=case((one_more > ServiceRow.capacity, ServiceRow.capacity), else_=one_more),
            version=ServiceRow.version + 1,
        )
        .execution_options(synchronize_session=False)
    )
