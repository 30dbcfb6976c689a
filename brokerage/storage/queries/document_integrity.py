"""Whether documents that are kept have their bytes, and those that were removed have none."""

from sqlalchemy import Connection, and_, func, or_, select

from brokerage.storage.tables.provider_documents import DocumentContentRow, ProviderDocumentRow

_LENGTH = func.length(DocumentContentRow.content)
_UNLIKE = (
    select(ProviderDocumentRow.id)
    .outerjoin(DocumentContentRow, DocumentContentRow.document_id == ProviderDocumentRow.id)
    .where(
        or_(
            and_(
                ProviderDocumentRow.removed_at.is_(None),
                or_(_LENGTH.is_(None), ProviderDocumentRow.byte_count != _LENGTH),
            ),
            and_(ProviderDocumentRow.removed_at.is_not(None), _LENGTH.is_not(None)),
        )
    )
    .order_by(ProviderDocumentRow.id)
)


def documents_unlike_their_bytes(connection: Connection) -> tuple[str, ...]:
    """Return the documents that are kept without all their bytes, or removed with some left."""
    return tuple(f"document {number}" for number in connection.scalars(_UNLIKE))
