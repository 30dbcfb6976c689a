"""Documents for the tests of keeping them, on top of `tests.builders`."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from brokerage.domain.document_form import DocumentForm
from brokerage.domain.provider_document import DocumentKind
from brokerage.services.provider_documents import DocumentKept, add_document
from brokerage.storage.tables.providers import ServiceRow
from tests.builders import NOW, TODAY, Desk
from tests.exchange.documents import make_pdf

LAST_DAY = date(2027, 3, 31)
YESTERDAY = TODAY - timedelta(days=1)
INSURED = date(2027, 10, 31)
"""How long `tests.builders` insures a service."""


def certificate(folder: Path, name: str = "certificate.pdf", extra: bytes = b"") -> Path:
    """A PDF on the disk; another `extra` makes it another file."""
    path = folder / name
    path.write_bytes(make_pdf(extra))
    return path


def form(provider_id: int, kind: DocumentKind = DocumentKind.INSURANCE, **said: Any) -> DocumentForm:
    """A form for a document received today; an insurance is in force to `LAST_DAY`."""
    last_day = LAST_DAY if kind is DocumentKind.INSURANCE else None
    given = {"title": kind.value.capitalize(), "received_on": TODAY, "last_day": last_day}
    return DocumentForm(provider_id, kind, **{**given, **said})


def keep(
    desk: Desk, folder: Path, provider_id: int, kind: DocumentKind = DocumentKind.INSURANCE, **said: Any
) -> DocumentKept:
    """A document kept by the commissioner; what is said of it tells the files apart."""
    asked = form(provider_id, kind, **said)
    path = certificate(folder, extra=repr(asked).encode())
    return add_document(desk.database, desk.commissioner, asked, path, NOW).result


def insured_to(desk: Desk, service_id: int) -> date | None:
    with desk.session() as session:
        return session.get_one(ServiceRow, service_id).insurance_last_day
