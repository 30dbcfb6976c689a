"""What a document to be kept is checked against: whose it is, whether the same is kept already, which gates an insurance moves."""

from datetime import date

from sqlalchemy import BindParameter, Integer, Select, Text, bindparam, func, or_, select
from sqlalchemy.orm import Session

from brokerage.domain.document_form import DocumentForm, InsuredService
from brokerage.domain.documents_asked import DocumentAsked
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.provider_document import DocumentKind
from brokerage.storage.queries.lot_questions import asked_of_the_application
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.applications import ApplicationLotRow, ApplicationRow
from brokerage.storage.tables.assessments import QuestionRow
from brokerage.storage.tables.contracts import ContractRow
from brokerage.storage.tables.provider_documents import ProviderDocumentRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow

_PROVIDER: BindParameter[int] = bindparam("provider_id", type_=Integer())
_SERVICE: BindParameter[int] = bindparam("service_id", type_=Integer())
_ID: BindParameter[int] = bindparam("document_id", type_=Integer())
# Locked so that two presses at once are answered one after the other, and no insurance is moved by two.
_LOCK_PROVIDER = held(select(ProviderRow.id).where(ProviderRow.id == _PROVIDER))
_SERVICES: Select[tuple[int]] = select(ServiceRow.id).where(ServiceRow.provider_id == _PROVIDER)
# By number, as every use case locks several of them: two never wait for each other.
_INSURED = held(
    select(ServiceRow.id, ServiceRow.name, ServiceRow.insurance_last_day)
    .where(ServiceRow.provider_id == _PROVIDER, or_(_SERVICE.is_(None), ServiceRow.id == _SERVICE))
    .order_by(ServiceRow.id)
)
_PROVIDER_OF_SERVICE = select(ServiceRow.provider_id).where(ServiceRow.id == bindparam("number", type_=Integer()))
_PROVIDER_OF_APPLICATION = select(ApplicationRow.provider_id).where(
    ApplicationRow.id == bindparam("number", type_=Integer())
)
_PROVIDER_OF_CONTRACT = select(ContractRow.provider_id).where(ContractRow.id == bindparam("number", type_=Integer()))
_APPLICATION = select(ApplicationRow.id, ApplicationRow.provider_id).where(
    func.lower(ApplicationRow.reference) == bindparam("word", type_=Text())
)
_CONTRACT = select(ContractRow.id, ContractRow.provider_id).where(
    func.lower(ContractRow.number) == bindparam("word", type_=Text())
)
_SAME_FILE = (
    select(
        ProviderDocumentRow.id,
        ProviderDocumentRow.service_id,
        ProviderDocumentRow.application_id,
        ProviderDocumentRow.contract_id,
        ProviderDocumentRow.first_day,
        ProviderDocumentRow.last_day,
    )
    .where(
        ProviderDocumentRow.provider_id == _PROVIDER,
        ProviderDocumentRow.kind == bindparam("kind", type_=ProviderDocumentRow.kind.type),
        ProviderDocumentRow.sha256 == bindparam("sha256", type_=Text()),
        ProviderDocumentRow.removed_at.is_(None),
    )
    .order_by(ProviderDocumentRow.id)
)
_INSURANCES_LEFT = select(ProviderDocumentRow.last_day).where(
    ProviderDocumentRow.provider_id == _PROVIDER,
    ProviderDocumentRow.kind == DocumentKind.INSURANCE,
    ProviderDocumentRow.removed_at.is_(None),
    ProviderDocumentRow.id != _ID,
    ProviderDocumentRow.last_day.is_not(None),
    or_(ProviderDocumentRow.service_id.is_(None), ProviderDocumentRow.service_id == _SERVICE),
)
_ASKED = (
    select(
        ApplicationLotRow.id,
        LotRow.number,
        ServiceRow.id,
        ServiceRow.name,
        QuestionRow.number,
        QuestionRow.document_kind,
    )
    .join(ServiceRow, ServiceRow.id == ApplicationLotRow.service_id)
    .join(LotRow, LotRow.id == ApplicationLotRow.lot_id)
    .join(ApplicationRow, ApplicationRow.id == ApplicationLotRow.application_id)
    .join(QuestionRow, QuestionRow.lot_id == LotRow.id)
    .where(
        ApplicationLotRow.application_id == bindparam("application_id", type_=Integer()),
        QuestionRow.document_kind != "",
        asked_of_the_application(),
    )
    .order_by(
        func.length(LotRow.number),
        LotRow.number,
        ServiceRow.name,
        ApplicationLotRow.id,
        func.length(QuestionRow.number),
        QuestionRow.number,
    )
)


