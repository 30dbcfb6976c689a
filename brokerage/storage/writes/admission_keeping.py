"""Writes what is done to an admission after it was made: its days, its suspensions, and the event with its reason.

Each write raises the admission's version, so that a form that is stale is told so.
"""

from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.domain.period import Period
from brokerage.storage.tables.admissions import AdmissionRow, SuspensionRow
from brokerage.storage.tables.contracts import AdmissionEventRow, ContractRow
from brokerage.storage.unit_of_work import UnitOfWork


def add_event(work: UnitOfWork, admission_id: int, kind: AdmissionEventKind, days: Period, reason: str) -> None:
    """Puts on record what was done to the admission, and raises its version."""
    work.session.execute(
        update(AdmissionRow)
        .where(AdmissionRow.id == admission_id)
        .values(version=AdmissionRow.version + 1)
        .execution_options(synchronize_session=False)
    )
    work.session.add(
        AdmissionEventRow(
            admission_id=admission_id,
            kind=kind,
            first_day=days.first_day,
            last_day=days.last_day,
            reason=reason,
            done_by_id=work.actor.staff_id,
            done_at=work.now,
        )
    )
    work.session.flush()


def add_suspension(session: Session, admission_id: int, days: Period, reason: str) -> None:
    """Adds days on which no call-off may start."""
    session.add(
        SuspensionRow(admission_id=admission_id, first_day=days.first_day, last_day=days.last_day, reason=reason)
    )
    session.flush()


def shorten_suspension(session: Session, admission_id: int, standing: Period, left: Period | None) -> None:
    """Ends the suspension of these days where `left` ends; takes it away whole where nothing is left."""
    chosen = (SuspensionRow.admission_id == admission_id, SuspensionRow.first_day == standing.first_day)
    if left is None:
        session.execute(delete(SuspensionRow).where(*chosen).execution_options(synchronize_session=False))
    else:
        session.execute(
            update(SuspensionRow)
            .where(*chosen)
            .values(last_day=left.last_day)
            .execution_options(synchronize_session=False)
        )


def set_last_day(session: Session, admission_id: int, last_day: date) -> None:
    """Ends the admission on another last day."""
    session.execute(
        update(AdmissionRow)
        .where(AdmissionRow.id == admission_id)
        .values(last_day=last_day)
        .execution_options(synchronize_session=False)
    )


def lengthen_contract(session: Session, admission_id: int, last_day: date) -> None:
    """Lets the admission's contract, where it has one that ends earlier, go on as long as the renewed admission."""
    own = select(AdmissionRow.contract_id).where(AdmissionRow.id == admission_id).scalar_subquery()
    session.execute(
        update(ContractRow)
        .where(ContractRow.id == own, ContractRow.last_day < last_day)
        .values(last_day=last_day, version=ContractRow.version + 1)
        .execution_options(synchronize_session=False)
    )
