"""Reads a document as it was typed, in the window or on the command line, into a form: whose it is by name, reference or number."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.document_form import DocumentForm
from brokerage.domain.errors import BadInput
from brokerage.domain.provider_document import DocumentKind, document_words
from brokerage.services.typed_parts import choice_of, provider_of, service_of
from brokerage.services.typed_text import typed_line
from brokerage.storage.engine import Database
from brokerage.storage.queries.document_keeping import application_numbered, contract_numbered, provider_of_service


@dataclass(frozen=True, slots=True)
class DocumentSaid:
    """What was typed. Empty words name nothing; the provider may be left out where something of it is named."""

    kind: DocumentKind
    received_on: date
    provider: str = ""
    service: str = ""
    application: str = ""
    contract: str = ""
    title: str = ""
    first_day: date | None = None
    last_day: date | None = None
    shortens: bool = False


def read_document_said(database: Database, said: DocumentSaid) -> DocumentForm:
    """Return the form meant; without a title the document is called as its kind. Raises: BadInput for what is not known."""
    title = typed_line(said.title, "title") or document_words(said.kind).capitalize()
    service_id = service_of(database, said.service) if said.service.strip() else None
    with database.reading() as reader:
        application = application_numbered(reader, said.application) if said.application.strip() else None
        contract = contract_numbered(reader, said.contract) if said.contract.strip() else None
        of_service = None if service_id is None else provider_of_service(reader, service_id)
    owners = [of_service, *(paper[1] for paper in (application, contract) if paper is not None)]
    return DocumentForm(
        provider_id=_provider(database, said.provider, owners),
        kind=said.kind,
        title=title,
        received_on=said.received_on,
        service_id=service_id,
        application_id=None if application is None else application[0],
        contract_id=None if contract is None else contract[0],
        first_day=said.first_day,
        last_day=said.last_day,
        shortens=said.shortens,
    )


def read_document_kind(words: str) -> DocumentKind:
    """Return the kind of document. Raises: BadInput, with those there are."""
    return choice_of(DocumentKind, "-".join(words.replace("-", " ").split()), "kind", "kind of document")


def _provider(database: Database, words: str, owners: list[int | None]) -> int:
    if words.strip():
        return provider_of(database, words).provider_id
    for owner in owners:
        if owner is not None:
            return owner
    raise BadInput("Say whose document it is: name the provider, or one of its services.", "provider")
