"""Writes documents of providers: kept with their bytes, or removed with a reason; and the day an insurance closes a gate."""

from datetime import date

from sqlalchemy import delete, update

from brokerage.domain.document_file import ReceivedFile
from brokerage.domain.document_form import DocumentForm, GateMove
from brokerage.domain.provider_document import ProviderDocument
from brokerage.storage.queries.provider_documents import SUBJECT
from brokerage.storage.tables.provider_documents import DocumentContentRow, ProviderDocumentRow
from brokerage.storage.tables.providers import ServiceRow
from brokerage.storage.unit_of_work import UnitOfWork


def keep_document(work: UnitOfWork, form: DocumentForm, file: ReceivedFile) -> int:
    """Write the document with its bytes; return its number."""
    row = ProviderDocumentRow(
        provider_id=form.provider_id,
        service_id=form.service_id,
        application_id=form.application_id,
        contract_id=form.contract_id,
        kind=form.kind,
        title=form.title,
        file_name=file.file_name,
        media_type=file.format.value,
        sha256=file.sha256,
        byte_count=len(file.content),
        first_day=form.first_day,
        last_day=form.last_day,
        received_on=form.received_on,
        added_by_id=work.actor.staff_id,
        added_at=work.now,
        removal_reason="",
    )
    work.session.add(row)
    work.session.flush()
    work.session.add(DocumentContentRow(document_id=row.id, content=file.content))
    work.session.flush()
    return row.id


def remove_document(work: UnitOfWork, document_id: int, reason: str) -> None:
    """Write the removal with its reason, then let the bytes go."""
    work.session.execute(
        update(ProviderDocumentRow)
        .where(ProviderDocumentRow.id == document_id)
        .values(removed_by_id=work.actor.staff_id, removed_at=work.now, removal_reason=reason)
        .execution_options(synchronize_session=False)
    )
    work.session.execute(delete(DocumentContentRow).where(DocumentContentRow.document_id == document_id))


def move_insurance(work: UnitOfWork, move: GateMove) -> None:
    """Write the day on which the gate of the service closes from now on, and its audit entry."""
    service_id = move.service.service_id
    work.session.execute(
        update(ServiceRow)
        .where(ServiceRow.id == service_id)
        .values(insurance_last_day=move.last_day, version=ServiceRow.version + 1)
        .execution_options(synchronize_session=False)
    )
    before = move.service.insurance_last_day
    work.record("insure", "services", str(service_id), {"from": _said(before), "to": _said(move.last_day)})


def record_document(work: UnitOfWork, action: str, document: ProviderDocument) -> None:
    """Write the audit entry: its kind and whose it is, never its name or what stands in it."""
    detail = {"kind": document.kind.value, "provider": document.provider_key}
    work.record(action, SUBJECT, str(document.document_id), detail)


def _said(day: date | None) -> str:
    return "" if day is None else day.isoformat()
