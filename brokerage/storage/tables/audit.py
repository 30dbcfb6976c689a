"""Who changed what, when. Written in the same transaction as the change; never changed afterwards."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.storage.tables.base import STRICT, Base, Numbered


class AuditEntryRow(Numbered, Base):
    """One change. `actor` is the login, `subject` names table and reference, `detail` holds figures and states, never names."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject", "subject", "subject_key"), STRICT)

    at: Mapped[datetime]
    actor: Mapped[str]
    signed_in_as: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    subject_key: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON())
    program_version: Mapped[str]
