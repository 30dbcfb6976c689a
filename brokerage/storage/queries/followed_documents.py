"""Whether a document is followed by a newer one: of the same kind and title, for the same service or for all, lasting longer.

An insurance or a registration is followed by any other of its kind: a service has one day on which its gate closes.
"""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from brokerage.domain.provider_document import DocumentKind
from brokerage.storage.tables.provider_documents import ProviderDocumentRow

_NEWER = aliased(ProviderDocumentRow)
FOLLOWED = (
    select(_NEWER.id)
    .where(
        _NEWER.provider_id == ProviderDocumentRow.provider_id,
        _NEWER.kind == ProviderDocumentRow.kind,
        _NEWER.removed_at.is_(None),
        or_(_NEWER.service_id.is_(None), _NEWER.service_id == ProviderDocumentRow.service_id),
        or_(_NEWER.last_day.is_(None), _NEWER.last_day > ProviderDocumentRow.last_day),
        ProviderDocumentRow.last_day.is_not(None),
        or_(
            ProviderDocumentRow.kind.in_([DocumentKind.INSURANCE, DocumentKind.REGISTRATION]),
            func.lower(_NEWER.title) == func.lower(ProviderDocumentRow.title),
        ),
    )
    .correlate(ProviderDocumentRow)
    .exists()
)
