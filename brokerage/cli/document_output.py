"""What the document commands print, and what other commands print of documents: JSON, or facts and tables in plain words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brokerage.cli.output import enum_in_words, iso_day, print_facts, print_json, print_table, print_unless_saved

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from brokerage.domain.documents_asked import AskedDocument
    from brokerage.domain.provider_document import ProviderDocument
    from brokerage.services.provider_documents import DocumentKept


def print_documents(found: "Sequence[ProviderDocument]", today: "date", *, as_json: bool) -> None:
    """Print each document with the days left and how it stands."""
    from brokerage.domain.number_words import count

    if as_json:
        print_json([document_json(each, today) for each in found])
    elif not found:
        print("No document answers that.")
    else:
        rows = [
            (
                str(each.document_id),
                enum_in_words(each.kind),
                each.title,
                each.provider,
                each.service or "all",
                _day(each.last_day, "does not lapse"),
                _left(each, today),
                enum_in_words(each.standing(today)),
            )
            for each in found
        ]
        headings = ("No.", "Kind", "Title", "Provider", "Service", "Last day", "Days left", "Stands")
        print_table(headings, rows, right=(0, 6))
        print(f"{count(len(found), 'document')}.")


def print_document(kept: "DocumentKept", today: "date", *, saved: bool, as_json: bool) -> None:
    """Print one document after it was kept or removed, and what that did to the gates."""
    document = kept.document
    if as_json:
        print_json({**document_json(document, today), "notes": list(kept.notes), "saved": saved})
        return
    facts = [
        ("Document", str(document.document_id)),
        ("Kind", enum_in_words(document.kind)),
        ("Title", document.title),
        ("Provider", document.provider),
        ("Service", document.service or "all of the provider's"),
        *((("Application", document.application),) if document.application else ()),
        *((("Contract", document.contract),) if document.contract else ()),
        ("Last day", _day(document.last_day, "does not lapse")),
        ("Stands", enum_in_words(document.standing(today))),
    ]
    print_facts(facts)
    for note in kept.notes:
        print(f"· {note}")
    print_unless_saved(saved)


def print_saved(written: "Path", *, as_json: bool) -> None:
    """Print where the copy was written."""
    if as_json:
        print_json({"files": [str(written)]})
    else:
        print(f"Written: {written}")


def print_asked(found: "Sequence[AskedDocument]") -> None:
    """Print which documents the lots ask for, and which of these are here; nothing where none is asked for."""
    if not found:
        return
    from brokerage.domain.documents_asked import say_asked

    rows = [(each.asked.lot_number, each.asked.service, each.asked.question, say_asked(each)) for each in found]
    print()
    print_table(("Lot", "Service", "Question", "Document asked for"), rows)


def asked_json(found: "Sequence[AskedDocument]") -> list[dict[str, object]]:
    """Each document asked for, with how it stands and the number of the one that answers it."""
    return [
        {
            "lot": each.asked.lot_number,
            "service": each.asked.service,
            "question": each.asked.question,
            "asked_for": each.asked.asked_for,
            "stands": each.standing.value,
            "document": None if each.document is None else each.document.document_id,
            "last_day": None if each.document is None else iso_day(each.document.last_day),
        }
        for each in found
    ]


def document_json(document: "ProviderDocument", today: "date") -> dict[str, object]:
    """One document; its bytes are saved, never printed."""
    from brokerage.domain.renewal import reminder_reached

    removal = document.removal
    return {
        "number": document.document_id,
        "kind": document.kind.value,
        "title": document.title,
        "provider": document.provider,
        "provider_reference": document.provider_key,
        "service": document.service or None,
        "application": document.application or None,
        "contract": document.contract or None,
        "file_name": document.file_name,
        "media_type": document.media_type,
        "bytes": document.byte_count,
        "sha256": document.sha256,
        "first_day": iso_day(document.first_day),
        "last_day": iso_day(document.last_day),
        "days_left": document.days_left(today),
        "reminder": None if document.last_day is None else reminder_reached(document.last_day, today),
        "stands": document.standing(today).value,
        "received_on": document.received_on.isoformat(),
        "ask": {"phone": document.phone or None, "email": document.email or None},
        "added_by": document.added_by,
        "added_at": document.added_at.isoformat(),
        "removed": None
        if removal is None
        else {"reason": removal.reason, "by": removal.removed_by, "at": removal.removed_at.isoformat()},
    }


def _left(document: "ProviderDocument", today: "date") -> str:
    left = document.days_left(today)
    return "—" if left is None else str(left)


def _day(day: "date | None", without: str) -> str:
    from brokerage.domain.period import format_day

    return without if day is None else format_day(day)