def lock_provider(session: Session, provider_id: int) -> None:
    """Lock the provider until the transaction ends. Raises: RuleBroken when there is none of this number."""
    if session.execute(_LOCK_PROVIDER, {"provider_id": provider_id}).first() is None:
        raise RuleBroken("The provider is not in the database: choose it again.")


def services_of(reader: Reader, provider_id: int) -> tuple[int, ...]:
    """Return the numbers of the provider's services."""
    return tuple(reader.execute(_SERVICES, {"provider_id": provider_id}).scalars())


def services_insured(session: Session, provider_id: int, service_id: int | None) -> tuple[InsuredService, ...]:
    """Return the service, or all of the provider's, by name and locked, each with the last day of its insurance."""
    rows = session.execute(_INSURED, {"provider_id": provider_id, "service_id": service_id})
    return tuple(sorted((InsuredService(*row) for row in rows), key=lambda service: service.name.casefold()))


def papers_of_others(session: Session, form: DocumentForm) -> tuple[str, ...]:
    """Return which of the application and the contract named belong to another provider, or to none."""
    asked = (
        ("application", form.application_id, _PROVIDER_OF_APPLICATION),
        ("contract", form.contract_id, _PROVIDER_OF_CONTRACT),
    )
    return tuple(
        name
        for name, number, statement in asked
        if number is not None and session.execute(statement, {"number": number}).scalar() != form.provider_id
    )


def same_document(session: Session, form: DocumentForm, sha256: str) -> int | None:
    """Return the number of the document that this very file and form made, or None.

    Raises: RuleBroken where the file is kept for the same with other days: the form would say otherwise than the record.
    """
    asked = {"provider_id": form.provider_id, "kind": form.kind, "sha256": sha256}
    meant = (form.service_id, form.application_id, form.contract_id)
    for document_id, *of_whom, first_day, last_day in session.execute(_SAME_FILE, asked):
        if tuple(of_whom) != meant:
            continue
        if (first_day, last_day) == (form.first_day, form.last_day):
            return int(document_id)
        raise RuleBroken(
            f"This very file is kept already as document {document_id}, with other days. Remove that one with its reason, then "
            "add it with the right days."
        )
    return None


def insurance_days_left(session: Session, provider_id: int, service_id: int, without: int) -> tuple[date, ...]:
    """Return the last days of the insurances kept for the service, all but this document's."""
    asked = {"provider_id": provider_id, "service_id": service_id, "document_id": without}
    return tuple(day for (day,) in session.execute(_INSURANCES_LEFT, asked) if day is not None)


def provider_of_service(reader: Reader, service_id: int) -> int | None:
    """Return the number of the provider that has the service, or None where there is no such service."""
    return reader.execute(_PROVIDER_OF_SERVICE, {"number": service_id}).scalar()


def application_numbered(reader: Reader, reference: str) -> tuple[int, int]:
    """Return number and provider of the application of this reference, in any case. Raises: BadInput."""
    row = reader.execute(_APPLICATION, {"word": reference.strip().lower()}).first()
    if row is None:
        raise BadInput("There is no such application: give its reference, AP-2026-0001.", "application")
    return row[0], row[1]


def contract_numbered(reader: Reader, number: str) -> tuple[int, int]:
    """Return number and provider of the contract filed under this number, in any case. Raises: BadInput."""
    row = reader.execute(_CONTRACT, {"word": number.strip().lower()}).first()
    if row is None:
        raise BadInput("There is no such contract: give the number it was sealed under.", "contract")
    return row[0], row[1]


def documents_asked(reader: Reader, application_id: int) -> tuple[DocumentAsked, ...]:
    """Return the documents that the lots of an application ask each service for, by lot, service and question."""
    return tuple(DocumentAsked(*row) for row in reader.execute(_ASKED, {"application_id": application_id}))
