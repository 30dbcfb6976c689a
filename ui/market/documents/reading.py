"""What the section of documents asks and does in one go, off the UI thread; no widgets."""

from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from brokerage.domain.changes import Done
from brokerage.domain.provider_document import DocumentKind, DocumentStanding, ProviderDocument
from brokerage.domain.staff import Actor

if TYPE_CHECKING:
    from brokerage.services.desk import Database
    from brokerage.services.document_typed import DocumentSaid
    from brokerage.services.provider_documents import DocumentKept

MOST_SHOWN = 500


class Shown(Enum):
    """Which documents the list shows."""

    CURRENT = "current"
    PRESSING = "pressing"
    LAPSED = "lapsed"
    FORMER = "former"


_STANDINGS = {
    Shown.PRESSING: (DocumentStanding.LAPSED, DocumentStanding.LAPSES_SOON, DocumentStanding.TO_RENEW),
    Shown.LAPSED: (DocumentStanding.LAPSED,),
    Shown.FORMER: (DocumentStanding.FOLLOWED, DocumentStanding.REMOVED),
}


def read_documents(
    database: "Database", kind: DocumentKind | None, text: str, shown: Shown, today: date
) -> tuple[ProviderDocument, ...]:
    """Return what is looked for, what lapses first; one more than is shown where there are more."""
    from brokerage.services.provider_documents import DocumentsWanted, list_documents

    wanted = DocumentsWanted(kind=kind, text=text, only_former=shown is Shown.FORMER)
    found = list_documents(database, wanted, MOST_SHOWN + 1)
    return tuple(document for document in found if is_shown(document, shown, today))


def is_shown(document: ProviderDocument, shown: Shown, today: date) -> bool:
    """Return whether the filter lets it through."""
    return shown is Shown.CURRENT or document.standing(today) in _STANDINGS[shown]


def keep_said(
    database: "Database", actor: Actor, said: "DocumentSaid", path: Path, now: datetime
) -> "Done[DocumentKept]":
    """Return the document kept as it was said. Raises: as `read_document_said` and `add_document`."""
    from brokerage.services.document_typed import read_document_said
    from brokerage.services.provider_documents import add_document

    return add_document(database, actor, read_document_said(database, said), path, now)
