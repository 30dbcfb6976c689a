"""Who changed something last, and when, by the audit entries."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, bindparam, select
from sqlalchemy.orm import Session

from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.council import StaffRow

_NO_CHANGES = ("open", "works-as")

_LAST_CHANGE = (
    select(StaffRow.full_name, AuditEntryRow.actor, AuditEntryRow.at)
    .outerjoin(StaffRow, StaffRow.login == AuditEntryRow.actor)
    .where(
        AuditEntryRow.subject == bindparam("subject", type_=Text()),
        AuditEntryRow.subject_key == bindparam("key", type_=Text()),
        AuditEntryRow.action.not_in(_NO_CHANGES),
    )
    .order_by(AuditEntryRow.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed it last, and when (UTC)."""

    who: str
    at: datetime


def last_change(session: Session, subject: str, key: str) -> LastChange | None:
    """Return who changed it last, and when; who only opened it, or worked as somebody, does not count."""
    row = session.execute(_LAST_CHANGE, {"subject": subject, "key": key}).first()
    return None if row is None else LastChange(row[0] or row[1], row[2])
