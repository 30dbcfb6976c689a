"""Keeps the documents providers send: adds, lists, opens, saves and removes them; an insurance moves the gate of its services.

A name or a word of a document never goes into an error, a log or the audit.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.document_file import ReceivedFile
from brokerage.domain.document_form import (
    DocumentForm,
    GateMove,
    check_document,
    check_whose,
    gate_without,
    move_gate,
)
from brokerage.domain.documents_asked import AskedDocument, find_asked
from brokerage.domain.errors import RuleBroken, Unavailable
from brokerage.domain.period import format_day
from brokerage.domain.provider_document import DocumentKind, ProviderDocument, copy_name
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.exchange.guarded_document import receive_file
from brokerage.services.typed_text import needed_text
from brokerage.services.whole_file import refuse_missing_folder, write_whole_file
from brokerage.storage.engine import Database
from brokerage.storage.queries import document_keeping as keeping
from brokerage.storage.queries import provider_documents as queries
from brokerage.storage.queries.application_at_hand import application_now
from brokerage.storage.queries.provider_documents import DocumentsWanted
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes import provider_documents as writes

__all__ = [
    "DocumentKept",
    "DocumentsWanted",
    "add_document",
    "find_asked_documents",
    "keep_received",
    "list_documents",
    "read_document",
    "remove_document",
    "save_document",
]
CHANGED = frozenset({Kind.PROVIDERS, Kind.SCHEMES})
MOST_LISTED = 500
_OF_A_PROVIDER = 10_000


@dataclass(frozen=True, slots=True)
class DocumentKept:
    """A document as it stands after a step, and what to say of the gates it moved or left where they are."""

    document: ProviderDocument
    notes: tuple[str, ...]


def list_documents(
    database: Database, wanted: DocumentsWanted, limit: int = MOST_LISTED
) -> tuple[ProviderDocument, ...]:
    """Return what lapses first, then what does not lapse; those that were followed or removed only where they are wanted."""
    with database.reading() as reader:
        return queries.documents(reader, wanted, limit)


def find_asked_documents(database: Database, reference: str, today: date) -> tuple[AskedDocument, ...]:
    """Return what the lots of an application ask for and how each stands on the day. Raises: RuleBroken."""
    with database.reading() as reader:
        application = application_now(reader, reference)
        asked = keeping.documents_asked(reader, application.application_id)
        kept = queries.documents(reader, DocumentsWanted(provider_id=application.provider_id), _OF_A_PROVIDER)
    return find_asked(asked, kept, today)


def add_document(
    database: Database, actor: Actor, form: DocumentForm, path: Path, now: datetime, *, dry_run: bool = False
) -> Done[DocumentKept]:
    """Return the document kept from the file at the path, with what it did to the gates. A dry run keeps nothing.

    The same file for the same is answered as the first time. An insurance lets the gate of its service, or of every service of
    the provider, close after its last day; one that ends sooner than what counts now only where the form says so.
    Raises: BadInput at a field, also for a file that is refused; RuleBroken for a job that may not; Unavailable.
    """
    _refuse_who_may_not(actor)
    check_document(form, day_in_england(now))
    return keep_received(database, actor, form, receive_file(path), now, dry_run=dry_run)


def keep_received(
    database: Database, actor: Actor, form: DocumentForm, file: ReceivedFile, now: datetime, *, dry_run: bool = False
) -> Done[DocumentKept]:
    """Return the document kept from a file that was found harmless. Otherwise as `add_document`."""
    _refuse_who_may_not(actor)
    check_document(form, day_in_england(now))
    with unit_of_work(database, actor, now) as work:
        keeping.lock_provider(work.session, form.provider_id)
        check_whose(
            form,
            services=keeping.services_of(work.session, form.provider_id),
            others_papers=keeping.papers_of_others(work.session, form),
        )
        repeated = keeping.same_document(work.session, form, file.sha256)
        if repeated is not None:
            return Done(DocumentKept(queries.document_of(work.session, repeated), ()), frozenset())
        kept = _keep(work, form, file)
        if dry_run:
            work.undo()
    return Done(kept, frozenset() if dry_run else CHANGED)


def read_document(database: Database, document_id: int) -> tuple[ProviderDocument, bytes]:
    """Return the document and its bytes as they were received. Raises: RuleBroken once it was removed; Unavailable."""
    with database.reading() as reader:
        document = queries.document_of(reader, document_id)
        content = queries.document_content(reader, document_id)
    if document.removal is not None or content is None:
        raise RuleBroken(f"Document {document_id} was removed, and its content is gone: ask the provider for it again.")
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise Unavailable(
            f"Document {document_id} is not what was received: it was changed in the database by hand. Go back to a copy."
        )
    return document, content


def save_document(database: Database, document_id: int, path: Path) -> Path:
    """Write a copy to the path, or into the folder there under `copy_name`; return where. Raises: as `read_document`."""
    document, content = read_document(database, document_id)
    refuse_missing_folder(path)
    chosen = path / copy_name(document) if path.is_dir() else path
    write_whole_file(chosen, content)
    return chosen


def remove_document(
    database: Database, actor: Actor, document_id: int, reason: str, now: datetime, *, dry_run: bool = False
) -> Done[DocumentKept]:
    """Return the document removed, its reason kept and its bytes gone, with what that did to the gates.

    Pressed again with the same reason it is answered as the first time. A gate that rested on an insurance goes back to the
    latest of those left, and closes where none is. Raises: BadInput without a reason; RuleBroken.
    """
    _refuse_who_may_not(actor)
    why = needed_text(reason, "Say why: the reason is kept when the document is not.")
    with unit_of_work(database, actor, now) as work:
        document = queries.document_of(work.session, document_id)
        keeping.lock_provider(work.session, document.provider_id)
        document = queries.document_of(work.session, document_id)
        if document.removal is not None:
            _refuse_removed(document, why)
            return Done(DocumentKept(document, ()), frozenset())
        writes.remove_document(work, document_id, why)
        writes.record_document(work, "remove", document)
        notes = _move(work, _gates_without(work, document))
        removed = DocumentKept(queries.document_of(work.session, document_id), notes)
        if dry_run:
            work.undo()
    return Done(removed, frozenset() if dry_run else CHANGED)


def _refuse_who_may_not(actor: Actor) -> None:
    refuse_other_jobs(actor, Job.COMMISSIONER, "keep documents of providers")


def _keep(work: UnitOfWork, form: DocumentForm, file: ReceivedFile) -> DocumentKept:
    document = queries.document_of(work.session, writes.keep_document(work, form, file))
    writes.record_document(work, "add", document)
    if form.kind is DocumentKind.REGISTRATION:
        return DocumentKept(document, (_REGISTRATION,))
    if form.kind is not DocumentKind.INSURANCE:
        return DocumentKept(document, ())
    today = day_in_england(work.now)
    covered = keeping.services_insured(work.session, form.provider_id, form.service_id)
    return DocumentKept(document, _move(work, [move_gate(service, form, today) for service in covered]))


_REGISTRATION = (
    "Whether a service may be called off follows what the regulator says of it, not this paper: bring in the regulator’s directory "
    "where that has changed."
)


def _gates_without(work: UnitOfWork, document: ProviderDocument) -> list[GateMove]:
    if document.kind is not DocumentKind.INSURANCE or document.last_day is None:
        return []
    today = day_in_england(work.now)
    return [
        gate_without(
            service,
            document.last_day,
            keeping.insurance_days_left(work.session, document.provider_id, service.service_id, document.document_id),
            today,
        )
        for service in keeping.services_insured(work.session, document.provider_id, document.service_id)
    ]


def _move(work: UnitOfWork, moves: Iterable[GateMove]) -> tuple[str, ...]:
    """Write the gates that move; return what is said of each."""
    notes: list[str] = []
    for move in moves:
        if move.is_moved:
            writes.move_insurance(work, move)
        if move.note:
            notes.append(move.note)
    return tuple(notes)


def _refuse_removed(document: ProviderDocument, reason: str) -> None:
    """Pass where the removal asked for is the one that was made."""
    removal = document.removal
    if removal is not None and removal.reason != reason:
        on = format_day(day_in_england(removal.removed_at))
        raise RuleBroken(
            f"Document {document.document_id} was removed on {on} already, with another reason: that one stays."
        )
