"""Documents of providers as they are listed, one of them, and its bytes, which are read only when it is opened."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Row,
    String,
    Text,
    bindparam,
    case,
    cast,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from brokerage.domain.errors import BadInput
from brokerage.domain.provider_document import DocumentKind, ProviderDocument, Removal
from brokerage.storage.queries.followed_documents import FOLLOWED
from brokerage.storage.queries.like import ESCAPE, escaped
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.applications import ApplicationRow
from brokerage.storage.tables.contracts import ContractRow
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.provider_documents import DocumentContentRow, ProviderDocumentRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow

SUBJECT = "provider_documents"
"""What an audit entry of a document calls its subject; the key is the document's number."""


@dataclass(frozen=True, slots=True)
class DocumentsWanted:
    """Which documents to list: empty or None wants any.

    `with_former` lists those that were followed or removed too, `only_former` no others.
    """

    provider_id: int | None = None
    service_id: int | None = None
    application: str = ""
    contract: str = ""
    kind: DocumentKind | None = None
    text: str = ""
    with_former: bool = False
    only_former: bool = False


_ADDED_BY, _REMOVED_BY = aliased(StaffRow), aliased(StaffRow)
_ID: BindParameter[int] = bindparam("document_id", type_=Integer())
_FACTS = 22
"""The first so many columns are the document's own, in the order it has them; those of its removal follow."""
_PROVIDER_KEY = func.coalesce(ProviderRow.council_reference, cast(ProviderRow.id, String()))
_DOCUMENTS = (
    select(
        ProviderDocumentRow.id,
        ProviderDocumentRow.kind,
        ProviderDocumentRow.title,
        ProviderDocumentRow.file_name,
        ProviderDocumentRow.media_type,
        ProviderDocumentRow.byte_count,
        ProviderDocumentRow.sha256,
        ProviderDocumentRow.provider_id,
        _PROVIDER_KEY,
        ProviderRow.name,
        ProviderDocumentRow.service_id,
        func.coalesce(ServiceRow.name, ""),
        func.coalesce(ApplicationRow.reference, ""),
        func.coalesce(ContractRow.number, ""),
        ProviderDocumentRow.first_day,
        ProviderDocumentRow.last_day,
        ProviderDocumentRow.received_on,
        _ADDED_BY.full_name,
        ProviderDocumentRow.added_at,
        func.coalesce(func.nullif(ServiceRow.phone, ""), ProviderRow.phone),
        func.coalesce(func.nullif(ServiceRow.email, ""), ProviderRow.email),
        FOLLOWED,
        ProviderDocumentRow.removal_reason,
        _REMOVED_BY.full_name.label("removed_by"),
        ProviderDocumentRow.removed_at,
    )
    .join(ProviderRow, ProviderRow.id == ProviderDocumentRow.provider_id)
    .join(_ADDED_BY, _ADDED_BY.id == ProviderDocumentRow.added_by_id)
    .outerjoin(ServiceRow, ServiceRow.id == ProviderDocumentRow.service_id)
    .outerjoin(ApplicationRow, ApplicationRow.id == ProviderDocumentRow.application_id)
    .outerjoin(ContractRow, ContractRow.id == ProviderDocumentRow.contract_id)
    .outerjoin(_REMOVED_BY, _REMOVED_BY.id == ProviderDocumentRow.removed_by_id)
)
_MOST_WORDS = 8
_SEARCHED = (
    ProviderDocumentRow.title,
    ProviderDocumentRow.file_name,
    ProviderRow.name,
    ServiceRow.name,
    _PROVIDER_KEY,
    ServiceRow.council_reference,
    ApplicationRow.reference,
    ContractRow.number,
)
_FORMER = or_(ProviderDocumentRow.removed_at.is_not(None), FOLLOWED)
_BY_LAPSE = (
    case((_FORMER, 1), else_=0),
    ProviderDocumentRow.last_day.is_(None),
    ProviderDocumentRow.last_day,
    func.lower(ProviderRow.name),
    ProviderDocumentRow.id,
)
_ONE = _DOCUMENTS.where(ProviderDocumentRow.id == _ID)
_CONTENT = select(DocumentContentRow.content).where(DocumentContentRow.document_id == _ID)


def documents(reader: Reader, wanted: DocumentsWanted, limit: int) -> tuple[ProviderDocument, ...]:
    """Return at most so many documents: what lapses first, then what does not lapse, then what was followed or removed."""
    statement = _DOCUMENTS.where(*_clauses(wanted)).order_by(*_BY_LAPSE).limit(bindparam("row_limit"))
    asked = {
        "provider_id": wanted.provider_id,
        "service_id": wanted.service_id,
        "application": wanted.application.strip().lower(),
        "contract": wanted.contract.strip().lower(),
        "kind": wanted.kind,
        **{f"word_{number}": f"%{escaped(word)}%" for number, word in enumerate(_words(wanted))},
        "row_limit": limit,
    }
    return tuple(_document(row) for row in reader.execute(statement, asked))


def document_of(reader: Reader, document_id: int) -> ProviderDocument:
    """Return the document of this number. Raises: BadInput when there is none."""
    row = reader.execute(_ONE, {"document_id": document_id}).first()
    if row is None:
        raise BadInput(f"There is no document {document_id}: list the documents for their numbers.")
    return _document(row)


def document_content(reader: Reader, document_id: int) -> bytes | None:
    """Return the bytes of the document, or None where they went with its removal."""
    return reader.execute(_CONTENT, {"document_id": document_id}).scalar()


def _clauses(wanted: DocumentsWanted) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if wanted.provider_id is not None:
        clauses.append(ProviderDocumentRow.provider_id == bindparam("provider_id"))
    if wanted.service_id is not None:
        clauses.append(_covers_service())
    if wanted.application.strip():
        clauses.append(func.lower(ApplicationRow.reference) == bindparam("application", type_=Text()))
    if wanted.contract.strip():
        clauses.append(func.lower(ContractRow.number) == bindparam("contract", type_=Text()))
    if wanted.kind is not None:
        clauses.append(ProviderDocumentRow.kind == bindparam("kind", type_=ProviderDocumentRow.kind.type))
    for number, _ in enumerate(_words(wanted)):
        like = bindparam(f"word_{number}", type_=Text())
        clauses.append(or_(*(func.lower(column).like(like, escape=ESCAPE) for column in _SEARCHED)))
    if wanted.only_former:
        clauses.append(_FORMER)
    elif not wanted.with_former:
        clauses.append(not_(_FORMER))
    return clauses


def _covers_service() -> ColumnElement[bool]:
    """Of the service itself, or of all services of the provider that runs it."""
    service = bindparam("service_id", type_=Integer())
    run_by = select(ServiceRow.provider_id).where(ServiceRow.id == service).scalar_subquery()
    return or_(
        ProviderDocumentRow.service_id == service,
        ProviderDocumentRow.service_id.is_(None) & (ProviderDocumentRow.provider_id == run_by),
    )


def _words(wanted: DocumentsWanted) -> list[str]:
    """The words looked for: each has to stand somewhere."""
    return wanted.text.lower().split()[:_MOST_WORDS]


def _document(row: Row[Any]) -> ProviderDocument:
    document = ProviderDocument(*row[:_FACTS])
    if row.removed_at is None:
        return document
    return replace(document, removal=Removal(row.removal_reason, row.removed_by, row.removed_at))
