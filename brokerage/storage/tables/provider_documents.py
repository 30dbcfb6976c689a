"""Documents providers sent: insurance, registration, policies, signed contracts. The bytes stand in a table of their own."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.provider_document import LARGEST_DOCUMENT_BYTES, DocumentKind
from brokerage.storage.column_types import ByValue, days_in_order_check, values_check
from brokerage.storage.tables.base import STRICT, Base, Numbered


class ProviderDocumentRow(Numbered, Base):
    """One document as it was received. `service_id` null: for every service of the provider. `last_day` null: does not lapse.

    Never edited: a newer one follows. One kept by mistake is removed with its reason, and its bytes go.
    """

    __tablename__ = "provider_documents"
    __table_args__ = (
        values_check("kind", DocumentKind),
        days_in_order_check(),
        CheckConstraint(f"byte_count BETWEEN 1 AND {LARGEST_DOCUMENT_BYTES}", name="size_in_reach"),
        CheckConstraint("(kind = 'signed-contract') = (contract_id IS NOT NULL)", name="signed_copy_of_a_contract"),
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed_by_somebody"),
        CheckConstraint("(removed_at IS NULL) = (removal_reason = '')", name="removed_with_reason"),
        STRICT,
    )

    provider_id: Mapped[int] = mapped_column(ForeignKey("providers.id"), index=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("services.id"), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"), index=True)
    kind: Mapped[DocumentKind] = mapped_column(ByValue(DocumentKind))
    title: Mapped[str]
    file_name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str]
    byte_count: Mapped[int]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    received_on: Mapped[date]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    added_at: Mapped[datetime]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    removed_at: Mapped[datetime | None]
    removal_reason: Mapped[str] = mapped_column(default="")


class DocumentContentRow(Base):
    """The bytes of a document, read only when it is opened."""

    __tablename__ = "provider_document_contents"
    __table_args__ = (STRICT,)

    document_id: Mapped[int] = mapped_column(ForeignKey("provider_documents.id"), primary_key=True)
    content: Mapped[bytes]
