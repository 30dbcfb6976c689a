"""Writes audit entries in the transaction of the change they record."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from brokerage import __version__
from brokerage.domain.staff import Actor
from brokerage.storage.tables.audit import AuditEntryRow


def record(
    session: Session, actor: Actor, now: datetime, action: str, subject: str, key: str, detail: Mapping[str, str]
) -> None:
    """Adds one entry. `detail` holds figures, states and references as text; never a name or an address."""
    session.add(
        AuditEntryRow(
            at=now,
            actor=actor.login,
            signed_in_as=actor.signed_in_as,
            action=action,
            subject=subject,
            subject_key=key,
            detail=dict(detail),
            program_version=__version__,
        )
    )
